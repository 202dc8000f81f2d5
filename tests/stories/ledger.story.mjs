// tests/stories/ledger - what officials do is in a record that outsiders verify: from its address and its key alone.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNTS, client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { openCheckpoint, openProof, verifyLog } from '../harness/tlog.mjs';

const FIGURE = { indicator: 'QD1539.PL1.01', subject: '08', period: '2026-10', value: 41.2, source: 'Đo kiểm', based_on: 0 };
const OTHER_KEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n';
const SECRETS = ACCOUNTS.flatMap(([username, , , name]) => [username, name]).filter((one) => one.includes('-') || one.includes(' '));

onBothEngines('the record of what was done', {}, async (t, { server, where }) => {
  const url = `${server.url}/ledger`, vkey = where.cli('ledger', 'key').trim(), anybody = client(server);
  const officer = await signedIn(server, 'can-bo'), coordinator = await signedIn(server, 'dieu-phoi');
  const note = async () => (await fetch(`${url}/checkpoint`)).text();
  /** The whole log, once it holds an entry of this kind about this. */
  const logWith = (kind, subject) => soon(async () => {
    const log = await verifyLog(url, vkey), entries = log.entries.map((one) => JSON.parse(one.toString()));
    const found = entries.find((one) => one.kind === kind && one.subject === subject);
    assert.ok(found, `${kind} ${subject} is sealed within moments`);
    return { ...log, found };
  });
  let entered;

  await t.test('a figure that was handed in is sealed within moments, and an outside verifier finds it', async () => {
    entered = (await officer.post('/strategy/figures', FIGURE)).body;
    const { found } = await logWith('strategy.figure_entered', entered.id);
    assert.deepEqual(found.facts, { agency: 'SKHCN', evidence: '', item: 'QD1539.PL1.01', period: '2026-10', subject: '08', text: '', value: '41.2' });
    assert.deepEqual([found.v, found.at], [1, '2026-11-22T03:00:00Z']);
    assert.match(found.actor, /^account_/);
  });

  await t.test('a decision follows it; the log that was there before is where the new one begins', async () => {
    const before = await verifyLog(url, vkey);
    await coordinator.post(`/strategy/submissions/${entered.id}/decision`, { decision: 'accept', note: '' });
    const { hashes } = await logWith('strategy.entry_accepted', entered.id);
    assert.ok(hashes.length > before.hashes.length);
    before.hashes.forEach((hash, i) => assert.ok(hash.equals(hashes[i])));
  });

  await t.test('nobody is named in it: no user name, no name, no reason in words', async () => {
    const all = (await verifyLog(url, vkey)).entries.map((one) => one.toString()).join('\n');
    for (const secret of SECRETS) assert.ok(!all.includes(secret), secret);
  });

  await t.test('its proof is had by anybody, from the page and from the command line, and holds', async () => {
    const { body: { entries } } = await anybody.get(`/ledger/entries?subject=${entered.id}`);
    const accepted = entries.find((one) => one.kind === 'strategy.entry_accepted');
    const answer = await anybody.get(`/ledger/proofs/${accepted.id}`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-disposition'), /entry_\w+\.tlog-proof/);
    assert.equal(openProof(answer.body, vkey).entry.id, accepted.id);
    assert.equal(openProof(answer.body, vkey).index, accepted.position);
    const file = join(where.data, 'a.tlog-proof');
    where.cli('ledger', 'prove', accepted.id, '--file', file);
    assert.equal(openProof(readFileSync(file, 'utf8'), vkey).entry.subject, entered.id);
    assert.match(where.cli('ledger', 'check-proof', file, '--key', vkey), /the proof holds/);
    assert.equal(where.cli('ledger', 'prove', accepted.id), readFileSync(file, 'utf8'));
  });

  await t.test('a proof that was touched does not hold, and says how', async () => {
    const file = join(where.data, 'b.tlog-proof'), good = readFileSync(join(where.data, 'a.tlog-proof'), 'utf8');
    const other = vkey.replace(/^[^+]+/, 'other.example/log');
    const check = (text, key = vkey, ...more) => {
      writeFileSync(file, text);
      return where.try('ledger', 'check-proof', file, '--key', key, ...more);
    };
    const index = Number(/index (\d+)/.exec(good)[1]), [hash] = /\n[A-Za-z0-9+/]{43}=\n/.exec(good);
    const lie = Buffer.from('{"v":1}').toString('base64'), entry = join(where.data, 'entry.json');
    writeFileSync(entry, '{"v":1}');
    const rows = [
      ['the index', good.replace(/index \d+/, `index ${index + 1}`), 'ledger/proof-fails'],
      ['a hash', good.replace(hash, `\n${Buffer.alloc(32, 7).toString('base64')}\n`), 'ledger/proof-fails'],
      ['the entry', good.replace(/extra \S+/, `extra ${lie}`), 'ledger/proof-fails'],
      ['the size', good.replace(/\n(\d+)\n([A-Za-z0-9+/]{43}=)\n\n—/, (_, size, root) => `\n${Number(size) + 1}\n${root}\n\n—`), 'ledger/not-signed'],
      ['the signature', good.replace(/(— \S+ \S{20})./, (_, line) => `${line}_`), 'ledger/checkpoint-form'],
      ['everything', 'not a proof', 'ledger/proof-form'],
    ];
    for (const [what, text, slug] of rows) {
      const { status, err } = check(text);
      assert.equal(status, 1, what);
      assert.ok(err.includes(`[${slug}]`), `${what}: ${err}`);
    }
    assert.ok(check(good, 'abc').err.includes('[ledger/vkey-form]'));
    assert.ok(check(good, other).err.includes('[ledger/vkey-form]'), 'a name that does not fit its hash');
    assert.ok(check(good, vkey, '--entry', entry).err.includes('[ledger/proof-fails]'));
    assert.ok(check(good.replace(/extra \S+\n/, '')).err.includes('[ledger/proof-form]'), 'nothing that is proved');
  });

  await t.test('the program verifies the whole of it: its own, and that of another server by its address', async () => {
    assert.match(where.cli('ledger', 'verify'), /the record is whole/);
    assert.match(where.cli('ledger', 'verify', '--url', url, '--key', vkey), /the record is whole/);
    assert.ok(where.try('ledger', 'verify', '--url', url).err.includes('[ledger/vkey-needed]'));
    assert.ok(where.try('ledger', 'verify', '--url', `${server.url}/nowhere`, '--key', vkey).err.includes('[ledger/record-empty]'));
    assert.ok(where.try('ledger', 'verify', '--url', 'http://127.0.0.1:9', '--key', vkey).err.includes('[kit/peer-away]'));
    assert.ok(where.try('ledger', 'verify', '--url', 'file:///etc/passwd', '--key', vkey).err.includes('[kit/peer-away]'));
    assert.ok(where.try('ledger', 'verify', '--url', `${server.url}/api/v1/strategy/inbox?`, '--key', vkey).err.includes('[kit/peer-refused]'));
    const stranger = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    assert.ok(where.try('ledger', 'verify', '--key', stranger).err.includes('[ledger/not-signed]'));
  });

  await t.test('its addresses: parts for ever, the checkpoint for now, and nothing else', async () => {
    assert.equal(await (await fetch(`${url}/key`)).text(), `${vkey}\n`);
    const { size } = openCheckpoint(await note(), vkey), width = size % 256;
    const tile = await fetch(`${url}/tile/0/000.p/${Math.min(width, 255)}`), entries = await fetch(`${url}/entries/000.p/1`);
    assert.match(tile.headers.get('cache-control'), /immutable/);
    assert.equal((await tile.arrayBuffer()).byteLength, width * 32);
    assert.deepEqual(Buffer.from(await entries.arrayBuffer()), Buffer.from(await (await fetch(`${url}/tile/entries/000.p/1`)).arrayBuffer()));
    assert.equal((await fetch(`${url}/checkpoint`)).headers.get('cache-control'), 'no-cache');
    for (const path of ['tile/0/001', `tile/0/000.p/${width + 1}`, 'tile/9/000', 'tile/0/0', 'tile/entries/001', 'tile/0/000/', 'entries/x', 'tile/0/%30%30%30']) {
      const answer = await fetch(`${url}/${path}`);
      assert.equal(answer.status, 404, path);
      assert.equal((await answer.json()).type, '/problems/ledger/tile-missing', path);
    }
    assert.equal((await fetch(`${url}/tile/0/000.p%2f1`)).status, 400, 'a hidden slash');
    assert.equal((await fetch(`${url}/tile/0/000`, { method: 'DELETE' })).status, 405);
    assert.equal((await anybody.get('/ledger/proofs/entry_none')).status, 404);
  });

  await t.test('the key is its owner\'s alone; another key goes on, and an entry names both', async () => {
    assert.equal(statSync(join(where.data, 'ledger.key')).mode & 0o777, 0o600);
    const told = where.cli('ledger', 'change-key'), fresh = told.trim().split('\n').at(-1);
    assert.notEqual(fresh, vkey);
    where.cli('ledger', 'seal');
    for (const key of [vkey, fresh]) {
      const entries = (await verifyLog(url, key)).entries.map((one) => JSON.parse(one.toString()));
      const [change] = entries.filter((one) => one.kind === 'ledger.key_changed');
      assert.deepEqual(change.facts, { new: fresh, old: vkey });
    }
    assert.equal(where.cli('ledger', 'key'), `${fresh}\n${vkey}\n`);
  });
});

/* Two servers on one data folder: on SQLite the file has one writer, and nobody runs two. */
onBothEngines('two servers, one record', {}, async (t, { server, where, engine }) => {
  if (engine === 'sqlite') return;
  const second = await serve(where), vkey = where.cli('ledger', 'key').trim(), servers = [server, second];
  const officers = await Promise.all(servers.map((one) => signedIn(one, 'can-bo')));
  const sent = await Promise.all(officers.flatMap((officer, who) => [...Array(30)].map(async (_, i) => {
    await new Promise((done) => { setTimeout(done, i * 100); }); // over three rounds of sealing
    const answer = await officer.call('POST', `/documents/files?name=${who}-${i}.txt`, new TextEncoder().encode(`${who} ${i}`), { 'content-type': 'text/plain' });
    assert.equal(answer.status, 201);
    return answer.body.id;
  })));
  await soon(async () => {
    const logs = await Promise.all(servers.map((one) => verifyLog(`${one.url}/ledger`, vkey)));
    for (const { entries } of logs) {
      const subjects = entries.map((one) => JSON.parse(one.toString()).subject);
      for (const id of sent) assert.equal(subjects.filter((one) => one === id).length, 1, id);
    }
  });
  const end = await second.stop();
  assert.equal(end.code, 0, end.log);
  for (const log of [end.log, server.log]) assert.ok(!log.includes('error'), log);
});

onBothEngines('a record is signed by the key that it began with', {}, async (t, { server, where }) => {
  await server.stop();
  const file = join(where.data, 'ledger.key'), good = readFileSync(file, 'utf8');
  const refused = (content, slug) => {
    writeFileSync(file, content);
    assert.ok(where.try('ledger', 'seal').err.includes(`[${slug}]`), slug);
  };
  where.cli('ledger', 'seal');
  await t.test('another key, a key file that is none, an empty one: refused, and nothing is signed', async () => {
    where.cli('account', 'grant', '--username', 'can-bo', '--role', 'citizen');
    refused(OTHER_KEY, 'ledger/key-other');
    refused('so it goes\n', 'ledger/key-form');
    refused('\n', 'ledger/key-missing');
  });
  await t.test('while nothing can be sealed people go on working; proofs wait', async () => {
    writeFileSync(file, OTHER_KEY);
    const meanwhile = await serve(where);
    t.after(() => meanwhile.stop());
    const officer = await signedIn(meanwhile, 'can-bo'), [event] = (await officer.get('/people/own')).body.events;
    const { body: { entries: [fresh] } } = await officer.get(`/ledger/entries?subject=${event.id}`);
    assert.equal(fresh.is_sealed, false);
    const answer = await officer.get(`/ledger/proofs/${fresh.id}`);
    assert.deepEqual([answer.status, answer.body.type], [409, '/problems/ledger/entry-not-sealed']);
    await soon(() => assert.match(meanwhile.log, /job ledger.seal: ledger\/key-other/));
    assert.equal((await meanwhile.stop()).code, 0);
  });
  await t.test('with its own key the record goes on', async () => {
    writeFileSync(file, good);
    const again = await serve(where);
    await soon(async () => assert.match(where.cli('ledger', 'verify'), /the record is whole/));
    await again.stop();
    assert.match(where.cli('ledger', 'verify'), /the record is whole/);
  });
});
