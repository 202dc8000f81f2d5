// tests/faults/exchange.test - what breaks around the exchange: systems that misbehave in every way, callers that vanish, a full
// disk, a database that goes away. Each has its documented answer, and nothing goes on that is not recorded.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { makeData, program, soon } from '../harness/banyan.mjs';
import { OPEN, ask, memoryOf, recordsOf, register, requestBytes, sendBytes, serveExchange, startBrokenSystem, startSystem } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';
import { hasPostgres, startPostgres } from '../harness/postgres.mjs';

const CLIENT = 'VN/GOV/1001/dao-tao', PROVIDER = 'VN/GOV/2002/dan-cu', AT = `/r1/${PROVIDER}`, FROM = ['X-Road-Client', CLIENT];
const SET = { 'exchange.body_max': '1', 'exchange.circuit_failures': '0' };

function declaration(services, timeout_s = 2) {
  const all = Object.entries(services).map(([code, url]) => ({ code, type: 'rest', url, timeout_s }));
  return {
    instance: 'VN',
    members: [
      { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'dao-tao', connection: 'http' }] },
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: all }] },
    ],
    rights: all.map(({ code }) => ({ subject: CLIENT, service: `${PROVIDER}/${code}` })),
  };
}

const idIn = (head) => /x-road-request-id: (\S+)/.exec(head)[1];
const tell = (text) => (socket) => socket.write(text);
const tellAndEnd = (text) => (socket) => socket.end(text);
const endless = (first, piece, pause_ms = 0) => (socket) => {
  socket.write(first);
  const more = () => { if (!socket.destroyed && socket.writable) socket.write(piece, () => (pause_ms ? setTimeout(more, pause_ms) : setImmediate(more))); };
  more();
};
const OK = 'HTTP/1.1 200 OK\r\n', NETWORK = 'Server.ServerProxy.NetworkError', FAILED = 'Server.ServerProxy.ServiceFailed';

let where, server, door, system, broken;
before(async () => {
  where = makeData({ plan: null, accounts: false });
  system = await startSystem((seen, response) => { response.end('here'); });
  broken = await startBrokenSystem(() => {});
  ({ server, door } = await serveExchange(where, { set: SET }));
  await register(where, declaration({ good: system.url, bad: broken.url, dead: `http://127.0.0.1:${await freePort()}`, nowhere: 'http://nowhere.invalid', wrong: system.url.replace('http:', 'https:') }));
});
after(async () => {
  const end = await server.stop();
  await broken.stop();
  await system.stop();
  where.remove();
  assert.deepEqual([end.code, end.signal], [0, null], end.log);
});

for (const [name, behave, code] of [
  ['says nothing', () => {}, NETWORK],
  ['stops in its head', tell(`${OK}Content-Le`), NETWORK],
  ['stops in its body', tell(`${OK}Content-Length: 100\r\n\r\nabc`), NETWORK],
  ['sends its head letter by letter', endless(OK, 'X', 50), NETWORK],
  ['resets', (socket) => socket.resetAndDestroy(), FAILED],
  ['closes without a word', (socket) => socket.end(), FAILED],
  ['closes in its head', tellAndEnd(`${OK}Content-Le`), FAILED],
  ['sends half a body', tellAndEnd(`${OK}Content-Length: 100\r\n\r\nabc`), FAILED],
  ['ends in the middle of a chunk', tellAndEnd(`${OK}Transfer-Encoding: chunked\r\n\r\nA\r\nabc`), FAILED],
  ['ends before the last chunk', tellAndEnd(`${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`), FAILED],
  ['sends chunks that are none', tellAndEnd(`${OK}Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n`), FAILED],
  ['sends endless headers', endless(OK, `X-More: ${'x'.repeat(1000)}\r\n`), FAILED],
  ['sends one endless header', endless(`${OK}X-More: `, 'x'.repeat(1000)), FAILED],
  ['sends endless answers before the answer', endless('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 100 Continue\r\nX: 1\r\n\r\n'), FAILED],
  ['sends more headers than anybody needs', tellAndEnd(`${OK}${'A: b\r\n'.repeat(201)}\r\n`), FAILED],
  ['sends an endless body', endless(`${OK}\r\n`, 'x'.repeat(65536)), FAILED],
  ['says a length beyond the limit', endless(`${OK}Content-Length: 1048577\r\n\r\n`, 'x'.repeat(65536)), FAILED],
  ['says two lengths that differ', tellAndEnd(`${OK}Content-Length: 5\r\nContent-Length: 3\r\n\r\nabcde`), FAILED],
  ['says a length that is no number', tellAndEnd(`${OK}Content-Length: 3x\r\n\r\nabc`), FAILED],
  ['says a length below nothing', tellAndEnd(`${OK}Content-Length: -3\r\n\r\nabc`), FAILED],
  ['is a server of another kind', tellAndEnd('SSH-2.0-OpenSSH_9.2\r\n'), FAILED],
  ['speaks as in 1991', tellAndEnd('<html>hello</html>'), FAILED],
  ['sends zeros', endless('', Buffer.alloc(4096)), FAILED],
  ['says a status that is none', tellAndEnd('HTTP/1.1 099 No\r\nContent-Length: 0\r\n\r\n'), FAILED],
  ['has a blank before a colon', tellAndEnd(`${OK}Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`), FAILED],
  ['folds a header', tellAndEnd(`${OK}X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n`), FAILED],
  ['hides a header behind CR', tellAndEnd(`${OK}X-A: b\rSet-Cookie: c\r\nContent-Length: 0\r\n\r\n`), FAILED],
  ['has a header without a name', tellAndEnd(`${OK}: b\r\nContent-Length: 0\r\n\r\n`), FAILED],
  ['has a line that is no header', tellAndEnd(`${OK}hello\r\nContent-Length: 0\r\n\r\n`), FAILED],
]) {
  test(`a system that ${name}`, async () => {
    broken.behave = behave;
    broken.heads = [];
    const began = Date.now(), answer = await ask(door, { verb: 'POST', target: `${AT}/bad/x`, headers: [FROM], body: 'words' });
    assert.deepEqual([answer.status, answer.headers['x-road-error']], [500, code], answer.text);
    assert.ok(Date.now() - began < 6000, `${Date.now() - began} ms`);
    assert.equal(broken.heads.length, 1, 'a POST is sent once');
    const mine = recordsOf(where).filter((one) => one.request_id === idIn(broken.heads[0]));
    assert.deepEqual(mine.map((one) => [one.isAnswer, one.fault]), [[false, ''], [true, code]]);
    assert.match(JSON.parse(answer.text).message, /^SERVICE:VN\/GOV\/2002\/dan-cu\/bad: ./);
    assert.equal((await ask(door, { target: `${AT}/good`, headers: [FROM] })).text, 'here', 'others are not touched');
  });
}

test('systems that are not there: nobody listens, no such name, no TLS', async () => {
  for (const [service, code] of [['dead', NETWORK], ['nowhere', NETWORK], ['wrong', 'Server.ServerProxy.SslAuthenticationFailed']]) {
    const answer = await ask(door, { target: `${AT}/${service}`, headers: [FROM] });
    assert.deepEqual([answer.status, answer.headers['x-road-error']], [500, code], service);
    assert.deepEqual(recordsOf(where).filter((one) => one.service === `${PROVIDER}/${service}`).map((one) => one.fault), ['', code]);
  }
});

test('what a system sends behind its answer belongs to no other answer', async () => {
  broken.behave = tell(`${OK}Content-Length: 2\r\n\r\nabHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`);
  for (let i = 0; i < 3; i++) assert.equal((await ask(door, { target: `${AT}/bad`, headers: [FROM] })).text, 'ab');
  broken.behave = tell(`${OK}Transfer-Encoding: chunked\r\nTrailer: X-Late\r\n\r\n2\r\nab\r\n0\r\nX-Late: 1\r\nX-Road-Error: forged\r\n\r\n`);
  const answer = await ask(door, { target: `${AT}/bad`, headers: [FROM] });
  assert.deepEqual([answer.text, answer.headers['x-late'], answer.headers['x-road-error']], ['ab', undefined, undefined], 'a trailer is no header');
});

test('a length beside chunks, or the same one twice: read in one way, told with one length, and nothing behind it is believed', async () => {
  const evil = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil', chunks = `5\r\nabcde\r\n0\r\n\r\n${evil}`, sockets = new Set();
  let said = '';
  const vague = createServer((socket) => { // answers whatever comes, on every connection
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', () => socket.write(said));
  });
  await new Promise((done) => { vague.listen(0, '127.0.0.1', done); });
  await register(where, declaration({ good: system.url, bad: broken.url, vague: `http://127.0.0.1:${vague.address().port}` }));
  for (const [text, body] of [[`Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`, 'abcde'], [`Transfer-Encoding: chunked\r\nContent-Length: 30\r\n\r\n${chunks}`, 'abcde'], [`Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc${evil}`, 'abc']]) {
    said = `${OK}${text}`;
    sockets.clear();
    for (let i = 0; i < 3; i++) {
      const answer = await ask(door, { target: `${AT}/vague`, headers: [FROM] });
      assert.deepEqual([answer.text, answer.lines.filter(([name]) => /^(content-length|transfer-encoding)$/i.test(name)).map(([, value]) => value)], [body, [`${body.length}`]]);
    }
    assert.equal(sockets.size, 3, 'no connection is used again behind it');
    for (const socket of sockets) socket.destroy();
  }
  await new Promise((done) => { vague.close(done); });
});

test('a kept connection that breaks: a POST is not done twice, a GET is tried again', async () => {
  const taken = [], sockets = new Set();
  const flaky = createServer((socket) => {
    let count = 0;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      taken.push(String(piece).split(' ')[0]);
      if (count++ === 0) socket.write(`${OK}Content-Length: 2\r\n\r\nok`);
      else socket.resetAndDestroy();
    });
  });
  await new Promise((done) => { flaky.listen(0, '127.0.0.1', done); });
  await register(where, declaration({ good: system.url, bad: broken.url, flaky: `http://127.0.0.1:${flaky.address().port}` }));
  const sent = [];
  for (const verb of ['POST', 'POST', 'POST', 'POST', 'PATCH', 'PATCH', 'PATCH']) sent.push((await ask(door, { verb, target: `${AT}/flaky`, headers: [FROM], body: 'x' })).status);
  assert.equal(taken.length, 7, `each was sent once: ${sent}`);
  assert.ok(sent.includes(500), `${sent}`);
  taken.length = 0;
  for (let i = 0; i < 6; i++) assert.equal((await ask(door, { target: `${AT}/flaky`, headers: [FROM] })).status, 200);
  assert.ok(taken.length > 6, 'again on a new connection');
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => { flaky.close(done); });
});

/* Opens a connection, sends bytes, and is gone after a moment. */
async function vanish(bytes, wait_ms, how = 'resetAndDestroy') {
  const socket = connect(door.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.on('data', () => {});
  await new Promise((done) => { socket.write(bytes, done); });
  await pause(wait_ms);
  socket[how]();
}

test('callers that vanish at every stage: what went on is recorded on both sides, and no connection is left', async () => {
  const fds = () => readdirSync(`/proc/${server.pid}/fd`).length, whole = requestBytes({ verb: 'POST', target: `${AT}/good/vanish`, headers: [FROM], body: 'y'.repeat(300_000) });
  system.answer = async (seen, response) => { await pause(80); response.end('z'.repeat(900_000)); };
  await ask(door, { target: `${AT}/good`, headers: [FROM] });
  const began = fds(), seen = system.seen.length;
  for (const how of ['resetAndDestroy', 'destroy', 'end']) {
    for (const part of [0, 1, 30, 200, 5000, 299_000, whole.length]) await vanish(whole.subarray(0, part), part === whole.length ? 20 : 2, how);
    await vanish(whole, 95, how);
  }
  await soon(() => assert.ok(fds() <= began + 8, `${fds()} descriptors, ${began} before`), 10_000);
  const reached = system.seen.slice(seen).map((one) => one.headers['x-road-request-id']);
  assert.ok(reached.length >= 6, `${reached.length} had been sent whole`);
  await soon(() => {
    const recorded = recordsOf(where);
    for (const id of reached) assert.deepEqual(recorded.filter((one) => one.request_id === id).map((one) => one.isAnswer), [false, true]);
  });
  system.answer = (one, response) => { response.end('here'); };
});

test('1,000 connections at once are all answered, and the process stays small', async () => {
  await register(where, declaration({ good: system.url, crowd: system.url }, 60)); // on a machine that has other work they take their time
  await soon(async () => assert.equal((await ask(door, { target: `${AT}/crowd`, headers: [FROM] })).status, 200), 10_000);
  system.answer = async (seen, response) => { await pause(300); response.end('here'); };
  const bytes = requestBytes({ target: `${AT}/crowd`, headers: [FROM] }), answers = await Promise.all(Array.from({ length: 1000 }, () => sendBytes(door, bytes)));
  const statuses = new Map();
  for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  assert.deepEqual([...statuses], [[200, 1000]]);
  if (!process.env.BANYAN_SANITIZED) assert.ok(memoryOf(server, 'VmHWM') < 100, `${memoryOf(server, 'VmHWM')} MiB`);
  system.answer = (seen, response) => { response.end('here'); };
});

test('many large bodies that are kept, at once: all are written, and the process stays small', { timeout: 120_000 }, async () => {
  const data = makeData({ plan: null, accounts: false }), one = await serveExchange(data), body = Buffer.alloc(9_000_000, 'x'), kept = declaration({ good: system.url });
  Object.assign(kept.members[1].subsystems[0].services[0], { bodies: 'kept', timeout_s: 60 });
  await register(data, kept);
  const answers = await Promise.all(Array.from({ length: 16 }, () => ask(one.door, { verb: 'PUT', target: `${AT}/good`, headers: [FROM], body })));
  assert.deepEqual(answers.map(({ status }) => status), Array(16).fill(200));
  if (!process.env.BANYAN_SANITIZED) assert.ok(memoryOf(one.server, 'VmHWM') < 100, `${memoryOf(one.server, 'VmHWM')} MiB`);
  await one.server.stop();
  data.remove();
});

test('a head that comes letter by letter is waited for half a minute', { timeout: 60_000 }, async () => {
  const socket = connect(door.port, '127.0.0.1'), began = Date.now();
  socket.on('error', () => {});
  const slow = setInterval(() => socket.write('x'), 500);
  socket.write(`GET ${AT}/good HTTP/1.1\r\nX: `);
  await new Promise((done) => { socket.on('close', done); });
  clearInterval(slow);
  assert.ok(Date.now() - began > 25_000 && Date.now() - began < 36_000, `${Date.now() - began} ms`);
});

test('PostgreSQL goes away and comes back: nothing goes on unrecorded, no answer is given unrecorded', { skip: hasPostgres ? false : 'PostgreSQL is not installed', timeout: 120_000 }, async () => {
  const postgres = await startPostgres();
  after(() => postgres.stop());
  const data = makeData({ engine: 'postgresql', postgres, plan: null, accounts: false }), one = await serveExchange(data, { set: SET });
  await register(data, declaration({ good: system.url }));
  const get = (path = '') => ask(one.door, { target: `${AT}/good${path}`, headers: [FROM] });
  assert.equal((await get()).status, 200);
  system.answer = (seen, response) => { if (seen.target === '/halt') postgres.halt(); response.end('here'); };
  const lost = await get('/halt');
  assert.deepEqual([lost.status, lost.headers['x-road-error']], [500, 'Server.ClientProxy.LoggingFailed'], 'its answer cannot be recorded');
  const reached = system.seen.length, began = Date.now();
  for (let i = 0; i < 3; i++) {
    const answer = await get();
    assert.deepEqual([answer.status, answer.headers['x-road-error']], [500, 'Server.ClientProxy.LoggingFailed']);
  }
  assert.ok(Date.now() - began < 10_000, `${Date.now() - began} ms`);
  assert.equal(system.seen.length, reached, 'nothing went on');
  postgres.resume();
  await soon(async () => assert.equal((await get()).status, 200), 20_000);
  const recorded = recordsOf(data).filter((each) => each.fault === '');
  for (const { headers } of system.seen.slice(reached)) assert.equal(recorded.filter((each) => each.request_id === headers['x-road-request-id']).length, 2);
  await one.server.stop();
  data.remove();
});

/* A small file system of its own: needs user namespaces, which some containers forbid. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

test('a disk that fills: the answer says so, nothing goes on unrecorded; with room again all is well', { skip: mayMount ? false : 'no user namespaces here', timeout: 60_000 }, async () => {
  const data = makeData({ plan: null, accounts: false }), small = mkdtempSync(join(tmpdir(), 'banyan-small-'));
  await register(data, declaration({ good: system.url }));
  const settings = Object.entries({ ...OPEN, ...SET }).map(([name, value]) => `--set ${name}=${value}`).join(' ');
  const script = `mount -t tmpfs -o size=12m tmpfs ${small} && cp -r ${data.data}/. ${small}/
${program} serve --data ${small} ${data.common.slice(2).join(' ')} --listen 127.0.0.1:0 ${settings} & child=$!
while read word; do case $word in fill) dd if=/dev/zero of=${small}/ballast bs=16k 2>/dev/null;; free) rm ${small}/ballast;; end) kill $child; wait $child; exit;; esac; echo done; done`;
  const shell = spawn('unshare', ['-rm', 'sh', '-c', script], { stdio: ['pipe', 'pipe', 'pipe'] });
  let told = '';
  shell.stdout.on('data', (text) => { told += text; });
  const until = async (word) => { for (let i = 0; !told.includes(word); i++) { assert.ok(i < 500, told); await pause(20); } const at = told; told = ''; return at; };
  const at = { port: Number(/exchange at port (\d+)/.exec(await until('serves at port'))[1]) };
  const put = (size) => ask(at, { verb: 'PUT', target: `${AT}/good`, headers: [FROM], body: Buffer.alloc(size, 'x') });
  assert.equal((await put(1000)).status, 200);
  shell.stdin.write('fill\n');
  await until('done');
  const before_ = system.seen.length, refused = [];
  for (let i = 0; i < 200 && refused.length < 3; i++) {
    const answer = await put(1000);
    if (answer.status !== 200) refused.push(answer.headers['x-road-error']);
  }
  assert.deepEqual(refused, Array(3).fill('Server.ClientProxy.LoggingFailed'), 'the disk did fill');
  const reached = system.seen.length;
  assert.equal((await put(600_000)).headers['x-road-error'], 'Server.ClientProxy.LoggingFailed', 'a body that waits on disk');
  assert.equal(system.seen.length, reached);
  shell.stdin.write('free\n');
  await until('done');
  assert.equal((await put(600_000)).status, 200);
  assert.ok(reached >= before_);
  shell.stdin.write('end\n');
  await new Promise((done) => { shell.once('exit', done); });
  data.remove();
  rmSync(small, { recursive: true, force: true });
});

test('a server that is told to stop while a system keeps it waiting: the caller hears so, and both records are there', { timeout: 60_000 }, async () => {
  const place = makeData({ plan: null, accounts: false }), silent = await startBrokenSystem(() => {});
  const serving = await serveExchange(place, { set: SET });
  await register(place, declaration({ bad: silent.url }, 600));
  const asked = ask(serving.door, { target: `${AT}/bad`, headers: [FROM] });
  await soon(() => assert.equal(silent.heads.length, 1));
  const end = await serving.server.stop(), answer = await asked;
  assert.deepEqual([end.code, end.signal], [0, null], end.log);
  assert.equal(answer.headers['x-road-error'], NETWORK);
  assert.deepEqual(recordsOf(place).map((one) => [one.isAnswer, one.fault]), [[false, ''], [true, NETWORK]]);
  await silent.stop();
  place.remove();
});
