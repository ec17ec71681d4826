// SPDX-License-Identifier: GPL-3.0-or-later
//
// service.mjs — the real server on a free port, with the sample records and some hostile ones, and a
// browser that watches for what no page may do.
//
// Gives   start(): {address, browser, close()}; visit(): a page whose faults are collected.
// Needs   kohtaamo-indexer and kohtaamo-server in build/dev or build/release (the newer ones are taken),
//         or in the folder that KOHTAAMO_PROGRAMS names.

import {execFile, spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, mkdtempSync, readdirSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";

import {chromium} from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

// Whatever the machine has set for a server of its own is none of these servers' business.
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

async function importRecords(folder, data) {
  const samples = join(root, "corpora/samples");
  const files = readdirSync(samples).filter((name) => name.endsWith(".jsonl")).map((name) => join(samples, name));
  files.push(join(root, "tests/browser/hostile.jsonl"));
  await run(join(folder, "kohtaamo-indexer"), ["import", "--quiet", "--data", data, "--format", "samples", ...files], {env});
}

async function serve(folder, data) {
  const server = spawn(join(folder, "kohtaamo-server"), ["--json", "--data", data, "--port", "0", "--writes", "false"],
                       {env, stdio: ["ignore", "ignore", "pipe"]});
  let said = "";
  for await (const piece of server.stderr) {
    said += piece;
    const url = /"url":"([^"]+)"/.exec(said);
    if (!url) continue;
    server.stderr.resume();
    return {server, address: url[1]};
  }
  throw new Error(`the server did not start: ${said}`);
}

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
               "--disable-component-update", "--disable-sync"];

export async function start() {
  const folder = programs();
  const data = mkdtempSync(join(tmpdir(), "kohtaamo-browser-"));
  await importRecords(folder, data);
  const {server, address} = await serve(folder, data);
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: flags});
  const close = async () => {
    await browser.close();
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
    rmSync(data, {recursive: true, force: true});
  };
  return {address, browser, close};
}

// A page in a context of its own. `faults` gathers breaches of the Content-Security-Policy, script errors and
// requests to other hosts; `expectNoFaults` of the tests reads it.
export async function visit(service, options = {}) {
  const context = await service.browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
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
