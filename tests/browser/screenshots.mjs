// SPDX-License-Identifier: GPL-3.0-or-later
//
// screenshots.mjs — the pictures of README, made anew: `node tests/browser/screenshots.mjs`.
//
// Given   the programs as the browser tests find them; no hostile records, so that the pictures are what `./dev run` shows.
// Gives   docs/screenshots/*.png. The days in them are those of the day on which they were made.

import {join} from "node:path";

import {root} from "../support/programs.mjs";
import {start, visit} from "./service.mjs";

// What stands after the language, and how much of the page is seen: from `from` on, `height` high.
const pictures = {
  front: {at: "", height: 900},
  search: {at: "search?q=yksin%C3%A4isyys", height: 1000},
  need: {at: "need?id=sample:need-025", height: 1500},
  mirror: {at: "fund?id=sample:call-25", height: 1500},
  "white-spots": {at: "fund?id=sample:call-25", from: "#white-spots", height: 800},
  record: {at: "records/sample:inn-042", height: 1000},
};

const service = await start({isHostile: false});
try {
  for (const [name, {at, from, height}] of Object.entries(pictures)) {
    const page = await visit(service, {viewport: {width: 1280, height}, reducedMotion: "reduce"});
    await page.goto(`${service.address}/fi/${at}`);
    if (from) await page.locator(from).evaluate((part) => scrollTo(0, part.getBoundingClientRect().top + scrollY - 40));
    await page.screenshot({path: join(root, "docs/screenshots", `${name}.png`)});
    await page.context().close();
  }
} finally {
  await service.close();
}
