// What went through the data exchange: found again, told by the names of X-Road, summed up, told live; services that rest; header
// parts and bodies that are forgotten while their proofs stay.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { client, root, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { doorsOf } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';
import { openProof } from '../harness/tlog.mjs';

const INSTANCE = 'VN-THU', DANCU = `${INSTANCE}/GOV/H29.1/DanCu`, DAOTAO = `${INSTANCE}/GOV/H29.2/DaoTao`, KHAMBENH = `${INSTANCE}/GOV/H29.3/KhamBenh`;
const PEOPLE = `${DANCU}/people`, SCHOOLS = `${DANCU}/schools`, DEAD = `${DANCU}/dead`;
const REST_S = 2, FAILURES = 3, SECOND = 1000, MINUTE = 60 * SECOND, DAY = 24 * 60 * MINUTE;
const deadPort = await freePort();
/** The clock of this story goes: what went through is dated by it. */
const OPEN = { 'clock.fixed': '', 'exchange.listen': '127.0.0.1:0', 'exchange.bodies': 'kept', 'exchange.circuit_failures': FAILURES, 'exchange.circuit_rest': REST_S };

const declared = (url) => ({
  instance: INSTANCE,
  members: [
    { class: 'GOV', code: 'H29.1', name: 'Công an tỉnh', subsystems: [{ code: 'DanCu', connection: 'http', services: [
      { code: 'people', type: 'rest', url, endpoints: [{ method: '*', path: '/**' }] },
      { code: 'schools', type: 'rest', url, endpoints: [{ method: '*', path: '/**' }] },
      { code: 'dead', type: 'rest', url: `http://127.0.0.1:${deadPort}`, endpoints: [{ method: '*', path: '/**' }] },
    ] }] },
    { class: 'GOV', code: 'H29.2', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'DaoTao', connection: 'http' }] },
    { class: 'GOV', code: 'H29.3', name: 'Sở Y tế', subsystems: [{ code: 'KhamBenh', connection: 'http' }] },
  ],
  rights: [[DAOTAO, PEOPLE], [DAOTAO, DEAD], [KHAMBENH, SCHOOLS]].map(([subject, service]) => ({ subject, service })),
});

const listening = (server, port) => new Promise((done) => { server.listen(port, '127.0.0.1', () => done(server.address().port)); });
const closed = (server) => new Promise((done) => { server.closeAllConnections(); server.close(done); });

/** /ok gives ten letters, /broken fails with six, /slow takes its time, /gone is not there. */
const provider = () => createServer(async (request, response) => {
  for await (const piece of request) void piece;
  const [, what] = /^\/([a-z]+)/.exec(request.url);
  if (what === 'slow') await pause(300);
  response.writeHead({ broken: 500, gone: 404 }[what] ?? 200, { 'content-type': 'text/plain' });
  response.end({ broken: 'broken', gone: 'gone' }[what] ?? '0123456789');
}).unref();

/** One message; gives status and body. */
async function sendTo(door, service, path, { as = DAOTAO, id = null, body = null } = {}) {
  const headers = { 'x-road-client': as, ...(id && { 'x-road-id': id }) };
  const answer = await fetch(`http://127.0.0.1:${door.port}/r1/${service}${path}`, { method: body === null ? 'GET' : 'POST', headers, body });
  return { status: answer.status, text: await answer.text(), error: answer.headers.get('x-road-error') };
}

const readMetrics = (text) => JSON.parse(execFileSync('/usr/bin/python3', [join(root, 'tests/harness/metrics_read.py')], { input: text }));
const isoAt = (ms) => new Date(ms).toISOString();
const asQuery = (values) => new URLSearchParams(values).toString();

/** An event stream as the standard of HTML reads it: the id that is left over, and the data of each event. */
function readStream(text) {
  let id = '', retry = 0;
  const events = [];
  for (const block of text.split('\n\n').filter(Boolean)) {
    let data = '';
    for (const line of block.split('\n')) {
      const [, name, value] = /^(\w+): (.*)$/.exec(line);
      if (name === 'id') id = value;
      else if (name === 'retry') retry = Number(value);
      else if (name === 'data') data += value;
      else assert.fail(line);
    }
    if (data !== '') events.push(JSON.parse(data));
  }
  return { id, retry, events };
}

/** Six exchanges of which one is refused and one fails: [id, as, service, path, body, status, fault]. */
const SENT = [
  ['m1', DAOTAO, PEOPLE, '/ok', null, 200, null],
  ['m2', DAOTAO, PEOPLE, '/ok?lop=5', 'x'.repeat(25), 200, null],
  ['m3', KHAMBENH, PEOPLE, '/ok', null, 500, 'Server.ServerProxy.AccessDenied'],
  ['m4', DAOTAO, PEOPLE, '/broken', null, 500, null],
  ['m5', DAOTAO, PEOPLE, '/slow', null, 200, null],
  ['m1', KHAMBENH, SCHOOLS, '/gone', null, 404, null], // another's id, by chance
];
const BYTES = [[0, 10], [25, 10], [0, 0], [0, 6], [0, 10], [0, 4]];
const BULK = 1010; // more than one page of either list

onBothEngines('the exchange at work', { serve: { set: OPEN } }, async (t, { server, where }) => {
  const [door] = doorsOf(server), send = (...message) => sendTo(door, ...message);
  const people = provider(), port = await listening(people, 0), declaration = join(where.data, 'declaration.json');
  const register = async (change = () => {}) => {
    const all = declared(`http://127.0.0.1:${port}`);
    change(all);
    writeFileSync(declaration, JSON.stringify(all));
    where.cli('exchange', 'load', declaration);
    await pause(100);
  };
  await register();
  const administrator = await signedIn(server, 'quan-tri'), coordinator = await signedIn(server, 'dieu-phoi');
  const found = async (values = {}, who = coordinator) => {
    const { status, body } = await who.get(`/exchange/messages?${asQuery(values)}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const idsOf = async (values) => (await found(values)).messages.map((one) => one.message_id);
  const healthOf = async (service) => (await coordinator.get('/exchange/health')).body.services.find((one) => one.service === service);

  await t.test('before the first message all lists are empty, and figures have no samples', async () => {
    assert.deepEqual(await found(), { messages: [], next: '' });
    assert.deepEqual((await coordinator.get('/exchange/health')).body, { seconds: 600, services: [], maintenances: [] });
    assert.deepEqual(readStream((await coordinator.get('/exchange/live')).body).events, []);
    assert.deepEqual(readMetrics((await coordinator.get('/exchange/metrics')).body).filter((one) => !one.name.endsWith('_max')).map((one) => one.samples), [[], [], [], [], [], [], [], []]);
  });

  const began = Date.now(), moments = [];
  for (const [id, as, service, path, body, status, fault] of SENT) {
    moments.push(Date.now());
    const answer = await send(service, path, { id, as, body });
    assert.deepEqual([answer.status, answer.error], [status, fault], id);
    await pause(5); // so that each has a millisecond of its own
  }
  const ended = Date.now();

  await t.test('messages are listed with the newest first, and say what became of them', async () => {
    const { messages, next } = await found();
    assert.equal(next, '');
    assert.deepEqual(messages.map((one) => [one.message_id, one.client, one.service, one.method, one.status, one.fault]).reverse(),
      SENT.map(([id, as, service, , body, status, fault]) => [id, as, service, body ? 'POST' : 'GET', fault ? 0 : status, fault ?? '']));
    assert.deepEqual(messages.map((one) => [one.request_bytes, one.answer_bytes]).reverse(), BYTES);
    assert.deepEqual(messages.map((one) => one.is_answered).reverse(), [true, true, false, true, true, true]);
    for (const one of messages) {
      const at = Date.parse(one.at), answered = Date.parse(one.answered_at);
      assert.ok(at >= began && at <= ended, one.at);
      assert.ok(one.is_answered ? answered >= at && answered <= ended && one.duration > 0 : one.answered_at === null && one.duration === 0);
      assert.ok(one.request_entry && Boolean(one.answer_entry) === one.is_answered);
    }
    const slow = messages.find((one) => one.message_id === 'm5');
    assert.ok(slow.duration >= 300_000 && slow.duration < ended * 1000 - began * 1000);
  });

  await t.test('they are found by id, client, service and time, and by all of these together', async () => {
    assert.deepEqual(await idsOf({ message_id: 'm1' }), ['m1', 'm1']);
    assert.deepEqual((await found({ message_id: 'm1', client: KHAMBENH })).messages.map((one) => one.service), [SCHOOLS]);
    assert.deepEqual(await idsOf({ message_id: 'm1', service: SCHOOLS, client: DAOTAO }), []);
    assert.deepEqual(await idsOf({ message_id: 'm1', until: isoAt(moments[1]) }), ['m1']);
    assert.deepEqual(await idsOf({ message_id: 'M1' }), []);
    assert.deepEqual(await idsOf({ client: DAOTAO }), ['m5', 'm4', 'm2', 'm1']);
    assert.deepEqual(await idsOf({ client: KHAMBENH, service: PEOPLE }), ['m3']);
    assert.deepEqual(await idsOf({ service: PEOPLE }), ['m5', 'm4', 'm3', 'm2', 'm1']);
    assert.deepEqual(await idsOf({ from: isoAt(moments[1]), until: isoAt(moments[4]) }), ['m4', 'm3', 'm2']);
    assert.deepEqual(await idsOf({ service: PEOPLE, from: isoAt(moments[3]) }), ['m5', 'm4']);
    assert.equal((await coordinator.get('/exchange/messages?from=yesterday')).status, 400);
  });

  await t.test('both messages of an exchange stand in the record under its name', async () => {
    const { messages: [{ exchange, request_entry: request, answer_entry: answer }] } = await found({ message_id: 'm2' });
    const { body: { entries } } = await client(server).get(`/ledger/entries?subject=${exchange}`);
    assert.deepEqual(entries.map((one) => [one.id, one.kind]).sort(), [[request, 'exchange.request_recorded'], [answer, 'exchange.answer_recorded']].sort());
  });

  await t.test('health counts what a service answered: a refusal is not its fault, and a 404 is an answer', async () => {
    const one = await healthOf(PEOPLE), took = (await found({ service: PEOPLE })).messages.filter((each) => each.is_answered).map((each) => each.duration);
    assert.deepEqual([one.succeeded, one.failed, one.answer_bytes_mean, one.rests_until], [3, 1, 9, null]); // (10 + 10 + 6 + 10) / 4
    assert.equal(one.duration_min, Math.floor(Math.min(...took) / 1000));
    assert.equal(one.duration_max, Math.floor(Math.max(...took) / 1000));
    assert.equal(one.duration_mean, Math.floor(took.reduce((a, b) => a + b) / 4 / 1000));
    assert.ok(one.duration_max >= 300 && one.duration_min < 300);
    const whole = took.map((us) => Math.floor(us / 1000)), variance = whole.reduce((sum, ms) => sum + ms * ms, 0) / 4 - one.duration_mean ** 2;
    assert.equal(one.duration_deviation, Math.floor(Math.sqrt(Math.max(0, variance))));
    const answered = Object.fromEntries((await found()).messages.map((each) => [each.message_id, each.answered_at]));
    assert.deepEqual([one.last_failed_at, one.last_succeeded_at], [answered.m4, answered.m5]);
    const other = await healthOf(SCHOOLS);
    assert.deepEqual([other.succeeded, other.failed, other.answer_bytes_mean, other.last_failed_at], [1, 0, 4, null]);
    assert.equal((await coordinator.get('/exchange/health')).body.services.length, 2);
  });

  await t.test('Prometheus reads the same', async () => {
    const answer = await coordinator.get('/exchange/metrics'), health = (await coordinator.get('/exchange/health')).body.services;
    assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    const families = readMetrics(answer.body).slice(0, 4);
    assert.deepEqual(families.map((one) => [one.name, one.type]), [['succeeded', 'gauge'], ['failed', 'gauge'], ['duration_mean_ms', 'gauge'], ['duration_max_ms', 'gauge']].map(([name, type]) => [`banyan_exchange_${name}`, type]));
    const told = ['succeeded', 'failed', 'duration_mean', 'duration_max'];
    families.forEach((one, i) => {
      assert.notEqual(one.help, '');
      assert.deepEqual(one.samples, health.map((each) => [one.name, { service: each.service }, each[told[i]]]));
    });
  });

  await t.test('the event stream tells each exchange, and from where it ended only what is newer', async () => {
    const stream = await coordinator.get('/exchange/live');
    assert.match(stream.headers.get('content-type'), /^text\/event-stream/);
    assert.match(stream.headers.get('cache-control'), /no-cache/);
    const { id, retry, events } = readStream(stream.body);
    assert.equal(retry, 1000);
    assert.deepEqual(events.map((one) => [one.message_id, one.client]), SENT.map(([message, as]) => [message, as]));
    assert.ok(Date.parse(id) <= Date.now() - 2000, 'what is dated in the last two seconds may still be on its way to the disk');
    await pause(2100);
    const next = readStream((await coordinator.get('/exchange/live', { 'last-event-id': id })).body);
    assert.ok(next.events.length <= SENT.length && Date.parse(next.id) > Date.parse(id));
    await pause(ended + 2100 - Date.now() > 0 ? ended + 2100 - Date.now() : 0);
    const quiet = readStream((await coordinator.get('/exchange/live', { 'last-event-id': next.id })).body);
    const after = readStream((await coordinator.get('/exchange/live', { 'last-event-id': quiet.id })).body);
    assert.deepEqual(after.events, []);
    const under = send(PEOPLE, '/slow', { id: 'm6' });
    await pause(150);
    const [open] = readStream((await coordinator.get(`/exchange/live?${asQuery({ after: after.id })}`)).body).events;
    assert.deepEqual([open.message_id, open.is_answered, open.fault], ['m6', false, '']);
    await under;
    const [done, ...others] = readStream((await coordinator.get(`/exchange/live?${asQuery({ after: '2000-01-01T00:00:00Z' })}`, { 'last-event-id': after.id })).body).events;
    assert.deepEqual([done.exchange, done.is_answered, done.status, others.length], [open.exchange, true, 200, 0]);
    assert.equal(readStream((await coordinator.get('/exchange/live', { 'last-event-id': 'not ours' })).body).events.length, SENT.length + 1);
  });

  await t.test('who may not look sees nothing of it, and only an administrator takes out what was said', async () => {
    const officer = await signedIn(server, 'can-bo'), leader = await signedIn(server, 'lanh-dao'), stranger = client(server);
    const all = ['/exchange/messages', '/exchange/operations', '/exchange/health', '/exchange/live', '/exchange/metrics', '/exchange/evidence?message_id=m2'];
    for (const path of all) {
      assert.equal((await stranger.get(path)).status, 401, path);
      for (const who of [officer, leader]) assert.equal((await who.get(path)).status, 403, path);
    }
    assert.equal((await coordinator.get('/exchange/evidence?message_id=m2')).status, 403);
    assert.equal((await administrator.get('/exchange/evidence?message_id=m2')).status, 200);
  });

  await t.test('a provider that is dead rests after three calls, and is tried again after two seconds by one call', async () => {
    const call = async () => (await send(DEAD, '/ok')).error;
    const fault = 'Server.ServerProxy.NetworkError';
    for (let i = 0; i < FAILURES; i++) {
      assert.equal((await healthOf(DEAD))?.rests_until ?? null, null);
      assert.equal(await call(), fault);
    }
    const failed = Date.now();
    assert.equal(await call(), fault);
    const { failed: counted, succeeded, rests_until: until } = await healthOf(DEAD);
    assert.deepEqual([counted, succeeded], [FAILURES, 0]);
    assert.ok(Math.abs(Date.parse(until) - failed - REST_S * SECOND) < 500, until);
    assert.deepEqual((await found({ service: DEAD })).messages.map((one) => one.is_answered), [false, true, true, true], 'the fourth did not go on');
    await register((all) => { all.members[2].name = 'Sở Y tế tỉnh'; });
    assert.equal(await call(), fault);
    assert.equal((await found({ service: DEAD })).messages[0].is_answered, false, 'a change of what is registered wakes nobody');
    await pause(Date.parse(until) - Date.now() + 100);
    await call();
    await call();
    assert.deepEqual((await found({ service: DEAD })).messages.slice(0, 2).map((one) => one.is_answered), [false, true], 'one call is let through');
    const again = provider();
    await listening(again, deadPort);
    await pause(REST_S * SECOND + 100);
    assert.deepEqual([(await send(DEAD, '/ok')).status, (await send(DEAD, '/ok')).status], [200, 200]);
    const { rests_until: awake, failed: all } = await healthOf(DEAD);
    assert.deepEqual([awake, all], [null, FAILURES + 1]);
    await closed(again);
  });

  const bulkBegan = Date.now();
  await t.test('a long list comes in pages that hold every message once', async () => {
    const queue = Array.from({ length: BULK }, (_, i) => `bulk-${i}`);
    await Promise.all(Array.from({ length: 20 }, async () => {
      for (let id = queue.pop(); id; id = queue.pop()) assert.equal((await send(SCHOOLS, '/ok', { id, as: KHAMBENH })).status, 200);
    }));
    for (const by of [{ client: KHAMBENH }, { service: SCHOOLS }, {}]) {
      const ids = [], sizes = [];
      for (let next = null, first = true; first || next; first = false) {
        const page = await found({ ...by, from: isoAt(bulkBegan), ...(next && { next }) });
        ids.push(...page.messages.map((one) => one.message_id));
        sizes.push(page.messages.length);
        ({ next } = page);
      }
      assert.deepEqual([ids.length, new Set(ids).size], [BULK, BULK]);
      assert.deepEqual([sizes.length, sizes[0], sizes.at(-1)], [11, 100, 10]);
    }
  });

  await t.test('a last page that is just full says that there is no more', async () => {
    const { messages } = await found({ from: isoAt(bulkBegan) }), oldest = messages[99];
    const page = await found({ service: SCHOOLS, client: KHAMBENH, until: isoAt(Date.parse(oldest.at) - 1) });
    assert.equal(page.messages.length, 100);
    const ten = await found({ message_id: 'm1' });
    assert.deepEqual([ten.messages.length, ten.next], [2, '']);
  });
  await server.stop();

  const later = { ...OPEN, 'clock.fixed': isoAt(Date.now() + 2 * MINUTE) };
  const monitor = await serve(where, { set: later });
  await t.test('operations are told by the names of X-Road, each with what was sent', async () => {
    const reader = await signedIn(monitor, 'dieu-phoi');
    const operations = async (values) => (await reader.get(`/exchange/operations?${asQuery(values)}`)).body;
    const second = (ms) => Math.floor(ms / SECOND), { records } = await operations({ recordsFrom: second(began), recordsTo: second(ended) });
    const answered = SENT.map((one, i) => [...one, ...BYTES[i], moments[i], moments[i + 1] ?? ended]).filter((one) => one[6] === null);
    assert.deepEqual(records.map((one) => one.messageId), answered.map(([id]) => id));
    records.forEach((one, i) => {
      const [id, as, service, , body, status, , requestSize, responseSize, from, until] = answered[i], { monitoringDataTs, requestInTs, requestOutTs, responseInTs, responseOutTs, xRequestId, ...rest } = one;
      const [clientXRoadInstance, clientMemberClass, clientMemberCode, clientSubsystemCode] = as.split('/');
      const [serviceXRoadInstance, serviceMemberClass, serviceMemberCode, serviceSubsystemCode, serviceCode] = service.split('/');
      assert.deepEqual(rest, { clientXRoadInstance, clientMemberClass, clientMemberCode, clientSubsystemCode, serviceXRoadInstance, serviceMemberClass, serviceMemberCode,
        serviceSubsystemCode, serviceCode, restMethod: body ? 'POST' : 'GET', messageId: id, requestSize, responseSize, statusCode: status, succeeded: status < 500, faultCode: '' });
      const way = [from, requestInTs, requestOutTs, responseInTs, responseOutTs, until];
      assert.deepEqual(way, [...way].sort((a, b) => a - b), `${id}: times in their order`);
      assert.equal(monitoringDataTs, second(responseOutTs));
      assert.match(xRequestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    });
    const slow = records.find((one) => one.messageId === 'm5');
    assert.ok(slow.responseInTs - slow.requestOutTs >= 299);
  });

  await t.test('they come in pages too, of which each goes on where the one before ended', async () => {
    const reader = await signedIn(monitor, 'dieu-phoi'), recordsFrom = Math.floor(bulkBegan / SECOND);
    const first = (await reader.get(`/exchange/operations?recordsFrom=${recordsFrom}`)).body;
    assert.equal(first.records.length, 1000);
    assert.equal(first.nextRecordsFrom, Math.floor(first.records[999].requestInTs / SECOND));
    const second = (await reader.get(`/exchange/operations?recordsFrom=${recordsFrom}&after=${first.next}`)).body;
    assert.deepEqual([second.nextRecordsFrom, second.next], [0, '']);
    const ids = [...first.records, ...second.records].map((one) => one.messageId).filter((id) => id.startsWith('bulk-'));
    assert.deepEqual([ids.length, new Set(ids).size], [BULK, BULK]);
  });

  await t.test('the last minute is not told yet', async () => {
    const reader = await signedIn(monitor, 'dieu-phoi');
    const { body } = await reader.get(`/exchange/operations?recordsFrom=${Math.ceil(Date.now() / SECOND)}`);
    assert.deepEqual(body, { records: [], nextRecordsFrom: 0, next: '' });
  });

  const before = (await (await signedIn(monitor, 'quan-tri')).get('/exchange/evidence?message_id=m2')).body;
  await monitor.stop();

  const keeper = await serve(where, { set: { ...OPEN, 'clock.fixed': isoAt(Date.now() + 31 * DAY) } });
  await t.test('after thirty days header parts and bodies are gone, and the proof holds as before', async () => {
    const reader = await signedIn(keeper, 'quan-tri'), text = (base64) => Buffer.from(base64, 'base64').toString();
    assert.equal(text(before.records[0].body), 'x'.repeat(25));
    assert.match(text(before.records[0].head), /^POST\r\n\/r1\//);
    assert.equal(text(before.records[1].body), '0123456789');
    const after = await soon(async () => {
      const { body } = await reader.get('/exchange/evidence?message_id=m2');
      assert.deepEqual(body.records.map((one) => [one.head, one.body]), [['', ''], ['', '']]);
      return body;
    }, 20_000);
    after.records.forEach((one, i) => {
      const proven = openProof(one.proof, after.ledger_key), said = JSON.parse(one.statement);
      assert.equal(one.statement, before.records[i].statement);
      assert.equal(proven.entry.id, one.entry);
      assert.equal(proven.entry.facts?.statement ?? proven.entry.statement, createHash('sha256').update(one.statement).digest('hex'));
      assert.equal(said.head, createHash('sha512').update(Buffer.from(before.records[i].head, 'base64')).digest('base64'), 'who kept the header part can still show it');
      assert.equal(said.body, createHash('sha512').update(Buffer.from(before.records[i].body, 'base64')).digest('base64'));
    });
    assert.deepEqual((await reader.get('/exchange/messages?message_id=m2')).body.messages.map((one) => one.status), [200]);
  });
  await keeper.stop();
  await closed(people);
});
