// SPDX-License-Identifier: GPL-3.0-or-later
//
// What leaves Kohtaamo, read by the programs and libraries of others.

import assert from "node:assert/strict";
import {execFileSync, spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {after, before, test} from "node:test";

import {parseFeed} from "@rowanmanning/feed-parser";
import ICAL from "ical.js";

import {Service, root, sampleFiles} from "./service.mjs";

const closed = JSON.stringify({
  id: "clients:closed", type: "paper", title: {fi: "Ilman lisenssiä"}, abstract: {fi: "Ei eteenpäin."}, lang: ["fi"],
  licence: "unknown", provenance: {source: "clients"}});

let service, key;
before(async () => {
  service = new Service();
  await service.importFiles("samples", sampleFiles);
  await service.importLines([closed]);
  key = await service.key();
  await service.start();
});
after(() => service?.close());

// --- OAI-PMH ------------------------------------------------------------------------------------

// Harvests from a token on; calls `seen` for each line, and ends the client when that gives false.
async function harvest(address, token, seen) {
  const client = spawn("perl", [`${root}/tests/clients/harvest.pl`, `${address}/oai`, ...(token ? [token] : [])],
                       {stdio: ["ignore", "pipe", "inherit"]});
  const ended = once(client, "exit");
  for await (const line of createInterface({input: client.stdout})) {
    const tab = line.indexOf("\t");
    if (seen(line.slice(0, tab), line.slice(tab + 1)) === false) {
      client.kill("SIGKILL");
      break;
    }
  }
  const [code, signal] = await ended;
  return signal ?? code;
}

const exported = async (one) => (await one.text("/export/records.jsonl")).trim().split("\n").sort();

test("another Kohtaamo that harvests, is killed half-way and goes on ends equal, tombstones too", async () => {
  const records = new Map(), gone = new Set();
  let token;
  const take = (kind, text) => {
    if (kind === "token") token = text;
    if (kind === "gone") { gone.add(text); records.delete(text); }
    if (kind === "record") records.set(`oai:kohtaamo.invalid:${JSON.parse(text).id}`, text);
  };
  let pages = 0;
  const killed = await harvest(service.address, undefined, (kind, text) => {
    take(kind, text);
    if (kind === "token" && ++pages === 2) return false;
  });
  assert.equal(killed, "SIGKILL");
  assert.equal(records.size, 200);
  // Meanwhile the other side changes what was given and what was not, and crashes as well.
  await service.write("DELETE", "sample:inn-001", key);
  await service.write("DELETE", "sample:theme-ageing", key);
  const changed = JSON.parse(await service.text("/api/v1/records/sample%3Aneed-001"));
  changed.title.fi = "Uusi otsikko";
  await service.write("PUT", "sample:need-001", key, JSON.stringify(changed));
  await service.stop("SIGKILL");
  await service.start();
  assert.equal(await harvest(service.address, token, take), 0);
  assert.ok(gone.has("oai:kohtaamo.invalid:sample:inn-001"));
  assert.ok(gone.has("oai:kohtaamo.invalid:sample:theme-ageing"));

  const other = new Service();
  try {
    await other.importLines([...records.values()]);
    await other.start();
    assert.deepEqual(await exported(other), await exported(service));
    assert.ok((await exported(other)).some((line) => line.includes("Uusi otsikko")));
    assert.ok(!(await exported(other)).some((line) => line.includes("Ei eteenpäin")));
    // A tombstone is harvested from the second one as well.
    await other.write("DELETE", "sample:inn-002", await other.key());
    const seen = [];
    await harvest(other.address, undefined, (kind, text) => { if (kind === "gone") seen.push(text); });
    assert.deepEqual(seen, ["oai:kohtaamo.invalid:sample:inn-002"]);
  } finally {
    await other.close();
  }
});

const verbs = ["verb=Identify", "verb=ListMetadataFormats", "verb=ListSets", "verb=Nothing", "verb=ListRecords",
               "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:kohtaamo.invalid:sample:call-01",
               "verb=GetRecord&metadataPrefix=kohtaamo&identifier=oai:kohtaamo.invalid:sample:call-01",
               "verb=ListIdentifiers&metadataPrefix=oai_dc", "verb=ListRecords&metadataPrefix=oai_dc",
               "verb=ListRecords&metadataPrefix=kohtaamo&set=type:paper",
               "verb=ListRecords&metadataPrefix=oai_dc&from=2090-01-01"];

const validate = (schema, text) =>
  execFileSync("xmllint", ["--noout", "--relaxng", `${root}/tests/clients/${schema}`, "-"],
               {input: text, stdio: ["pipe", "ignore", "pipe"]});

for (const verb of verbs)
  test(`the answer to ${verb} is valid`, async () => validate("oai.rng", await service.text(`/oai?${verb}`)));

// --- feeds and calendars ------------------------------------------------------------------------

test("a feed parser reads a search", async () => {
  const feed = parseFeed(await service.text("/feed?q=yksin%C3%A4isyys&lang=fi&limit=5"));
  assert.equal(feed.meta.type, "atom");
  assert.equal(feed.items.length, 5);
  for (const item of feed.items) {
    assert.match(item.id, /^oai:kohtaamo\.invalid:sample:/);
    assert.ok(item.title);
    assert.ok(item.updated > new Date("2026-01-01"));
    assert.match(item.url, /\/fi\/records\/sample:/);
  }
});

const events = async () => {
  const calendar = new ICAL.Component(ICAL.parse(await service.text("/calendar.ics?type=call&limit=100&lang=fi")));
  return calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
};

test("a calendar takes the new day of a deadline that moved for the old event", async () => {
  const before = await events();
  assert.ok(before.length > 10);
  assert.equal(new Set(before.map((event) => event.uid)).size, before.length);
  const old = before.find((event) => event.uid.startsWith("sample:"));
  const id = old.uid.split("@")[0].replace(/-\d+$/, "");
  assert.ok(old.startDate.isDate);
  const call = JSON.parse(await service.text(`/api/v1/records/${encodeURIComponent(id)}`));
  call.deadlines = call.deadlines.map((deadline) => ({...deadline, date: "2031-05-06"}));
  await service.write("PUT", id, key, JSON.stringify(call));
  const moved = (await events()).find((event) => event.uid === old.uid);
  assert.equal(moved.startDate.toString(), "2031-05-06");
  assert.equal(moved.endDate.toString(), "2031-05-07");
  assert.ok(moved.sequence > old.sequence);
  assert.equal(moved.summary, old.summary);
});

// --- the rest -----------------------------------------------------------------------------------

test("what is XML is XML, what is JSON is JSON", async () => {
  for (const path of ["/feed", "/opensearch.xml", "/sitemap.xml", "/sitemaps/1", "/export/actors.graphml"])
    execFileSync("xmllint", ["--noout", "-"], {input: await service.text(path), stdio: ["pipe", "ignore", "pipe"]});
  for (const path of ["/dcat.jsonld", "/export/360giving.json", "/export/actors.geojson"])
    JSON.parse(await service.text(path));
});

test("the page of a search leads to its feed and its calendar", async () => {
  const page = await service.text("/sv/search?q=stipendium&type=call&sort=deadline&offset=0");
  for (const [type, begin] of [["application/atom+xml", "<?xml"], ["text/calendar", "BEGIN:VCALENDAR"]]) {
    const address = new RegExp(`<a href="([^"]+)" type="${type.replace("+", "\\+")}"`).exec(page)[1];
    assert.ok((await service.text(address.replaceAll("&amp;", "&"))).startsWith(begin), address);
  }
});

const linkedData = async (id) => {
  const page = await service.text(`/fi/records/${id}`);
  return JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)[1]);
};

// The types of schema-dts are those of schema.org: a member that a type does not have is an error to TypeScript.
const complaints = (things) => {
  const folder = mkdtempSync(join(tmpdir(), "kohtaamo-types-"));
  try {
    const file = join(folder, "things.ts");
    const schema = join(root, "tests/clients/node_modules/schema-dts/dist/schema.js");
    writeFileSync(file, `import type {Thing, WithContext} from ${JSON.stringify(schema)};\n` + Object.entries(things)
      .map(([id, thing], n) => `// ${id}\nexport const thing${n}: WithContext<Thing> = ${JSON.stringify(thing)};\n`).join(""));
    const {stdout} = spawnSync(join(root, "tests/clients/node_modules/.bin/tsc"),
                               ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", file], {encoding: "utf8"});
    return stdout;
  } finally {
    rmSync(folder, {recursive: true});
  }
};

test("the pages of records carry what schema.org has for them", async () => {
  assert.equal((await linkedData("sample:call-01"))["@type"], "MonetaryGrant");
  const things = {};
  for (const id of ["call-01", "need-001", "inn-002", "paper-01", "res-01", "project-01", "decision-01", "adoption-01",
                    "actor-koivuranta", "signal-01", "theme-belonging"])
    things[id] = await linkedData(`sample:${id}`);
  assert.equal(complaints(things), "");
  const {funder, ...wrong} = things["call-01"];
  assert.match(complaints({wrong: {...wrong, funderr: funder}}), /'?"?funderr"?'? does not exist/);
});
