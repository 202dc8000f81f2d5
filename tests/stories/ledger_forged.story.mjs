// tests/stories/ledger_forged - a server that lies: what it changed, cut or wrote anew is named, whoever signed it.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { banyanMeanwhile, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { openCheckpoint, readVkey } from '../harness/tlog.mjs';

const FILES = 300; // more than one tile

/** Stands before the real log and answers as `lie` says: (path, bytes) to bytes, or null for 404. */
async function liar(url) {
  const told = { lie: (_, bytes) => bytes };
  const server = createServer((request, response) => {
    void fetch(url + request.url).then(async (real) => {
      const bytes = told.lie(request.url, Buffer.from(await real.arrayBuffer()));
      response.writeHead(bytes === null ? 404 : real.status);
      response.end(bytes);
    });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { told, url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

/** Who holds the key can sign anything: a note with this text. */
function signed(text, secret, vkey) {
  const seed = Buffer.from(secret.trim().split('+').slice(4).join('+'), 'base64').subarray(1), { name, id } = readVkey(vkey);
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' });
  return Buffer.from(`${text}\n— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`);
}

onBothEngines('a record that was forged', {}, async (t, { server, where }) => {
  const url = `${server.url}/ledger`, vkey = where.cli('ledger', 'key').trim(), secret = readFileSync(join(where.data, 'ledger.key'), 'utf8');
  const officer = await signedIn(server, 'can-bo'), proxy = await liar(url), seen = join(where.data, 'seen');
  t.after(() => proxy.stop());
  const upload = (i) => officer.call('POST', `/documents/files?name=${i}.txt`, new TextEncoder().encode(`tệp ${i}`), { 'content-type': 'text/plain' });
  let newestFile;
  for (let i = 0; i < FILES; i++) assert.equal((newestFile = await upload(i)).status, 201);
  const newest = async () => (await fetch(`${url}/checkpoint`)).text();
  await soon(async () => { // nothing is written any more when the last one has its place
    const { body: { entries } } = await officer.get(`/ledger/entries?subject=${newestFile.body.id}`);
    assert.ok(entries.every((one) => one.is_sealed));
  });
  const { size, root } = openCheckpoint(await newest(), vkey);
  assert.ok(size > FILES);
  const verify = (...more) => banyanMeanwhile(['ledger', 'verify', '--url', proxy.url, '--key', vkey, ...more]);
  const [origin] = (await newest()).split('\n'), last = size % 256;
  const text = (about, count, hash) => `${about}\n${count}\n${hash.toString('base64')}\n`;
  const flip = (bytes, at) => { const other = Buffer.from(bytes); other[at] ^= 1; return other; };
  const at = (path, change) => (asked, bytes) => (asked === path ? change(bytes) : bytes);

  await t.test('as it is, it is whole; and what was seen is kept', async () => {
    const { status, out, err } = await verify('--seen', seen);
    assert.equal(status, 0, err);
    assert.match(out, new RegExp(`${size} mục`));
    assert.equal(openCheckpoint(readFileSync(seen, 'utf8'), vkey).size, size);
    assert.equal((await verify('--seen', seen)).status, 0);
  });

  const rows = [
    ['a byte of the third entry', at('/tile/entries/000', (bytes) => flip(bytes, bytes.readUInt16BE(0) + 2 + bytes.readUInt16BE(bytes.readUInt16BE(0) + 2) + 2 + 30)), 'entry-altered', 'Entry 2 '],
    ['a hash of the second tile', at(`/tile/0/001.p/${last}`, (bytes) => flip(bytes, 0)), 'entry-altered', 'Entry 256 '],
    ['a tile above', at('/tile/1/000.p/1', (bytes) => flip(bytes, 31)), 'tile-altered', 'Tile 1/000.p/1 '],
    ['a bundle cut short', at('/tile/entries/000', (bytes) => bytes.subarray(0, bytes.length - 1)), 'bundle-cut', 'Entry 255 '],
    ['a bundle with more in it', at('/tile/entries/000', (bytes) => Buffer.concat([bytes, bytes.subarray(0, 9)])), 'bundle-cut', 'Entry 255 '],
    ['a tile cut short', at('/tile/0/000', (bytes) => bytes.subarray(0, 999)), 'tile-altered', 'Tile 0/000 '],
    ['a tile that is kept back', at('/tile/0/000', () => null), 'tile-altered', 'Tile 0/000 '],
    ['a bundle of a gigabyte', at('/tile/entries/000', () => Buffer.alloc(17 << 20)), 'too-large', ''],
    ['another size', at('/checkpoint', (bytes) => Buffer.from(bytes.toString().replace(`\n${size}\n`, `\n${size + 1}\n`))), 'not-signed', origin],
    ['no note at all', at('/checkpoint', () => Buffer.from('<html>')), 'checkpoint-form', ''],
    ['another root, with a good signature', at('/checkpoint', () => signed(text(origin, size, Buffer.alloc(32, 5)), secret, vkey)), 'root-altered', '0505'],
    ['another name, with a good signature', at('/checkpoint', () => signed(text('evil.example/log', size, root), secret, vkey)), 'other-log', 'evil.example/log'],
    ['fewer entries than were seen', at('/checkpoint', () => signed(text(origin, size - 1, root), secret, vkey)), 'record-shorter', String(size)],
  ];
  for (const [what, lie, slug, said] of rows) {
    await t.test(`${what}: ${slug}`, async () => {
      proxy.told.lie = lie;
      const found = await verify(...(slug === 'record-shorter' ? ['--seen', seen] : []));
      assert.equal(found.status, 1, found.out);
      assert.match(found.err, new RegExp(`\\[(ledger|kit)/${slug}\\]`));
      assert.ok(found.err.includes(said), found.err);
    });
  }

  await t.test('a record that was written anew does not begin with what was seen', async () => {
    const other = signed(text(origin, 10, Buffer.alloc(32, 9)), secret, vkey), file = join(where.data, 'other');
    writeFileSync(file, other);
    proxy.told.lie = (_, bytes) => bytes;
    const found = await verify('--seen', file);
    assert.match(found.err, /\[ledger\/record-forked\]/);
    assert.ok(found.err.includes('first 10 entries'), found.err);
    assert.deepEqual(readFileSync(file), other, 'what was seen stays: it is evidence');
  });
});
