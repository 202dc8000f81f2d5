// tests/stories/exchange_evidence - who may take out what was said, and what stands in the way of an exchange that starts.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { verifyEvidence } from '../harness/evidence.mjs';
import { OPEN, ask, doorsOf, query, recordsOf, register, startSystem } from '../harness/exchange.mjs';

const CLIENT = 'VN/GOV/1001/dao-tao', PROVIDER = 'VN/GOV/2002/dan-cu', ASKED = { target: `/r1/${PROVIDER}/people`, headers: [['X-Road-Client', CLIENT], ['X-Road-Id', 'thu 1']] };

onBothEngines('evidence', { serve: { set: OPEN } }, async (t, { server, where }) => {
  const system = await startSystem((seen, response) => { response.end('có'); }), [door] = doorsOf(server);
  await register(where, {
    instance: 'VN',
    members: [
      { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'dao-tao', connection: 'http' }] },
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'people', type: 'rest', url: system.url, bodies: 'kept' }] }] },
    ],
    rights: [{ subject: CLIENT, service: `${PROVIDER}/people` }],
  });
  const administrator = await signedIn(server, 'quan-tri'), officer = await signedIn(server, 'can-bo');
  assert.equal((await ask(door, ASKED)).text, 'có');

  await t.test('an administrator has it from the server, and that is written down; it is what the command gives', async () => {
    const vkey = where.cli('ledger', 'key').trim();
    const answer = await soon(async () => {
      const given = await administrator.get('/exchange/evidence?message_id=thu%201');
      assert.equal(given.status, 200, JSON.stringify(given.body));
      return given;
    });
    const { records } = verifyEvidence(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body), vkey);
    assert.deepEqual(records.map((one) => [one.statement.kind, one.body]), [['request', ''], ['answer', 'có']]);
    assert.equal(verifyEvidence(where.cli('exchange', 'evidence', 'thu 1'), vkey).records.length, 2);
    const { body: { entries } } = await client(server).get('/ledger/entries?subject=evidence');
    assert.ok(entries.some((one) => one.kind === 'exchange.evidence_given'));
  });

  await t.test('a message that was recorded when its statement still stood in the row is as provable', () => {
    const before = where.cli('exchange', 'evidence', 'thu 1');
    for (const one of recordsOf(where)) query(where, `UPDATE exchange_record SET statement = '${one.statement}', head_sha512 = '', body_sha512 = '', identity = '' WHERE entry = '${one.entry}';`);
    const after = where.cli('exchange', 'evidence', 'thu 1');
    assert.deepEqual(verifyEvidence(after, where.cli('ledger', 'key').trim()).records.map((one) => one.statement), verifyEvidence(before, where.cli('ledger', 'key').trim()).records.map((one) => one.statement));
  });

  await t.test('nobody else has it, and there is none of a message that never was', async () => {
    assert.equal((await officer.get('/exchange/evidence?message_id=thu%201')).status, 403);
    assert.equal((await client(server).get('/exchange/evidence?message_id=thu%201')).status, 401);
    const none = await administrator.get('/exchange/evidence?message_id=thu%202');
    assert.deepEqual([none.status, none.body.type], [404, '/problems/exchange/message-unknown']);
    assert.match(where.try('exchange', 'evidence', 'thu 2').err, /\[exchange\/message-unknown\]/);
  });

  await t.test('with another key nothing can be read, and that is said', () => {
    const key = join(where.data, 'exchange.key');
    renameSync(key, `${key}.kept`);
    writeFileSync(key, '00'.repeat(32), { mode: 0o600 });
    assert.match(where.try('exchange', 'evidence', 'thu 1').err, /\[exchange\/record-unreadable\]/);
    renameSync(`${key}.kept`, key);
  });

  await t.test('an exchange that cannot listen, or has no certificate that does, says so and does not start', () => {
    const serve = (...set) => where.try('serve', '--listen', '127.0.0.1:0', ...set.flatMap((one) => ['--set', one]));
    assert.match(serve(`exchange.listen=127.0.0.1:${door.port}`).err, /\[kit\/relay-refused\]/);
    assert.match(serve('exchange.listen=127.0.0.1:0', 'exchange.tls_certificate=/nowhere.pem', 'exchange.tls_key=/nowhere.key').err, /\[kit\/relay-tls\]/);
  });
  await system.stop();
});
