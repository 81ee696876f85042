// Holds a running gongkai against descriptions that it did not write: the JSON
// Feed schema of npm, and OpenAPI's own schema.
//
//   node clients.mjs http://127.0.0.1:8080 FEED…
//
// Prints one line a check; ends with 1 if one failed.
import Ajv from "ajv";
import addFormats from "ajv-formats";
import jsonFeed from "jsonfeed-schema";
import { Validator } from "@seriousme/openapi-schema-validator";

const [base, ...feeds] = process.argv.slice(2);
let failed = false;

function verdict(what, errors) {
  if (!errors || errors.length === 0) {
    console.log(`ok    ${what}`);
    return;
  }
  failed = true;
  console.log(`FAIL  ${what}\n${JSON.stringify(errors, null, 2)}`);
}

async function get(path) {
  const res = await fetch(new URL(path, base));
  if (!res.ok) throw new Error(`${path}: status ${res.status}`);
  return res;
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const isFeed = ajv.compile(jsonFeed["v1.1"] ?? jsonFeed);
for (const path of feeds) {
  const feed = await (await get(path)).json();
  isFeed(feed);
  verdict(`JSON Feed 1.1 schema: ${path} (${feed.items.length} items)`, isFeed.errors);
  if (feed.items.length === 0) verdict(`${path} has items`, ["it has none"]);
}

const validator = new Validator();
const result = await validator.validate(await (await get("/api/v1/openapi.yaml")).text());
verdict(`OpenAPI ${validator.version} schema: /api/v1/openapi.yaml`, result.valid ? [] : result.errors);
if (validator.version !== "3.1") verdict("OpenAPI version", [`${validator.version}, want 3.1`]);

process.exit(failed ? 1 : 0);
