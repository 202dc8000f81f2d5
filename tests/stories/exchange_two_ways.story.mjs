// An event that comes to an exchange by two neighbours is there once: it keeps the name that its first exchange gave it, and who has it already
// says so. Also when the second comes late, after a kill -9; and nobody keeps it away by bringing a false one first.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { makeData, serve, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { query, register, requestBytes, sendBytes } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';

const NODES = ['a', 'b', 'c'], roomOf = (node) => `VN/GOV/${node.toUpperCase()}/phong`, ownOf = (node) => `VN/GOV/${node.toUpperCase()}/nut`;
const papers = certificates(), doors = {}, papersOf = {};
for (const node of NODES) { doors[node] = await freePort(); papersOf[node] = papers.make(node); }
after(() => papers.remove());
const opened = (node) => ({ set: { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${doors[node]}`, 'exchange.tls_certificate': papersOf[node].cert, 'exchange.tls_key': papersOf[node].key,
  'exchange.own_client': ownOf(node), 'exchange.event_retry': '1' } });

/** Everybody is everybody's neighbour, known by certificate, and may subscribe and hand on. */
function declaration(here, keys) {
  const at = (node, more = {}) => (here === node ? { connection: 'http', ...more } : { node, ...more });
  const others = NODES.filter((node) => node !== here);
  return {
    instance: 'VN',
    members: NODES.map((node) => ({ class: 'GOV', code: node.toUpperCase(), name: `Cơ quan ${node}`, subsystems: [
      { code: 'phong', ...at(node), services: [{ code: 'events', type: 'rest', ...(here === node ? { url: 'http://127.0.0.1:9' } : {}) }] },
      { code: 'nut', ...at(node, { signing_keys: [{ pem: keys[node] }] }) },
      { code: 'may', ...at(node) },
    ] })),
    rights: [
      ...others.flatMap((node) => [[node, here], [here, node]]).flatMap(([from, to]) => [
        { subject: roomOf(from), service: `${roomOf(to)}/events`, path: '/api/v1/subs/**' },
        { subject: ownOf(from), service: `${roomOf(to)}/events`, method: 'POST', path: '/pub/v1/*' },
      ]),
      ...others.map((node) => ({ subject: `VN/GOV/${node.toUpperCase()}/may`, service: `${roomOf(here)}/events`, method: 'POST', path: '/pub/v1/*' })),
    ],
    nodes: others.map((node) => ({ code: node, url: `https://127.0.0.1:${doors[node]}`, certificates: [papersOf[node].pem] })),
  };
}

onBothEngines('an event by two ways', { data: { plan: null, accounts: false }, serve: opened('a') }, async (t, { where, engine, postgres }) => {
  const places = { a: where, b: makeData({ engine, postgres, plan: null, accounts: false }), c: makeData({ engine, postgres, plan: null, accounts: false }) };
  const servers = { b: await serve(places.b, opened('b')), c: await serve(places.c, opened('c')) };
  const keys = Object.fromEntries(NODES.map((node) => [node, places[node].cli('exchange', 'key')]));
  for (const node of NODES) await register(places[node], declaration(node, keys));
  const call = async (node, client, verb, room, path, body, headers = { 'Content-Type': 'application/json' }) => {
    const response = await fetch(`http://127.0.0.1:${doors[node]}/r1/${room}${path}`, { method: verb, headers: { 'X-Road-Client': client, ...headers }, body });
    const text = await response.text();
    assert.ok(response.ok, `${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const own = (node, verb, path, body) => call(node, roomOf(node), verb, roomOf(node), path, body === undefined ? undefined : JSON.stringify(body));
  const events = (node) => query(places[node], 'SELECT id, publisher, source, origin, sequence FROM exchange_event ORDER BY sequence;');
  /** Nothing waits for anybody at the node, and nothing was given up. */
  const isQuiet = async (node) => {
    for (const one of await own(node, 'GET', '/api/v1/subs')) assert.deepEqual(one.status, { unsent: 0, underWay: 0, dead: 0 }, `${node}: ${one.subscriberId}`);
  };
  /** As node `from` would bring it, known by its certificate. */
  const bring = (from, client, { id, source, rooms, data }) => sendBytes({ port: doors.c, tls: { cert: papersOf[from].pem, key: papersOf[from].keyPem } }, requestBytes({
    verb: 'POST', target: `/r1/${roomOf('c')}/pub/v1/tin`,
    headers: [['X-Road-Client', client], ['X-Road-Request-Id', '01a22cd9-aa93-7f10-b5c1-ebd0e625d7d1'], ['Content-Type', 'application/cloudevents+json']],
    body: JSON.stringify({ specversion: '1.0', id, source, type: 'tin', data, ...(rooms ? { rooms } : {}) }),
  }), 'POST');
  const first = { data: '{ "số" : 1.50, "tên":"\\u0041n" }', id: '' };

  try {
    for (const node of NODES) await own(node, 'POST', '/api/v1/eventType', { eventType: 'tin', schema: {} });
    await call('b', roomOf('b'), 'POST', roomOf('a'), '/api/v1/subs/tin', '{}'); // a to b,
    for (const node of ['a', 'b']) await call('c', roomOf('c'), 'POST', roomOf(node), '/api/v1/subs/tin', '{}'); // both of them to c,
    await own('c', 'POST', '/api/v1/subs/tin', { delivery: 'PULL' }); // where somebody takes it

    await t.test('it comes by both, and is there once', async () => {
      const headers = { 'Content-Type': 'application/json', 'ce-specversion': '1.0', 'ce-id': 'so-1', 'ce-source': '/may', 'ce-type': 'tin' };
      first.id = (await call('a', roomOf('a'), 'POST', roomOf('a'), '/pub/v1/tin', first.data, headers)).id; // in binary mode: blanks and escapes as they came
      await soon(() => assert.equal(events('c').length, 1), 30_000);
      await soon(async () => { assert.equal(events('b').length, 1); await isQuiet('a'); await isQuiet('b'); }, 30_000);
      const came = query(places.c, "SELECT client, status FROM exchange_record WHERE method = 'POST' AND is_answer AND client LIKE '%/nut' ORDER BY client;");
      assert.deepEqual(came, [[ownOf('a'), '201'], [ownOf('b'), '201']]);
      const [[, publisher, ...rest]] = events('c');
      assert.ok([ownOf('a'), ownOf('b')].includes(publisher));
      assert.deepEqual(rest, [first.id, `/${roomOf('a')}`, '1']);
      assert.deepEqual(events('a').map((row) => row.slice(1)), [[roomOf('a'), 'so-1', '', '1']], 'its own has no other name');
    });

    await t.test('who takes it there has it once, as it was said', async () => {
      const item = await own('c', 'GET', '/pull/v1/tin');
      assert.deepEqual([item.event, item.id], [{ số: 1.5, tên: 'An' }, events('c')[0][0]]);
      await own('c', 'DELETE', `/pull/v1/tin/${item.id}`);
      const response = await fetch(`http://127.0.0.1:${doors.c}/r1/${roomOf('c')}/pull/v1/tin`, { headers: { 'X-Road-Client': roomOf('c') } });
      assert.equal(response.status, 404);
    });

    await t.test('one way is down, and the exchange that has it dies: what comes late is known all the same', async () => {
      await servers.b.stop();
      await own('a', 'POST', '/pub/v1/tin', { event: { số: 2 } });
      await soon(() => assert.equal(events('c').length, 2), 30_000);
      assert.equal(events('c')[1][1], ownOf('a'));
      await servers.c.stop('SIGKILL');
      servers.c = await serve(places.c, opened('c'));
      servers.b = await serve(places.b, opened('b'));
      await soon(async () => { assert.equal(events('b').length, 2); await isQuiet('a'); await isQuiet('b'); }, 60_000);
      assert.deepEqual(events('c').map((row) => row.at(-1)), ['1', '2']);
    });

    await t.test('an honest resend looks as it did, whoever sends it again: the same id is answered, and nothing is added', async () => {
      const [[id]] = events('c'), again = { id: first.id, source: `/${roomOf('a')}`, data: { số: 1.5, tên: 'An' } };
      for (const [from, rooms] of [['a', roomOf('a')], ['b', `${roomOf('a')} ${roomOf('b')}`], ['a', roomOf('a')]]) {
        const answer = await bring(from, ownOf(from), { ...again, rooms });
        assert.deepEqual([answer.status, JSON.parse(answer.text)], [201, { id }], answer.text);
      }
      assert.equal(events('c').length, 2);
    });

    await t.test('nobody keeps an event away by bringing a false one of its name first', async () => {
      const named = { id: 'su-kien-3', source: `/${roomOf('a')}` };
      const lie = await bring('b', ownOf('b'), { ...named, data: 'sai', rooms: `${roomOf('a')} ${roomOf('b')}` });
      const truth = await bring('a', ownOf('a'), { ...named, data: 'đúng', rooms: roomOf('a') });
      assert.deepEqual([lie.status, truth.status], [201, 201]);
      assert.notEqual(lie.text, truth.text);
      const more = await bring('a', ownOf('a'), { ...named, data: 'khác nữa', rooms: roomOf('a') });
      assert.deepEqual([more.status, JSON.parse(more.text).message], [409, 'An event of this id was published already, and it was another']);
      assert.equal(events('c').length, 4);
    });

    await t.test('what two publishers behind two nodes call their own is two, though they call it the same', async () => {
      const had = events('c').length;
      for (const node of ['a', 'b']) assert.equal((await bring(node, `VN/GOV/${node.toUpperCase()}/may`, { id: '1', source: '/', data: 7 })).status, 201);
      assert.deepEqual(events('c').slice(had).map(([, publisher, source, origin]) => [publisher, source, origin]), ['A', 'B'].map((code) => [`VN/GOV/${code}/may`, '1', '']));
    });

    await t.test('a name that is too long is refused with why', async () => {
      const answer = await bring('a', ownOf('a'), { id: 'dai', source: `/${'x'.repeat(1024)}`, data: 1, rooms: roomOf('a') });
      assert.deepEqual([answer.status, JSON.parse(answer.text).message], [400, 'The source of the CloudEvent is longer than 1024 bytes']);
      assert.equal((await bring('a', ownOf('a'), { id: 'dai', source: `/${'x'.repeat(1023)}`, data: 1, rooms: roomOf('a') })).status, 201);
    });
  } finally {
    for (const server of Object.values(servers)) await server.stop();
    for (const node of ['b', 'c']) places[node].remove();
  }
});
