// SPDX-License-Identifier: GPL-3.0-or-later
//
// programs.mjs — the two programs as the tests in JavaScript run them.
//
// Gives   root, sampleFiles; indexer(): what it prints; serve(): a server on a free port, end() it.
// Needs   kohtaamo-indexer and kohtaamo-server in build/dev or build/release (the newer ones are taken),
//         or in the folder that KOHTAAMO_PROGRAMS names.

import {execFile, spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

// Whatever the machine has set for a server of its own is none of these servers' business.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("KOHTAAMO_")));

const samples = join(root, "corpora/samples");
export const sampleFiles = readdirSync(samples).filter((name) => name.endsWith(".jsonl")).map((name) => join(samples, name));

function program(name) {
  const folders = process.env.KOHTAAMO_PROGRAMS
    ? [process.env.KOHTAAMO_PROGRAMS]
    : [join(root, "build/dev"), join(root, "build/release")];
  const built = folders.filter((folder) => existsSync(join(folder, "kohtaamo-server")));
  if (built.length === 0) throw new Error(`no kohtaamo-server in ${folders.join(" or ")}`);
  const age = (folder) => statSync(join(folder, "kohtaamo-server")).mtimeMs;
  return join(built.sort((a, b) => age(b) - age(a))[0], name);
}

export async function indexer(...args) {
  const {stdout} = await run(program("kohtaamo-indexer"), args, {env});
  return stdout;
}

export async function serve(data, ...flags) {
  const server = spawn(program("kohtaamo-server"), ["--json", "--data", data, "--port", "0", ...flags],
                       {env, stdio: ["ignore", "ignore", "pipe"]});
  const address = await new Promise((resolve, reject) => {
    let said = "";
    // Read for as long as it runs: a full pipe would hold the server up.
    server.stderr.setEncoding("utf8").on("data", (piece) => {
      if (said === null) return;
      said += piece;
      const url = /"url":"([^"]+)"/.exec(said);
      if (!url) return;
      said = null;
      resolve(url[1]);
    });
    server.once("exit", () => reject(new Error(`the server did not start: ${said}`)));
  });
  return {server, address};
}

// A kill is what a crash is: nothing is finished.
export async function end(server, signal = "SIGTERM") {
  server.kill(signal);
  if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
}
