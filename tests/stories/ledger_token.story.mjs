// tests/stories/ledger_token - the key that signs the record lies on a token: made there, used there, never seen by us.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { banyan, CLOCK, PASSWORD, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { startTokens } from '../harness/token.mjs';
import { openCheckpoint, verifyLog } from '../harness/tlog.mjs';

const tokens = startTokens();
after(() => tokens.stop());
for (const token of ['banyan', 'other', 'first']) tokens.make(token);

onBothEngines('the key of the record goes from the file to a token', {}, async (t, { server, where, engine }) => {
  await server.stop();
  const uri = tokens.uri({ object: engine }), on = (at) => ({ ...where, common: [...where.common, '--set', `ledger.token=${at}`] });
  const placed = on(uri), file = join(where.data, 'ledger.key'), old = where.cli('ledger', 'key').trim();
  const run = (at, ...args) => banyan([...args, ...on(at).common]);
  const change = (role) => where.cli('account', 'grant', '--username', 'can-bo', '--role', role);
  let fresh;

  await t.test('changing the key makes one on the token; an entry names the old and the new one', async () => {
    const { status, out, err } = run(uri, 'ledger', 'change-key');
    assert.equal(status, 0, err);
    fresh = out.trim().split('\n').at(-1);
    const [secret, named] = readFileSync(file, 'utf8').trim().split('\n');
    assert.match(secret, /^PRIVATE\+KEY\+/);
    assert.equal(named, `TOKEN+KEY+${fresh}`);
    assert.equal(where.cli('ledger', 'key'), `${fresh}\n${old}\n`, 'needs no token');
  });

  await t.test('a server seals with it; outsiders verify with the old key and with the new one', async () => {
    const with_token = await serve(placed);
    t.after(() => with_token.stop());
    const officer = await signedIn(with_token, 'can-bo'), [{ id }] = (await officer.get('/people/own')).body.events;
    for (const key of [old, fresh]) {
      await soon(async () => {
        const entries = (await verifyLog(`${with_token.url}/ledger`, key)).entries.map((one) => JSON.parse(one.toString()));
        assert.ok(entries.some((one) => one.kind === 'people.signed_in' && one.subject === id));
        assert.deepEqual(entries.filter((one) => one.kind === 'ledger.key_changed').map((one) => one.facts), [{ new: fresh, old }]);
      });
    }
    assert.equal((await with_token.stop()).code, 0);
    assert.ok(!with_token.log.includes('ledger.seal'), with_token.log);
    assert.match(where.cli('ledger', 'verify'), /the record is whole/);
    assert.match(where.cli('ledger', 'verify', '--key', fresh), /the record is whole/);
  });

  await t.test('with the old line taken out, the token alone signs', () => {
    writeFileSync(file, `TOKEN+KEY+${fresh}\n`);
    change('citizen');
    const { status, out, err } = run(uri, 'ledger', 'seal');
    assert.equal(status, 0, err);
    openCheckpoint(out, fresh);
    assert.throws(() => openCheckpoint(out, old), /not signed/);
  });

  await t.test('what is wrong with a token is named, nothing is signed, and then it goes on', () => {
    change('leader');
    const before = where.cli('ledger', 'verify');
    const bad = tokens.pinFile('bad', '000000'), open = tokens.pinFile('open', tokens.pin, 0o644), gone = '/nowhere/x.so';
    for (const [what, at, slug] of [
      ['another PIN', tokens.uri({ source: `file:${bad}` }), 'kit/token-pin'],
      ['a PIN that all may read', tokens.uri({ source: `file:${open}` }), 'kit/token-pin-file'],
      ['no PIN', tokens.uri({ source: '' }), 'kit/token-pin-file'],
      ['no such token', tokens.uri({ token: 'taken-out' }), 'kit/token-missing'],
      ['a token without the key', tokens.uri({ token: 'other' }), 'kit/token-key-missing'],
      ['no such module', tokens.uri({ module: gone }), 'kit/token-module'],
      ['no address', 'pkcs11:%', 'kit/token-uri'],
      ['an address without its module', 'pkcs11:token=banyan;object=ledger', 'kit/token-uri'],
      ['a PIN in the address', `${tokens.uri()}&pin-value=${tokens.pin}`, 'kit/token-uri'],
      ['no token at all', '', 'ledger/token-unset'],
    ]) {
      const { status, err } = run(at, 'ledger', 'seal');
      assert.deepEqual([status, err.includes(`[${slug}]`)], [1, true], `${what}: ${err}`);
      assert.ok(!err.includes(tokens.pin), `${what}: tells the PIN`);
    }
    assert.equal(where.cli('ledger', 'verify'), before);
    const { status, err } = banyan(['ledger', 'seal', ...on(tokens.uri({ source: '' })).common], { env: { ...process.env, BANYAN_LEDGER_TOKEN_PIN: tokens.pin } });
    assert.equal(status, 0, err);
    assert.notEqual(where.cli('ledger', 'verify'), before);
  });

  await t.test('while the token is away people go on working; the server tells it and seals nothing', async () => {
    const without = await serve(on(tokens.uri({ token: 'taken-out' })));
    t.after(() => without.stop());
    await signedIn(without, 'can-bo');
    await soon(() => assert.match(without.log, /job ledger.seal: kit\/token-missing/));
    assert.equal((await without.stop()).code, 0);
  });

  await t.test('back to the file: a key of the file follows that of the token', () => {
    const told = where.cli('ledger', 'change-key').trim().split('\n').at(-1);
    assert.ok(where.try('ledger', 'seal').err.includes('[ledger/token-unset]'), 'the old key signs too as long as it stands there');
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').filter((line) => !line.startsWith('TOKEN')).join('\n'));
    openCheckpoint(where.cli('ledger', 'seal'), told);
    assert.match(where.cli('ledger', 'verify'), /the record is whole/);
  });
});

onBothEngines('a record that began on a token', { data: { plan: null } }, async (t, { engine }) => {
  const made = [], begin = (at) => {
    const data = mkdtempSync(join(tmpdir(), 'banyan-data-')), common = ['--data', data, '--set', `clock.fixed=${CLOCK}`, '--set', `ledger.token=${at}`];
    made.push(data);
    return { data, common, init: banyan(['init', ...common]) };
  };
  t.after(() => made.forEach((data) => rmSync(data, { recursive: true, force: true })));
  const uri = tokens.uri({ token: 'first', object: engine });

  await t.test('init makes its key there; one that somebody made there is taken', () => {
    const [one, two] = [begin(uri), begin(uri)].map(({ data, init }) => {
      assert.equal(init.status, 0, init.err);
      return readFileSync(join(data, 'ledger.key'), 'utf8').trim();
    });
    for (const line of [one, two]) assert.match(line, /^TOKEN\+KEY\+banyan-[0-9a-f]{8}\.local\/ledger\+[0-9a-f]{8}\+[\w+/]{44}$/);
    assert.equal(one.split('+').slice(4).join('+'), two.split('+').slice(4).join('+'), 'the same key');
    assert.notEqual(one, two, 'of two records');
  });

  /** What sealing the first entry of a record comes to whose key another program made. */
  const sealed = (object, ...more) => {
    tokens.key('first', object, ...more);
    const { common, data, init } = begin(tokens.uri({ token: 'first', object }));
    assert.equal(init.status, 0, init.err);
    banyan(['account', 'add', '--username', 'an', '--role', 'administrator', '--name', 'An', '--password', PASSWORD, ...common]);
    return { ...banyan(['ledger', 'seal', ...common]), vkey: readFileSync(join(data, 'ledger.key'), 'utf8').trim().replace('TOKEN+KEY+', '') };
  };

  await t.test('keys of another program\'s making sign, even two of the same id', () => {
    for (const object of [`${engine}-one`, `${engine}-two`]) {
      const { status, out, err, vkey } = sealed(object);
      assert.equal(status, 0, err);
      openCheckpoint(out, vkey);
    }
  });

  await t.test('a key that may not sign: the token\'s own words', () => {
    assert.match(sealed(`${engine}-three`, '--id', '08', '--allowed-mechanisms', 'ECDSA').err, /C_SignInit: CKR 0x70.*\[kit\/token-failed\]/);
  });
});
