// Drives a browser through a running gongkai as a reader would: overview →
// organ → filing → failing check → original → difference. Every page is held
// against axe-core and photographed at 1280 and 390 pixels.
//
//   node browse.mjs http://127.0.0.1:8080 OUTDIR CHROMIUM
//
// Prints one line a check; ends with 1 if one failed.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axeSource = createRequire(import.meta.url)("axe-core").source;
const [base, out, executablePath] = process.argv.slice(2);
await mkdir(out, { recursive: true });

let failed = 0;
function check(what, holds, detail = "") {
  if (!holds) failed++;
  console.log(`${holds ? "ok   " : "FAIL "} ${what}${holds || !detail ? "" : `\n      ${detail}`}`);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--font-render-hinting=none"] });

async function newPage(options) {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...options });
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (e) => page.errors.push(`error: ${e.message}`));
  page.on("console", (m) => {
    // What an original is kept from doing is told as an error, as it should be.
    if (m.type() === "error" && !m.location().url.includes("/original/") && !m.text().includes("/original/")) page.errors.push(`console: ${m.text()} ${m.location().url}`);
  });
  page.on("request", (r) => {
    const url = new URL(r.url());
    if (url.origin !== new URL(base).origin && url.protocol !== "data:") page.errors.push(`asks elsewhere: ${r.url()}`);
  });
  return page;
}

const screens = {
  wide: await newPage({ viewport: { width: 1280, height: 900 } }),
  phone: await newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
  dark: await newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "dark" }),
};

async function axe(page, what) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  check(`axe: ${what}: 0 violations`, result.violations.length === 0,
    result.violations.map((v) => `${v.id} (${v.impact}) ${v.nodes.length}×: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`).join("\n      "));
}

// visit looks at one address on every screen: status, axe, no scrolling
// sideways on the phone, a picture.
async function visit(name, path) {
  for (const [screen, page] of Object.entries(screens)) {
    const res = await page.goto(new URL(path, base).href);
    const what = `${name}, ${screen}`;
    check(`${what}: ${decodeURI(path)} answers ${res.status()}`, res.status() === 200);
    await axe(page, what);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(`${what}: nothing reaches out sideways`, wide <= 0, `${wide}px too wide`);
    check(`${what}: no error in the console, nothing asked of others`, page.errors.length === 0, page.errors.join("\n      "));
    page.errors.length = 0;
    await page.screenshot({ path: join(out, `${name}-${screen}.png`), fullPage: screen !== "dark" });
  }
}

const here = () => new URL(wide.url()).pathname + new URL(wide.url()).search;

// follow clicks the first link that the selector finds and returns where it led.
async function follow(selector, what) {
  const link = wide.locator(selector).first();
  check(`there is ${what}`, (await link.count()) > 0, selector);
  await link.click();
  await wide.waitForLoadState();
  return here();
}

const wide = screens.wide;

// Overview → organ → filing: by clicking, as a reader does.
await visit("overview", "/");
await wide.goto(base);
const failing = await wide.locator("td.m-failing a").first().getAttribute("href");
check("the heat map marks a report that does not add up", failing?.startsWith("/filing/"), String(failing));
const organPath = failing.replace(/^\/filing\//, "/organ/").replace(/\/[^/]+$/, "");
await follow(`a[href="${organPath}"]`, "the organ in the heat map");
check("the organ's page has its charts, drawn on the server", (await wide.locator("main svg").count()) >= 9);
check("each chart has a table with the same numbers", (await wide.locator("main details table").count()) >= 3);
await visit("organ", organPath);

await wide.goto(new URL(organPath, base).href);
const filingPath = await follow(`main a[href="${failing}"]`, "the report among the organ's filings");
check("section three is printed as the law has it: 28 rows", (await wide.locator("table tr").count()) > 40);

// A failing check: its two sides show on hover, on focus and on tap.
const cell = wide.locator("td.fails").first();
const tip = cell.locator("[role=tooltip]").first();
check("a failing cell keeps its sum to itself", !(await tip.isVisible()));
await cell.hover();
check("hover shows both sides", (await tip.isVisible()) && /≠/.test(await tip.innerText()), await tip.innerText());
await wide.mouse.move(0, 0);
await cell.locator("a").first().focus();
check("so does the keyboard", await tip.isVisible());
await screens.phone.goto(new URL(filingPath, base).href);
await screens.phone.locator("td.fails a").first().tap();
check("a tap leads to the sum in words", /≠/.test(await screens.phone.locator(":target").innerText()));
await visit("filing", filingPath);
await wide.goto(new URL(filingPath, base).href);
await wide.locator("td.fails").first().hover();
await wide.locator("td.fails").first().scrollIntoViewIfNeeded();
await wide.screenshot({ path: join(out, "failing-check.png") });

// The stored original: its bytes, without scripts, in a frame that can do nothing.
await wide.goto(new URL(filingPath, base).href);
const versionPath = await follow('main dd a[href^="/page/"]', "the version that the numbers are from");
const frame = wide.locator("iframe.original");
check("the original is framed without any right", (await frame.getAttribute("sandbox")) === "");
await frame.scrollIntoViewIfNeeded(); // it is loaded when it comes into view
const inner = await wide.frameLocator("iframe.original").locator("body").innerText();
check("the frame shows the original", /政府信息公开/.test(inner), inner.slice(0, 200));
const scripts = await screens.wide.context().request.get(new URL(versionPath.replace("/page/", "/original/"), base).href);
check("it is served for an origin of its own", /^sandbox;/.test(scripts.headers()["content-security-policy"] ?? ""));
await visit("version", versionPath);

// What changed: two versions, cell by cell.
await visit("changes", "/changes?kind=content");
await wide.goto(new URL("/changes?kind=content", base).href);
const diffPath = await follow('main a[href^="/diff?"]', "a difference");
const diff = await wide.locator("main").innerText();
check("the difference shows the number before and after", /577|579|777|778/.test(diff) && (await wide.locator("main table tr").count()) >= 2, diff.slice(0, 300));
await visit("difference", diffPath);

// And everything else that a reader meets.
const years = await wide.goto(new URL(filingPath, base).href).then(() => wide.locator('main a[href^="/compare?"]').first().getAttribute("href"));
await visit("two-years", years);
await visit("page", versionPath.replace(/\/\d+$/, ""));
await visit("guide", organPath.replace("/organ/", "/filing/") + "/guide");
await visit("portals", "/portals");
await visit("portal", "/portal/" + organPath.split("/")[2]);
await visit("checks", "/checks");
await visit("search", "/search?q=" + encodeURIComponent("教育局 2024"));
await visit("as-of", organPath + "?at=2199-01-01");
await visit("english", "/en" + filingPath);

// The language switch keeps the place.
await wide.goto(new URL(filingPath, base).href);
await follow('a[hreflang="en"], a[lang="en"]', "the English switch");
check("the switch keeps the place", here() === "/en" + filingPath, here());

// Keyboard: the first stop is the way past the navigation.
await wide.goto(base);
await wide.keyboard.press("Tab");
check("the first tab stop skips to the content", (await wide.evaluate(() => document.activeElement?.getAttribute("href"))) === "#main");

const missing = await wide.goto(new URL("/no-such-page", base).href);
check("what is not there is said as a page", missing.status() === 404);
await axe(wide, "404");

// Pictures for the documents: what fits on a screen, at 1280 and 390 pixels.
async function picture(name, page, path, prepare) {
  await page.goto(new URL(path, base).href);
  await prepare?.(page);
  await page.screenshot({ path: join(out, "docs", `${name}.png`) });
}
const showSum = async (page) => {
  await page.locator("#section-3").evaluate((e) => e.scrollIntoView());
  await page.locator("td.fails a").last().evaluate((e) => e.focus({ preventScroll: true }));
};
const phone = await newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
const tall = await newPage({ viewport: { width: 1280, height: 1000 } });
await picture("overview-1280", tall, "/");
await picture("overview-dark-1280", screens.dark, "/");
await picture("organ-1280", tall, organPath);
await tall.goto(base);
const corrected = await tall.locator("td.m-failing a").nth(1).getAttribute("href"); // the one that was corrected in silence
await picture("filing-1280", tall, corrected, showSum);
await picture("difference-1280", wide, diffPath);
await picture("overview-390", phone, "/");
await picture("filing-390", phone, filingPath, (page) => page.locator("#section-3").evaluate((e) => e.scrollIntoView()));
await picture("english-390", phone, "/en" + organPath);

await browser.close();
console.log(failed ? `\n${failed} failed` : "\nall held");
process.exit(failed ? 1 : 0);
