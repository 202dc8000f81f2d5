// tests/harness/exchange - the exchange of a server: what is registered with it, systems behind it, callers before it, and what it
// has recorded.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, createServer as createRawServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectSecurely } from 'node:tls';
import { createSigner, httpbis } from 'http-message-signatures';
import { serve } from './banyan.mjs';

// ---- the database ----

/** Rows of a query, as a list of lists of text; statements are separated by semicolons. */
export function query(where, sql) {
  const text = where.url
    ? execFileSync('psql', ['-qAtX', '-F', '\x1f', '-R', '\x1e', '-v', 'ON_ERROR_STOP=1', '-f', '-', where.url], { input: sql, maxBuffer: 256 << 20 })
    : execFileSync('sqlite3', ['-cmd', '.timeout 10000', '-separator', '\x1f', '-newline', '\x1e', join(where.data, 'banyan.db')], { input: sql, maxBuffer: 256 << 20 });
  return text.toString().replace(/[\n\x1e]$/, '').split('\x1e').filter((row) => row !== '').map((row) => row.split('\x1f'));
}

/** Registers what a declaration says, and only that; a running server sees it at its next message. */
export async function register(where, declaration) {
  const file = join(where.data, 'declaration.json');
  writeFileSync(file, JSON.stringify(declaration));
  where.cli('exchange', 'load', file);
  await pause(50); // it looks for a newer one every 20 ms
}

// ---- its server ----

/** Settings of a server whose exchange is open at both of its doors. */
export const OPEN = { 'exchange.listen': '127.0.0.1:0', 'exchange.govstack_listen': '127.0.0.1:0' };

/** Where messages come in: the door of X-Road, and the one without a version. */
export const doorsOf = (server) => [...server.told.matchAll(/exchange at port (\d+)/g)].map(([, port]) => ({ port: Number(port) }));

/** Like serve(), with the exchange open. */
export async function serveExchange(where, { set = {}, ...options } = {}) {
  const server = await serve(where, { ...options, set: { ...OPEN, ...set } }), [door, govstack] = doorsOf(server);
  return { server, door, govstack };
}

// ---- callers ----

/** What an answer says, from its bytes; null as long as they are not all there. `verb` is that of the request. */
export function readAnswer(bytes, verb, isOver) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first, ...rest] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const lines = rest.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
  const [, status, reason] = /^HTTP\/1\.1 (\d{3}) (.*)$/.exec(first), headers = {};
  if (status === '100') return readAnswer(bytes.subarray(end + 4), verb, isOver);
  for (const [name, value] of lines) headers[name.toLowerCase()] = value;
  const hasNone = verb === 'HEAD' || status === '204' || status === '304', length = hasNone ? 0 : Number(headers['content-length']);
  if (bytes.length < end + 4 + length && !isOver) return null;
  const body = bytes.subarray(end + 4, end + 4 + length);
  return { status: Number(status), reason, lines, headers, body, text: body.toString(), isWhole: body.length === length, left: bytes.subarray(end + 4 + length) };
}

const open = (door) => (door.tls ? connectSecurely({ port: door.port, host: '127.0.0.1', rejectUnauthorized: false, ...door.tls }) : connect(door.port, '127.0.0.1'));

/** Sends bytes and gives what is answered: see readAnswer(). { status: 0, code }: the other end closed without an answer. */
export function sendBytes(door, bytes, verb = 'GET') {
  return new Promise((resolve) => {
    const socket = open(door), pieces = [];
    const finish = (isOver, code = 'closed') => {
      const answer = readAnswer(Buffer.concat(pieces), verb, isOver);
      if (!answer && !isOver) return;
      socket.destroy();
      resolve(answer ?? { status: 0, code, lines: [], headers: {}, text: '' });
    };
    socket.on('data', (piece) => {
      pieces.push(piece);
      if (pieces.length < 50 || pieces.length % 200 === 0) finish(false);
    });
    socket.on('error', ({ code }) => finish(true, code));
    socket.on('close', () => finish(true));
    socket.write(bytes);
  });
}

/** The bytes of a request whose connection ends behind it. `headers` are pairs, as they are to come. */
export function requestBytes({ verb = 'GET', target, headers = [], body = null, version = 'HTTP/1.1', last = 'Connection: close' }) {
  const lines = [`${verb} ${target} ${version}`, 'Host: x', ...headers.map((pair) => pair.join(': ')), last];
  if (body !== null) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  const head = Buffer.from(lines.filter(Boolean).join('\r\n') + '\r\n\r\n', 'utf8');
  return body === null ? head : Buffer.concat([head, Buffer.from(body)]);
}

export const ask = (door, request) => sendBytes(door, requestBytes(request), request.verb);

/** The headers of a request signed by RFC 9421 by another implementation. key: { id, secret, algorithm }. */
export async function signedHeaders({ verb = 'GET', target, headers = [], body = null }, key, { fields, params, scheme = 'http', digest = true } = {}) {
  const content = body === null || !digest ? [] : [['Content-Digest', `sha-512=:${createHash('sha512').update(body).digest('base64')}:`]];
  const all = [...headers, ...content], covered = fields ?? ['@method', '@target-uri', 'x-road-client', ...content.map(() => 'content-digest')];
  const message = { method: verb, url: `${scheme}://x${target}`, headers: Object.fromEntries(all) };
  const signed = await httpbis.signMessage({ key: createSigner(key.secret, key.algorithm, key.id), fields: covered, params: ['created', 'keyid', 'alg'], paramValues: params }, message);
  return [...all, ['Signature-Input', signed.headers['Signature-Input']], ['Signature', signed.headers.Signature]];
}

// ---- systems behind it ----

/** The headers of a request without a body as the exchange at `where` brings it to another one, signed with its key by another implementation
 * (docs/protocols/exchange.md, "Between two exchanges"). `through(id)` is its path; `said` what is said of it instead. */
export function broughtHeaders(where, { verb = 'GET', target, headers }, { through = (id) => id, said = through } = {}) {
  const seed = readFileSync(join(where.data, 'exchange-own.key'), 'utf8').trim(), created = Math.floor(Date.now() / 1000);
  const key = createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'), format: 'der', type: 'pkcs8' });
  const id = createHash('sha256').update(createPublicKey(key).export({ format: 'der', type: 'spki' })).digest('hex');
  const all = [...headers, ['X-Road-Request-Id', randomUUID()]], head = [verb, target, ...all.map((pair) => pair.join(':'))].map((line) => `${line}\r\n`).join('');
  const hash = createHash('sha512').update(head).digest('base64'); // without a body it is that of the request too
  const signed = ['banyan-node/v1', 'request', created, hash, hash, '-', through(id)].map((line) => `${line}\n`).join('');
  const signature = sign(null, Buffer.from(signed), key).toString('base64');
  return [...all, ['Banyan-Node-Signature', `keyid="${id}", created=${created}, signature=:${signature}:`], ...(said(id) === null ? [] : [['Banyan-Node-Path', said(id)]])];
}

/** A system that offers services: `seen` holds every request that reached it; answer(request, response) is given each with
 *  its body, and may be changed. tls: { cert, key, ... }: as node takes them. */
export async function startSystem(answer, tls = null) {
  const system = { seen: [], answer };
  const take = async (request, response) => {
    const pieces = [];
    const seen = { verb: request.method, target: request.url, lines: [], at: Date.now() };
    for (let i = 0; i < request.rawHeaders.length; i += 2) seen.lines.push([request.rawHeaders[i], request.rawHeaders[i + 1]]);
    seen.headers = request.headers;
    system.seen.push(seen);
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of request) {
      hash.update(piece);
      size += piece.length;
      if (size <= 1 << 20) pieces.push(piece);
    }
    seen.body = Buffer.concat(pieces);
    Object.assign(seen, { size, sha256: hash.digest('hex'), certificate: request.socket.getPeerCertificate?.()?.fingerprint256 });
    await system.answer(seen, response);
  };
  const handler = (request, response) => void take(request, response).catch(() => response.destroy());
  const server = tls ? createSecureServer(tls, handler) : createServer(handler);
  server.on('clientError', (error, socket) => socket.destroy());
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const { port } = server.address();
  return Object.assign(system, {
    port, url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  });
}

/** A system that is none: behave(socket, text) for the first bytes of each connection; `heads` are what came, whole. */
export async function startBrokenSystem(behave) {
  const sockets = new Set(), system = { heads: [], behave };
  const server = createRawServer((socket) => {
    let text = '';
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (piece) => {
      const had = text.includes('\r\n\r\n');
      text += piece.toString('latin1');
      if (had || !text.includes('\r\n\r\n')) return;
      system.heads.push(text);
      system.behave(socket, text);
    });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const { port } = server.address();
  return Object.assign(system, {
    port, url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((done) => { for (const socket of sockets) socket.destroy(); server.close(done); }),
  });
}

// ---- what it has recorded ----

const COLUMNS = ['exchange', 'is_answer', 'entry', 'request_id', 'message_id', 'at', 'client', 'service', 'method', 'status', 'fault', 'duration', 'bytes', 'secret', 'statement', 'head', 'head_sha512', 'body_sha512', 'identity'];

/** What docs/protocols/exchange.md says that a row states. */
function statementOf(row, isAnswer) {
  const us = BigInt(row.at), at = `${new Date(Number(us / 1000n)).toISOString().slice(0, 20)}${String(us % 1000000n).padStart(6, '0')}Z`;
  const said = { at, body: row.body_sha512, bytes: Number(row.bytes), client: row.client, exchange: row.exchange, ...(row.fault ? { fault: row.fault } : {}), head: row.head_sha512, identity: row.identity };
  return JSON.stringify({ ...said, kind: isAnswer ? 'answer' : 'request', message: row.message_id, method: row.method, request_id: row.request_id, secret: row.secret, service: row.service, status: Number(row.status), v: 1 });
}

/** All records, the oldest first, each with `ledger`: the entry that belongs to it, read. */
export function recordsOf(where) {
  const columns = COLUMNS.map((name) => `r.${name}`).join(', ');
  return query(where, `SELECT ${columns}, e.kind, e.subject, e.body FROM exchange_record r JOIN ledger_entry e ON e.id = r.entry ORDER BY r.exchange, r.is_answer;`).map((values) => {
    const record = Object.fromEntries(COLUMNS.map((name, i) => [name, values[i]])), isAnswer = ['1', 't'].includes(record.is_answer), [kind, subject, body] = values.slice(COLUMNS.length);
    record.statement ||= statementOf(record, isAnswer);
    return { ...record, isAnswer, ledger: { kind, subject, ...JSON.parse(body) } };
  });
}

/* libsodium by Python: secretbox, the nonce before the box. */
const OPEN_BOX = `
import base64, ctypes, ctypes.util, sys
sodium = ctypes.CDLL(ctypes.util.find_library('sodium'))
key = bytes.fromhex(open(sys.argv[1]).read().strip())
box = base64.b64decode(sys.stdin.read())
plain = ctypes.create_string_buffer(len(box) - 40)
assert sodium.crypto_secretbox_open_easy(plain, box[24:], ctypes.c_ulonglong(len(box) - 24), box[:24], key) == 0
sys.stdout.buffer.write(plain.raw)
`;

/** What is in an encrypted text of the database. */
export const openBox = (where, box) => execFileSync('python3', ['-c', OPEN_BOX, join(where.data, 'exchange.key')], { input: box });

/** The process's memory in MiB: now, or the most that it ever had. */
export const memoryOf = (server, name = 'VmRSS') => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;
