// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pages in a real browser. One server and one browser serve all tests, which stand beside this file by what
// they are about.

import {after, before} from "node:test";

import {testForEveryone} from "./everyone.mjs";
import {testJourneys} from "./journeys.mjs";
import {testPlaces} from "./places.mjs";
import {testRecords} from "./records.mjs";
import {testSearching} from "./searching.mjs";
import {start} from "./service.mjs";

let running;
before(async () => { running = await start(); });
after(() => running?.close());
const service = () => running;

testForEveryone(service);
testSearching(service);
testRecords(service);
testPlaces(service);
testJourneys(service);
