// tests/stories/witness - one witness, asked over raw HTTP by logs that live in the test: it cosigns what goes on, and nothing else.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { banyan, CLOCK, kill9 } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { consistencyOf, cosignedBy } from '../harness/tlog.mjs';
import { makeLog, makeWitness, offer } from '../harness/witness.mjs';

const NAME = 'thanhtra.example/witness', NO_PLAN = { data: { plan: null } }, AT = Date.parse(CLOCK) / 1000;
const SIZE = 'text/x.tlog.size', PLAIN = 'text/plain';

/** As fetch would not send it: in pieces, without saying how much. */
const inPieces = (server, bytes) => new Promise((done, fail) => {
  const asked = request({ host: '127.0.0.1', port: server.port, path: '/add-checkpoint', method: 'POST' }, (answer) => {
    answer.resume();
    answer.on('end', () => done(answer.statusCode));
  });
  asked.on('error', fail);
  for (let at = 0; at < bytes.length; at += 5000) asked.write(bytes.subarray(at, at + 5000));
  asked.end();
});

onBothEngines('a witness', NO_PLAN, async (t, { engine, postgres }) => {
  const witness = makeWitness(NAME, { engine, postgres }), log = makeLog('log.example/one'), other = makeLog('log.example/two');
  const told = { server: await witness.serve() };
  t.after(async () => {
    await told.server.stop();
    witness.remove();
  });
  const ask = (body, headers) => offer(told.server, body, headers), leaves = log.leaves(200), forked = [...log.leaves(9), ...log.leaves(191, 'other')];
  const upTo = (count, of = leaves) => of.slice(0, count);
  const cosigned = ({ status, type, text }, note) => {
    assert.deepEqual([status, type], [200, PLAIN], text);
    assert.match(text, /^— thanhtra\.example\/witness [A-Za-z0-9+/]{102}==\n$/u, 'one line of 76 bytes');
    assert.deepEqual(cosignedBy(note + text, [witness.vkey]), { [NAME]: AT });
  };
  const conflict = (answer, size) => assert.deepEqual(answer, { status: 409, type: SIZE, text: `${size}\n` });
  const refused = (answer, status, what = '') => assert.deepEqual([answer.status, answer.type], [status, PLAIN], `${what} ${answer.text}`);

  await t.test('its key is its owner\'s alone, and of the kind that cosigns', async () => {
    assert.equal(statSync(join(witness.data, 'witness.key')).mode & 0o777, 0o600);
    assert.equal(witness.cli('key').trim(), witness.vkey);
    assert.equal(Buffer.from(witness.vkey.split('+').slice(2).join('+'), 'base64')[0], 4);
    assert.equal(witness.cli('init', '--name', 'another/name').trim().split('\n').at(-1), witness.vkey, 'a key that is there stays');
    assert.match(witness.cli('list'), /no record is watched/);
  });

  await t.test('a record that it does not watch is unknown: 404; from the moment that it does, it is cosigned', async () => {
    refused(await ask(log.request(0, upTo(5))), 404);
    assert.match(witness.cli('watch', log.vkey), /log\.example\/one/);
    assert.match(witness.cli('list'), /never cosigned/);
    refused(await ask(other.request(0, upTo(5))), 404);
    cosigned(await ask(log.request(0, upTo(5))), log.noteOf(upTo(5)));
  });

  await t.test('it goes on: from 5 to 9, and 9 again, with lines of others and of nobody in the note', async () => {
    cosigned(await ask(log.request(5, upTo(9))), log.noteOf(upTo(9)));
    const note = log.noteOf(upTo(9)), stranger = makeLog('stranger.example/log').noteOf(upTo(9)).split('\n').at(-2);
    cosigned(await ask(log.request(9, upTo(9), { note: `${note}${stranger}\n` })), note);
    const more = log.noteOf(upTo(9), 'an extension line\n');
    cosigned(await ask(log.request(9, upTo(9), { note: more })), more);
    assert.match(witness.cli('list'), /cosigned 9 entries, 2026-11-22T03:00:00Z/);
  });

  await t.test('an older checkpoint, or one that goes on from another place: 409, and the size that it knows', async () => {
    conflict(await ask(log.request(5, upTo(9))), 9);
    conflict(await ask(log.request(0, upTo(9))), 9);
    conflict(await ask(log.request(0, upTo(5))), 9);
    conflict(await ask(log.request(5, upTo(5))), 9);
    conflict(await ask(log.request(10, upTo(12))), 9);
    conflict(await ask(log.request(0, upTo(0))), 9);
  });

  await t.test('a fork: another root of the same size is 409 and kept as evidence; one that goes on from it is 422', async () => {
    const lie = upTo(9, [...log.leaves(8), ...log.leaves(1, 'other')]), longer = [...lie, ...log.leaves(3)];
    conflict(await ask(log.request(9, lie)), 9);
    conflict(await ask(log.request(9, lie)), 9);
    const { status, out: list, err } = witness.try('list');
    assert.equal(status, 1, 'so that a timer can raise the alarm');
    assert.match(err, /seen 1 times.*\[witness\/fork-seen\]/);
    assert.equal(list.split('THE RECORD WAS SPLIT').length, 2, list);
    for (const note of [log.noteOf(lie), log.noteOf(upTo(9))]) assert.ok(list.includes(note.split('\n')[2]), 'both roots');
    refused(await ask(log.request(9, longer)), 422);
  });

  await t.test('a proof that does not lead there: 422', async () => {
    const good = consistencyOf(upTo(12), 9), flipped = good.map((one, i) => (i === 0 ? Buffer.from(one.map((byte, at) => (at === 31 ? byte ^ 1 : byte))) : one));
    for (const proof of [flipped, good.slice(1), good.slice(0, -1), [...good, good[0]], [...good].reverse(), [], consistencyOf(upTo(12), 8)]) {
      refused(await ask(log.request(9, upTo(12), { proof })), 422);
    }
    refused(await ask(log.request(9, upTo(9), { proof: good })), 422);
    witness.cli('watch', other.vkey);
    refused(await ask(other.request(0, upTo(5), { proof: good })), 422);
  });

  await t.test('a signature that is none, by another key, over another text: 403', async () => {
    const note = log.noteOf(upTo(12)), impostor = makeLog(log.origin);
    refused(await ask(log.request(9, upTo(12), { note: impostor.noteOf(upTo(12)) })), 403);
    refused(await ask(log.request(9, upTo(12), { note: note.replace('\n12\n', '\n13\n') })), 403);
    refused(await ask(log.request(9, upTo(12), { note: note.replace(/(— \S+ \S{30})(.)/u, (_, before, one) => before + (one === 'A' ? 'B' : 'A')) })), 403);
    refused(await ask(log.request(9, upTo(12), { note: other.noteOf(upTo(12), '', log.origin) })), 403, 'signed by another record that it watches');
  });

  await t.test('what is no request: 400', async () => {
    const note = log.noteOf(upTo(12)), proof = consistencyOf(upTo(12), 9).map((one) => one.toString('base64')).join('\n'), hash = leaves[0].toString('base64');
    const rows = ['', 'hello', '{}', 'old 9', `old 9\n${proof}\n`, `old 9\n${proof}\n\n`, `old 09\n${proof}\n\n${note}`, `old -9\n${proof}\n\n${note}`, `old 9 \n${proof}\n\n${note}`,
      `old 9\r\n${proof}\n\n${note}`, `old\n${proof}\n\n${note}`, `9\n${proof}\n\n${note}`, `old 9\n${proof}\n${note}`, `old 9\n${`${hash}\n`.repeat(64)}\n${note}`, `old 9\nabc\n\n${note}`,
      `old 9\n${hash.slice(0, -1)}\n\n${note}`, `old 9\n${proof}\n\n${note.trimEnd()}`, `old 9\n${proof}\n\n${note.split('\n— ')[0]}`, `old 9\n${proof}\n\n${note.replace('— ', '- ')}`,
      `old 9\n${proof}\n\n${note.replace('\n12\n', '\n012\n')}`, `old 9\n${proof}\n\n${note.replace('\n12\n', '\n-12\n')}`, `old 9\n${proof}\n\n\0${note}`, `old 9\n${proof}\n\n${note}\0`,
      `old 99999999999999999999\n\n${note}`, log.request(13, upTo(12), { proof: [] }), Buffer.from(`old 9\n${proof}\n\n${note}`).map((byte) => (byte === 0xe2 ? 0xff : byte)), Buffer.alloc(32000, 10), Buffer.alloc(32768, 0xff)];
    for (const [i, body] of rows.entries()) refused(await ask(body), 400, `row ${i}`);
  });

  await t.test('a body that is too large is refused before it is read whole; the address takes nothing else', async () => {
    assert.equal((await ask(Buffer.alloc(32769, 65))).status, 413);
    assert.equal(await inPieces(told.server, Buffer.alloc(40000, 65)), 413);
    assert.equal(await inPieces(told.server, Buffer.from(log.request(9, upTo(9)))), 200, 'in pieces, within the limit');
    assert.equal((await ask(log.request(9, upTo(9)), { origin: 'https://evil.example' })).status, 403, 'no page of another site');
    const seen = await fetch(`${told.server.url}/add-checkpoint`);
    assert.deepEqual([seen.status, seen.headers.get('allow')], [405, 'POST']);
    for (const path of ['/', '/api/v1/people/me', '/ledger/checkpoint', '/cong-viec', '/add-checkpoint/x']) assert.equal((await fetch(told.server.url + path)).status, 404, `${path}: nothing of a province is here`);
  });

  await t.test('two at once with one size and two roots: never both', async () => {
    for (let size = 10; size < 30; size++) {
      const pair = [upTo(size), [...upTo(size - 1), ...log.leaves(1, `${size}`)]];
      const answers = await Promise.all([...pair, ...pair].map((hashes) => ask(log.request(size - 1, hashes))));
      const fine = answers.map((one, i) => [one, pair[i % 2]]).filter(([one]) => one.status === 200);
      assert.equal(fine.length, 1, answers.map((one) => one.status).join(' '));
      answers.filter((one) => one.status !== 200).forEach((one) => conflict(one, size));
      leaves.splice(0, size, ...fine[0][1]);
    }
  });

  await t.test('killed the moment it has answered, it still knows', async () => {
    for (let size = 30; size < 36; size++) {
      cosigned(await ask(log.request(size - 1, upTo(size))), log.noteOf(upTo(size)));
      kill9(told.server.pid);
      await told.server.stop();
      told.server = await witness.serve();
      conflict(await ask(log.request(size - 1, upTo(size))), size);
      conflict(await ask(log.request(size - 1, [...upTo(size - 1), ...log.leaves(1, 'fork')])), size);
      cosigned(await ask(log.request(size, upTo(size))), log.noteOf(upTo(size)));
    }
  });

  await t.test('a record that was left and is watched again is known as far as it was; a second key of it is one record', async () => {
    witness.cli('unwatch', log.vkey);
    refused(await ask(log.request(35, upTo(40))), 404);
    assert.ok(witness.try('unwatch', log.vkey).err.includes('[witness/not-watched]'));
    const newer = makeLog(log.origin);
    witness.cli('watch', newer.vkey);
    refused(await ask(log.request(35, upTo(40))), 403);
    conflict(await ask(newer.request(0, upTo(40))), 35);
    cosigned(await ask(newer.request(35, upTo(40))), newer.noteOf(upTo(40)));
    witness.cli('watch', log.vkey);
    cosigned(await ask(log.request(40, upTo(200))), log.noteOf(upTo(200)));
  });

  await t.test('an empty record is one that nobody has seen', async () => {
    const empty = makeLog('log.example/empty');
    witness.cli('watch', empty.vkey);
    cosigned(await ask(empty.request(0, [])), empty.noteOf([]));
    conflict(await ask(empty.request(0, [], { note: empty.signed(`${empty.origin}\n0\n${leaves[0].toString('base64')}\n`) })), 0);
    cosigned(await ask(empty.request(0, upTo(1))), empty.noteOf(upTo(1)));
  });

  await t.test('what its owner does wrong is told', async () => {
    const fails = (slug, ...args) => assert.ok(witness.try(...args).err.includes(`[witness/${slug}]`), `${slug}: ${witness.try(...args).err}`);
    fails('name-form', 'init', '--name', 'a b');
    fails('name-form', 'init', '--name', 'a+b');
    fails('vkey-form', 'watch', 'nonsense');
    fails('vkey-form', 'watch', witness.vkey);
    const file = join(witness.data, 'witness.key'), good = readFileSync(file);
    writeFileSync(file, 'nonsense\n');
    fails('key-form', 'key');
    assert.equal((await ask(log.request(200, upTo(200)))).status, 503, 'nothing is signed');
    rmSync(file);
    fails('key-missing', 'key');
    writeFileSync(file, good);
    cosigned(await ask(log.request(200, upTo(200))), log.noteOf(upTo(200)));
    assert.match(witness.try('serve', '--listen', 'nowhere').err, /\[kit\/listen-refused\]/);
  });

  await t.test('its folder is no province\'s', async () => {
    const { status, err } = banyan(['serve', ...witness.common, '--listen', '127.0.0.1:0'], { timeout: 10000 });
    assert.equal(status, 1);
    assert.match(err, /\[kit\/migration-missing\]/);
  });
});
