// Evidence passes a virus scanner before it is taken: the real clamd of Debian over TCP and its unix socket; one that is away,
// mute or talks nonsense; and what then becomes of the file.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { EICAR, EICAR_NAME, hasClamd, startClamd, startFalseClamd } from '../harness/clamd.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { freePort } from '../harness/net.mjs';
import { verifyLog } from '../harness/tlog.mjs';

const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', HARMFUL = `Báo cáo tháng 10\n${EICAR}\n`;
const MEGABYTE = 1 << 20;

let real = null;
after(() => real?.stop());

const bytes = (text) => new TextEncoder().encode(text);
const slug = (body) => body.type?.replace('/problems/', '');

/** Another server of the same house, with this scanner; somebody who may hand in there. */
async function scannedBy(t, where, set) {
  const server = await serve(where, { set }), officer = await signedIn(server, 'can-bo');
  t.after(() => server.stop());
  const hand = (name, content) => officer.call('POST', `/documents/files?name=${name}`, bytes(content), { 'content-type': 'text/plain' });
  return { server, officer, hand };
}

/** Files in the data folder, of evidence and on their way. */
const kept = (where) => readdirSync(join(where.data, 'files'), { recursive: true }).filter((one) => /[0-9a-f]{64}$/.test(one)).length;

onBothEngines('evidence and a virus scanner', {}, async (t, { server, where }) => {
  if (hasClamd) real ??= await startClamd();
  const skip = !hasClamd && 'clamd is not installed';

  await t.test('without a scanner a file is taken, and it says that nobody looked', async () => {
    const officer = await signedIn(server, 'can-bo');
    const { status, body } = await officer.call('POST', '/documents/files?name=a.pdf', bytes(PDF), {});
    assert.deepEqual([status, body.verdict, body.scanned_at], [201, 'unscanned', null]);
    assert.equal((await officer.get(`/documents/files/${body.id}`)).body.verdict, 'unscanned');
  });

  await t.test('a clean file is taken with the moment of the scan; a harmful one is refused, and no trace of it stays', { skip }, async (t) => {
    const { hand, officer, server: scanned } = await scannedBy(t, where, { 'documents.scanner': real.tcp }), before = kept(where);
    const clean = await hand('bao-cao.txt', 'Báo cáo tháng 10\n');
    assert.deepEqual([clean.status, clean.body.verdict, clean.body.scanned_at], [201, 'clean', '2026-11-22T03:00:00Z']);
    assert.deepEqual((await officer.get(`/documents/files/${clean.body.id}`)).body, clean.body);
    const harmful = await hand('bao-cao-2.txt', HARMFUL);
    assert.deepEqual([harmful.status, slug(harmful.body)], [400, 'documents/file-harmful']);
    assert.ok(harmful.body.detail.includes(`${EICAR_NAME}.UNOFFICIAL`), harmful.body.detail);
    assert.equal(kept(where), before + 1, 'the clean one alone is kept');
    await soon(() => assert.deepEqual(readdirSync(join(where.data, 'tmp')), [])); // gone when the answer has been sent

    const digest = createHash('sha256').update(HARMFUL).digest('hex'), vkey = where.cli('ledger', 'key').trim();
    await soon(async () => {
      const { entries } = await verifyLog(`${scanned.url}/ledger`, vkey);
      const told = entries.map((one) => JSON.parse(one.toString())).find((one) => one.kind === 'documents.file_refused');
      assert.deepEqual([told?.actor, told?.subject, told?.facts], ['system', digest, { found: `${EICAR_NAME}.UNOFFICIAL` }]);
    });
  });

  await t.test('the same by the unix socket; what is too long for the scanner is not taken unscanned', { skip }, async (t) => {
    const { hand } = await scannedBy(t, where, { 'documents.scanner': real.socket });
    assert.equal((await hand('c.txt', `${'chữ '.repeat(MEGABYTE / 8)}`)).body.verdict, 'clean', 'in many pieces: more than 64 KiB');
    assert.equal((await hand('d.txt', `${'chữ '.repeat(MEGABYTE / 8)}${HARMFUL}`)).status, 400, 'in the last of them');
    const long = await hand('e.txt', 'chữ '.repeat(MEGABYTE));
    assert.deepEqual([long.status, slug(long.body)], [503, 'documents/scanner-away']);
    assert.match(long.body.detail, /size limit exceeded/);
  });

  await t.test('a scanner that is away, mute or talks nonsense: refused, with what to do; the next one is asked anew', async (t) => {
    const fake = await startFalseClamd();
    t.after(() => fake.stop());
    const { hand, server: scanned } = await scannedBy(t, where, { 'documents.scanner': fake.tcp, 'documents.scanner_timeout_s': 1 }), before = kept(where);
    /** Takes the whole file first; its end is a piece of no length. */
    const whole = (socket, answer) => {
      let last = Buffer.alloc(0);
      socket.on('data', (part) => {
        last = Buffer.concat([last, part]).subarray(-4);
        if (last.equals(Buffer.alloc(4))) socket.end(answer);
      });
    };
    const refused = async (way, reason) => {
      fake.way = way;
      const { status, body } = await hand('a.txt', 'chữ');
      assert.deepEqual([status, slug(body)], [503, 'documents/scanner-away'], reason);
      assert.ok(body.detail.includes(reason), `${body.detail} holds ${reason}`);
      assert.match(body.detail, /Thử lại sau ít phút|Try again/);
    };
    await refused((socket) => whole(socket, 'stream: OK'), 'the scanner broke off'); // no NUL: who knows what was to come
    await refused((socket) => whole(socket, 'OK\0'), 'OK');
    await refused((socket) => whole(socket, 'stream: OK FOUND OK\0'), 'stream: OK FOUND OK');
    await refused((socket) => whole(socket, 'stream:  FOUND\0'), 'stream:  FOUND');
    await refused((socket) => whole(socket, 'stream: x\u0007 FOUND\0'), 'cannot be read');
    await refused((socket) => whole(socket, 'x'.repeat(5000)), 'too long');
    await refused((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n\0'), 'cannot be read');
    await refused((socket) => socket.destroy(), 'the scanner broke off');
    await refused((socket) => socket.resetAndDestroy(), 'the scanner broke off');

    let others = 0;
    const mute = refused((socket) => socket.resume(), 'did not answer in time');
    while (fake.met < 10) await new Promise((done) => { setTimeout(done, 5); });
    for (; others < 5; others++) assert.equal((await client(scanned).get('/strategy/summary')).status, 200);
    await mute;
    assert.match(scanned.log, /503 documents\/scanner-away .*did not answer in time/);

    fake.way = (socket) => whole(socket, 'stream: OK\0');
    const clean = await hand('a.txt', 'chữ');
    assert.deepEqual([clean.status, clean.body.verdict], [201, 'clean']);
    assert.equal(kept(where), before + 1);
  });

  await t.test('where the province would rather have the file, it is taken and marked', async (t) => {
    const nobody = `127.0.0.1:${await freePort()}`;
    const { hand } = await scannedBy(t, where, { 'documents.scanner': nobody, 'documents.accept_unscanned': 'on' });
    const { status, body } = await hand('g.txt', 'chữ');
    assert.deepEqual([status, body.verdict, body.scanned_at], [201, 'unscanned', null]);
  });
});
