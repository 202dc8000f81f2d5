// What the ledger has come to is stamped by a time-stamping server of others; while that is away the exchange goes on, says so, and is
// stamped later. The server is OpenSSL's own, and OpenSSL checks the tokens.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { verifyEvidence } from '../harness/evidence.mjs';
import { ask, register, serveExchange, startSystem } from '../harness/exchange.mjs';
import { timestamper } from '../harness/timestamper.mjs';
import { openProof } from '../harness/tlog.mjs';

const CLIENT = 'VN/GOV/1001/dao-tao', SERVICE = 'VN/GOV/2002/dan-cu/people';
const declaration = (url) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: '1001', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'dao-tao', connection: 'http' }] },
    { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'people', type: 'rest', url, bodies: 'kept' }] }] },
  ],
  rights: [{ subject: CLIENT, service: SERVICE }],
});

onBothEngines('time-stamps of the ledger', {}, async (t, { server: first, where }) => {
  await first.stop();
  const tsa = await timestamper(), system = await startSystem((seen, response) => response.end('{"dân số":785321}'));
  const { server, door } = await serveExchange(where, { set: {
    'clock.fixed': '', 'exchange.timestamp_url': tsa.url, 'exchange.timestamp_every': 1, 'exchange.timestamp_certificate': tsa.ca,
  } });
  const administrator = await signedIn(server, 'quan-tri');
  const state = async () => (await administrator.get('/exchange/timestamps')).body;
  const call = async (id) => assert.equal((await ask(door, { target: `/r1/${SERVICE}/1`, headers: [['X-Road-Client', CLIENT], ['X-Road-Id', id]] })).status, 200);
  const evidence = (id) => verifyEvidence(where.cli('exchange', 'evidence', id), where.cli('ledger', 'key').trim());
  /** As a court's expert would: the token by OpenSSL, the entry under the checkpoint that was stamped. */
  const check = (record) => {
    const { checkpoint, token, proof, at } = record.timestamp, file = (name, bytes) => { writeFileSync(join(tsa.folder, name), bytes); return name; };
    const said = tsa.openssl('ts', '-verify', '-data', file('checkpoint', checkpoint), '-in', file('token', Buffer.from(token, 'base64')), '-token_in', '-CAfile', 'ca.pem', '-untrusted', 'tsa.pem');
    assert.match(String(said), /Verification: OK/);
    assert.ok(proof.includes(`\n\n${checkpoint}\n— `)); // as it was signed
    assert.equal(openProof(proof, where.cli('ledger', 'key').trim()).entry.id, record.entry);
    const text = String(tsa.openssl('ts', '-reply', '-in', 'token', '-token_in', '-text'));
    assert.equal(new Date(/Time stamp: (.*)/.exec(text)[1]).getTime(), Date.parse(at));
  };
  const sealedBy = (id) => soon(() => evidence(id), 10000);
  const stampedBy = (id) => soon(() => { const { records } = JSON.parse(where.cli('exchange', 'evidence', id)); assert.ok(records.every((one) => one.timestamp)); return records; }, 15000);

  try {
    await register(where, declaration(system.url));
    await t.test('evidence carries the first time-stamp that covers it, and OpenSSL says that it holds', async () => {
      await call('mot');
      const records = await stampedBy('mot');
      for (const one of records) check(one);
      await sealedBy('mot');
      const { is_wanted, stamped, stamped_at, failures, trouble } = await state();
      assert.ok(is_wanted && stamped > 0 && Math.abs(Date.parse(stamped_at) - Date.now()) < 60000);
      assert.deepEqual([failures, trouble], [0, '']);
      assert.equal((await (await signedIn(server, 'can-bo')).get('/exchange/timestamps')).status, 403);
    });

    await t.test('while it is away messages go on; it is logged once, told to the administrator once, and seen', async () => {
      await tsa.stop();
      await call('hai');
      await sealedBy('hai');
      await soon(async () => assert.ok((await state()).failures >= 2), 20000);
      await call('ba');
      const { failing_since, trouble, stamped, sealed } = await state();
      assert.ok(Date.now() - Date.parse(failing_since) < 60000 && sealed > stamped);
      assert.match(trouble, /127\.0\.0\.1/);
      assert.equal(server.log.match(/job exchange\.timestamp: exchange\/timestamp-away/g)?.length, 1);
      const told = (await administrator.get('/notices')).body.notices.filter((one) => one.kind === 'exchange/timestamp-away-told');
      assert.equal(told.length, 1);
      assert.ok(JSON.parse(where.cli('exchange', 'evidence', 'hai')).records.every((one) => one.timestamp === undefined));
    });

    await t.test('answers that do not hold are no time-stamps', async () => {
      const meanings = [['nonsense', /no time-stamp/], ['refuse', /refused to stamp/], ['other-query', /does not hold: message imprint mismatch/], ['other-nonce', /does not hold: nonce mismatch/], ['other-signer', /does not hold: certificate verify error/], ['away', /status 503/]];
      await tsa.again();
      for (const [mode, words] of meanings) {
        tsa.mode = mode;
        await soon(async () => assert.match((await state()).trouble, words), 70000);
      }
      assert.equal(JSON.parse(where.cli('exchange', 'evidence', 'hai')).records[0].timestamp, undefined);
    });

    await t.test('once it is back what was missed is stamped, and the trouble is over', async () => {
      tsa.mode = 'fine';
      const records = await soon(() => stampedBy('ba'), 70000);
      for (const one of [...records, ...(await stampedBy('hai'))]) check(one);
      const { failures, failing_since, trouble } = await state();
      assert.deepEqual([failures, failing_since, trouble], [0, null, '']);
    });
  } finally {
    await server.stop();
    await system.stop();
    await tsa.stop();
    tsa.remove();
  }
});
