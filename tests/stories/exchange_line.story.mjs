// Store and forward between nodes: what a commune publishes while its line to the province is down is kept at its node, outlives kill -9,
// and is handed on when the line is back: each event once, those of a key in order. What the other end does not take is seen.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { after } from 'node:test';
import { makeData, serve, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { verifyEvidence } from '../harness/evidence.mjs';
import { query, register } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';

const COMMUNE = 'VN/GOV/X1/MOT-CUA', COMMUNE_NODE = 'VN/GOV/X1/NUT', PROVINCE = 'VN/GOV/UBND/TIEP-NHAN', PROVINCE_NODE = 'VN/GOV/UBND/NUT';
const doors = { tinh: await freePort(), xa: await freePort() };
const papers = certificates(), ofTinh = papers.make('tinh'), ofXa = papers.make('xa');
const opened = (node, certificate, own) => ({ set: { 'clock.fixed': '', 'exchange.listen': `127.0.0.1:${doors[node]}`, 'exchange.tls_certificate': certificate.cert, 'exchange.tls_key': certificate.key,
  'exchange.own_client': own, 'exchange.event_retry': '1', 'exchange.event_tries': '2', 'exchange.circuit_rest': '1', 'exchange.bodies': 'kept' } });
const atProvince = opened('tinh', ofTinh, PROVINCE_NODE), atCommune = opened('xa', ofXa, COMMUNE_NODE);
after(() => papers.remove());

/** A line that is cut and comes back; `deaf`: what is asked gets through, and no answer comes back. */
async function startLine(to) {
  const line = { isUp: true, isDeaf: false, tries: 0, sockets: new Set() };
  const server = createServer((near) => {
    line.tries++;
    if (!line.isUp) return near.destroy();
    const far = connect(to, '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]]) {
      line.sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => { line.sockets.delete(one); other.destroy(); });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => { if (line.isDeaf) near.destroy(); else near.write(bytes); });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const cut = () => { for (const socket of line.sockets) socket.destroy(); };
  return Object.assign(line, { port: server.address().port, cut() { line.isUp = false; cut(); }, mend() { line.isUp = true; }, stop: () => new Promise((done) => { cut(); server.close(done); }) });
}

function declaration(here, nodes, keys) {
  const at = (node, more) => (here === node ? more : { node });
  const events = (node) => [{ code: 'events', type: 'rest', ...(here === node ? { url: 'http://127.0.0.1:9' } : {}) }];
  const node = (name) => at(name, { connection: 'http', signing_keys: [{ pem: keys[name] }] });
  return {
    instance: 'VN',
    members: [
      { class: 'GOV', code: 'UBND', name: 'Ủy ban nhân dân tỉnh', subsystems: [{ code: 'TIEP-NHAN', ...at('tinh', { connection: 'http' }), services: events('tinh') }, { code: 'NUT', ...node('tinh') }] },
      { class: 'GOV', code: 'X1', name: 'Ủy ban nhân dân xã Đồng Đa', subsystems: [{ code: 'MOT-CUA', ...at('xa', { connection: 'http' }), services: events('xa') }, { code: 'NUT', ...node('xa') }] },
    ],
    rights: [
      { subject: PROVINCE, service: `${COMMUNE}/events`, path: '/api/v1/subs/**' }, { subject: COMMUNE_NODE, service: `${PROVINCE}/events`, method: 'POST', path: '/pub/v1/*' },
      { subject: COMMUNE, service: `${PROVINCE}/events`, path: '/api/v1/subs/**' }, { subject: PROVINCE_NODE, service: `${COMMUNE}/events`, method: 'POST', path: '/pub/v1/*' },
    ],
    nodes,
  };
}

async function call(door, client, verb, room, path, body, id) {
  const response = await fetch(`http://127.0.0.1:${door}/r1/${room}${path}`, { method: verb, body: body === undefined ? undefined : JSON.stringify(body),
    headers: { 'X-Road-Client': client, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...(id ? { 'X-Road-Id': id } : {}) } });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

onBothEngines('a line that fails', { data: { plan: null, accounts: false }, serve: atProvince }, async (t, { where, engine, postgres }) => {
  const commune = makeData({ engine, postgres, plan: null, accounts: false }), line = await startLine(doors.tinh);
  let node = await serve(commune, atCommune);
  const keys = { tinh: where.cli('exchange', 'key'), xa: commune.cli('exchange', 'key') };
  await register(where, declaration('tinh', [{ code: 'xa', url: `https://127.0.0.1:${doors.xa}`, certificates: [ofXa.pem], signing_keys: [keys.xa] }], keys));
  await register(commune, declaration('xa', [{ code: 'tinh', url: `https://127.0.0.1:${line.port}`, certificates: [ofTinh.pem], signing_keys: [keys.tinh] }], keys));

  const atX = (verb, path, body, id) => call(doors.xa, COMMUNE, verb, COMMUNE, path, body, id);
  const atT = (verb, path, body) => call(doors.tinh, PROVINCE, verb, COMMUNE, path, body); // the province asks the commune, by both nodes
  const sent = []; // [key, number], in the order of publication
  const publish = async (key, so, more = {}) => {
    const { status, body } = await atX('POST', '/pub/v1/ket-qua', { event: { so, ...more }, key }, `${key}-${so}`);
    assert.equal(status, 201, JSON.stringify(body));
    sent.push([key, so]);
    return body.id;
  };
  /** What came in at the province: [key, publisher, source], in its order. */
  const arrived = () => query(where, `SELECT fifo_key, publisher, source FROM exchange_event WHERE room = '${PROVINCE}' AND type = 'ket-qua' ORDER BY sequence;`);
  const sources = () => arrived().map(([, , source]) => source);
  const idsOf = (key) => query(commune, `SELECT id FROM exchange_event WHERE room = '${COMMUNE}' AND fifo_key = '${key}' ORDER BY sequence;`).map(([id]) => id);
  const all = (count) => soon(() => assert.equal(arrived().length, count), 90_000);
  const assertInOrder = () => {
    const found = arrived();
    assert.equal(new Set(found.map(([, , source]) => source)).size, found.length, 'nothing twice');
    for (const key of new Set(sent.map(([one]) => one))) assert.deepEqual(found.filter(([one]) => one === key).map(([, , source]) => source), idsOf(key), `key ${key}`);
  };

  try {
    await t.test('the province subscribes to events of a commune’s room: for a month, in order, when it says nothing else', async () => {
      for (const [door, room] of [[doors.tinh, PROVINCE], [doors.xa, COMMUNE]]) {
        const schema = door === doors.tinh ? { type: 'object', properties: { so: { type: 'integer', maximum: 1000 } } } : { type: 'object' };
        assert.equal((await call(door, room, 'POST', room, '/api/v1/eventType', { eventType: 'ket-qua', schema })).status, 200);
      }
      const { status, body } = await atT('POST', '/api/v1/subs/ket-qua', {});
      assert.deepEqual([status, body?.delivery, body?.options, body?.subscriberId], [200, 'PUSH', { TTL: 2592000, FIFO: true }, PROVINCE], JSON.stringify(body));
    });

    await t.test('what is published at the commune is published at the province, by the way of all messages; each end proves it', async () => {
      const id = await publish('a', 1);
      await all(1);
      assert.deepEqual(arrived(), [['a', COMMUNE_NODE, id]]);
      const proofs = await soon(() => [where, commune].map((one) => verifyEvidence(one.cli('exchange', 'evidence', id), one.cli('ledger', 'key').trim())));
      const [here, there] = proofs.map((proof) => proof.records.find((one) => one.statement.kind === 'request'));
      assert.deepEqual([here.statement.head, here.statement.body], [there.statement.head, there.statement.body]);
      const cloud = JSON.parse(here.body);
      assert.deepEqual([cloud.id, cloud.source, cloud.subject, cloud.data, cloud.messageid], [id, `/${COMMUNE}`, 'a', { so: 1 }, 'a-1']);
      assert.deepEqual(JSON.parse(verifyEvidence(commune.cli('exchange', 'evidence', cloud.messageid), commune.cli('ledger', 'key').trim()).records[0].body).event, { so: 1 }, 'back to what the commune’s system said');
    });

    await t.test('while the line is down events are kept, and one question tells that it is; kill -9 loses none', async () => {
      await soon(async () => assert.equal((await atX('GET', '/api/v1/subs')).body[0].status.underWay, 0, 'the answer to the first is home before the line is cut'));
      line.cut();
      for (let i = 2; i <= 9; i++) for (const key of ['a', 'b', 'c']) await publish(key, i);
      const { body } = await soon(async () => {
        const found = await atX('GET', '/api/v1/subs');
        assert.deepEqual([found.body[0].status.unsent, found.body[0].status.underWay, found.body[0].status.dead], [0, 24, 0]);
        return found;
      });
      assert.equal(body[0].stopped, undefined);
      const reasons = query(commune, `SELECT reason, COUNT(*) FROM exchange_delivery WHERE state = 'waiting' GROUP BY reason;`);
      assert.ok(reasons.some(([reason]) => reason) && reasons.every(([reason]) => reason === '' || reason.startsWith('the line to the other node is down: Server.ServerProxy.')), JSON.stringify(reasons));
      assert.equal(arrived().length, 1);
      const ended = new Promise((done) => { node.child.once('exit', done); });
      node.child.kill('SIGKILL');
      await ended;
      node = await serve(commune, atCommune);
      for (let i = 10; i <= 12; i++) for (const key of ['a', 'd']) await publish(key, i);
      const tries = line.tries;
      await new Promise((done) => { setTimeout(done, 4000); });
      assert.ok(line.tries - tries <= 8, `${line.tries - tries} tries in 4 s`);
      assert.equal((await atX('GET', '/api/v1/subs')).body[0].status.dead, 0, 'however often it was tried');
    });

    await t.test('when it is back all come, those of a key in order, each once', async () => {
      line.mend();
      await all(31);
      assertInOrder();
      await soon(async () => assert.deepEqual((await atX('GET', '/api/v1/subs')).body[0].status, { unsent: 0, underWay: 0, dead: 0 }));
    });

    await t.test('an answer that gets lost, and a sender that is killed before it has it, double nothing', async () => {
      line.isDeaf = true;
      for (let i = 20; i <= 22; i++) await publish('e', i);
      await soon(() => assert.ok(line.tries > 0 && query(commune, `SELECT 1 FROM exchange_delivery WHERE state = 'waiting' AND attempts > 0;`).length > 0), 20_000);
      const ended = new Promise((done) => { node.child.once('exit', done); });
      node.child.kill('SIGKILL');
      await ended;
      line.isDeaf = false;
      node = await serve(commune, atCommune);
      await all(34);
      assertInOrder();
    });

    await t.test('kill -9 again and again while events go over: at least once there, exactly once in the room', async () => {
      for (let round = 0; round < 3; round++) {
        for (let i = 0; i < 10; i++) await publish(`k${i % 2}`, round * 10 + i);
        await new Promise((done) => { setTimeout(done, 700 + round * 333); });
        const ended = new Promise((done) => { node.child.once('exit', done); });
        node.child.kill('SIGKILL');
        await ended;
        node = await serve(commune, atCommune);
      }
      await all(64);
      assertInOrder();
    });

    await t.test('what the room there does not take is dead at once, with its reason, and keeps back nothing', async () => {
      const bad = await publish('f', 2000), good = await publish('f', 7);
      await soon(() => assert.ok(sources().includes(good)));
      const dead = (await atT('GET', '/api/v1/subs/ket-qua/dead')).body;
      assert.deepEqual([dead.map((one) => [one.id, one.attempts, one.reason])], [[[bad, 1, 'answered with status 400']]]);
      assert.ok(!sources().includes(bad));
    });

    await t.test('a right that is withdrawn at the other end is told; given again, the event can be sent again', async () => {
      const keysOf = (rights) => ({ ...declaration('tinh', [{ code: 'xa', url: `https://127.0.0.1:${doors.xa}`, certificates: [ofXa.pem], signing_keys: [keys.xa] }], keys), ...rights }), { rights } = keysOf();
      await register(where, keysOf({ rights: rights.filter((one) => one.subject !== COMMUNE_NODE) }));
      const id = await publish('g', 1);
      const dead = await soon(async () => { const list = (await atT('GET', '/api/v1/subs/ket-qua/dead')).body.filter((one) => one.id === id); assert.equal(list.length, 1); return list[0]; }, 20_000);
      assert.deepEqual([dead.attempts, dead.reason], [2, 'answered with status 500, Server.ServerProxy.AccessDenied']);
      await register(where, keysOf({ rights }));
      assert.equal((await atT('POST', `/api/v1/subs/ket-qua/dead/${id}`, {})).status, 204);
      await soon(() => assert.ok(sources().includes(id)), 20_000);
    });

    await t.test('two rooms that are subscribed to each other send nothing back to where it came from', async () => {
      const { status } = await call(doors.xa, COMMUNE, 'POST', PROVINCE, '/api/v1/subs/ket-qua', {});
      assert.equal(status, 200);
      const before = arrived().length, local = (await call(doors.tinh, PROVINCE, 'POST', PROVINCE, '/pub/v1/ket-qua', { event: { so: 5 }, key: 'tinh' })).body.id;
      const id = await publish('h', 1);
      await soon(() => assert.ok(sources().includes(id)));
      await soon(() => assert.equal(query(commune, `SELECT 1 FROM exchange_event WHERE source = '${local}' AND publisher = '${PROVINCE_NODE}';`).length, 1));
      await new Promise((done) => { setTimeout(done, 3000); });
      assert.equal(arrived().length, before + 2);
      assert.equal(query(commune, `SELECT 1 FROM exchange_event WHERE publisher = '${PROVINCE_NODE}';`).length, 1);
    });
  } finally {
    await node.stop();
    await line.stop();
    commune.remove();
  }
});
