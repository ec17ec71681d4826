// SPDX-License-Identifier: GPL-3.0-or-later
//
// records.mjs — pages of records: what they offer to take along, and that hostile records do no harm.

import assert from "node:assert/strict";
import {test} from "node:test";
import {gzipSync} from "node:zlib";

import {pages} from "./pages.mjs";
import {expectNoFaults, expectNoOverflow, visit} from "./service.mjs";

export function testRecords(service) {
  const at = (rest) => `${service().address}/${rest}`;

  test("what a record offers to machines and calendars is there", async () => {
    const page = await visit(service());
    for (const name of ["innovation", "call"]) {
      await page.goto(at(`fi/${pages[name]}`));
      const links = await page.locator(".machine a, a[type='text/calendar']").evaluateAll((all) => all.map((one) => one.href));
      assert.equal(links.length, name === "call" ? 5 : 4);
      for (const link of links) assert.equal((await page.request.get(link)).status(), 200, link);
    }
    await page.locator("aside a[href*='/report?id=']").click();
    await page.waitForURL(/report\?id=/);
    assert.ok(await page.locator("main a").count() > 0);
    await page.context().close();
  });

  test("adoptions are drawn, listed in the same order, and told by whom", async () => {
    const page = await visit(service());
    await page.goto(at("fi/records/sample:inn-042"));
    assert.equal(await page.locator(".lineage svg text").count(), await page.locator(".adoptions > li").count());
    assert.ok(await page.locator(".ladder .reached").count() > 0);
    await page.context().close();
  });

  test("hostile records are shown harmlessly", async () => {
    const page = await visit(service(), {viewport: {width: 320, height: 800}});
    for (const rest of ["search?q=vihamielinen", "records/hostile:1", "records/hostile:2", "records/hostile:actor", "report?id=hostile:1",
                        "develop?id=hostile:1", "search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E"]) {
      await page.goto(at(`fi/${rest}`));
      assert.equal(await page.locator("main script, main img, main svg[onload], main b, main [onmouseover], main [onclick]").count(), 0, rest);
      assert.equal(await page.locator("a[href^='javascript:' i]").count(), 0, rest);
      await expectNoOverflow(page, rest);
    }
    await page.goto(at("fi/records/hostile:1"));
    assert.match(await page.locator("h1").textContent(), /"onmouseover=alert\(2\)/);
    expectNoFaults(page);
    await page.context().close();
  });

  test("no cookie is set and nothing is stored", async () => {
    const page = await visit(service());
    for (const name of ["front", "search", "innovation", "matches"]) await page.goto(at(`fi/${pages[name]}`));
    assert.deepEqual(await page.context().cookies(), []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    expectNoFaults(page);
    await page.context().close();
  });

  test("the first view of every page weighs less than 60 kB, compressed", async () => {
    for (const [name, rest] of Object.entries(pages)) {
      const page = await visit(service());
      const replies = [];
      page.on("response", (response) => replies.push(response));
      await page.goto(at(`fi/${rest}`), {waitUntil: "load"});
      let bytes = 0;
      for (const reply of replies) bytes += gzipSync(await reply.body()).length;
      if (process.env.KOHTAAMO_WEIGHTS) console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB`);
      assert.ok(bytes < 60_000, `${name} weighs ${bytes} bytes`);
      await page.context().close();
    }
  });
}
