// SPDX-License-Identifier: GPL-3.0-or-later
//
// places.mjs — funding, actors and themes: found with the keyboard alone and without JavaScript; the map and the
// network say what their tables say; calendars and feeds have what the page shows.

import assert from "node:assert/strict";
import {test} from "node:test";

import {expectNoFaults, expectNoOverflow, tabTo, visit} from "./service.mjs";

export function testPlaces(service) {
  const at = (rest) => `${service().address}/${rest}`;

  test("a call is found by its status and its month with the keyboard alone", async () => {
    const page = await visit(service());
    await page.goto(at("fi/funding"));
    await tabTo(page, "input[name=status][value=open]");
    await page.keyboard.press("Space");
    await tabTo(page, ".apply button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/status=open/);
    for (const status of await page.locator(".call .status").allTextContents()) assert.equal(status, "avoinna");
    await page.goto(at("fi/funding/calendar?status=open"));
    const later = page.locator(".months a[rel~=next]");
    if (await later.count() > 0) await later.first().click();
    assert.match(page.url(), /funding\/calendar/);
    await tabTo(page, ".agenda a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/fi\/records\//);
    expectNoFaults(page);
    await page.context().close();
  });

  test("the calendar has the deadlines of its list, each under its day", async () => {
    const page = await visit(service());
    await page.goto(at("en/funding/calendar"));
    if (await page.locator(".agenda > li").count() === 0) await page.locator(".months a[rel~=next]").first().click();
    const listed = await page.locator(".agenda > li > ul > li").count();
    assert.ok(listed > 0);
    const counted = (await page.locator(".calendar .how-many").allTextContents()).map(Number);
    assert.equal(counted.reduce((sum, one) => sum + one, 0), listed);
    for (const href of await page.locator(".calendar .busy a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))))
      assert.equal(await page.locator(`[id="${href.slice(1)}"]`).count(), 1, href);
    await page.context().close();
  });

  test("calendar and feed have the calls that the page shows", async () => {
    const page = await visit(service());
    for (const choice of ["target_group=older", "region=mk:11", "region=mk:01&region=kunta:297"]) {
      await page.goto(at(`fi/funding?${choice}`));
      const shown = Number(/^\d+/.exec(await page.locator("#results").textContent())[0]);
      assert.ok(shown > 0, choice);
      const taken = async (type) => {
        const reply = await page.request.get(await page.locator(`.take-along a[type='${type}']`).evaluate((link) => link.href));
        assert.equal(reply.status(), 200, `${choice}, ${type}`);
        return reply;
      };
      assert.equal((await (await taken("application/json")).json()).total.value, shown, choice);
      assert.equal((await (await taken("application/atom+xml")).text()).match(/<entry>/g).length, shown, choice);
      assert.equal((await (await taken("text/csv")).text()).trim().split("\r\n").length - 1, shown, choice);
      await taken("text/calendar");
    }
    await page.context().close();
  });

  test("places work without JavaScript", async () => {
    const page = await visit(service(), {javaScriptEnabled: false, viewport: {width: 320, height: 800}});
    await page.goto(at("sv/actors"));
    await page.locator("#words").fill("kommun");
    await page.locator(".place-words button").click();
    await page.waitForURL(/\/sv\/actors\?q=kommun/);
    assert.equal(await page.locator("#words").inputValue(), "kommun");
    await page.goto(at("sv/actors"));
    await page.locator(".filters > summary").click();
    await page.locator("input[name=role]").first().check();
    await page.locator(".apply button").click();
    await page.waitForURL(/role=/);
    await page.locator(".sections a", {hasText: "Karta"}).click();
    await page.waitForURL(/actors\/map\?role=/);
    await page.locator(".chips a.chip").first().click();
    assert.ok(!page.url().includes("role="));
    await page.context().close();
  });

  test("the map says of each region what the table says, and leads to its actors", async () => {
    const page = await visit(service());
    await page.goto(at("fi/actors/map"));
    assert.equal(await page.locator(".tiles a").count(), 19);
    const table = await page.locator(".map-table tbody tr").evaluateAll((rows) =>
      rows.map((row) => `${row.cells[0].textContent.trim()}: ${row.cells[1].textContent.trim()}`));
    assert.equal(table.length, 19);
    for (const name of await page.locator(".tiles a").evaluateAll((links) => links.map((link) => link.querySelector("title").textContent))) {
      const [region, count] = /^(.+): (\S+)/.exec(name).slice(1);
      assert.ok(table.includes(`${region}: ${count === "ei" ? 0 : count}`), name);
    }
    await tabTo(page, ".tiles a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/fi\/actors\?region=mk/);
    expectNoFaults(page);
    await page.context().close();
  });

  test("the network is drawn, told in a table, and walked from actor to actor", async () => {
    const page = await visit(service());
    await page.goto(at("fi/actors/network"));
    assert.match(await page.locator(".map-hint").textContent(), /Suomessa toimivat/);
    await page.locator(".found-head a", {hasText: "Näytä kaikki maat"}).click();
    await page.waitForURL(/everywhere=true/);
    await page.locator(".found-head a", {hasText: "vain Suomessa"}).click();
    await page.waitForURL((url) => !url.search.includes("everywhere"));
    assert.equal(await page.locator(".network .tie").count(), await page.locator("tbody tr").count());
    await page.locator(".network a").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/actor=/);
    assert.equal(await page.locator(".network .node.filled").count(), 1);
    await page.goBack();
    assert.ok(!page.url().includes("actor="));
    expectNoFaults(page);
    await page.context().close();
  });

  test("a number of a theme leads to as many records", async () => {
    const page = await visit(service());
    await page.goto(at("en/themes"));
    const cell = page.locator("table.matrix td a").first();
    const count = await cell.textContent();
    await cell.click();
    await page.waitForURL(/\/en\/search\?/);
    assert.equal(/^\d+/.exec(await page.locator("#results").textContent())[0], count);
    await page.context().close();
  });

  test("changing the language keeps what is chosen of a place", async () => {
    const page = await visit(service(), {viewport: {width: 320, height: 800}});
    await page.goto(at("fi/funding/calendar?status=open&month=2027-01"));
    await page.locator(".languages a[lang=sv]").click();
    await page.waitForURL(/\/sv\/funding\/calendar\?status=open&month=2027-01/);
    await expectNoOverflow(page, "calendar");
    await page.context().close();
  });
}
