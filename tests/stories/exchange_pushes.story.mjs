// Pushes side by side: those of one subscriber one after the other, those of several at once and no more than eight; a subscriber that is
// slow does not hold up the others.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { serve, soon } from '../harness/banyan.mjs';
import { certificates, fingerprintOf } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { query, register, startSystem } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';

const ROOM = 'VN/GOV/2002/dan-cu', SUBSCRIBERS = 12, AT_ONCE = 8, door = await freePort();
const nameOf = (i) => `VN/GOV/1001/he-thong-${i}`;

/** One server for all subscribers: waits(i) is how long, in ms, subscriber i takes for an event. */
async function startReceivers() {
  const all = { taken: [], waits: () => 0, now: new Map(), most: 0, mostOfOne: 0 };
  const server = createServer((request, response) => {
    const i = Number(request.url.slice(1)), pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', async () => {
      all.now.set(i, (all.now.get(i) ?? 0) + 1);
      all.most = Math.max(all.most, [...all.now.values()].reduce((sum, one) => sum + one, 0));
      all.mostOfOne = Math.max(all.mostOfOne, all.now.get(i));
      await pause(all.waits(i));
      all.now.set(i, all.now.get(i) - 1);
      all.taken.push([i, JSON.parse(Buffer.concat(pieces).toString()).data.so]);
      response.writeHead(200).end();
    });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return Object.assign(all, { url: `http://127.0.0.1:${server.address().port}`, of: (i) => all.taken.filter(([one]) => one === i).map(([, so]) => so), stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) });
}

onBothEngines('pushes side by side', { data: { plan: null, accounts: false }, serve: { set: { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${door}` } } }, async (t, { where }) => {
  const receivers = await startReceivers(), every = Array.from({ length: SUBSCRIBERS }, (none, i) => i);
  await register(where, {
    instance: 'VN',
    members: [
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'events', type: 'rest', url: 'http://127.0.0.1:9' }] }] },
      { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: every.map((i) => ({ code: `he-thong-${i}`, connection: 'http', services: [{ code: 'events', type: 'rest', url: `${receivers.url}/${i}` }] })) },
    ],
    rights: every.map((i) => ({ subject: nameOf(i), service: `${ROOM}/events`, path: '/api/v1/subs/**' })),
  });
  const call = async (who, verb, path, body) => {
    const response = await fetch(`http://127.0.0.1:${door}/r1/${ROOM}${path}`, { method: verb, headers: { 'X-Road-Client': who, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.ok(response.ok, await response.text());
  };
  const publish = (so) => call(ROOM, 'POST', '/pub/v1/tin', { event: { so } });
  const isSlow = (i) => ['1', 't'].includes(query(where, `SELECT is_slow FROM exchange_subscription WHERE subscriber = '${nameOf(i)}';`)[0][0]);
  try {
    await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'tin', schema: { type: 'object' } });
    for (const i of every) await call(nameOf(i), 'POST', '/api/v1/subs/tin', { options: { FIFO: true } });

    await t.test('several at once, one subscriber’s in their order, and no more than eight', async () => {
      receivers.waits = () => 700;
      const before = Date.now();
      await publish(1);
      await publish(2);
      await soon(() => assert.equal(receivers.taken.length, 2 * SUBSCRIBERS), 20_000);
      assert.ok(Date.now() - before < 2 * SUBSCRIBERS * 700 / 2, `${Date.now() - before} ms, one after the other would be ${2 * SUBSCRIBERS * 700}`);
      assert.deepEqual([receivers.mostOfOne, receivers.most <= AT_ONCE, receivers.most > 1], [1, true, true], `${receivers.most} at once`);
      for (const i of every) assert.deepEqual(receivers.of(i), [1, 2]);
    });

    await t.test('one that is slow is found out, and then waited for beside the others', async () => {
      receivers.waits = (i) => (i === 0 ? 5000 : 0);
      await publish(3);
      await soon(() => assert.ok(isSlow(0)), 15_000);
      for (const i of every.slice(1)) assert.ok(!isSlow(i));
      await publish(4);
      await soon(() => assert.ok(receivers.now.get(0) === 1), 15_000); // it is being waited for
      for (let so = 5; so <= 8; so++) {
        const before = Date.now();
        await publish(so);
        await soon(() => { for (const i of every.slice(1)) assert.equal(receivers.of(i).at(-1), so); }, 4000);
        assert.ok(Date.now() - before < 4000, `event ${so} after ${Date.now() - before} ms`);
      }
      assert.ok(receivers.of(0).length < 8, 'and it is behind them');
    });

    await t.test('when it is quick again it is one of the others; it missed none', async () => {
      receivers.waits = () => 0;
      await soon(() => assert.deepEqual(receivers.of(0), [1, 2, 3, 4, 5, 6, 7, 8]), 30_000);
      await publish(9);
      await soon(() => { assert.ok(!isSlow(0)); assert.equal(receivers.of(0).at(-1), 9); }, 15_000);
    });
  } finally {
    await receivers.stop();
  }
});

const papers = certificates(), ours = papers.make('truc');
after(() => papers.remove());
const shown = { 'exchange.tls_certificate': ours.cert, 'exchange.tls_key': ours.key };

onBothEngines('pushes to a server whose certificate is registered', { data: { plan: null, accounts: false }, serve: { set: { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${door}`, 'exchange.event_retry': '1', ...shown } } }, async (t, { where }) => {
  const [right, wrong] = ['dung', 'sai'].map((name) => papers.make(name, { hosts: ['noi-khac.example'] }));
  const system = await startSystem((seen, response) => response.writeHead(200).end(), { cert: right.pem, key: right.keyPem, requestCert: true, rejectUnauthorized: false });
  const load = (pinned, more = {}) => register(where, {
    instance: 'VN',
    members: [
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'events', type: 'rest', url: 'http://127.0.0.1:9' }] }] },
      { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'he-thong-0', connection: 'http', certificates: pinned, services: [{ code: 'events', type: 'rest', url: `${system.url}/vao`, ...more }] }] },
    ],
    rights: [{ subject: nameOf(0), service: `${ROOM}/events`, path: '/api/v1/subs/**' }],
  });
  const call = async (who, verb, path, body) => {
    const response = await fetch(`http://127.0.0.1:${door}/r1/${ROOM}${path}`, { method: verb, headers: { 'X-Road-Client': who, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.ok(response.ok, `${response.status}`);
  };
  const reason = () => query(where, 'SELECT reason FROM exchange_delivery;')[0]?.[0];
  try {
    await load([wrong.pem]);
    await call(ROOM, 'POST', '/api/v1/eventType', { eventType: 'tin', schema: {} });
    await call(nameOf(0), 'POST', '/api/v1/subs/tin', {});
    await call(ROOM, 'POST', '/pub/v1/tin', { event: 1 });
    await t.test('another certificate is not believed, nor one that the system does not know', async () => {
      assert.match(await soon(() => { const found = reason(); assert.ok(found); return found; }), /SSL|certificate/);
      await load([]);
      await pause(1500);
      assert.match(reason(), /SSL|certificate/);
      assert.equal(system.seen.length, 0);
    });
    await t.test('the one that is registered is, whoever issued it and whatever name it has', async () => {
      await load([wrong.pem, right.pem]);
      await soon(() => assert.equal(system.seen.length, 1), 20_000);
      await load([wrong.pem]);
      await call(ROOM, 'POST', '/pub/v1/tin', { event: 2 });
      assert.match(await soon(() => { const found = reason(); assert.ok(found); return found; }), /SSL|certificate/, 'not by a connection that was open either');
      assert.equal(system.seen.length, 1);
    });
    await t.test('unless the service says that nothing is to be checked', async () => {
      await load([wrong.pem], { tls_verify: false });
      await soon(() => assert.equal(system.seen.length, 2), 20_000);
    });
    await t.test('a receiver that asks for a certificate is shown that of the exchange, whether its own is checked or not', () => {
      assert.deepEqual(system.seen.map((one) => one.certificate.replaceAll(':', '').toLowerCase()), [fingerprintOf(ours.cert), fingerprintOf(ours.cert)]);
    });
  } finally {
    await system.stop();
  }
});

onBothEngines('pushes to a server that lets in the exchange alone', { data: { plan: null, accounts: false }, serve: { set: { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${door}`, 'exchange.event_retry': '1' } } }, async (t, { where, server }) => {
  const theirs = papers.make('ben-nhan', { hosts: ['127.0.0.1'] });
  const system = await startSystem((seen, response) => response.writeHead(200).end(), { cert: theirs.pem, key: theirs.keyPem, ca: ours.pem, requestCert: true, rejectUnauthorized: true });
  const call = async (on, who, verb, path, body) => {
    const response = await fetch(`http://127.0.0.1:${on}/r1/${ROOM}${path}`, { method: verb, headers: { 'X-Road-Client': who, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.ok(response.ok, `${response.status}`);
  };
  try {
    await register(where, {
      instance: 'VN',
      members: [
        { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'events', type: 'rest', url: 'http://127.0.0.1:9' }] }] },
        { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'he-thong-0', connection: 'http', certificates: [theirs.pem], services: [{ code: 'events', type: 'rest', url: system.url }] }] },
      ],
      rights: [{ subject: nameOf(0), service: `${ROOM}/events`, path: '/api/v1/subs/**' }],
    });
    await call(door, ROOM, 'POST', '/api/v1/eventType', { eventType: 'tin', schema: {} });
    await call(door, nameOf(0), 'POST', '/api/v1/subs/tin', {});
    await call(door, ROOM, 'POST', '/pub/v1/tin', { event: 1 });
    await t.test('without a certificate nothing is taken, and the reason says so', async () => {
      const reason = await soon(() => { const found = query(where, 'SELECT reason FROM exchange_delivery;')[0]?.[0]; assert.ok(found); return found; });
      assert.match(reason, /SSL|alert|certificate|Failure|empty reply|reset/i);
      assert.equal(system.seen.length, 0);
    });
    await t.test('with one, what waited is taken', async () => {
      await server.stop();
      const again = await serve(where, { set: { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${door}`, 'exchange.event_retry': '1', ...shown } });
      try {
        await soon(() => assert.equal(system.seen.length, 1), 20_000);
        assert.equal(system.seen[0].certificate.replaceAll(':', '').toLowerCase(), fingerprintOf(ours.cert));
      } finally {
        await again.stop();
      }
    });
  } finally {
    await system.stop();
  }
});
