// SPDX-License-Identifier: GPL-3.0-or-later
//
// everyone.mjs — that nothing on any page hinders people, whatever they see, hear or press: axe-core, reflow,
// text spacing, zoom, forced colours, reduced motion, print.

import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";

import {languages, pages, statuses} from "./pages.mjs";
import {expectNoFaults, expectNoOverflow, visit, withLetters} from "./service.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const abreast = 3;      // pages looked at side by side: there are few cores

// Rules beside those that axe runs by itself.
const moreRules = {"target-size": {enabled: true}};

export async function violations(page, only) {
  await page.evaluate(axe);
  const options = only ? {resultTypes: ["violations"], runOnly: only} : {resultTypes: ["violations"], rules: moreRules};
  const result = await page.evaluate((wanted) => globalThis.axe.run(document, wanted), options);
  return result.violations.map(({id, nodes}) => `${id}: ${nodes.slice(0, 2).map((node) => node.html).join(" | ")}`);
}

// Every page, some at once; `look` gets the page when it is there.
async function eachPage(service, language, options, look) {
  const waiting = Object.entries(pages);
  const worker = async () => {
    const page = await visit(service, options);
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const reply = await page.goto(`${service.address}/${language}/${next[1]}`);
      assert.equal(reply.status(), statuses[next[0]] ?? 200, next[0]);
      await look(page, `${language} ${next[0]}`);
    }
    expectNoFaults(page);
    await page.context().close();
  };
  await Promise.all(Array.from({length: abreast}, worker));
}

export function testForEveryone(service) {
  for (const language of languages) {
    test(`axe finds nothing on any page in ${language}, light and dark, at 320 px`, async () => {
      await eachPage(service(), language, {viewport: {width: 320, height: 800}, reducedMotion: "reduce", colorScheme: "light"}, async (page, name) => {
        assert.deepEqual(await violations(page), [], name);
        assert.equal(await page.locator("h1").count(), 1, name);
        await expectNoOverflow(page, name);
        await page.emulateMedia({colorScheme: "dark"});
        assert.deepEqual(await violations(page, ["color-contrast", "link-in-text-block"]), [], `${name}, dark`);
        await page.emulateMedia({colorScheme: "light"});
      });
    });
  }

  test("axe finds nothing in the open menu, filters and suggestions", async () => {
    const page = await visit(service(), {viewport: {width: 360, height: 800}});
    await page.goto(`${service().address}/fi/search?q=yksin%C3%A4isyys`);
    await page.locator(".menu summary").click();
    await page.locator(".filters > summary").click();
    await page.locator(".more summary").first().click();
    await page.locator("#q").fill("yksin");
    await page.locator("[role=option]").first().waitFor();
    assert.deepEqual(await violations(page), []);
    await expectNoOverflow(page, "opened");
    expectNoFaults(page);
    await page.context().close();
  });

  test("text may be twice as large, and as widely spaced as anyone wants it", async () => {
    // The page itself forbids styles from elsewhere; this stands for those of a reader's own browser.
    await eachPage(service(), "fi", {viewport: {width: 640, height: 800}, bypassCSP: true}, async (page, name) => {
      await page.addStyleTag({content: `html { font-size: 212.5% !important; }
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
        p { margin-bottom: 2em !important; }`});
      await expectNoOverflow(page, name);
      const cut = await page.evaluate(() => [...document.querySelectorAll("main *")]
        .filter((one) => getComputedStyle(one).overflowY === "hidden" && !one.classList.contains("unseen") && one.scrollHeight > one.clientHeight + 1)
        .map((one) => one.outerHTML.slice(0, 80)));
      assert.deepEqual(cut, [], name);
    });
  });

  test("nothing moves for who wants less motion", async () => {
    await eachPage(service(), "sv", {reducedMotion: "reduce"}, async (page, name) => {
      const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => {
        const style = getComputedStyle(one);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none" || style.scrollBehavior === "smooth";
      }).length);
      assert.equal(moving, 0, name);
    });
  });

  test("what is told by colour stays told in forced colours", async () => {
    const page = await visit(service(), {forcedColors: "active"});
    await page.goto(`${service().address}/fi/${pages.search}`);
    const outline = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).outlineStyle);
    assert.notEqual(await outline("mark"), "none");
    assert.notEqual(await outline(".main-links [aria-current]"), "none");
    await page.goto(`${service().address}/fi/${pages.matches}`);
    assert.equal(await page.locator(".bars").first().evaluate((one) => getComputedStyle(one).forcedColorAdjust), "none");
    // What is transparent is drawn there: of several tabs all would look chosen.
    await page.goto(`${service().address}/fi/${pages.actorMap}`);
    const lines = await page.locator(".sections a").evaluateAll((tabs) => tabs.map((one) => parseFloat(getComputedStyle(one).borderBottomWidth) > 0));
    assert.deepEqual(lines, [false, true, false]);
    await page.context().close();
  });

  test("what is focused is seen: every stop of the Tab key has an outline of two pixels or more, and nothing above it", async () => {
    const page = await visit(service());
    for (const [name, stops] of Object.entries({front: 25, search: 25, innovation: 25, funding: 60})) {
      await page.goto(`${service().address}/fi/${pages[name]}`);
      for (let stop = 0; stop < stops; ++stop) {
        await page.keyboard.press("Tab");
        const seen = await page.evaluate(() => {
          const widths = [null, "::after"].map((part) => getComputedStyle(document.activeElement, part))
            .map((style) => (style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth)));
          const one = document.activeElement;
          const box = one.getBoundingClientRect();
          const inside = (at, size) => Math.min(Math.max(at, 1), size - 2);
          const top = document.elementFromPoint(inside(box.left + box.width / 2, innerWidth), inside(box.top + box.height / 2, innerHeight));
          return {width: Math.max(...widths), isInside: box.bottom > 0 && box.top < innerHeight,
                  isCovered: !!top && !one.contains(top) && !top.contains(one), html: one.outerHTML.slice(0, 90)};
        });
        assert.ok(seen.width >= 2 && seen.isInside && !seen.isCovered, `${name}: ${JSON.stringify(seen)}`);
      }
    }
    await page.context().close();
  });

  test("on paper there is what was looked for, and nothing to press", async () => {
    const page = await visit(service());
    await page.emulateMedia({media: "print"});
    await page.goto(`${service().address}/fi/${pages.innovation}`);
    assert.ok(await page.locator("h1").isVisible());
    for (const hidden of [".main-links", ".bottom", ".actions", ".machine"]) assert.ok(!await page.locator(hidden).first().isVisible(), hidden);
    await page.goto(`${service().address}/fi/${pages.mirror}`);
    assert.ok(await page.locator(".white-matrix").first().isVisible());
    for (const hidden of [".region-choice", ".pick", ".compare-bar"]) assert.ok(!await page.locator(hidden).first().isVisible(), hidden);
    const reach = await page.locator(".table").evaluateAll((tables) => tables.map((one) => getComputedStyle(one).overflowX));
    assert.ok(reach.every((one) => one === "visible"), reach.join());
    await page.context().close();
  });

  test("a comparison stays side by side on paper", async () => {
    const page = await visit(service(), {viewport: {width: 680, height: 900}});
    await page.goto(`${service().address}/fi/${pages.compare}`);
    const display = () => page.locator(".comparison").evaluate((one) => getComputedStyle(one).display);
    assert.equal(await display(), "block");
    await page.emulateMedia({media: "print"});
    assert.equal(await display(), "table");
    await page.context().close();
  });

  // 1,280 px at 400 %: what sticks to an edge would leave nothing else in sight.
  test("at 400 % nothing covers what is read", async () => {
    const page = await visit(service(), {viewport: {width: 320, height: 256}, deviceScaleFactor: 4});
    await page.goto(`${service().address}/fi/${pages.matches}`);
    await page.locator(".pick input:visible").first().check();
    assert.equal(await page.locator(".compare-bar").evaluate((one) => getComputedStyle(one).position), "static");
    await page.goto(`${service().address}/fi/${pages.search}#results`);
    const heading = await page.locator("#results").boundingBox();
    assert.ok(heading.y >= 0 && heading.y + heading.height <= 256, JSON.stringify(heading));
    await page.context().close();
  });

  // Not by a style of ours: by the size of letters that somebody has set for all pages.
  test("letters four times as large leave every page within the window", async () => {
    const {browser, page} = await withLetters(service(), 64);
    for (const name of ["search", "matches", "mirror", "compare", "funding", "calendar", "network", "themes"]) {
      await page.goto(`${service().address}/fi/${pages[name]}`);
      await expectNoOverflow(page, name);
    }
    await browser.close();
  });

  test("a drawing is never alone: the same is said in a list or a table", async () => {
    const page = await visit(service());
    for (const rest of Object.values(pages)) {
      await page.goto(`${service().address}/fi/${rest}`);
      const alone = await page.evaluate(() => [...document.querySelectorAll("svg[role=img]")]
        .filter((drawing) => !drawing.closest("section")?.querySelector("ol, ul, table")).length);
      assert.equal(alone, 0, rest);
    }
    await page.context().close();
  });

  test("what is in another language says so", async () => {
    const page = await visit(service());
    await page.goto(`${service().address}/fi/search?q=homelessness&type=paper`);
    const languagesOfTitles = await page.locator(".card h3 a").evaluateAll((links) => links.map((link) => link.closest("[lang]").lang));
    assert.ok(languagesOfTitles.includes("en"), languagesOfTitles.join());
    assert.match(await page.locator(".card:has(a[lang=en]) .marks, .card:has([lang=en] a) .marks").first().textContent(), /Kieli: englanti/);
    await page.context().close();
  });
}
