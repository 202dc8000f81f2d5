// Before the first push its receiver is asked whether it takes any (CloudEvents, HTTP 1.1 Web Hooks, 4): who takes those of others gets none,
// who names a rate gets no more than that, who knows nothing of it gets them unless the installation wants to be allowed.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { serve, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { query, register, startSystem } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';

const ROOM = 'VN/GOV/2002/dan-cu', WHO = 'VN/GOV/1001/nhan', ORIGIN = 'truc.tuyenquang.example', door = await freePort();
const settings = (more = {}) => ({ set: { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${door}`, 'exchange.event_retry': '1', 'exchange.push_origin': ORIGIN, ...more } });

onBothEngines('receivers are asked before events are pushed to them', { data: { plan: null, accounts: false }, serve: settings() }, async (t, { where, server }) => {
  const system = await startSystem((seen, response) => (seen.verb === 'OPTIONS' ? response.writeHead(...system.allow(seen)).end() : response.writeHead(200).end()));
  system.allow = () => [404];
  const load = (path = '/vao') => register(where, {
    instance: 'VN',
    members: [
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'events', type: 'rest', url: 'http://127.0.0.1:9' }] }] },
      { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'nhan', connection: 'http', services: [{ code: 'events', type: 'rest', url: `${system.url}${path}` }] }] },
    ],
    rights: [{ subject: WHO, service: `${ROOM}/events`, path: '/api/v1/subs/**' }],
  });
  const call = async (who, verb, path, body) => {
    const response = await fetch(`http://127.0.0.1:${door}/r1/${ROOM}${path}`, { method: verb, headers: { 'X-Road-Client': who, 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    assert.ok(response.ok, `${response.status}`);
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  };
  const asks = () => system.seen.filter((one) => one.verb === 'OPTIONS'), pushes = () => system.seen.filter((one) => one.verb === 'POST');
  const publish = (so) => call(ROOM, 'POST', '/pub/v1/tin', { event: so });
  const again = (body = {}) => call(WHO, 'PATCH', '/api/v1/subs/tin', body);
  const stopped = () => soon(async () => { const { stopped: why } = await call(WHO, 'GET', '/api/v1/subs/tin'); assert.ok(why); return why; }, 20_000);
  let running = server;
  try {
    await load();
    await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'tin', schema: {} });
    await call(WHO, 'POST', '/api/v1/subs/tin', {});

    await t.test('a receiver that knows nothing of it is asked once, and gets its events', async () => {
      await publish(1);
      await soon(() => assert.equal(pushes().length, 1), 20_000);
      await publish(2);
      await soon(() => assert.equal(pushes().length, 2), 20_000);
      assert.deepEqual(asks().map((one) => [one.target, one.headers['webhook-request-origin'], one.body.length]), [['/vao', ORIGIN, 0]]);
      assert.equal(system.seen[0].verb, 'OPTIONS', 'before anything is pushed');
    });

    await t.test('at another address it is asked again; who takes events of others alone gets none, and hears why', async () => {
      system.allow = () => [200, { 'WebHook-Allowed-Origin': 'khac.example' }];
      await load('/moi');
      await publish(3);
      assert.equal(await stopped(), `the receiver takes pushes from khac.example, not from ${ORIGIN}`);
      await pause(1500);
      assert.deepEqual([asks().map((one) => one.target), pushes().length], [['/vao', '/moi'], 2]);
      assert.deepEqual((await call(WHO, 'GET', '/api/v1/subs/tin')).status, { unsent: 0, underWay: 1, dead: 0 }, 'it waits');
    });

    await t.test('a header with an answer that is none of success allows nothing and forbids nothing', async () => {
      system.allow = () => [403, { 'WebHook-Allowed-Origin': 'khac.example' }];
      await again();
      await soon(() => assert.equal(pushes().length, 3), 20_000);
    });

    await t.test('by name, in any case, or all: then they come', async () => {
      system.allow = () => [200, { 'WebHook-Allowed-Origin': ORIGIN.toUpperCase(), 'WebHook-Allowed-Rate': '*' }];
      await again();
      await publish(4);
      await soon(() => assert.equal(pushes().length, 4), 20_000);
      system.allow = () => [204, { 'WebHook-Allowed-Origin': '*' }];
      await again();
      await publish(5);
      await soon(() => assert.equal(pushes().length, 5), 20_000);
      assert.equal((await call(WHO, 'GET', '/api/v1/subs/tin')).allowedRate, undefined);
    });

    await t.test('no more than the receiver allows in a minute', async () => {
      system.allow = () => [200, { 'WebHook-Allowed-Origin': '*', 'WebHook-Allowed-Rate': '30' }]; // one in two seconds
      await again();
      const from = pushes().length;
      for (let so = 6; so <= 9; so++) await publish(so);
      await soon(() => assert.equal(pushes().length, from + 4), 30_000);
      assert.equal((await call(WHO, 'GET', '/api/v1/subs/tin')).allowedRate, 30);
      const times = pushes().slice(from).map((one) => one.at);
      for (let i = 1; i < times.length; i++) assert.ok(times[i] - times[i - 1] >= 1900, `${times[i] - times[i - 1]} ms apart`);
    });

    await t.test('a receiver that does not answer is asked again like one that takes no push', async () => {
      const { length } = pushes();
      system.allow = () => [200, { 'WebHook-Allowed-Origin': '*' }];
      const { answer } = system;
      system.answer = (seen, response) => response.destroy();
      await again();
      await publish(10);
      await soon(() => assert.ok(query(where, 'SELECT reason FROM exchange_delivery WHERE attempts > 0;').length > 0), 20_000);
      assert.equal(pushes().length, length);
      system.answer = answer;
      await soon(() => assert.equal(pushes().length, length + 1), 20_000);
    });

    await t.test('an installation that wants to be allowed pushes to nobody who says nothing', async () => {
      await running.stop();
      system.allow = () => [200];
      running = await serve(where, settings({ 'exchange.push_permission': 'on' }));
      await again();
      const { length } = pushes();
      await publish(11);
      assert.equal(await stopped(), `the receiver did not say that it takes pushes from ${ORIGIN} (status 200)`);
      assert.equal(pushes().length, length);
      system.allow = () => [200, { 'WebHook-Allowed-Origin': ORIGIN }];
      await again();
      await soon(() => assert.equal(pushes().length, length + 1), 20_000);
    });
  } finally {
    if (running !== server) await running.stop();
    await system.stop();
  }
});
