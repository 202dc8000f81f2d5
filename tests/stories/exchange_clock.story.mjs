// The clock of an exchange jumps under running messages: an hour back, a day forth. Nothing is lost, nothing hangs, no signature is taken
// twice, and the record stays one that verifies.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { serve, soon } from '../harness/banyan.mjs';
import { makeClock } from '../harness/clock_jump.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { verifyEvidence } from '../harness/evidence.mjs';
import { ask, OPEN, doorsOf, query, recordsOf, register, signedHeaders, startSystem } from '../harness/exchange.mjs';

const CLIENT = 'VN/GOV/1001/dao-tao', SIGNED = 'VN/GOV/1001/ky', COUNTED = 'VN/GOV/1001/dem', PROVIDER = 'VN/GOV/2002/dan-cu', PEOPLE = `${PROVIDER}/people`, TARGET = `/r1/${PEOPLE}/x`;
const HOUR = 3600, DAY = 24 * HOUR, LANES = 6, PER_MINUTE = 5;

onBothEngines('an exchange whose clock jumps', { data: { plan: null, accounts: false } }, async (t, { where }) => {
  const clock = makeClock();
  clock.set(-2 * HOUR); // it runs since two hours
  const pair = generateKeyPairSync('ed25519'), key = { id: 'k', secret: createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })), algorithm: 'ed25519' };
  const system = await startSystem((seen, response) => { response.writeHead(200, { 'Content-Type': 'application/json' }); response.end('{"a":1}'); });
  const server = await serve(where, { env: clock.env, set: { ...OPEN, 'clock.fixed': '', 'exchange.event_retry': '1', 'exchange.bodies': 'kept' } }), [door] = doorsOf(server);
  await register(where, {
    instance: 'VN',
    members: [
      { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [
        { code: 'dao-tao', connection: 'http', services: [{ code: 'events', type: 'rest', url: `${system.url}/su-kien` }] },
        { code: 'ky', connection: 'http', signing_keys: [{ key_id: 'k', pem: pair.publicKey.export({ type: 'spki', format: 'pem' }) }] }, { code: 'dem', connection: 'http' } ] },
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'people', type: 'rest', url: system.url }, { code: 'events', type: 'rest', url: 'http://127.0.0.1:9' }] }] },
    ],
    rights: [...[CLIENT, SIGNED, COUNTED].map((subject) => ({ subject, service: PEOPLE })), { subject: CLIENT, service: `${PROVIDER}/events`, path: '/api/v1/subs/**' }],
    quotas: [{ subject: COUNTED, per_minute: PER_MINUTE }],
  });

  const said = [], running = { on: true };
  const lane = async (number) => {
    for (let i = 0; running.on; i++) {
      const id = `${number}-${i}`, answer = await ask(door, { target: TARGET, headers: [['X-Road-Client', CLIENT], ['X-Road-Id', id]] });
      said.push([id, answer.status, answer.text]);
      await pause(5);
    }
  };
  const call = (who, verb, path, body) => ask(door, { verb, target: `/r1/${PROVIDER}${path}`, headers: [['X-Road-Client', who], ['Content-Type', 'application/json']], body: JSON.stringify(body) });
  const signed = (ahead_ms = 0) => signedHeaders({ target: TARGET, headers: [['X-Road-Client', SIGNED]] }, key, { params: { created: new Date(clock.now() + ahead_ms) } });
  const send = async (headers) => (await ask(door, { target: TARGET, headers })).headers['x-road-error'] ?? 'fine';
  const pushed = () => system.seen.filter((one) => one.target === '/su-kien').map((one) => JSON.parse(one.body).data.so);
  const entries = () => Number(query(where, 'SELECT COUNT(*) FROM ledger_entry;')[0][0]);
  let events = 0;

  /** All that an exchange does, at whatever its clock says now. */
  async function works(before, isNewMinute = true) {
    const from = said.length;
    const fresh = await signed();
    assert.equal(await send(fresh), 'fine', 'signed now');
    for (const headers of [fresh, ...before]) assert.equal(await send(headers), 'Server.ClientProxy.InvalidSignatureValue', 'a signature is taken once, whenever it was made');
    assert.equal(await send(await signed(HOUR * 1000)), 'Server.ClientProxy.InvalidSignatureValue', 'signed in an hour');
    assert.equal(await send(await signed(-HOUR * 1000)), 'Server.ClientProxy.InvalidSignatureValue', 'signed an hour ago');
    const published = await call(PROVIDER, 'POST', '/pub/v1/tin', { event: { so: ++events } });
    assert.equal(published.status, 201, published.text);
    await soon(() => assert.equal(pushed().at(-1), events), 6000);
    const id = published.headers['x-road-id'], vkey = where.cli('ledger', 'key').trim();
    const evidence = await soon(() => verifyEvidence(where.cli('exchange', 'evidence', id), vkey), 6000); // so it is sealed
    assert.deepEqual(evidence.records.map((one) => one.statement.kind), ['request', 'answer']);
    await soon(() => assert.ok(said.length > from + LANES), 6000);
    const counted = [];
    for (let i = 0; i <= PER_MINUTE; i++) counted.push((await ask(door, { target: TARGET, headers: [['X-Road-Client', COUNTED]] })).status);
    if (isNewMinute) assert.ok(counted.filter((status) => status === 200).length >= PER_MINUTE, `the quota begins anew with the minute: ${counted}`);
    return [...before, fresh];
  }

  try {
    assert.equal((await call(PROVIDER, 'POST', '/api/v1/eventType', { eventType: 'tin', schema: { type: 'object' } })).status, 200);
    assert.equal((await call(CLIENT, 'POST', '/api/v1/subs/tin', { options: { FIFO: true } })).status, 200);
    const lanes = Array.from({ length: LANES }, (none, i) => lane(i));
    let signatures = [];
    clock.set(0);
    await t.test('before', async () => { signatures = await works(signatures); });
    await t.test('an hour back', async () => { clock.set(-HOUR); signatures = await works(signatures); });
    await t.test('a day forth', async () => { clock.set(DAY); signatures = await works(signatures); });
    await t.test('and back to where it was, and there and back again', async () => {
      clock.set(60); // another minute than that of the beginning
      signatures = await works(signatures);
      for (const seconds of [-HOUR, DAY, -HOUR, 0]) {
        clock.set(seconds);
        await pause(300);
      }
      await works(signatures, false);
    });
    await t.test('set back to before it began, it takes no signature, since it cannot know which were seen, and says so; the others go on', async () => {
      clock.set(-3 * HOUR);
      const refused = await ask(door, { target: TARGET, headers: await signed() });
      assert.equal(refused.headers['x-road-error'], 'Server.ClientProxy.InvalidSignatureValue');
      assert.match(JSON.parse(refused.text).message, /before this exchange began/);
      const from = said.length;
      await soon(() => assert.ok(said.length > from + LANES));
      clock.set(120);
      assert.equal(await send(await signed()), 'fine');
      clock.set(0);
    });
    await t.test('an event that is on its way when the day passes is not gone: it is dead, with its reason, and can be sent again', async () => {
      const { answer } = system;
      system.answer = (seen, response) => { response.writeHead(seen.target === '/su-kien' ? 503 : 200); response.end('{"a":1}'); };
      const { id } = JSON.parse((await call(PROVIDER, 'POST', '/pub/v1/tin', { event: { so: ++events } })).text);
      await soon(() => assert.equal(query(where, "SELECT 1 FROM exchange_delivery WHERE state = 'waiting';").length, 1));
      clock.set(DAY);
      await soon(() => assert.deepEqual(query(where, 'SELECT state, reason FROM exchange_delivery;'), [['dead', 'expired']]), 8000);
      system.answer = answer;
      assert.equal((await call(CLIENT, 'POST', `/api/v1/subs/tin/dead/${id}`, {})).status, 204);
      await soon(() => assert.equal(query(where, 'SELECT 1 FROM exchange_delivery;').length, 0), 8000);
      clock.set(0);
    });
    await t.test('every message was answered, and has both records; the record verifies', async () => {
      running.on = false;
      await Promise.all(lanes);
      assert.ok(said.length > 100, `${said.length}`);
      assert.deepEqual(said.filter(([, status, text]) => status !== 200 || text !== '{"a":1}'), []);
      const records = recordsOf(where), of = new Map();
      for (const one of records) of.set(one.message_id, [...(of.get(one.message_id) ?? []), one]);
      for (const [id] of said) assert.deepEqual(of.get(id).map((one) => [one.isAnswer, one.ledger.kind]), [[false, 'exchange.request_recorded'], [true, 'exchange.answer_recorded']], id);
      const count = entries();
      await soon(() => assert.match(where.cli('ledger', 'verify'), /\d/), 10_000);
      assert.ok(entries() >= count);
    });
  } finally {
    running.on = false;
    const end = await server.stop();
    await system.stop();
    clock.remove();
    assert.deepEqual([end.code, end.signal], [0, null], end.log);
  }
});
