// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pages in a real browser: nothing that hinders people, whatever they see, hear or press.

import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {after, before, test} from "node:test";
import {gzipSync} from "node:zlib";

import {testPlaces} from "./places.mjs";
import {start, visit} from "./service.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const languages = ["fi", "sv", "en"];

// Every kind of page. Adding a page adds a row.
const pages = {
  front: "",
  search: "search?q=yksin%C3%A4isyys&type=innovation",
  empty: "search?q=zzzqq&type=call",
  everything: "search?offset=20",
  innovation: "records/sample:inn-001",
  need: "records/sample:need-001",
  call: "records/sample:call-01",
  paper: "records/sample:paper-01",
  match: "match",
  matches: "match?id=sample:need-001",
  funding: "funding",
  calendar: "funding/calendar?month=2026-12",
  actors: "actors?role=adopter",
  map: "actors/map?role=funder",
  network: "actors/network",
  themes: "themes",
  about: "about",
  api: "api",
  missing: "nowhere",
};

let service;
before(async () => { service = await start(); });
after(() => service?.close());

const expectNoFaults = (page) => assert.deepEqual(page.faults, []);

async function violations(page, rules) {
  await page.evaluate(axe);
  const options = {resultTypes: ["violations"], ...(rules && {runOnly: rules})};
  const result = await page.evaluate((wanted) => globalThis.axe.run(document, wanted), options);
  return result.violations.map(({id, nodes}) => `${id}: ${nodes.slice(0, 2).map((node) => node.html).join(" | ")}`);
}

for (const language of languages) {
  test(`axe finds nothing to object to on any page in ${language}, light and dark, at 320 px`, async () => {
    const page = await visit(service, {viewport: {width: 320, height: 800}, reducedMotion: "reduce"});
    for (const [name, rest] of Object.entries(pages)) {
      await page.goto(`${service.address}/${language}/${rest}`);
      await page.emulateMedia({colorScheme: "light"});
      assert.deepEqual(await violations(page), [], name);
      await page.emulateMedia({colorScheme: "dark"});
      assert.deepEqual(await violations(page, ["color-contrast", "link-in-text-block"]), [], `${name}, dark`);
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
      assert.ok(width <= 320, `${name} is ${width} px wide`);
    }
    expectNoFaults(page);
    await page.context().close();
  });
}

test("axe finds nothing to object to in open filters and suggestions at 1280 px", async () => {
  const page = await visit(service);
  await page.goto(`${service.address}/fi/search?q=yksin%C3%A4isyys`);
  await page.locator(".more summary").first().click();
  await page.locator("#q").fill("yksin");
  await page.locator("[role=option]").first().waitFor();
  assert.deepEqual(await violations(page), []);
  expectNoFaults(page);
  await page.context().close();
});

test("a search is found, narrowed, read and come back to with the keyboard alone", async () => {
  const page = await visit(service);
  await page.goto(`${service.address}/fi/`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await tabTo(page, "#q");
  await page.keyboard.type("yksinäisyys");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/fi\/search\?q=/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "results");
  const all = await page.locator("#results").textContent();

  await page.locator("#q").focus();
  await page.keyboard.press("Escape");
  await tabTo(page, "input[name=type][value=need]");
  await page.keyboard.press("Space");
  await tabTo(page, ".apply button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/type=need/);
  const narrowed = page.url();
  assert.notEqual(await page.locator("#results").textContent(), all);
  assert.match(await page.locator(".chosen a").first().getAttribute("aria-label"), /^Poista suodatin: /);

  await tabTo(page, ".card h3 a");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/fi\/records\//);
  assert.equal(await page.locator("h1").count(), 1);
  await page.goBack();
  assert.equal(page.url(), narrowed);
  expectNoFaults(page);
  await page.context().close();
});

async function tabTo(page, selector) {
  for (let presses = 0; presses < 80; ++presses) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`80 presses of Tab do not reach ${selector}`);
}

test("everything works without JavaScript", async () => {
  const page = await visit(service, {javaScriptEnabled: false, viewport: {width: 360, height: 800}});
  await page.goto(`${service.address}/sv/`);
  await page.locator("#q").fill("ensamhet");
  await page.locator(".search button").click();
  await page.waitForURL(/\/sv\/search/);
  await page.locator(".filters > summary").click();
  await page.locator("input[name=type]").first().check();
  await page.locator(".apply button").click();
  await page.waitForURL(/type=/);
  await page.locator(".card h3 a").first().click();
  await page.waitForURL(/\/sv\/records\//);
  await page.goto(`${service.address}/sv/match`);
  await page.locator("#text").fill("Äldre personer är ensamma på landsbygden och behöver skjuts till träffar.");
  await page.locator(".ask button").click();
  await page.waitForURL(/text=/);
  assert.ok(await page.locator(".match").count() > 0);
  assert.match(await page.locator("#text").inputValue(), /^Äldre personer/);
  await page.context().close();
});

test("suggestions are a combobox that the arrow keys move in and Escape closes", async () => {
  const page = await visit(service);
  await page.goto(`${service.address}/fi/`);
  const field = page.locator("#q");
  await field.pressSequentially("yksi");
  await page.locator("[role=option]").first().waitFor();
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await field.press("ArrowDown");
  const active = await field.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.waitForFunction(() => document.getElementById("suggest-status").textContent !== "");
  await field.press("Escape");
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  assert.equal(await field.inputValue(), "yksi");
  expectNoFaults(page);
  await page.context().close();
});

test("an answer to an earlier query never replaces that to a later one", async () => {
  const page = await visit(service);
  let release, answered;
  const held = new Promise((resolve) => { release = resolve; });
  const late = new Promise((resolve) => { answered = resolve; });
  await page.route(/suggest\?q=yks&/, async (route) => {
    await held;
    await route.fulfill({json: {words: [{query: "yksin"}], concepts: [], actors: [], records: []}}).catch(() => {});  // the page may have given up
    answered();
  });
  await page.goto(`${service.address}/fi/`);
  await page.locator("#q").pressSequentially("yks");
  await page.waitForRequest(/suggest/);
  await page.locator("#q").fill("asun");
  await page.locator("[role=option]").first().waitFor();
  const shown = await page.locator("[role=option]").allTextContents();
  release();
  await late;
  assert.deepEqual(await page.locator("[role=option]").allTextContents(), shown);
  await page.context().close();
});

test("changing the language keeps the search", async () => {
  const page = await visit(service);
  await page.goto(`${service.address}/fi/search?q=kahvit&type=innovation`);
  await page.locator(".languages a[lang=sv]").click();
  await page.waitForURL(/\/sv\/search\?q=kahvit&type=innovation/);
  assert.equal(await page.locator("html").getAttribute("lang"), "sv");
  assert.equal(await page.locator("#q").inputValue(), "kahvit");
  await page.context().close();
});

test("filters stand open where there is room and are folded where there is not", async () => {
  const page = await visit(service);
  await page.goto(`${service.address}/fi/search?q=kahvit`);
  assert.ok(await page.locator("input[name=type]").first().isVisible());
  await page.setViewportSize({width: 400, height: 800});
  assert.ok(!await page.locator("input[name=type]").first().isVisible());
  await page.context().close();
});

test("hostile records are shown harmlessly", async () => {
  const page = await visit(service, {viewport: {width: 320, height: 800}});
  for (const rest of ["search?q=vihamielinen", "records/hostile:1", "records/hostile:2", "records/hostile:actor",
                      "match?id=hostile:1", "search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E"]) {
    await page.goto(`${service.address}/fi/${rest}`);
    assert.equal(await page.locator("main script, main img, main svg, main b").count(), 0, rest);
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(width <= 320, `${rest} is ${width} px wide`);
  }
  await page.goto(`${service.address}/fi/records/hostile:1`);
  assert.match(await page.locator("h1").textContent(), /"onmouseover=alert\(2\)/);
  expectNoFaults(page);
  await page.context().close();
});

test("the first view weighs less than 60 kB, compressed", async () => {
  const page = await visit(service);
  const replies = [];
  page.on("response", (response) => replies.push(response));
  for (const rest of [pages.front, pages.search, pages.matches]) {
    replies.length = 0;
    await page.goto(`${service.address}/fi/${rest}`, {waitUntil: "networkidle"});
    let bytes = 0;
    for (const reply of replies) bytes += gzipSync(await reply.body()).length;
    assert.ok(bytes < 60_000, `/fi/${rest} weighs ${bytes} bytes`);
  }
  await page.context().close();
});

testPlaces(() => service);
