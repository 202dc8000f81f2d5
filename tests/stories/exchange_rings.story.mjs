// Three exchanges that reach each other in a ring: a message that comes back to where it was is refused, an event that was in a room before
// is not brought there again; a way over several exchanges that ends somewhere is none.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { makeData, serve, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { ask, query, recordsOf, register, requestBytes, sendBytes, startSystem } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';

const NODES = ['a', 'b', 'c'], next = { a: 'b', b: 'c', c: 'a' }, before = { a: 'c', b: 'a', c: 'b' };
const roomOf = (node) => `VN/GOV/${node.toUpperCase()}/phong`, ownOf = (node) => `VN/GOV/${node.toUpperCase()}/nut`;
const CLIENT = 'VN/GOV/A/may', LOST = 'VN/GOV/L/lac', FOUND = 'VN/GOV/F/den';
const papers = certificates(), doors = {}, papersOf = {};
for (const node of NODES) { doors[node] = await freePort(); papersOf[node] = papers.make(node); }
after(() => papers.remove());
const opened = (node) => ({ set: { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${doors[node]}`, 'exchange.tls_certificate': papersOf[node].cert, 'exchange.tls_key': papersOf[node].key,
  'exchange.own_client': ownOf(node), 'exchange.event_retry': '1', 'exchange.event_tries': '2' } });

/** As node `here` has it: LOST is said to be at the next one by everybody, FOUND is at c and reached from a by b. */
function declaration(here, keys, url) {
  const at = (node, more = { connection: 'http' }) => (here === node ? more : { node });
  const member = (code, subsystems) => ({ class: 'GOV', code, name: `Cơ quan ${code}`, subsystems });
  const service = (code, local) => [{ code, type: 'rest', ...(local ? { url } : {}) }];
  return {
    instance: 'VN',
    members: [
      ...NODES.map((node) => member(node.toUpperCase(), [
        { code: 'phong', ...at(node), services: service('events', here === node) },
        { code: 'nut', ...at(node, { connection: 'http', signing_keys: [{ pem: keys[node] }] }) },
        ...(node === 'a' ? [{ code: 'may', ...(here === 'a' ? { connection: 'http' } : { node: before[here] }) }] : []),
      ])),
      member('L', [{ code: 'lac', node: next[here], services: service('s', false) }]),
      member('F', [{ code: 'den', ...(here === 'c' ? { connection: 'http' } : { node: next[here] }), services: service('s', here === 'c') }]),
    ],
    rights: [
      { subject: CLIENT, service: `${LOST}/s` }, { subject: CLIENT, service: `${FOUND}/s` },
      { subject: roomOf(next[here]), service: `${roomOf(here)}/events`, path: '/api/v1/subs/**' },
      ...NODES.filter((node) => node !== here).map((node) => ({ subject: roomOf(here), service: `${roomOf(node)}/events`, path: '/api/v1/subs/**' })),
      { subject: ownOf(before[here]), service: `${roomOf(here)}/events`, method: 'POST', path: '/pub/v1/*' },
      { subject: ownOf(here), service: `${roomOf(next[here])}/events`, method: 'POST', path: '/pub/v1/*' },
    ],
    nodes: NODES.filter((node) => node !== here).map((node) => ({ code: node, url: `https://127.0.0.1:${doors[node]}`, certificates: [papersOf[node].pem], signing_keys: here === 'b' ? undefined : [keys[node]] })),
  };
}

onBothEngines('exchanges in a ring', { data: { plan: null, accounts: false }, serve: opened('a') }, async (t, { where }) => {
  const places = { a: where, b: makeData({ plan: null, accounts: false }), c: makeData({ plan: null, accounts: false }) };
  const servers = [await serve(places.b, opened('b')), await serve(places.c, opened('c'))];
  const system = await startSystem((seen, response) => response.end('{"tới":"nơi"}'));
  const keys = Object.fromEntries(NODES.map((node) => [node, places[node].cli('exchange', 'key')]));
  for (const node of NODES) await register(places[node], declaration(node, keys, system.url));
  const call = async (node, client, verb, room, path, body) => {
    const response = await fetch(`http://127.0.0.1:${doors[node]}/r1/${room}${path}`, { method: verb, headers: { 'X-Road-Client': client, 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    assert.ok(response.ok, `${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const events = (node) => query(places[node], 'SELECT id, publisher, source, rooms FROM exchange_event ORDER BY published_at, id;');

  try {
    await t.test('a way over three exchanges that ends somewhere is none; its system sees nothing of it', async () => {
      const answer = await ask({ port: doors.a }, { target: `/r1/${FOUND}/s/x`, headers: [['X-Road-Client', CLIENT], ['Banyan-Node-Path', 'của khách']] });
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.text, '{"tới":"nơi"}');
      assert.deepEqual(NODES.map((node) => recordsOf(places[node]).map((one) => one.isAnswer)), [[false, true], [false, true], [false, true]]);
      assert.deepEqual([system.seen.length, system.seen[0].headers['banyan-node-path'], answer.headers['banyan-node-path']], [1, undefined, undefined]);
    });

    await t.test('one that comes back is refused, at every exchange once: the caller hears why, and all have it on record', async () => {
      const had = NODES.map((node) => recordsOf(places[node]).length);
      const answer = await ask({ port: doors.a }, { target: `/r1/${LOST}/s`, headers: [['X-Road-Client', CLIENT], ['X-Road-Id', 'vong']] });
      assert.deepEqual([answer.status, answer.headers['x-road-error']], [500, 'Server.ServerProxy.LoopDetected'], answer.text);
      assert.match(JSON.parse(answer.text).message, /was at this exchange before/);
      NODES.forEach((node, i) => {
        const records = recordsOf(places[node]).slice(had[i]);
        assert.deepEqual(records.map((one) => [one.message_id, one.isAnswer, one.fault]), [['vong', false, ''], ['vong', true, 'Server.ServerProxy.LoopDetected']], node);
      });
    });

    await t.test('a path of eight is long enough, whoever says it', async () => {
      const path = (count) => Array.from({ length: count }, (one, i) => String(i)).join(', ');
      const [seven, eight] = await Promise.all([7, 8].map((count) => ask({ port: doors.a }, { target: `/r1/${FOUND}/s/x`, headers: [['X-Road-Client', CLIENT], ['Banyan-Node-Path', path(count)]] })));
      assert.equal(seven.status, 200, seven.text);
      assert.equal(eight.headers['x-road-error'], 'Server.ServerProxy.LoopDetected');
    });

    await t.test('rooms that are subscribed to each other in a ring: an event is in each of them once', async () => {
      for (const node of NODES) await call(node, roomOf(node), 'POST', roomOf(node), '/api/v1/eventType', { eventType: 'tin', schema: {} });
      for (const node of NODES) await call(next[node], roomOf(next[node]), 'POST', roomOf(node), '/api/v1/subs/tin', {});
      const { id } = await call('a', roomOf('a'), 'POST', roomOf('a'), '/pub/v1/tin', { event: { so: 1 } });
      await soon(() => assert.equal(events('c').length, 1), 30_000);
      await soon(async () => assert.deepEqual((await call('c', roomOf('c'), 'GET', roomOf('c'), '/api/v1/subs'))[0].status, { unsent: 0, underWay: 0, dead: 0 }), 30_000);
      await pause(2500); // it would go round in three seconds
      const [[inA], [inB], [inC]] = NODES.map(events);
      assert.deepEqual(NODES.map((node) => events(node).length), [1, 1, 1]);
      assert.deepEqual([inA, inB.slice(1), inC.slice(1)], [[id, roomOf('a'), '', ''], [ownOf('a'), id, roomOf('a')], [ownOf('b'), id, `${roomOf('a')} ${roomOf('b')}`]]);
      assert.deepEqual(query(places.c, 'SELECT * FROM exchange_delivery;'), []);
    });

    await t.test('from wherever it comes', async () => {
      for (const node of ['b', 'c']) await call(node, roomOf(node), 'POST', roomOf(node), '/pub/v1/tin', { event: { so: 2 } });
      await soon(() => assert.deepEqual(NODES.map((node) => events(node).length), [3, 3, 3]), 30_000);
      await pause(2500);
      assert.deepEqual(NODES.map((node) => events(node).length), [3, 3, 3]);
    });

    await t.test('an exchange that sends one back all the same is told so; what a publisher of our own says of rooms counts for nothing', async () => {
      const body = (id) => JSON.stringify({ specversion: '1.0', id, source: '/x', type: 'tin', data: 1, rooms: roomOf('b') });
      const request = (client, more) => ({ verb: 'POST', target: `/r1/${roomOf('b')}/pub/v1/tin`, headers: [['X-Road-Client', client], ['Content-Type', 'application/cloudevents+json'], ...more] });
      const tls = { cert: papersOf.a.pem, key: papersOf.a.keyPem }; // b knows a by its certificate alone
      const back = await sendBytes({ port: doors.b, tls }, requestBytes({ ...request(ownOf('a'), [['X-Road-Request-Id', '01a22cd9-aa93-7f10-b5c1-ebd0e625d7d1']]), body: body('k1') }), 'POST');
      assert.deepEqual([back.status, JSON.parse(back.text).message], [409, 'The event was in this room before: rooms are subscribed to each other in a ring']);
      const own = await sendBytes({ port: doors.b }, requestBytes({ ...request(roomOf('b'), []), body: body('k2') }), 'POST');
      assert.equal(own.status, 201, own.text);
      assert.deepEqual(query(places.b, `SELECT '[' || rooms || ']' FROM exchange_event WHERE source = 'k2';`), [['[]']]);
    });
  } finally {
    for (const server of servers) await server.stop();
    await system.stop();
    for (const node of ['b', 'c']) places[node].remove();
  }
});
