// Events that nobody takes: of one subscriber the oldest are given up when too many wait, a room that is full takes no more until somebody
// took or discarded some, and who pulls without acknowledging is stopped; all of it is told and measured.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { query, register, startSystem } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';

const ROOM = 'VN/GOV/2002/dan-cu', LAZY = 'VN/GOV/1001/ngu', DEAF = 'VN/GOV/1002/diec', door = await freePort();
const WAITING_MAX = 10, ROOM_MAX = 30;
const SETTINGS = { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${door}`, 'exchange.events_waiting_max': `${WAITING_MAX}`, 'exchange.room_events_max': `${ROOM_MAX}`, 'exchange.event_visibility': '3600', 'exchange.event_retry': '1' };
const readMetrics = (text) => JSON.parse(execFileSync('/usr/bin/python3', [join(root, 'tests/harness/metrics_read.py')], { input: text }));

const declaration = (url) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'events', type: 'rest', url }] }] },
    { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'ngu', connection: 'http' }] },
    { class: 'GOV', code: '1002', name: 'Sở Tài chính', subsystems: [{ code: 'diec', connection: 'http', services: [{ code: 'events', type: 'rest', url }] }] },
  ],
  rights: [LAZY, DEAF].flatMap((subject) => ['/api/v1/subs/**', '/pull/v1/**'].map((path) => ({ subject, service: `${ROOM}/events`, path }))),
});

onBothEngines('events that nobody takes', { serve: { set: SETTINGS } }, async (t, { where, server }) => {
  const system = await startSystem((seen, response) => response.writeHead(system.status).end());
  system.status = 503;
  await register(where, declaration(system.url));
  const call = async (who, verb, path, body) => {
    const response = await fetch(`http://127.0.0.1:${door}/r1/${ROOM}${path}`, { method: verb, headers: { 'X-Road-Client': who, 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, retry: response.headers.get('retry-after'), body: text === '' ? null : JSON.parse(text) };
  };
  const publish = async (so) => (await call(ROOM, 'POST', '/pub/v1/tin', { event: so })).status;
  const statusOf = async (who) => (await call(who, 'GET', '/api/v1/subs/tin')).body.status;
  const deadOf = async (who) => (await call(who, 'GET', '/api/v1/subs/tin/dead')).body;
  const [administrator, coordinator] = await Promise.all(['quan-tri', 'dieu-phoi'].map((name) => signedIn(server, name)));
  const figures = async () => {
    const families = readMetrics((await coordinator.get('/exchange/metrics')).body);
    return Object.fromEntries(families.flatMap((one) => one.samples.map(([name, labels, value]) => [[name.replace('banyan_exchange_', ''), labels.subscriber].filter(Boolean).join(' '), value])));
  };

  try {
    assert.equal((await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'tin', schema: {} })).status, 200);
    assert.equal((await call(LAZY, 'POST', '/api/v1/subs/tin', { delivery: 'PULL' })).status, 200);

    await t.test('as many wait as may; of one more the oldest is dead, with its reason, and can be had again', async () => {
      for (let so = 1; so <= WAITING_MAX; so++) assert.equal(await publish(so), 201);
      assert.deepEqual([await statusOf(LAZY), await deadOf(LAZY)], [{ unsent: 10, underWay: 0, dead: 0 }, []]);
      for (let so = 11; so <= 13; so++) assert.equal(await publish(so), 201);
      assert.deepEqual(await statusOf(LAZY), { unsent: 10, underWay: 0, dead: 3 });
      const dead = await deadOf(LAZY);
      assert.deepEqual(dead.map((one) => [one.sequence, one.reason]), [1, 2, 3].map((sequence) => [sequence, 'more than 10 events waited for this subscriber']));
      assert.equal((await call(LAZY, 'POST', `/api/v1/subs/tin/dead/${dead[1].id}`, {})).status, 204);
      assert.deepEqual((await call(LAZY, 'GET', '/pull/v1/tin')).body.event, 2);
      assert.deepEqual((await call(LAZY, 'GET', '/pull/v1/tin')).body.event, 4, 'the oldest that still waits');
      const { body } = await administrator.get('/exchange/dead-letters');
      assert.deepEqual(body.subscriptions.map((one) => [one.subscriber, one.dead]), [[LAZY, 2]]);
    });

    await t.test('who takes his own loses nothing to another who does not', async () => {
      system.status = 200;
      assert.equal((await call(DEAF, 'POST', '/api/v1/subs/tin', {})).status, 200);
      for (let so = 14; so <= 19; so++) assert.equal(await publish(so), 201);
      await soon(async () => assert.deepEqual(await statusOf(DEAF), { unsent: 0, underWay: 0, dead: 0 }), 20_000);
      assert.deepEqual(await statusOf(LAZY), { unsent: 10, underWay: 2, dead: 7 });
    });

    await t.test('figures: what waits and what is dead for each subscriber, and the limits', async () => {
      const found = await figures();
      assert.deepEqual([found[`events_waiting ${LAZY}`], found[`events_dead ${LAZY}`], found[`events_waiting ${DEAF}`], found[`events_dead ${DEAF}`], found.events_waiting_max, found.room_events_max], [12, 7, 0, 0, WAITING_MAX, ROOM_MAX]);
    });

    await t.test('a room that is full takes no more: the publisher hears when to come again, who keeps the exchange is told', async () => {
      assert.equal((await call(DEAF, 'DELETE', '/api/v1/subs/tin')).status, 204);
      for (let so = 20; so <= 30; so++) assert.equal(await publish(so), 201); // 10 wait, 2 are out, 18 are dead
      const full = await soon(async () => { const answer = await call(ROOM, 'POST', '/pub/v1/tin', { event: 99 }); assert.equal(answer.status, 429); return answer; }, 20_000);
      assert.equal(full.retry, '60');
      assert.match(full.body.message, /not taken yet by its subscribers/);
      const last = Number(query(where, 'SELECT MAX(sequence) FROM exchange_event;')[0][0]), load = Number(query(where, 'SELECT waiting + dead FROM exchange_room_load;')[0][0]);
      assert.ok(last >= 30 && load >= ROOM_MAX, `${last} published, ${load} counted`);
      const [notice] = (await administrator.get('/notices')).body.notices.filter((one) => one.kind === 'exchange/room-full');
      assert.deepEqual([notice?.title_en, notice?.page, notice?.urgency], [`The room of events ${ROOM} is full`, '/lien-thong/chua-giao', 'high']);
      assert.equal((await call(LAZY, 'GET', '/pull/v1/tin')).status, 200, 'taking goes on');
    });

    await t.test('once some are discarded it takes events again', async () => {
      const [{ id }] = (await administrator.get('/exchange/dead-letters')).body.subscriptions;
      assert.equal((await administrator.post('/exchange/dead-letters/discarding', { subscription: id, reason: 'Bên nhận đã ngừng hoạt động' })).status, 200);
      await soon(async () => assert.equal(await publish(100), 201), 20_000);
    });

    await t.test('who pulls and never acknowledges is given a thousand, and no more', async () => {
      const subscription = query(where, `SELECT id FROM exchange_subscription WHERE subscriber = '${LAZY}';`)[0][0];
      const rows = Array.from({ length: 1000 }, (one, i) => `('${subscription}', ${-1000 + i}, 'khong-co-${i}', '', 'leased', 1, 9000000000000000, '')`);
      query(where, `INSERT INTO exchange_delivery (subscription, sequence, event, fifo_key, state, attempts, next_at, reason) VALUES ${rows.join(', ')};`);
      const stopped = await call(LAZY, 'GET', '/pull/v1/tin');
      assert.equal(stopped.status, 429);
      assert.match(stopped.body.message, /acknowledge them/);
      assert.equal((await call(LAZY, 'DELETE', '/pull/v1/tin/khong-co-7')).status, 204);
      query(where, `DELETE FROM exchange_delivery WHERE subscription = '${subscription}' AND sequence < -500;`);
      assert.equal((await call(LAZY, 'GET', '/pull/v1/tin')).status, 200);
    });
  } finally {
    await system.stop();
  }
});
