// SPDX-License-Identifier: GPL-3.0-or-later
//
// service.mjs — real servers on free ports, each with a data folder of its own.
//
// Gives   Service: start(), stop(), import records, erase one, ask an address.
// Needs   kohtaamo-indexer and kohtaamo-server in build/dev or build/release (the newer ones are taken),
//         or in the folder that KOHTAAMO_PROGRAMS names.

import assert from "node:assert/strict";
import {execFile, spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("KOHTAAMO_")));

function programs() {
  const folders = process.env.KOHTAAMO_PROGRAMS
    ? [process.env.KOHTAAMO_PROGRAMS]
    : [join(root, "build/dev"), join(root, "build/release")];
  const built = folders.filter((folder) => existsSync(join(folder, "kohtaamo-server")));
  if (built.length === 0) throw new Error(`no kohtaamo-server in ${folders.join(" or ")}`);
  const age = (folder) => statSync(join(folder, "kohtaamo-server")).mtimeMs;
  return built.sort((a, b) => age(b) - age(a))[0];
}

export const sampleFiles = readdirSync(join(root, "corpora/samples"))
  .filter((name) => name.endsWith(".jsonl")).map((name) => join(root, "corpora/samples", name));

export class Service {
  data = mkdtempSync(join(tmpdir(), "kohtaamo-clients-"));

  async indexer(...args) {
    const {stdout} = await run(join(programs(), "kohtaamo-indexer"), args, {env});
    return stdout;
  }
  async importFiles(format, files) {
    await this.indexer("import", "--quiet", "--data", this.data, "--format", format, ...files);
  }
  async importLines(lines) {
    const file = join(this.data, "lines.jsonl");
    writeFileSync(file, lines.join("\n") + "\n");
    await this.importFiles("jsonl", [file]);
  }

  async start() {
    this.server = spawn(join(programs(), "kohtaamo-server"), ["--json", "--data", this.data, "--port", "0"],
                        {env, stdio: ["ignore", "ignore", "pipe"]});
    let said = "";
    for await (const piece of this.server.stderr.iterator({destroyOnReturn: false})) {
      said += piece;
      const url = /"url":"([^"]+)"/.exec(said);
      if (!url) continue;
      this.server.stderr.resume();
      this.address = url[1];
      return;
    }
    throw new Error(`the server did not start: ${said}`);
  }
  // A kill is what a crash is: nothing is finished.
  async stop(signal = "SIGTERM") {
    this.server.kill(signal);
    if (this.server.exitCode === null && this.server.signalCode === null) await once(this.server, "exit");
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
    return (await this.indexer("keys", "create", "--data", this.data)).trim().split(/\s+/)
      .find((word) => word.startsWith("koh_"));
  }
  async write(method, id, key, body) {
    return this.text(`/api/v1/records/${encodeURIComponent(id)}?wait=true`, {
      method, body, headers: {authorization: `Bearer ${key}`, "content-type": "application/json"}});
  }
}
