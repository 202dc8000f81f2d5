// tests/stories/exchange_events.story.mjs - events of the exchange: kinds with their schema, published once and for all, pulled and
// acknowledged, pushed to real receivers until they take them, and what cannot be delivered kept with its reason.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HTTP } from 'cloudevents';
import { serve } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { query } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';

const ROOM = 'VN/GOV/2002/dan-cu', PULLER = 'VN/GOV/1001/dao-tao', PUSHED = 'VN/GOV/1002/tai-chinh', STRANGER = 'VN/GOV/1003/khach';
const SCHEMA = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 }, born: { format: 'date' } }, additionalProperties: false };

const declaration = (url, subscribers = [PULLER, PUSHED]) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'events', type: 'rest', url: `${url}/none` }] }] },
    { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'dao-tao', connection: 'http' }] },
    { class: 'GOV', code: '1002', name: 'Sở Tài chính', subsystems: [{ code: 'tai-chinh', connection: 'http', services: [{ code: 'events', type: 'rest', url: `${url}/take` }] }] },
    { class: 'GOV', code: '1003', name: 'Khách', subsystems: [{ code: 'khach', connection: 'http' }] },
  ],
  rights: subscribers.flatMap((subject) => ['/api/v1/eventType/**', '/api/v1/subs', '/api/v1/subs/**', '/pull/v1/**'].map((path) => ({ subject, service: `${ROOM}/events`, path }))),
});

/** A receiver of pushes: `answers` says what it answers to each; what came is in `taken`. */
async function startReceiver() {
  const receiver = { taken: [], answer: () => ({ status: 202 }) };
  const server = createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const message = { headers: request.headers, path: request.url, body: Buffer.concat(pieces).toString(), at: Date.now() };
      const { status, headers = {} } = receiver.answer(message);
      receiver.taken.push({ ...message, status });
      response.writeHead(status, headers).end();
    });
  });
  receiver.start = (port = 0) => new Promise((done) => { server.listen(port, '127.0.0.1', done); });
  await receiver.start();
  receiver.port = server.address().port;
  receiver.url = `http://127.0.0.1:${receiver.port}`;
  receiver.stop = () => new Promise((done) => { server.close(done); server.closeAllConnections(); });
  return receiver;
}

async function until(what, found, ms = 15_000) {
  for (const end = Date.now() + ms; Date.now() < end; await pause(50)) {
    const result = await found();
    if (result) return result;
  }
  throw new Error(`never came: ${what}`);
}

const port = await freePort(), govstack = await freePort();
const SETTINGS = { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${port}`, 'exchange.govstack_listen': `127.0.0.1:${govstack}`, 'exchange.event_visibility': '1', 'exchange.event_retry': '1', 'exchange.event_tries': '3' };

onBothEngines('events of the exchange', { data: { plan: null, accounts: false }, serve: { set: SETTINGS } }, async (t, { where }) => {
  const receiver = await startReceiver();
  t.after(() => receiver.stop());
  const load = (...subscribers) => {
    writeFileSync(join(where.data, 'exchange.json'), JSON.stringify(declaration(receiver.url, subscribers)));
    where.cli('exchange', 'load', join(where.data, 'exchange.json'));
  };
  load(PULLER, PUSHED);

  const call = async (who, verb, path, body, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/r1/${ROOM}${path}`, {
      method: verb, headers: { 'X-Road-Client': who, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers }, body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
  const publish = async (event, headers = {}, type = 'born') => {
    const { status, body } = await call(ROOM, 'POST', `/pub/v1/${type}`, { eventType: type, event, ...(headers.key ? { key: headers.key } : {}) }, headers.id ? { 'X-Road-Id': headers.id } : {});
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };
  const statusOf = async (id, type = 'born') => (await call(ROOM, 'GET', `/pub/v1/${type}/${id}`)).body;

  await t.test('a kind of event has a name and a schema; a broken schema is told by its place', async () => {
    assert.equal((await call(ROOM, 'GET', '/api/v1/eventType')).status, 204);
    const added = await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'born', schema: SCHEMA });
    assert.deepEqual([added.status, added.body], [200, { eventType: 'born', schema: SCHEMA }]);
    assert.equal((await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'born', schema: {} })).status, 409);
    const broken = await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'x', schema: { properties: { a: { type: 'text' } } } });
    assert.deepEqual([broken.status, broken.body.message.includes('"/properties/a/type"')], [400, true]);
    assert.equal((await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'a/b', schema: {} })).status, 400);
    assert.equal((await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'other', schema: {} })).status, 200);
    assert.deepEqual((await call(PULLER, 'GET', '/api/v1/eventType/born')).body, { eventType: 'born', schema: SCHEMA });
    assert.deepEqual((await call(ROOM, 'GET', '/api/v1/eventType')).body.map((one) => one.eventType), ['born', 'other']);
    assert.equal((await call(ROOM, 'GET', '/api/v1/eventType/none')).status, 404);
    assert.equal((await call(ROOM, 'DELETE', '/api/v1/eventType/other')).status, 204);
    assert.equal((await call(ROOM, 'DELETE', '/api/v1/eventType/other')).status, 404);
  });

  await t.test('a right is needed as for a service; the owner of the room has it', async () => {
    for (const [who, verb, path] of [[STRANGER, 'GET', '/api/v1/eventType/born'], [STRANGER, 'GET', '/pull/v1/born'], [PULLER, 'POST', '/pub/v1/born'], [PULLER, 'POST', '/api/v1/eventType']]) {
      const { status, headers } = await call(who, verb, path, verb === 'POST' ? {} : undefined);
      assert.deepEqual([status, headers.get('x-road-error')], [500, 'Server.ServerProxy.AccessDenied'], `${who} ${verb} ${path}`);
    }
    assert.equal((await call(ROOM, 'PUT', '/api/v1/eventType/born', {})).status, 404);
  });

  await t.test('GovStack’s own door needs no /r1 and knows its own header', async () => {
    const ask = (who) => fetch(`http://127.0.0.1:${govstack}/${ROOM}/api/v1/eventType`, { headers: { 'X-GovStack-Client': who } });
    assert.deepEqual([(await ask(ROOM)).status, (await ask(PULLER)).status], [200, 500]);
    assert.deepEqual((await (await ask(ROOM)).json()).map((one) => one.eventType), ['born']);
  });

  await t.test('what does not fit the schema is not published', async () => {
    const { status, body } = await call(ROOM, 'POST', '/pub/v1/born', { eventType: 'born', event: { name: 'A' } });
    assert.deepEqual([status, body.message.includes('"/name" (minLength)')], [400, true]);
    assert.equal((await call(ROOM, 'POST', '/pub/v1/none', { event: {} })).status, 404);
    assert.equal((await call(ROOM, 'POST', '/pub/v1/born', { eventType: 'other', event: { name: 'An' } })).status, 400);
    assert.equal((await call(ROOM, 'POST', '/pub/v1/born', '{')).status, 400);
    assert.equal((await call(ROOM, 'POST', '/pub/v1/born', {})).status, 400);
  });

  await t.test('subscribing: pulled or pushed, for a time, in order; from then on', async () => {
    await publish({ name: 'Before' });
    const pull = await call(PULLER, 'POST', '/api/v1/subs/born', { delivery: 'PULL', options: { TTL: 600 } });
    assert.deepEqual([pull.status, pull.body.delivery, pull.body.subscriberId, pull.body.options], [200, 'PULL', PULLER, { TTL: 600, FIFO: false }]);
    assert.equal((await call(PULLER, 'POST', '/api/v1/subs/born', { delivery: 'PULL' })).status, 409);
    assert.equal((await call(PULLER, 'POST', '/api/v1/subs/none', { delivery: 'PULL' })).status, 404);
    assert.equal((await call(PULLER, 'PATCH', '/api/v1/subs/born', { delivery: 'PUSH' })).status, 400); // no address to push to
    assert.equal((await call(PULLER, 'POST', '/api/v1/subs/born', { delivery: 'SOON' })).status, 400);
    assert.equal((await call(PUSHED, 'GET', '/api/v1/subs/born')).status, 404);
    assert.equal((await call(PULLER, 'GET', '/pull/v1/born')).status, 404); // nothing since
    assert.deepEqual((await call(PUSHED, 'GET', '/api/v1/subs')).body, []);
    assert.deepEqual((await call(ROOM, 'GET', '/api/v1/subs')).body.map((one) => one.subscriberId), [PULLER]);
    assert.equal((await call(ROOM, 'DELETE', '/api/v1/eventType/born')).status, 409); // somebody wants it
  });

  await t.test('pulled: the next one that is not acknowledged, hidden for a while, given again until it is', async () => {
    const first = await publish({ name: 'Một' }), second = await publish({ name: 'Hai' });
    const one = await call(PULLER, 'GET', '/pull/v1/born');
    assert.deepEqual([one.status, one.body], [200, { id: first, sequence: 2, publisherId: ROOM, eventType: 'born', event: { name: 'Một' } }]);
    assert.equal((await call(PULLER, 'GET', '/pull/v1/born')).body.id, second);
    assert.equal((await call(PULLER, 'GET', '/pull/v1/born')).status, 404); // both are hidden
    assert.equal((await call(PULLER, 'DELETE', `/pull/v1/born/${second}`)).status, 204);
    assert.equal((await call(PULLER, 'DELETE', `/pull/v1/born/${second}`)).status, 404);
    const again = await until('the first again', async () => { const answer = await call(PULLER, 'GET', '/pull/v1/born'); return answer.status === 200 && answer; });
    assert.equal(again.body.id, first);
    assert.deepEqual((await statusOf(first)).deliveries.map(({ state, attempts }) => [state, attempts]), [['leased', 2]]);
    assert.equal((await call(PULLER, 'DELETE', `/pull/v1/born/${first}`)).status, 204);
    assert.deepEqual((await statusOf(first)).deliveries.map(({ state }) => state), ['delivered']);
  });

  await t.test('published once, however often it is sent: X-Road-Id, or the id of a CloudEvent', async () => {
    const id = await publish({ name: 'Ba' }, { id: 'lan-1' });
    assert.equal(await publish({ name: 'Ba' }, { id: 'lan-1' }), id);
    assert.equal((await call(ROOM, 'POST', '/pub/v1/born', { event: { name: 'Tư' } }, { 'X-Road-Id': 'lan-1' })).status, 409);
    const cloud = { 'ce-specversion': '1.0', 'ce-id': 'c-1', 'ce-source': '/x', 'ce-type': 'born', 'ce-subject': 'k' };
    const binary = await call(ROOM, 'POST', '/pub/v1/born', { name: 'Năm' }, cloud);
    const structured = await call(ROOM, 'POST', '/pub/v1/born', { specversion: '1.0', id: 'c-1', source: '/x', type: 'born', data: { name: 'Năm' } }, { 'Content-Type': 'application/cloudevents+json' });
    assert.deepEqual([binary.status, structured.status, structured.body.id], [201, 201, binary.body.id]);
    assert.equal((await call(ROOM, 'POST', '/pub/v1/born', { name: 'Năm' }, { ...cloud, 'ce-type': 'other' })).status, 400);
    const got = [(await call(PULLER, 'GET', '/pull/v1/born')).body, (await call(PULLER, 'GET', '/pull/v1/born')).body];
    assert.deepEqual(got.map((one) => one.event.name), ['Ba', 'Năm']);
    for (const one of got) assert.equal((await call(PULLER, 'DELETE', `/pull/v1/born/${one.id}`)).status, 204);
  });

  await t.test('what its publisher has stopped is given to nobody', async () => {
    const id = await publish({ name: 'Sáu' });
    assert.equal((await call(ROOM, 'DELETE', `/pub/v1/born/${id}`)).status, 204);
    assert.equal((await call(PULLER, 'GET', '/pull/v1/born')).status, 404);
    assert.equal((await statusOf(id)).status, 'STOPPED');
    assert.equal((await call(ROOM, 'DELETE', '/pub/v1/born/none')).status, 404);
  });

  await t.test('in order: an event waits for the one before it of the same key alone', async () => {
    assert.equal((await call(PULLER, 'PATCH', '/api/v1/subs/born', { options: { FIFO: true } })).status, 201);
    const ids = [];
    for (const [name, key] of [['a1', 'a'], ['a2', 'a'], ['b1', 'b']]) ids.push(await publish({ name }, { key }));
    const pulled = async () => (await call(PULLER, 'GET', '/pull/v1/born')).body.event?.name;
    assert.deepEqual([await pulled(), await pulled(), await pulled()], ['a1', 'b1', undefined]);
    await call(PULLER, 'DELETE', `/pull/v1/born/${ids[0]}`);
    assert.equal(await pulled(), 'a2');
    for (const id of ids.slice(1)) assert.equal((await call(PULLER, 'DELETE', `/pull/v1/born/${id}`)).status, 204);
  });

  await t.test('pushed: a CloudEvent, signed, to the address that is registered', async () => {
    const { status, body } = await call(PUSHED, 'POST', '/api/v1/subs/born', {});
    assert.deepEqual([status, body.delivery, body.options], [200, 'PUSH', { TTL: 3600, FIFO: false }]);
    const id = await publish({ name: 'Bảy', born: '2020-02-29' });
    const [message] = await until('the push', () => receiver.taken.length > 0 && receiver.taken);
    const event = HTTP.toEvent({ headers: message.headers, body: message.body });
    assert.deepEqual([message.path, event.id, event.source, event.type, event.data], ['/take', id, `/${ROOM}`, 'born', { name: 'Bảy', born: '2020-02-29' }]);
    assert.equal(message.headers['webhook-id'], id);
    const [version, signature] = message.headers['webhook-signature'].split(',');
    const raw = Buffer.from(body.signingKey.replace('whpk_', ''), 'base64');
    const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' });
    const signed = `${id}.${message.headers['webhook-timestamp']}.${message.body}`;
    assert.deepEqual([version, verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'))], ['v1a', true]);
    await until('its end', async () => (await statusOf(id)).deliveries.some((one) => one.subscriberId === PUSHED && one.state === 'delivered'));
  });

  const deadOf = async (who) => (await call(who, 'GET', '/api/v1/subs/born/dead')).body;
  const sends = (id) => receiver.taken.filter((one) => one.headers['webhook-id'] === id);

  await t.test('a receiver that fails is asked again, later and later; then it is dead, told why, and can be sent again', async () => {
    receiver.answer = () => ({ status: 500 });
    const id = await publish({ name: 'Tám' });
    const [dead] = await until('the end of tries', async () => { const list = await deadOf(PUSHED); return list.length > 0 && list; });
    assert.deepEqual([dead.id, dead.state, dead.attempts, dead.reason], [id, 'dead', 3, 'answered with status 500']);
    const times = sends(id).map((one) => one.at);
    assert.equal(times.length, 3);
    assert.ok(times[1] - times[0] >= 450 && times[2] - times[1] >= 950, `pauses ${times[1] - times[0]}, ${times[2] - times[1]}`);
    receiver.answer = () => ({ status: 204 });
    assert.equal((await call(PUSHED, 'POST', `/api/v1/subs/born/dead/${id}`, {})).status, 204);
    await until('sent again', () => sends(id).some((one) => one.status === 204));
    await until('nothing dead', async () => (await deadOf(PUSHED)).length === 0);
    assert.equal((await call(PUSHED, 'POST', `/api/v1/subs/born/dead/${id}`, {})).status, 404);
  });

  await t.test('429 with Retry-After is waited for; 415 is given up at once', async () => {
    let first = true;
    receiver.answer = () => (first ? { status: 429, headers: { 'Retry-After': '3' } } : { status: 200 });
    const id = await publish({ name: 'Chín' });
    await until('the first try', () => sends(id).length === 1);
    first = false;
    await until('the second', () => sends(id).length === 2);
    assert.ok(sends(id)[1].at - sends(id)[0].at >= 2900);
    receiver.answer = () => ({ status: 415 });
    const other = await publish({ name: 'Mười' });
    const [dead] = await until('given up', async () => { const list = await deadOf(PUSHED); return list.length > 0 && list; });
    assert.deepEqual([dead.id, dead.attempts, dead.reason, sends(other).length], [other, 1, 'answered with status 415', 1]);
  });

  await t.test('who asks for patience without end is asked again after an hour', async () => {
    receiver.answer = () => ({ status: 429, headers: { 'Retry-After': '9000000000000000' } });
    const id = await publish({ name: 'Bền lòng' }, { key: 'một mình' }), rows = () => query(where, `SELECT d.next_at FROM exchange_delivery d JOIN exchange_subscription s ON s.id = d.subscription WHERE s.is_push AND d.event = '${id}';`);
    await until('the first try', () => sends(id).length === 1);
    await until('its answer heard', () => rows().length === 1);
    const waits = Number(rows()[0][0]) / 1000 - sends(id)[0].at;
    assert.ok(waits > 3_590_000 && waits < 3_610_000, `${waits} ms`);
  });

  await t.test('410 stops the pushing until the subscriber wants it again; nothing is lost', async () => {
    receiver.answer = () => ({ status: 410 });
    const id = await publish({ name: 'Mười một' });
    const stopped = await until('the stop', async () => { const { body } = await call(PUSHED, 'GET', '/api/v1/subs/born'); return body.stopped && body; });
    assert.match(stopped.stopped, /410/);
    receiver.answer = () => ({ status: 200 });
    const later = await publish({ name: 'Mười hai' });
    await pause(2500);
    assert.equal(sends(later).length, 0);
    assert.equal((await call(PUSHED, 'PATCH', '/api/v1/subs/born', {})).status, 201);
    await until('what came meanwhile', () => sends(later).length === 1);
    assert.ok((await deadOf(PUSHED)).some((one) => one.id === id));
  });

  await t.test('pushed in order: what failed keeps back its own key', async () => {
    receiver.answer = ({ body }) => (JSON.parse(body).data.name === 'x1' && sends(ids[0]).length === 0 ? { status: 503 } : { status: 200 });
    assert.equal((await call(PUSHED, 'PATCH', '/api/v1/subs/born', { options: { FIFO: true } })).status, 201);
    const ids = [], from = receiver.taken.length;
    for (const [name, key] of [['x1', 'x'], ['x2', 'x'], ['y1', 'y']]) ids.push(await publish({ name }, { key }));
    await until('all of them', () => receiver.taken.length === from + 4);
    const order = receiver.taken.slice(from).filter((one) => one.status === 200).map((one) => JSON.parse(one.body).data.name);
    assert.ok(order.indexOf('x1') < order.indexOf('x2'), order.join(' '));
    assert.ok(order.includes('y1'));
  });

  await t.test('a receiver that is away gets everything when it is back; one question is enough to know that nobody is there', async () => {
    const ofPushed = async (id) => (await statusOf(id)).deliveries.find((one) => one.subscriberId === PUSHED);
    await receiver.stop();
    const ids = await Promise.all(['z1', 'z2', 'z3'].map((name) => publish({ name }, { key: name })));
    const waiting = await until('a try', async () => { const all = await Promise.all(ids.map(ofPushed)); return all.every((one) => one.state === 'waiting') && all.some((one) => one.attempts === 1) && all; });
    assert.deepEqual(waiting.filter((one) => one.attempts > 0).map((one) => /cannot be reached|connect/i.test(one.reason)), [true]);
    receiver.answer = () => ({ status: 200 });
    await receiver.start(receiver.port);
    await until('all three', async () => (await Promise.all(ids.map(ofPushed))).every((one) => one.state === 'delivered'));
  });

  await t.test('who may not subscribe any more gets nothing more; what came meanwhile when he may again', async () => {
    load(PULLER);
    const id = await publish({ name: 'Mười ba' });
    const own = await until('the stop', async () => (await call(ROOM, 'GET', '/api/v1/subs')).body.find((one) => one.subscriberId === PUSHED && one.stopped));
    assert.match(own.stopped, /may not subscribe/);
    assert.equal(sends(id).length, 0);
    load(PULLER, PUSHED);
    await until('the right', async () => (await call(PUSHED, 'PATCH', '/api/v1/subs/born', {})).status === 201);
    await until('the event', () => sends(id).length === 1);
  });

  await t.test('what was answered with 201 outlives kill -9', async () => {
    const other = await freePort(), victim = await serve(where, { set: { ...SETTINGS, 'exchange.listen': `127.0.0.1:${other}`, 'exchange.govstack_listen': '' } });
    const ids = [], ended = new Promise((done) => { victim.child.once('exit', done); });
    const send = async (lane) => {
      for (let i = 0; i < 100; i++) {
        const response = await fetch(`http://127.0.0.1:${other}/r1/${ROOM}/pub/v1/born`, { method: 'POST', headers: { 'X-Road-Client': ROOM, 'Content-Type': 'application/json' }, body: JSON.stringify({ event: { name: `kill ${lane} ${i}` } }) });
        if (response.status === 201) ids.push((await response.json()).id);
        if (ids.length === 25) victim.child.kill('SIGKILL');
      }
    };
    await Promise.allSettled([0, 1, 2, 3].map(send));
    await ended;
    assert.ok(ids.length >= 25);
    for (const id of ids) assert.equal((await statusOf(id)).id, id);
  });

  await t.test('an event that is too old for its subscriber is dead, not gone', async () => {
    assert.equal((await call(PULLER, 'PATCH', '/api/v1/subs/born', { options: { TTL: 1 } })).status, 201);
    const id = await publish({ name: 'Cũ' });
    await pause(1200);
    assert.equal((await call(PULLER, 'GET', '/pull/v1/born')).status, 404);
    const list = await deadOf(PULLER);
    assert.deepEqual([list.at(-1).id, list.at(-1).reason], [id, 'expired']);
    assert.equal((await call(PULLER, 'POST', `/api/v1/subs/born/dead/${id}`, {})).status, 204);
    assert.equal((await call(PULLER, 'GET', '/pull/v1/born')).body.id, id);
  });

  await t.test('who does not want them any more gets none', async () => {
    await call(PULLER, 'DELETE', '/api/v1/subs/born');
    assert.equal((await call(PULLER, 'GET', '/pull/v1/born')).status, 404);
    assert.equal((await call(PULLER, 'DELETE', '/api/v1/subs/born')).status, 404);
  });
});
