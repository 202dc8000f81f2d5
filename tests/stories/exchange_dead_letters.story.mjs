// tests/stories/exchange_dead_letters - events that could not be delivered, for people: listed with their reasons, sent again, or given
// up with a reason that stays.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { client, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { OPEN, ask, doorsOf, query, register, startSystem } from '../harness/exchange.mjs';

const ROOM = 'VN/GOV/2002/dan-cu', PUSHED = 'VN/GOV/1001/dao-tao', SECOND = 'VN/GOV/1002/y-te', REASON = 'Bên nhận đã nhập tay từ trước';
const declared = (url) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'events', type: 'rest', url: `${url}/none` }] }] },
    { class: 'GOV', code: '1001', name: 'Sở Giáo dục', subsystems: [{ code: 'dao-tao', connection: 'http', services: [{ code: 'events', type: 'rest', url: `${url}/take` }] }] },
    { class: 'GOV', code: '1002', name: 'Sở Y tế', subsystems: [{ code: 'y-te', connection: 'http', services: [{ code: 'events', type: 'rest', url: `${url}/other` }] }] },
  ],
  rights: [PUSHED, SECOND].map((subject) => ({ subject, service: `${ROOM}/events` })),
});

const SETTINGS = { ...OPEN, 'clock.fixed': '', 'exchange.event_tries': 1, 'exchange.event_retry': 1 };

onBothEngines('events that could not be delivered', { serve: { set: SETTINGS } }, async (t, { where, server }) => {
  const taken = { '/take': [], '/other': [] };
  let status = { '/take': 500, '/other': 415 };
  const system = await startSystem((seen, response) => {
    taken[seen.target]?.push(JSON.parse(seen.body).data.so);
    response.statusCode = status[seen.target];
    response.end();
  });
  await register(where, declared(system.url));
  const [door] = doorsOf(server);
  const call = async (who, verb, path, body) => {
    const answer = await ask(door, { verb, target: `/r1/${ROOM}${path}`, headers: [['X-Road-Client', who], ['Content-Type', 'application/json']], body: JSON.stringify(body) });
    return { status: answer.status, body: answer.text ? JSON.parse(answer.text) : null };
  };
  const administrator = await signedIn(server, 'quan-tri'), coordinator = await signedIn(server, 'dieu-phoi');
  const list = async (values = {}) => (await coordinator.get(`/exchange/dead-letters?${new URLSearchParams(values)}`)).body;
  const dead = async (who) => (await list()).subscriptions.find((one) => one.subscriber === who);
  const redeliver = (subscription, event = '') => administrator.post('/exchange/dead-letters/redelivery', { subscription, event });
  const discard = (subscription, event = '', reason = REASON) => administrator.post('/exchange/dead-letters/discarding', { subscription, event, reason });
  const publish = async (so) => (await call(ROOM, 'POST', '/pub/v1/doi', { eventType: 'doi', event: { so } })).body.id;
  const entries = (kind) => query(where, `SELECT subject, body FROM ledger_entry WHERE kind = 'exchange.events_${kind}' ORDER BY id;`);

  try {
    assert.deepEqual(await list(), { subscriptions: [], letters: [], discarded: [], next: 0 });
    assert.equal((await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'doi', schema: { type: 'object' } })).status, 200);
    for (const who of [PUSHED, SECOND]) assert.equal((await call(who, 'POST', '/api/v1/subs/doi', { delivery: 'PUSH' })).status, 200);
    const ids = [];
    for (let so = 1; so <= 4; so++) ids.push(await publish(so));

    let mine, other;
    await t.test('each subscription with its count; of one of them every event with its reason, and nothing of what it says', async () => {
      await soon(async () => assert.deepEqual((await list()).subscriptions.map((one) => [one.subscriber, one.dead]), [[PUSHED, 4], [SECOND, 4]]), 20_000);
      [mine, other] = [await dead(PUSHED), await dead(SECOND)];
      assert.deepEqual([mine.room, mine.type, mine.is_push, mine.stopped], [ROOM, 'doi', true, '']);
      const { letters, next } = await list({ subscription: mine.id });
      assert.deepEqual(letters.map((one) => [one.event, one.sequence, one.attempts, one.reason, one.publisher]), ids.map((id, i) => [id, i + 1, 1, 'answered with status 500', ROOM]));
      assert.equal(next, 0);
      assert.ok(!JSON.stringify(letters).includes('"so"'));
      assert.deepEqual((await list({ subscription: other.id, after: 2 })).letters.map((one) => [one.sequence, one.reason]), [[3, 'answered with status 415'], [4, 'answered with status 415']]);
      assert.deepEqual((await list({ subscription: "x' OR 1=1 --" })).letters, []);
      assert.equal((await coordinator.get('/exchange/dead-letters?after=-1')).status, 400);
    });

    const told = async (who) => (await who.get('/notices')).body.notices.filter((one) => one.kind === 'exchange/event-undeliverable');
    await t.test('who keeps the exchange is told, once for each subscription and not for each event', async () => {
      const all = await told(administrator);
      assert.deepEqual([...new Set(all.map((one) => one.title_en))].sort(), [PUSHED, SECOND].map((who) => `An event could not be delivered to ${who}`));
      assert.ok(all.length <= 4 && all.every((one) => one.read_at === null && one.page === '/lien-thong/chua-giao' && one.urgency === 'high'), JSON.stringify(all)); // four where the hour turns
      assert.match(all.find((one) => one.title_en.endsWith(SECOND)).body_en, /“doi” of VN\/GOV\/2002\/dan-cu was given up for VN\/GOV\/1002\/y-te: answered with status 415/);
      assert.deepEqual(await told(coordinator), []);
    });

    await t.test('one is sent again and arrives; the others stay where they are', async () => {
      status = { '/take': 202, '/other': 415 };
      const { status: code, body } = await redeliver(mine.id, ids[1]);
      assert.deepEqual([code, body.count], [200, 1]);
      await soon(() => assert.equal(taken['/take'].filter((so) => so === 2).length, 2), 10_000);
      assert.equal((await dead(PUSHED)).dead, 3);
      assert.deepEqual([taken['/take'].filter((so) => so === 1).length, (await dead(SECOND)).dead], [1, 4]);
      assert.match(entries('sent_again')[0][1], new RegExp(`"count":"1".*"event":"${ids[1]}"`));
      const again = await redeliver(mine.id, ids[1]);
      assert.deepEqual([again.status, again.body.type], [404, '/problems/exchange/dead-letters-none']);
    });

    await t.test('one is given up with a reason: the reason stays, its digest in the ledger', async () => {
      assert.equal((await discard(mine.id, ids[0], 'a')).status, 400);
      assert.deepEqual((await discard(mine.id, ids[0])).body, { count: 1 });
      const [row] = (await list()).discarded;
      assert.deepEqual([row.event, row.sequence, row.subscriber, row.trouble, row.reason], [ids[0], 1, PUSHED, 'answered with status 500', REASON]);
      const [[subject, body]] = entries('discarded');
      assert.equal(subject, mine.id);
      assert.match(body, new RegExp(`"reason":"${createHash('sha256').update(REASON).digest('hex')}"`));
      assert.ok(!body.includes('nhập tay'));
      assert.equal((await discard(mine.id, ids[0])).status, 404);
      assert.deepEqual((await list({ subscription: mine.id })).letters.map((one) => one.event), [ids[2], ids[3]]);
    });

    await t.test('all of a subscription at once: sent again, or given up', async () => {
      assert.deepEqual((await redeliver(mine.id)).body, { count: 2 });
      assert.equal(await dead(PUSHED), undefined);
      await soon(() => assert.deepEqual(taken['/take'].slice(-2).sort(), [3, 4]), 10_000);
      assert.deepEqual((await discard(other.id)).body, { count: 4 });
      assert.deepEqual((await list()).subscriptions, []);
      assert.ok((await told(administrator)).every((one) => one.read_at !== null), 'nothing lies there any more');
      assert.equal((await list()).discarded.length, 5);
      await soon(() => assert.deepEqual(query(where, 'SELECT COUNT(*) FROM exchange_delivery;'), [['0']]), 10_000);
    });

    await t.test('what the receiver wants no more is not sent again before it opens its subscription', async () => {
      status = { '/take': 410, '/other': 202 };
      const id = await publish(5);
      await soon(async () => assert.match((await dead(PUSHED)).stopped, /410/), 10_000);
      const refused = await redeliver(mine.id, id);
      assert.deepEqual([refused.status, refused.body.type], [409, '/problems/exchange/subscription-stopped']);
      assert.equal((await dead(PUSHED)).dead, 1);
      status['/take'] = 202;
      assert.equal((await call(PUSHED, 'PATCH', '/api/v1/subs/doi', {})).status, 201);
      assert.equal((await redeliver(mine.id, id)).status, 200);
      await soon(() => assert.equal(taken['/take'].filter((so) => so === 5).length, 2), 10_000);
    });

    await t.test('who may look and who may decide', async () => {
      assert.equal((await client(server).get('/exchange/dead-letters')).status, 401);
      for (const who of ['can-bo', 'lanh-dao']) assert.equal((await (await signedIn(server, who)).get('/exchange/dead-letters')).status, 403, who);
      assert.equal((await coordinator.post('/exchange/dead-letters/redelivery', { subscription: mine.id, event: '' })).status, 403);
      assert.equal((await coordinator.post('/exchange/dead-letters/discarding', { subscription: mine.id, event: '', reason: REASON })).status, 403);
    });
  } finally {
    await system.stop();
  }
});
