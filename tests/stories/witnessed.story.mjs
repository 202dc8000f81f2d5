// tests/stories/witnessed - a province whose record is cosigned by the Inspectorate and the archive, each a process of its own.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { banyanMeanwhile, client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { cosignedBy, openCheckpoint, openProof, verifyLog } from '../harness/tlog.mjs';
import { makeWitness } from '../harness/witness.mjs';

const PATIENCE = 20000, RUNNING_CLOCK = { 'clock.fixed': '' };

/** A server that answers every question of a log as it was told. */
async function makeLiar() {
  const told = { status: 200, type: 'text/plain', text: '' };
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(told.status, { 'content-type': told.type });
      response.end(told.text);
    });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { told, url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

onBothEngines('a record with witnesses', {}, async (t, { server: still, where, engine, postgres }) => {
  await still.stop(); // whoever was away is asked again after a while: the clock must run
  const told = { server: await serve(where, { set: RUNNING_CLOCK }) };
  const inspectorate = makeWitness('thanhtra.example/witness', { clock: '' }), archive = makeWitness('luutru.example/witness', { engine, postgres, clock: '' });
  const running = { inspectorate: await inspectorate.serve(), archive: await archive.serve() };
  t.after(async () => {
    for (const one of [told.server, ...Object.values(running)]) await one.stop();
    for (const one of [inspectorate, archive]) one.remove();
  });
  const url = () => `${told.server.url}/ledger`, vkey = where.cli('ledger', 'key').trim(), both = [inspectorate.vkey, archive.vkey];
  const note = async () => (await fetch(`${url()}/checkpoint`)).text();
  const officer = await signedIn(told.server, 'can-bo');
  let made = 0;
  const upload = async () => {
    const answer = await officer.call('POST', `/documents/files?name=${made++}.txt`, new TextEncoder().encode(`tệp ${made}`), { 'content-type': 'text/plain' });
    assert.equal(answer.status, 201);
    return answer.body.id;
  };
  /** The record as an outsider reads it, once it holds this and carries the cosignatures of these. */
  const shownWith = (subject, vkeys) => soon(async () => {
    const log = await verifyLog(url(), vkey), signed = await note(), times = cosignedBy(signed, vkeys);
    assert.ok(log.entries.some((one) => JSON.parse(one.toString()).subject === subject), `${subject} is in it`);
    assert.ok(Object.values(times).every((one) => one !== null), JSON.stringify(times));
    return { ...log, note: signed, times };
  }, PATIENCE);
  const fails = (slug, ...args) => {
    const { status, err } = where.try('ledger', ...args);
    assert.equal(status, 1, `${slug}: ${err}`);
    assert.ok(err.includes(`[ledger/${slug}]`), `${slug}: ${err}`);
    return err;
  };
  const listed = () => where.cli('ledger', 'witness-list');
  const add = (witness, server) => where.cli('ledger', 'witness-add', witness.vkey, '--url', server.url);
  const inRecord = (kind, count) => soon(async () => {
    const found = (await verifyLog(url(), vkey)).entries.map((one) => JSON.parse(one.toString())).filter((one) => one.kind === kind);
    assert.equal(found.length, count, kind);
    return found;
  }, PATIENCE);

  await t.test('without witnesses the record is as it was; a verifier who wants some is told', async () => {
    assert.match(listed(), /no witness yet/);
    await shownWith(await upload(), []);
    assert.match(fails('not-cosigned', 'verify', '--witness', inspectorate.vkey), /thanhtra\.example\/witness/);
    fails('witnesses-few', 'verify', '--witness', inspectorate.vkey, '--least', '2');
    fails('witness-twice', 'verify', '--witness', inspectorate.vkey, '--witness', inspectorate.vkey);
    fails('witness-key-wanted', 'verify', '--witness', vkey);
    fails('vkey-form', 'verify', '--witness', 'nonsense');
  });

  await t.test('a witness that does not know the record yet hinders nothing, and its answer is told', async () => {
    add(inspectorate, running.inspectorate);
    assert.match(fails('witness-away', 'ask-witnesses'), /does not watch this record/);
    assert.match(listed(), /trouble \(\d+\): it does not watch this record/);
    await shownWith(await upload(), []);
    inspectorate.cli('watch', vkey);
    await soon(() => assert.match(where.cli('ledger', 'ask-witnesses'), /has cosigned \d+/), PATIENCE);
    assert.doesNotMatch(listed(), /trouble/);
  });

  await t.test('from then on each checkpoint that is shown carries its cosignature; every outsider finds it', async () => {
    const { note: signed, times } = await shownWith(await upload(), [inspectorate.vkey]);
    assert.ok(Math.abs(times[inspectorate.name] - Date.now() / 1000) < 60);
    assert.equal(openCheckpoint(signed, vkey).origin, vkey.split('+')[0]);
    let last = 0;
    for (const end = Date.now() + 3000; Date.now() < end; await upload()) {
      const shown = await note(), { size } = openCheckpoint(shown, vkey);
      assert.ok(cosignedBy(shown, [inspectorate.vkey])[inspectorate.name], 'what is shown is cosigned already');
      assert.ok(size >= last, 'and it never goes back');
      last = size;
    }
    assert.match(where.cli('ledger', 'verify', '--witness', inspectorate.vkey), /cosigned by thanhtra\.example\/witness, 20/);
    assert.match(where.cli('ledger', 'verify', '--url', url(), '--key', vkey, '--witness', inspectorate.vkey), /the record is whole/);
  });

  await t.test('a second witness: policies of all and of some', async () => {
    archive.cli('watch', vkey);
    add(archive, running.archive);
    await shownWith(await upload(), both);
    const verify = (...more) => where.cli('ledger', 'verify', '--url', url(), '--key', vkey, ...more);
    assert.equal(verify('--witness', both[0], '--witness', both[1]).split('cosigned by').length, 3);
    assert.equal(verify('--witness', both.join(';')).split('cosigned by').length, 3);
    const stranger = makeWitness('stranger.example/witness');
    t.after(() => stranger.remove());
    assert.match(verify('--witness', both[0], '--witness', stranger.vkey, '--least', '1'), /the record is whole/);
    assert.match(fails('not-cosigned', 'verify', '--witness', both.join(';'), '--witness', stranger.vkey), /3 witnesses are needed, and 2 have cosigned\. Missing: stranger/);
    const { body } = await client(told.server).get('/ledger/witnesses');
    assert.deepEqual(body.witnesses.map((one) => [one.name, one.vkey, one.is_awaited]), [[archive.name, archive.vkey, true], [inspectorate.name, inspectorate.vkey, true]]);
  });

  await t.test('proofs carry the cosignatures, and are checked with them far from here', async () => {
    const id = await upload();
    await shownWith(id, both);
    const { body: { entries: [entry] } } = await client(told.server).get(`/ledger/entries?subject=${id}`), file = join(where.data, 'x.tlog-proof');
    const proof = (await client(told.server).get(`/ledger/proofs/${entry.id}`)).body;
    assert.equal(openProof(proof, vkey).entry.subject, id);
    assert.ok(Object.values(cosignedBy(proof.slice(proof.indexOf('\n\n') + 2), both)).every(Boolean));
    writeFileSync(file, proof);
    const check = (...more) => ['check-proof', file, '--key', vkey, ...more];
    assert.equal(where.cli('ledger', ...check('--witness', both.join(';'))).split('cosigned by').length, 3);
    writeFileSync(file, proof.replace(/— luutru\S* \S+\n/u, ''));
    assert.match(fails('not-cosigned', ...check('--witness', both.join(';'))), /Missing: luutru\.example\/witness/);
    where.cli('ledger', ...check('--witness', both.join(';'), '--least', '1'));
    writeFileSync(file, proof.replace(/(— luutru\S* \S{40})(.)/u, (_, before, one) => before + (one === 'A' ? 'B' : 'A')));
    fails('not-cosigned', ...check('--witness', archive.vkey));
    fails('witnesses-few', ...check('--least', '1'));
  });

  await t.test('a witness that is away holds up nothing, and cosigns when it is back; killed, it forgets nothing', async () => {
    const { port } = running.archive;
    await running.archive.stop('SIGKILL');
    const away = await upload();
    await shownWith(away, [inspectorate.vkey]);
    await soon(() => assert.match(told.server.log, /job ledger\.ask_witnesses: ledger\/witness-away: luutru\.example\/witness/), PATIENCE);
    assert.match(listed(), /is behind\)\n {2}lỗi \/ trouble/);
    await shownWith(await upload(), [inspectorate.vkey]);
    const before = archive.cli('list');
    running.archive = await archive.serve({ listen: `127.0.0.1:${port}` });
    await shownWith(away, both);
    assert.notEqual(archive.cli('list'), before);
    assert.doesNotMatch(listed(), /trouble/);
  });

  await t.test('what an operator does to his witnesses stands in the record', async () => {
    fails('witness-twice', 'witness-add', archive.vkey, '--url', running.archive.url);
    fails('vkey-form', 'witness-add', 'nonsense', '--url', running.archive.url);
    fails('witness-key-wanted', 'witness-add', vkey, '--url', running.archive.url);
    for (const bad of ['ftp://host', 'https://user:word@host', 'https://host/?a=b', 'https://host/#x', 'https://a b']) fails('witness-url', 'witness-add', archive.vkey, '--url', bad);
    fails('witness-unknown', 'witness-remove', 'nobody');
    where.cli('ledger', 'witness-remove', archive.name);
    assert.doesNotMatch(listed(), /luutru/);
    const added = await inRecord('ledger.witness_added', 2), [removed] = await inRecord('ledger.witness_removed', 1);
    assert.deepEqual(added.map((one) => [one.subject, one.facts]), [[inspectorate, running.inspectorate], [archive, running.archive]]
      .map(([one, server]) => [one.name, { url: server.url, vkey: one.vkey }]));
    assert.deepEqual([removed.subject, removed.facts], [archive.name, { vkey: archive.vkey }]);
    add(archive, running.archive); // it knows more than we remember: asked again from there
    await shownWith(await upload(), both);
  });

  await t.test('there may be eight of them, and those that are away hold up nobody', async () => {
    const more = [...Array(7)].map((_, i) => makeWitness(`w${i}.example/witness`));
    t.after(() => more.forEach((one) => one.remove()));
    more.slice(0, 6).forEach((one) => add(one, { url: 'http://127.0.0.1:9' }));
    fails('witnesses-full', 'witness-add', more[6].vkey, '--url', 'http://127.0.0.1:9');
    await shownWith(await upload(), both);
    more.slice(0, 6).forEach((one) => where.cli('ledger', 'witness-remove', one.name));
  });

  await t.test('one that is silent holds up no writer while it is waited for', async () => {
    const mute = makeWitness('mute.example/witness'), open = new Set();
    const silent = createServer((request) => {
      open.add(request.socket);
      request.socket.once('close', () => open.delete(request.socket));
    });
    await new Promise((done) => { silent.listen(0, '127.0.0.1', done); });
    t.after(() => { silent.closeAllConnections(); silent.close(); mute.remove(); });
    await upload();
    add(mute, { url: `http://127.0.0.1:${silent.address().port}` });
    await upload();
    await soon(() => assert.equal(open.size, 1), PATIENCE);
    const id = await upload();
    assert.equal(open.size, 1, 'written while the question is open');
    await shownWith(id, both);
    await soon(() => assert.match(listed(), /mute\.example[^]*lỗi \/ trouble \(\d+\): http:\S+: .*[Tt]ime/), PATIENCE);
    where.cli('ledger', 'witness-remove', mute.name);
  });

  await t.test('answers that are no cosignature are told apart, and nothing of them is shown', async () => {
    const liar = await makeLiar(), impostor = makeWitness('impostor.example/witness');
    t.after(() => { liar.stop(); impostor.remove(); });
    const line = (await note()).split('\n').find((one) => one.startsWith('— thanhtra'));
    await upload();
    add(impostor, liar);
    const rows = [
      [200, 'text/plain', '', /holds no cosignature/], [200, 'text/plain', `${line}\n`, /holds no cosignature/],
      [200, 'text/plain', `${line.replace('thanhtra', 'impostor')}\n`, /holds no cosignature/], [200, 'text/plain', 'x'.repeat(20000), /16384/],
      [403, 'text/plain', '', /knows another key/], [422, 'text/plain', '', /does not go on from what it has cosigned/],
      [409, 'text/plain', '3\n', /status 409/], [409, 'text/x.tlog.size', '3', /status 409/], [409, 'text/x.tlog.size', '999999\n', /has cosigned 999999 entries/],
      [409, 'text/x.tlog.size', '0\n', /one of the two is a fork/], [500, 'text/plain', '', /status 500/], [302, 'text/plain', '', /status 302/],
    ];
    for (const [status, type, text, said] of rows) {
      Object.assign(liar.told, { status, type, text });
      const { err } = await banyanMeanwhile(['ledger', 'ask-witnesses', ...where.common]);
      assert.match(err, said);
      assert.equal(cosignedBy(await note(), [impostor.vkey])[impostor.name], null);
    }
    where.cli('ledger', 'witness-remove', impostor.name);
  });

  await t.test('a province that went back to an older copy, and on from there, is found out by its witnesses', async () => {
    if (engine !== 'sqlite') return; // the copy is a file there
    const database = join(where.data, 'banyan.db'), copy = join(where.data, 'older.db');
    const again = async () => { told.server = await serve(where, { set: RUNNING_CLOCK, listen: `127.0.0.1:${told.server.port}` }); };
    await told.server.stop();
    copyFileSync(database, copy); // stopped: all is in the one file
    await again();
    await shownWith(await upload(), both);
    const { size } = openCheckpoint(await note(), vkey);
    await told.server.stop();
    for (const more of ['-wal', '-shm']) rmSync(database + more, { force: true });
    copyFileSync(copy, database);
    await again();
    const accused = (said) => soon(() => assert.match(where.try('ledger', 'ask-witnesses').err, said), PATIENCE);
    await upload(); // something else instead
    await accused(new RegExp(`has cosigned ${size} entries, and our|of the same size: one of the two is a fork`));
    for (let i = 0; i < 3; i++) await upload();
    await accused(/does not go on from what it has cosigned \(422\): one of the two is a fork/);
    assert.match(fails('not-cosigned', 'verify', '--witness', both.join(';')), /and 0 have cosigned/);
    for (let i = 0; i < 3; i++) {
      assert.equal(cosignedBy(await note(), both)[inspectorate.name], null);
      await upload();
    }
  });
});
