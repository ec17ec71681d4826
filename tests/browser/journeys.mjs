// SPDX-License-Identifier: GPL-3.0-or-later
//
// journeys.mjs — the three journeys, from the front page to the answer: with the keyboard alone, without JavaScript, and
// back again.

import assert from "node:assert/strict";
import {test} from "node:test";

import {violations} from "./everyone.mjs";
import {expectNoFaults, expectNoOverflow, tabTo, visit} from "./service.mjs";

const need = "Nuoret aikuiset Kainuussa odottavat mielenterveyden tukea viikkoja. Tarvitsemme paikan, johon voi tulla " +
  "ilman ajanvarausta. Olemme hyvinvointialue ja rahaa on 160 000 euroa.";
const idea = "Saman kylän tai kaupunginosan yksinäiset kootaan pieneen puhelinpiiriin, joka juttelee yhdessä kahdesti " +
  "viikossa. Vapaaehtoinen ohjaaja pitää piirin koossa kuusi viikkoa. Olemme rekisteröity yhdistys Pohjois-Karjalasta.";
const draft = "Avustusta voivat hakea rekisteröidyt yhdistykset ja kunnat. Tuemme kokeiluja, joissa nuoret aikuiset saavat " +
  "mielenterveyden tukea ilman lähetettä. Avustus on enintään 100 000 euroa.";
const query = (text) => encodeURIComponent(text).replaceAll("%20", "+");

export function testJourneys(service) {
  const at = (rest) => `${service().address}/${rest}`;

  test("who has a need comes from the front page to what meets it with the keyboard alone", async () => {
    const page = await visit(service());
    await page.goto(at(`fi/`));
    await tabTo(page, ".door a[href='/fi/need']");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/fi\/need$/);
    await tabTo(page, "#text");
    await page.keyboard.insertText(need);
    await tabTo(page, ".ask button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/fi\/need\?text=.*#answer$/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "answer");
    assert.match(await page.locator("#answer").textContent(), /^Kohtaaminen: \d+ osaa löytyi/);
    assert.ok(await page.locator(".requirements .met").count() >= 2);

    // What was understood can be taken away …
    const chips = await page.locator(".understood .chip").allTextContents();
    assert.ok(chips.some((chip) => chip.includes("Kainuu")), chips.join());
    assert.ok(chips.some((chip) => chip.includes("160")), chips.join());
    await page.locator(".skip").focus();
    await tabTo(page, ".chip[aria-label='Poista: Kainuu']");
    await page.keyboard.press("Enter");
    await page.waitForURL(/region=(&|#)/);
    assert.equal(await page.locator(".chip[aria-label='Poista: Kainuu']").count(), 0);

    // … and another put there.
    await tabTo(page, ".understood > details summary");
    await page.keyboard.press("Enter");
    await tabTo(page, "#f-region");
    await page.keyboard.type("Lappi");
    await tabTo(page, ".understood-form button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/region=mk:19/);
    assert.equal(await page.locator(".chip[aria-label='Poista: Lappi']").count(), 1);
    assert.doesNotMatch(page.url(), /amount|stage|group/);
    expectNoFaults(page);
    await page.context().close();
  });

  test("who develops comes from the front page to calls, needs and others who do the same, without JavaScript", async () => {
    const page = await visit(service(), {javaScriptEnabled: false, viewport: {width: 360, height: 800}});
    await page.goto(at(`fi/`));
    await page.locator(".door a[href='/fi/develop']").click();
    await page.locator("#text").fill(idea);
    await page.locator(".ask button").click();
    await page.waitForURL(/\/fi\/develop\?text=.*#answer$/);
    for (const part of ["overlap", "needs", "calls", "peers", "offers", "papers"])
      assert.equal(await page.locator(`h3#${part}`).count(), 1, part);
    assert.ok(await page.locator(".invitation").count() > 0);
    assert.ok(await page.locator("section[aria-labelledby=calls] .checks li").count() > 0);
    await page.context().close();
  });

  test("who funds comes from the front page to the mirror of a call and takes it along, without JavaScript", async () => {
    const page = await visit(service(), {javaScriptEnabled: false});
    await page.goto(at(`fi/`));
    await page.locator(".door a[href='/fi/fund']").click();
    await page.locator(".call-list a").first().click();
    await page.waitForURL(/\/fi\/fund\?id=.*#answer$/);
    await page.goto(at(`fi/fund?id=sample:call-25`));
    assert.ok(await page.locator("section[aria-labelledby=fits] .match").count() > 0);
    const all = await page.locator(".white-matrix td:not(.level-0)").count();
    assert.ok(all > 0);
    await page.locator("#at").selectOption({index: 1});
    await page.locator(".region-choice button").click();
    await page.waitForURL(/at=/);
    assert.ok(await page.locator(".white-matrix td:not(.level-0)").count() <= all);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[href*='white-spots.csv']").click()]);
    assert.equal(download.suggestedFilename(), "kohtaamo-white-spots.csv");
    await page.context().close();
  });

  test("what is picked is compared, and back leads to the answer with the picks", async () => {
    const page = await visit(service());
    await page.goto(at(`fi/need?id=sample:need-025`));
    const answer = page.url();
    await page.locator(".pick input:visible").nth(0).check();
    await page.locator(".pick input:visible").nth(1).check();
    await page.locator(".compare-bar button").click();
    await page.waitForURL(/\/fi\/compare\?/);
    assert.match(await page.locator("h1").textContent(), /2 rinnakkain/);
    assert.equal(await page.locator(".comparison .strength").count(), 2);
    await page.goBack();
    assert.equal(page.url(), answer);
    assert.ok(await page.locator("#answer").isVisible());
    await page.goForward();
    await page.locator(".remove").first().click();
    await page.waitForURL((url) => url.searchParams.getAll("id").length === 1);
    expectNoFaults(page);
    await page.context().close();
  });

  test("a link to an answer shows the same to whoever opens it, in their language", async () => {
    const page = await visit(service());
    await page.goto(at(`fi/need?text=${query(need)}&group=youth&amount=`));
    const link = await page.locator(".permalink").getAttribute("href");
    const found = await page.locator(".requirements a").allTextContents();
    const other = await visit(service());
    await other.goto(service().address + link);
    assert.deepEqual(await other.locator(".requirements a").allTextContents(), found);
    await other.locator(".languages a[lang=sv]").click();
    await other.waitForURL(/\/sv\/need\?text=.*group=youth&amount=/);
    assert.equal(await other.locator("html").getAttribute("lang"), "sv");
    assert.equal(await other.locator("blockquote[lang=fi]").textContent(), need);
    await page.context().close();
    await other.context().close();
  });

  test("personal data is held back until it may be shown, and nothing typed is lost", async () => {
    const page = await visit(service(), {javaScriptEnabled: false});
    await page.goto(at(`fi/need`));
    const text = "Asiakkaamme 131052-308T asuu yksin. Soita 040 123 4567.";
    await page.locator("#text").fill(text);
    await page.locator(".ask button").click();
    await page.locator("#problems").waitFor();
    assert.doesNotMatch(page.url(), /131052/);
    assert.equal(await page.locator("#text").inputValue(), text);
    assert.match(await page.locator(".ask .notice").textContent(), /131052-308T[^]*040 123 4567/);
    assert.doesNotMatch(await page.locator("html").evaluate((html) => html.querySelector(".languages").innerHTML), /131052/);
    await page.locator("input[name=confirmed]").check();
    await page.locator(".ask button").click();
    await page.waitForURL(/text=/);
    await page.context().close();
  });

  test("a mistake is summed up at the top with the focus, and the field tells it again", async () => {
    const page = await visit(service());
    await page.goto(at(`en/need?text=${query(need)}`));
    await page.locator(".understood > details summary").click();
    await page.locator("#f-amount").fill("a lot");
    await page.locator("#f-stage").selectOption("pilot");
    await page.locator(".understood-form button").click();
    await page.locator("#problems").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "problems");
    assert.equal(await page.locator("#f-amount").inputValue(), "a lot");
    assert.equal(await page.locator("#f-stage").inputValue(), "pilot");
    assert.equal(await page.locator("#f-amount").getAttribute("aria-invalid"), "true");
    assert.deepEqual(await violations(page), []);
    await page.locator("#problems a").click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "f-amount");
    expectNoFaults(page);
    await page.context().close();
  });

  test("hostile records are shown harmlessly in the journeys", async () => {
    const page = await visit(service(), {viewport: {width: 320, height: 800}});
    for (const rest of ["develop?id=hostile:1", "need?text=vihamielinen+%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                        "compare?id=hostile:1&id=hostile:2&journey=need&text=vihamielinen"]) {
      await page.goto(at(`fi/${rest}`));
      assert.equal(await page.locator("main script, main img, main b").count(), 0, rest);
      await expectNoOverflow(page, rest);
    }
    expectNoFaults(page);
    await page.context().close();
  });
}
