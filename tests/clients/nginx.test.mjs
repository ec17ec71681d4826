// SPDX-License-Identifier: GPL-3.0-or-later
//
// A real nginx with config/nginx.conf before a real server: what visitors get, and what attackers do not.

import assert from "node:assert/strict";
import {execFileSync, spawn} from "node:child_process";
import {once} from "node:events";
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import net from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {setTimeout as pause} from "node:timers/promises";
import tls from "node:tls";

import {Service, root, sampleFiles} from "./service.mjs";

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const {port} = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// The shipped file, with the places that an operator changes changed for this machine.
function configuration(folder, ports, upstream) {
  const put = (text, from, to) => {
    assert.ok(text.includes(from), `config/nginx.conf has no «${from}»`);
    return text.replaceAll(from, to);
  };
  let site = readFileSync(join(root, "config/nginx.conf"), "utf8");
  site = put(site, "listen 80;\n  listen [::]:80;", `listen 127.0.0.1:${ports.plain};`);
  site = put(site, "listen 443 ssl http2;\n  listen [::]:443 ssl http2;", `listen 127.0.0.1:${ports.tls} ssl http2;`);
  site = put(site, "127.0.0.1:8080", upstream);
  site = put(site, "/etc/ssl/kohtaamo", folder);
  site = put(site, "/var/log/nginx", folder);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ");
  return `${process.getuid() === 0 ? "user root;" : ""} daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 1024; } http { ${temporary} ${site} }`;
}

let service, nginx, folder, ports;

before(async () => {
  service = new Service();
  await service.importFiles("samples", sampleFiles);
  await service.start();
  folder = mkdtempSync(join(tmpdir(), "kohtaamo-nginx-"));
  ports = {plain: await freePort(), tls: await freePort()};
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                           "-subj", "/CN=kohtaamo.example", "-days", "2", "-keyout", join(folder, "privkey.pem"),
                           "-out", join(folder, "fullchain.pem")], {stdio: "ignore"});
  mkdirSync(join(folder, "logs"));
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, ports, new URL(service.address).host));
  nginx = spawn("/usr/sbin/nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {stdio: "inherit"});
  await reachable(ports.tls);
});

after(async () => {
  if (nginx) {
    nginx.kill("SIGTERM");
    if (nginx.exitCode === null) await once(nginx, "exit");
  }
  await service?.close();
  if (folder) rmSync(folder, {recursive: true, force: true});
});

// nginx says nothing when it is ready: it is as soon as it takes a connection.
async function reachable(port) {
  while (nginx.exitCode === null) {
    const socket = net.connect(port, "127.0.0.1");
    const isUp = await once(socket, "connect").then(() => true, () => false);
    socket.destroy();
    if (isUp) return;
    await pause(10);
  }
  throw new Error(readFileSync(join(folder, "error.log"), "utf8"));
}

const visitor = {rejectUnauthorized: false, servername: "kohtaamo.example"};

// A request over TLS and HTTP/1.1.
async function ask(path, {method = "GET", headers = {}, body, agent} = {}) {
  const request = https.request({...visitor, host: "127.0.0.1", port: ports.tls, path, method, agent,
                                 headers: {host: "kohtaamo.example", ...headers}});
  request.on("error", () => {});
  request.end(body);
  const [reply] = await once(request, "response");
  const pieces = [];
  for await (const piece of reply) pieces.push(piece);
  return {status: reply.statusCode, headers: reply.headers, text: Buffer.concat(pieces).toString()};
}

test("a visitor gets pages over TLS and HTTP/2, compressed, and is told to stay with TLS", async () => {
  const session = http2.connect(`https://127.0.0.1:${ports.tls}`, visitor);
  const stream = session.request({":path": "/fi/", ":authority": "kohtaamo.example", "accept-encoding": "gzip"});
  const [headers] = await once(stream, "response");
  for await (const piece of stream) assert.ok(piece.length > 0);
  session.close();
  assert.equal(headers[":status"], 200);
  assert.equal(headers["content-encoding"], "gzip");
  assert.match(headers["strict-transport-security"], /max-age=31536000/);
  assert.match(headers["content-security-policy"], /default-src 'none'/);
});

test("who comes without TLS is sent to it", async () => {
  const request = http.get({host: "127.0.0.1", port: ports.plain, path: "/fi/search?q=a",
                            headers: {host: "kohtaamo.example"}});
  const [reply] = await once(request, "response");
  reply.resume();
  assert.equal(reply.statusCode, 301);
  assert.equal(reply.headers.location, "https://kohtaamo.example/fi/search?q=a");
});

test("a search answers as it does without nginx", async () => {
  const path = "/api/v1/search?q=yksin%C3%A4isyys&limit=20";
  const ids = (text) => JSON.parse(text).hits.map((hit) => hit.id);
  assert.deepEqual(ids((await ask(path)).text), ids(await service.text(path)));
});

test("what one visitor sends in the body of a GET never reaches the next one's request", async () => {
  const smuggled = "GET /no/such/page HTTP/1.1\r\nHost: kohtaamo.example\r\n\r\n";
  for (const size of [0, 4, 5000, 12288]) {
    const agent = new https.Agent({keepAlive: true, maxSockets: 1});
    const body = smuggled.padEnd(size, "x").slice(0, size);
    await ask("/health", {agent, body, headers: {"content-length": size}}).catch(() => {});
    const next = await ask("/health");
    assert.equal(next.status, 200, `after a body of ${size} bytes`);
    agent.destroy();
  }
});

test("oversized bodies, addresses and headers are refused", async () => {
  assert.equal((await ask("/api/v1/search", {method: "POST", body: "x".repeat(3 << 20),
                                             headers: {"content-type": "application/json"}})).status, 413);
  assert.equal((await ask(`/fi/search?q=${"a".repeat(9000)}`)).status, 414);
  assert.equal((await ask("/fi/", {headers: {"x-long": "a".repeat(9000)}})).status, 400);
});

test("figures of the machine room are not for everybody", async () => {
  assert.equal((await ask("/metrics")).status, 404);
  assert.match(await service.text("/metrics"), /kohtaamo_/);
});

test("two hundred clients that never finish their request keep nobody waiting", async () => {
  const slow = [];
  for (let i = 0; i < 200; ++i) {
    const socket = tls.connect({...visitor, host: "127.0.0.1", port: ports.tls});
    socket.on("error", () => {});
    socket.once("secureConnect", () => socket.write("GET /fi/ HTTP/1.1\r\nHost: kohtaamo.example\r\nX-Slow: "));
    slow.push(socket);
  }
  await Promise.all(slow.map((socket) => once(socket, "secureConnect")));
  assert.equal((await ask("/api/v1/search?q=nuoret")).status, 200);
  for (const socket of slow) socket.destroy();
});

test("who asks faster than people do is told to wait, and the server does not notice", async () => {
  const agent = new https.Agent({keepAlive: true, maxSockets: 40});
  const replies = await Promise.all(Array.from({length: 400}, () => ask("/health", {agent})));
  agent.destroy();
  const told = replies.filter((reply) => reply.status === 429).length;
  assert.ok(told > 0, "nobody was told to wait");
  assert.equal(replies.filter((reply) => reply.status === 200).length + told, 400);
  assert.equal(JSON.parse(await service.text("/health")).status, "alive");
});
