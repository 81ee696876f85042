// Holds JSON Feeds, files or addresses, against the schema of JSON Feed 1.1, and
// their ids, times and addresses against each other.
//
//   npm install jsonfeed-schema@0.5.0 ajv@8 ajv-formats@3
//   node validate.mjs feed.json http://127.0.0.1:8080/feed/feed.json …
//
// Exit code 1 and a line for each fault.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

// Packages lie where it is called from, as npm put them there.
const require = createRequire(join(process.cwd(), "validate.mjs"));
const Ajv = require("ajv").default;
const formats = require("ajv-formats").default;
const schema = require("jsonfeed-schema/schema-v1.1.json");

const { $schema: _, ...draft } = schema; // ajv 8 knows draft-07 by itself
const ajv = new Ajv({ strict: false, allErrors: true });
formats(ajv);
const valid = ajv.compile(draft);

let faults = 0;
const fault = (where, words) => { faults++; console.log(`${where}: ${words}`); };

for (const where of process.argv.slice(2)) {
  let text;
  if (/^https?:/.test(where)) {
    const answer = await fetch(where);
    if (!answer.ok) { fault(where, `status ${answer.status}`); continue; }
    if (!/^application\/feed\+json/.test(answer.headers.get("content-type"))) fault(where, `type ${answer.headers.get("content-type")}`);
    text = await answer.text();
  } else {
    text = await readFile(where, "utf8");
  }
  const feed = JSON.parse(text);
  if (!valid(feed)) for (const e of valid.errors) fault(where, `${e.instancePath} ${e.message}`);
  const ids = new Set(feed.items.map((i) => i.id));
  if (ids.size !== feed.items.length) fault(where, "an id stands twice");
  for (const i of feed.items) {
    if (!/Z$/.test(i.date_published) || Number.isNaN(Date.parse(i.date_published))) fault(where, `${i.id}: ${i.date_published} is no time in UTC`);
    for (const u of [i.url, i.external_url]) if (u !== undefined && !URL.canParse(u)) fault(where, `${i.id}: ${u} is no address`);
  }
  console.log(`${where}: ${feed.items.length} items, ${faults} faults`);
}
process.exit(faults > 0 ? 1 : 0);
