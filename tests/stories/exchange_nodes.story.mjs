// tests/stories/exchange_nodes - two systems exchange data through two nodes; what was said is proved from either side by an outsider.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeData, signedIn, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { nodeSigned, verifyEvidence } from '../harness/evidence.mjs';
import { ask, broughtHeaders, recordsOf, register, serveExchange, startSystem } from '../harness/exchange.mjs';

const TRAINING = 'VN/GOV/1001/dao-tao', POPULATION = 'VN/GOV/2002/dan-cu', PEOPLE = `${POPULATION}/people`, CLOSED = `${POPULATION}/closed`;
const ANSWER = '{"dân số":785321}';

/** The same declaration at both nodes, but for where each subsystem is. */
function declaration(here, nodes, url) {
  const at = (code, more) => (here === code ? more : { node: code });
  return {
    instance: 'VN',
    members: [
      { class: 'GOV', code: '1001', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'dao-tao', ...at('so', { connection: 'http' }) }] },
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{
        code: 'dan-cu', ...at('tinh', { connection: 'http' }),
        services: ['people', 'closed'].map((code) => ({ code, type: 'rest', ...(here === 'tinh' ? { url, bodies: 'kept' } : { bodies: 'kept' }) })),
      }] },
    ],
    rights: [{ subject: TRAINING, service: PEOPLE }, ...(here === 'so' ? [{ subject: TRAINING, service: CLOSED }] : [])],
    nodes,
  };
}

onBothEngines('two nodes', {}, async (t, { where }) => {
  const folder = certificates(), other = makeData({ plan: null, accounts: false }); // with a key of its own
  const [mine, theirs] = ['so', 'tinh'].map((name) => folder.make(name));
  const settings = (certificate) => ({ set: { 'exchange.tls_certificate': certificate.cert, 'exchange.tls_key': certificate.key } });
  const population = await startSystem((seen, response) => { response.setHeader('Content-Type', 'application/json'); response.end(ANSWER); });
  const here = await serveExchange(where, settings(mine)), there = await serveExchange(other, settings(theirs));
  const nodes = [
    { code: 'so', url: `https://127.0.0.1:${here.door.port}`, certificates: [mine.pem], signing_keys: [where.cli('exchange', 'key')] },
    { code: 'tinh', url: `https://127.0.0.1:${there.door.port}`, certificates: [theirs.pem], signing_keys: [other.cli('exchange', 'key')] },
  ];
  await register(where, declaration('so', nodes.slice(1)));
  await register(other, declaration('tinh', nodes.slice(0, 1), population.url));
  const request = { target: `/r1/${PEOPLE}/count?province=08`, headers: [['X-Road-Client', TRAINING], ['X-Road-Id', 'thang-11']] };

  try {
    let answer;
    await t.test('the training register asks the population register, each at its own node', async () => {
      answer = await ask(here.door, request);
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.text, ANSWER);
      assert.equal(answer.headers['x-road-id'], 'thang-11');
      assert.equal(answer.headers['x-road-service'], PEOPLE);
      assert.equal(answer.headers['banyan-node-signature'], undefined);
      assert.deepEqual(population.seen.map((one) => one.target), ['/count?province=08']);
      assert.equal(population.seen[0].headers['x-road-request-id'], answer.headers['x-road-request-id']);
    });

    await t.test('both nodes have recorded the same request and the same answer', () => {
      const [a, b] = [recordsOf(where), recordsOf(other)].map((records) => records.map((one) => JSON.parse(one.statement)));
      assert.deepEqual([a.map((one) => one.kind), b.map((one) => one.kind)], [['request', 'answer'], ['request', 'answer']]);
      for (const i of [0, 1]) for (const name of ['head', 'body', 'client', 'service', 'request_id', 'message', 'status']) assert.equal(a[i][name], b[i][name], name);
      assert.equal(a[0].identity, 'none');
      assert.match(b[0].identity, /^certificate:[0-9a-f]{64} node:so path="[0-9a-f]{64}" keyid=/);
    });

    await t.test('the evidence of either node holds for an outsider, and so does what the other node signed', async () => {
      const hash = answer.headers['x-road-request-hash'];
      const [a, b] = await soon(() => [where, other].map((one) => verifyEvidence(one.cli('exchange', 'evidence', 'thang-11'), one.cli('ledger', 'key').trim())));
      assert.equal(a.records[1].body, ANSWER);
      assert.match(a.records[0].head, /^GET\r\n\/r1\/VN\/GOV\/2002\/dan-cu\/people\/count\?province=08\r\nX-Road-Client:VN/);
      assert.ok(nodeSigned(a, a.records[1], hash));
      assert.ok(nodeSigned(b, b.records[0], hash));
      const text = where.cli('exchange', 'evidence', 'thang-11'), vkey = where.cli('ledger', 'key').trim();
      assert.throws(() => verifyEvidence(text.replace(/"body":"eyJk/, '"body":"eyJl'), vkey), /the body/);
      assert.throws(() => verifyEvidence(text.replace('\\"status\\":200', '\\"status\\":201'), vkey), /the statement/);
    });

    await t.test('what the other node refuses comes back as it says it, and both have it on record', async () => {
      const refused = await ask(here.door, { ...request, target: `/r1/${CLOSED}` });
      assert.equal(refused.headers['x-road-error'], 'Server.ServerProxy.AccessDenied');
      assert.equal(JSON.parse(refused.text).type, 'Server.ServerProxy.AccessDenied');
      assert.equal(recordsOf(where).at(-1).fault, 'Server.ServerProxy.AccessDenied');
      assert.equal(recordsOf(other).at(-1).fault, 'Server.ServerProxy.AccessDenied');
      assert.equal(population.seen.length, 1);
    });

    await t.test('nobody else brings the messages of a node: not without its certificate, not without its signature', async () => {
      const plain = await ask(there.door, request);
      assert.equal(plain.headers['x-road-error'], 'Server.ClientProxy.SslAuthenticationFailed');
      const unsigned = await ask({ ...there.door, tls: { cert: mine.pem, key: mine.keyPem } }, { ...request, headers: [...request.headers, ['X-Road-Request-Id', '01a22cd9-aa93-7f10-b5c1-ebd0e625d7d1']] });
      assert.equal(unsigned.headers['x-road-error'], 'Server.ClientProxy.InvalidSignatureValue');
      assert.match(JSON.parse(unsigned.text).message, /has no Banyan-Node-Signature/);
      assert.equal(population.seen.length, 1);
    });

    await t.test('through which exchanges a message came is signed: nobody in between changes it, and who signs stands last in it', async () => {
      const before = 'a'.repeat(64), tls = { cert: mine.pem, key: mine.keyPem }, { length } = population.seen;
      const brought = (ways) => ask({ ...there.door, tls }, { ...request, headers: broughtHeaders(where, request, ways) });
      const through = (id) => `${before}, ${id}`, wrong = 'Server.ClientProxy.InvalidSignatureValue';
      assert.equal((await brought({ through })).status, 200);
      assert.match(JSON.parse(recordsOf(other).at(-1).statement).identity, / node:so path="a{64}, [0-9a-f]{64}" keyid="/);
      const tried = [
        [{ through, said: (id) => id }, /has not signed this message/], // the one before is taken out
        [{ said: (id) => `${before}, ${id}` }, /has not signed this message/], // one is put in
        [{ through, said: () => null }, /Banyan-Node-Path is missing, or does not end with the key that signs/],
        [{ through: () => '' , said: () => null }, /Banyan-Node-Path is missing/],
        [{ through: () => before }, /does not end with the key that signs/],
        [{ through: (id) => `${id}, ${before}` }, /does not end with the key that signs/],
      ];
      for (const [ways, words] of tried) {
        const answer = await brought(ways);
        assert.deepEqual([answer.status, answer.headers['x-road-error']], [500, wrong], answer.text);
        assert.match(JSON.parse(answer.text).message, words);
      }
      const odd = await brought({ through: (id) => `${before},${id}` });
      assert.equal(odd.headers['x-road-error'], 'Client.BadRequest', odd.text);
      assert.equal(population.seen.length, length + 1);
    });

    await t.test('a signature of any length is refused, and is no part of the record', async () => {
      const tls = { cert: mine.pem, key: mine.keyPem }, { length } = population.seen;
      const signed = broughtHeaders(where, request), known = signed.find(([name]) => name === 'Banyan-Node-Signature')[1];
      for (const value of [`keyid="${'k'.repeat(20_000)}"`, known.replace('created=', `created=${'0'.repeat(20_000)}`), `keyid="${'k'.repeat(900)}"${known.slice(known.indexOf(','))}`, 'é'.repeat(9000)]) {
        const answer = await ask({ ...there.door, tls }, { ...request, headers: signed.map(([name, was]) => [name, name === 'Banyan-Node-Signature' ? value : was]) });
        assert.equal(answer.headers['x-road-error'], 'Server.ClientProxy.InvalidSignatureValue', answer.text);
        assert.match(JSON.parse(recordsOf(other).at(-1).statement).identity, /^certificate:[0-9a-f]{64} node:so$/);
      }
      assert.equal(population.seen.length, length);
    });

    await t.test('nor with a certificate of it whose days are over, or have not come', async () => {
      const days = { gone: { to: '20260201000000Z' }, early: { from: '20290101000000Z' } }, made = Object.entries(days).map(([name, when]) => folder.make(`so-${name}`, when));
      await register(other, declaration('tinh', [{ ...nodes[0], certificates: [mine.pem, ...made.map((one) => one.pem)], signing_keys: undefined }], population.url));
      const headers = [...request.headers, ['X-Road-Request-Id', '01a22cd9-aa93-7f10-b5c1-ebd0e625d7d1']], { length } = population.seen;
      for (const one of made) {
        const answer = await ask({ ...there.door, tls: { cert: one.pem, key: one.keyPem } }, { ...request, headers });
        assert.equal(answer.headers['x-road-error'], 'Server.ClientProxy.SslAuthenticationFailed');
      }
      assert.equal(population.seen.length, length);
      assert.equal((await ask({ ...there.door, tls: { cert: mine.pem, key: mine.keyPem } }, { ...request, headers })).status, 200, 'that of today is');
      await register(other, declaration('tinh', nodes.slice(0, 1), population.url));
    });

    await t.test('an installation that has no name in the exchange asks nobody itself, and says what to set', async () => {
      const file = join(where.data, 'bindings.json'), caller = await signedIn(here.server, 'dieu-phoi');
      const binding = { code: 'dan-so', title: 'Từ cơ sở dữ liệu dân cư', indicator: 'QD1539.PL1.01', way: 'service', service: PEOPLE, path: '/count', value: '/share', subject: '08', unit: '%', low: 0, high: 100, schedule: 'monthly', day: 28 };
      writeFileSync(file, JSON.stringify({ bindings: [binding] }));
      where.cli('binding', 'load', file);
      const { run, faults } = (await caller.post('/filling/bindings/dan-so/run', {})).body;
      assert.deepEqual([run.outcome, run.found], ['failed', 0]);
      assert.match(faults[0].english, /^Set exchange\.own_client to the registered subsystem/);
    });

    await t.test('while the other node is away that is said and recorded', async () => {
      await there.server.stop();
      const away = await ask(here.door, request);
      assert.equal(away.headers['x-road-error'], 'Server.ServerProxy.NetworkError');
      assert.equal(recordsOf(where).at(-1).fault, 'Server.ServerProxy.NetworkError');
    });
  } finally {
    await here.server.stop();
    await there.server.stop();
    await population.stop();
    folder.remove();
    other.remove();
  }
});
