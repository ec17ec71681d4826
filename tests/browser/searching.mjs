// SPDX-License-Identifier: GPL-3.0-or-later
//
// searching.mjs — searching as people do it: typing, choosing suggestions, ticking filters, turning pages, going
// back, sharing an address, changing the language; with the keyboard alone, and without scripts.

import assert from "node:assert/strict";
import {test} from "node:test";

import {expectNoFaults, tabTo, visit} from "./service.mjs";

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.className);

export function testSearching(service) {
  const at = (rest) => `${service().address}/${rest}`;

  test("a search is found, narrowed, read and come back to with the keyboard alone", async () => {
    const page = await visit(service());
    await page.goto(at("fi/"));
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "skip");
    await tabTo(page, "#q");
    await page.keyboard.type("yksinäisyys");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/fi\/search\?q=/);
    assert.equal(await focused(page), "results");
    const all = await page.locator("#results").textContent();
    await page.locator("#q").focus();
    await page.keyboard.press("Escape");
    await tabTo(page, "input[name=type][value=need]");
    await page.keyboard.press("Space");
    await page.waitForURL(/type=need/);
    const narrowed = page.url();
    assert.equal(await focused(page), "type");
    assert.notEqual(await page.locator("#results").textContent(), all);
    assert.match(await page.locator(".chosen a").first().getAttribute("aria-label"), /^Poista suodatin: /);
    await tabTo(page, ".card h3 a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/fi\/records\//);
    await page.goBack();
    assert.equal(page.url(), narrowed);
    expectNoFaults(page);
    await page.context().close();
  });

  test("ticking filters keeps the focus, says the number once, and makes addresses to share and to go back to", async () => {
    const page = await visit(service());
    await page.goto(at("fi/search?q=yksin%C3%A4isyys"));
    assert.ok(!await page.locator(".apply").isVisible());
    await page.evaluate(() => {
      const status = document.getElementById("results-status");
      globalThis.said = [];
      new MutationObserver(() => { if (status.textContent) globalThis.said.push(status.textContent); }).observe(status, {childList: true});
    });
    await page.locator("input[name=type][value=need]").check();
    await page.waitForURL(/type=need/);
    await page.locator("input[name=type][value=innovation]").check();
    await page.waitForURL(/type=innovation/);
    assert.equal(await page.evaluate(() => document.activeElement.value), "innovation");
    // On a slow machine the first number may be said before the second box is ticked; never is one said twice.
    const heading = await page.locator("#results").textContent();
    await page.waitForFunction((wanted) => globalThis.said.at(-1) === wanted, heading);
    const said = await page.evaluate(() => globalThis.said);
    assert.ok(said.length <= 2 && new Set(said).size === said.length, said.join());
    const titles = await page.locator(".card h3").allTextContents();
    const other = await visit(service(), {javaScriptEnabled: false});
    await other.goto(page.url());
    assert.deepEqual(await other.locator(".card h3").allTextContents(), titles);
    assert.ok(await other.locator("input[name=type][value=need]").isChecked());
    await other.context().close();
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector("input[name=type][value=innovation]").checked);
    assert.ok(await page.locator("input[name=type][value=need]").isChecked());
    await page.locator(".chosen a").first().click();
    await page.waitForURL((url) => !url.searchParams.has("type"));
    expectNoFaults(page);
    await page.context().close();
  });

  test("more values of a filter are asked for by its name, and the first of them gets the focus", async () => {
    const page = await visit(service());
    await page.goto(at("fi/search?q=yksin%C3%A4isyys"));
    const summaries = page.locator(".more summary");
    const names = await summaries.allTextContents();
    assert.equal(new Set(names).size, names.length);
    await summaries.filter({hasText: "Alue"}).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.matches(".more[open] input"));
    assert.equal(await page.evaluate(() => document.activeElement === document.activeElement.closest("details").querySelector("input")), true);
    assert.ok(await page.locator(".filters fieldset > legend").count() > 3);
    await page.context().close();
  });

  test("pages are links of a named navigation, and the present one says so", async () => {
    const page = await visit(service());
    await page.goto(at("fi/search?q=yksin%C3%A4isyys"));
    await page.locator("nav.pages a[rel=next]").click();
    await page.waitForURL(/offset=20/);
    assert.equal(await focused(page), "results");
    assert.equal(await page.locator("nav.pages").getAttribute("aria-label"), "Sivut");
    assert.equal(await page.locator("nav.pages [aria-current=page]").textContent(), "2");
    assert.match(await page.title(), /yksinäisyys – \d+ tulosta – Sivu 2/);
    await page.context().close();
  });

  test("everything works without JavaScript", async () => {
    const page = await visit(service(), {javaScriptEnabled: false, viewport: {width: 360, height: 800}});
    await page.goto(at("sv/"));
    assert.ok(!await page.locator(".main-links").isVisible());
    await page.locator(".menu summary").click();
    assert.ok(await page.locator(".main-links a").first().isVisible());
    await page.locator("#q").fill("ensamhet");
    await page.locator(".search button").click();
    await page.waitForURL(/\/sv\/search/);
    await page.locator(".filters > summary").click();
    await page.locator("input[name=type]").first().check();
    await page.locator(".apply button").click();
    await page.waitForURL(/type=/);
    await page.locator(".card h3 a").first().click();
    await page.waitForURL(/\/sv\/records\//);
    await page.context().close();
  });

  test("suggestions are a combobox: arrows move, Home and End stay in the text, Escape closes, the number is said once", async () => {
    const page = await visit(service());
    await page.goto(at("fi/"));
    const field = page.locator("#q");
    await page.evaluate(() => {
      const status = document.getElementById("suggest-status");
      globalThis.said = [];
      new MutationObserver(() => { if (status.textContent) globalThis.said.push(status.textContent); }).observe(status, {childList: true});
    });
    await field.pressSequentially("yksi");
    await page.locator("[role=option]").first().waitFor();
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    await field.press("ArrowDown");
    const active = await field.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    await field.press("Home");
    assert.equal(await field.getAttribute("aria-activedescendant"), null);
    assert.equal(await field.evaluate((one) => one.selectionStart), 0);
    await field.press("End");
    assert.equal(await field.evaluate((one) => one.selectionStart), 4);
    await page.waitForFunction(() => globalThis.said.length > 0);
    const options = await page.locator("[role=option]").count();
    assert.deepEqual(await page.evaluate(() => globalThis.said), [`${options} ehdotusta`]);
    await field.press("Escape");
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    assert.equal(await field.inputValue(), "yksi");
    expectNoFaults(page);
    await page.context().close();
  });

  test("an answer to an earlier query never replaces that to a later one", async () => {
    const page = await visit(service());
    let release, answered;
    const held = new Promise((resolve) => { release = resolve; });
    const late = new Promise((resolve) => { answered = resolve; });
    await page.route(/suggest\?q=yks&/, async (route) => {
      await held;
      await route.fulfill({json: {words: [{query: "yksin"}], concepts: [], actors: [], records: []}}).catch(() => {});  // the page may have given up
      answered();
    });
    await page.goto(at("fi/"));
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
    const page = await visit(service());
    await page.goto(at("fi/search?q=kahvit&type=innovation"));
    await page.locator(".languages a[lang=sv]").click();
    await page.waitForURL(/\/sv\/search\?q=kahvit&type=innovation/);
    assert.equal(await page.locator("html").getAttribute("lang"), "sv");
    assert.equal(await page.locator("#q").inputValue(), "kahvit");
    await page.context().close();
  });

  test("filters stand open where there is room and are folded where there is not", async () => {
    const page = await visit(service());
    await page.goto(at("fi/search?q=kahvit"));
    assert.ok(await page.locator("input[name=type]").first().isVisible());
    await page.setViewportSize({width: 400, height: 800});
    assert.ok(!await page.locator("input[name=type]").first().isVisible());
    await page.context().close();
  });

  test("who finds nothing gets other spellings, wider searches with counts, and a way to be told later", async () => {
    const page = await visit(service());
    await page.goto(at("fi/search?q=yksinaisyyys"));
    assert.match(await page.locator(".corrections").textContent(), /yksinäisyys.*\d+ tulosta/s);
    await page.goto(at("fi/search?q=yksin%C3%A4isyys&type=call&region=mk:21"));
    assert.match(await page.locator(".nothing").textContent(), /löytyy \d+ tulos/);
    assert.match(await page.locator(".nothing a[type='application/atom+xml']").getAttribute("href"), /^\/feed\?q=/);
    await page.goto(at("fi/search?q=kahvit&limit=abc"));
    assert.equal(await page.locator("#q").inputValue(), "kahvit");
    await page.context().close();
  });
}
