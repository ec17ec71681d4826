// SPDX-License-Identifier: GPL-3.0-or-later
//
// service.mjs — real servers on free ports, each with a data folder of its own.
//
// Gives   Service: start(), stop(), import records, erase one, ask an address.

import assert from "node:assert/strict";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

import {end, indexer, serve} from "../support/programs.mjs";

export {root, sampleFiles} from "../support/programs.mjs";

export class Service {
  data = mkdtempSync(join(tmpdir(), "kohtaamo-clients-"));

  async importFiles(format, files) {
    await indexer("import", "--quiet", "--data", this.data, "--format", format, ...files);
  }
  async importLines(lines) {
    const file = join(this.data, "lines.jsonl");
    writeFileSync(file, lines.join("\n") + "\n");
    await this.importFiles("jsonl", [file]);
  }

  async start() {
    const {server, address} = await serve(this.data);
    this.server = server;
    this.address = address;
  }
  async stop(signal) {
    await end(this.server, signal);
  }
  async close() {
    await this.stop();
    rmSync(this.data, {recursive: true, force: true});
  }

  async text(path, options) {
    const reply = await fetch(this.address + path, options);
    const body = await reply.text();
    assert.ok(reply.ok, `${path}: ${reply.status} ${body}`);
    return body;
  }
  async key() {
    return (await indexer("keys", "create", "--data", this.data)).trim().split(/\s+/)
      .find((word) => word.startsWith("koh_"));
  }
  async write(method, id, key, body) {
    return this.text(`/api/v1/records/${encodeURIComponent(id)}?wait=true`, {
      method, body, headers: {authorization: `Bearer ${key}`, "content-type": "application/json"}});
  }
}
