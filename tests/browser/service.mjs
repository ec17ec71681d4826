// SPDX-License-Identifier: GPL-3.0-or-later
//
// service.mjs — the real server on a free port, with the sample records and some hostile ones, and a
// browser that watches for what no page may do.
//
// Gives   start(): {address, browser, close()}; visit(): a page whose faults are collected; what tests ask of a page.

import assert from "node:assert/strict";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

import {chromium} from "playwright-core";

import {end, indexer, root, sampleFiles, serve} from "../support/programs.mjs";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
               "--disable-component-update", "--disable-sync"];

const launch = (...more) =>
  chromium.launch({executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: [...flags, ...more]});

// A browser of its own whose letters have this size, 16 being usual.
export async function withLetters(service, size) {
  const browser = await launch(`--blink-settings=defaultFontSize=${size}`);
  return {browser, page: await visit({address: service.address, browser})};
}

export async function start({isHostile = true} = {}) {
  const data = mkdtempSync(join(tmpdir(), "kohtaamo-browser-"));
  await indexer("import", "--quiet", "--data", data, "--format", "samples", ...sampleFiles,
                ...(isHostile ? [join(root, "tests/browser/hostile.jsonl")] : []));
  const {server, address} = await serve(data, "--writes", "false");
  await fetch(`${address}/fi/search?q=yksin`);      // the first search reads dictionaries
  const browser = await launch();
  const close = async () => {
    await browser.close();
    await end(server);
    rmSync(data, {recursive: true, force: true});
  };
  return {address, browser, close};
}

// A page in a context of its own. `faults` gathers breaches of the Content-Security-Policy, script errors and
// requests to other hosts; `expectNoFaults` of the tests reads it.
export async function visit(service, options = {}) {
  const context = await service.browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);  // what is right does not wait: this is for a machine that does much else
  page.faults = [];
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) page.faults.push(message.text());
  });
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("dialog", (dialog) => { page.faults.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!request.url().startsWith(service.address)) page.faults.push(`a request to ${request.url()}`);
  });
  return page;
}

export const expectNoFaults = (page) => assert.deepEqual(page.faults, []);

export async function expectNoOverflow(page, name) {
  const [width, room] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
  assert.ok(width <= room, `${name} is ${width} px wide in ${room}`);
}

export async function tabTo(page, selector) {
  for (let presses = 0; presses < 120; ++presses) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`120 presses of Tab do not reach ${selector}`);
}
