// tests/stories/second_factor.story - a password is not enough: authenticators, recovery codes, roles that must have them, sessions that are locked.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOCK, PASSWORD, client, serve, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { codeAt, readQr } from '../harness/one_time.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const fault = (answer) => answer.body.errors?.[0].type.replace('/problems/', '');
const at = (where, moment) => ({ ...where, common: where.common.map((word) => (word.startsWith('clock.fixed=') ? `clock.fixed=${moment}` : word)) });

/** Sets an authenticator up and gives its secret and the recovery codes. The code that was shown is that of the step before now. */
async function setUp(one) {
  const begun = await one.post('/people/authenticator');
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const made = await one.post('/people/authenticator/confirm', { code: codeAt(begun.body.secret, CLOCK, -1) });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return { secret: begun.body.secret, codes: made.body.codes, begun: begun.body };
}

onBothEngines('a second factor', {}, async (t, { server, where }) => {
  const officer = await signedIn(server, 'can-bo'), elsewhere = await signedIn(server, 'can-bo');
  let secret, codes;

  await t.test('is set up with a picture that a telephone reads, and a code of it', async () => {
    const { body } = await officer.post('/people/authenticator');
    assert.match(body.secret, /^[A-Z2-7]{32}$/);
    assert.equal(readQr(body.qr), body.address);
    assert.match(decodeURIComponent(body.address), new RegExp(`^otpauth://totp/.+:can-bo\\?secret=${body.secret}&issuer=`));
    for (const code of ['000000', codeAt(body.secret, CLOCK, -2), codeAt(body.secret, CLOCK, 2), codeAt('A'.repeat(32), CLOCK)]) {
      const wrong = await officer.post('/people/authenticator/confirm', { code });
      assert.deepEqual([wrong.status, fault(wrong)], [400, 'people/code-wrong']);
    }
    assert.deepEqual((await officer.get('/people/me')).body.factors, [], 'nothing is wanted before a code of it was shown');
    ({ secret, codes } = await setUp(officer));
    assert.notEqual(secret, body.secret, 'whoever begins again gets another');
    assert.equal(new Set(codes).size, 10);
    for (const code of codes) assert.match(code, /^[a-z2-7]{5}-[a-z2-7]{5}$/);
    const { body: me } = await officer.get('/people/me');
    assert.deepEqual([me.stage, me.assurance, me.factors], ['full', 2, ['totp', 'recovery']]);
    assert.equal((await elsewhere.get('/strategy/inbox')).status, 401, 'other sessions are over');
    const again = await officer.post('/people/authenticator');
    assert.deepEqual([again.status, slug(again)], [409, 'people/authenticator-exists']);
  });

  await t.test('after the password nothing but the second step is open', async () => {
    const one = client(server), first = await one.signIn('can-bo'), pending = one.cookie;
    assert.deepEqual([first.status, first.body.stage, first.body.factors], [200, 'second', ['totp', 'recovery']]);
    assert.deepEqual([first.body.account, first.body.username, first.body.name, first.body.roles], ['', '', '', []]);
    assert.match(first.headers.get('set-cookie'), /Max-Age=600/);
    for (const [verb, path, body] of [['GET', '/strategy/inbox'], ['GET', '/people/security'], ['POST', '/people/authenticator'], ['POST', '/people/recovery-codes'],
      ['POST', '/people/password', { present: PASSWORD, wanted: 'một câu khác thật dài' }]]) {
      const answer = await one.call(verb, path, body);
      assert.deepEqual([answer.status, slug(answer)], [401, 'people/second-factor-wanted'], path);
    }
    const wrong = await one.post('/people/second-step', { code: '000000' });
    assert.deepEqual([wrong.status, fault(wrong)], [400, 'people/code-wrong']);
    const code = codeAt(secret, CLOCK), right = await one.post('/people/second-step', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    assert.deepEqual([right.status, right.body.stage, right.body.name, right.body.assurance], [200, 'full', 'Trần Văn Minh', 2]);
    assert.notEqual(one.cookie, pending, 'a new token');
    assert.equal((await client(server).get('/people/me', { cookie: pending })).body.stage, '', 'the one that waited is worth nothing');
    assert.equal((await one.get('/strategy/inbox')).status, 200);
  });

  await t.test('a code is good once, an older one not at all', async () => {
    const one = client(server);
    await one.signIn('can-bo');
    for (const step of [0, -1]) assert.equal(fault(await one.post('/people/second-step', { code: codeAt(secret, CLOCK, step) })), 'people/code-wrong');
    assert.equal((await one.post('/people/second-step', { code: codeAt(secret, CLOCK, 1) })).status, 200);
    const without = await one.post('/people/second-step', { code: codeAt(secret, CLOCK, 1) });
    assert.deepEqual([without.status, slug(without)], [401, 'kit/not-signed-in'], 'this session waits for nothing');
  });

  await t.test('a recovery code stands in for it, once, however it is typed', async () => {
    const one = client(server);
    await one.signIn('can-bo');
    assert.equal((await one.post('/people/second-step', { code: ` ${codes[3].toUpperCase().replace('-', ' ')} ` })).status, 200);
    assert.equal((await one.get('/people/security')).body.recovery_codes_left, 9);
    const two = client(server);
    await two.signIn('can-bo');
    assert.equal(fault(await two.post('/people/second-step', { code: codes[3] })), 'people/code-wrong');
    const renewed = await one.post('/people/recovery-codes');
    assert.equal(renewed.body.codes.length, 10);
    assert.equal(fault(await two.post('/people/second-step', { code: codes[4] })), 'people/code-wrong', 'the old ones are void');
    assert.equal((await two.post('/people/second-step', { code: renewed.body.codes[4] })).status, 200);
    codes = renewed.body.codes;
  });

  await t.test('five wrong codes make the account wait, for the right one and for the password too', async () => {
    const one = client(server), two = client(server);
    await one.signIn('can-bo');
    for (let i = 0; i < 5; i++) assert.equal((await one.post('/people/second-step', { code: String(100000 + i) })).status, 400);
    for (const answer of [await one.post('/people/second-step', { code: codes[0] }), await two.signIn('can-bo')]) assert.deepEqual([answer.status, slug(answer)], [429, 'people/sign-in-locked']);
  });

  await t.test('is not changed by a session whose person has not shown himself for a while', async (part) => {
    const later = await serve(at(where, '2026-11-22T03:15:00Z'));
    part.after(() => later.stop());
    const one = client(later), headers = { cookie: officer.cookie };
    assert.equal((await one.get('/people/security', headers)).body.is_confirmed, false);
    for (const path of ['/people/authenticator/remove', '/people/recovery-codes']) {
      const answer = await one.post(path, undefined, headers);
      assert.deepEqual([answer.status, slug(answer)], [403, 'people/confirm-first'], path);
    }
    assert.equal((await one.post('/people/confirm', { password: PASSWORD }, headers)).status, 200);
    assert.equal((await one.get('/people/security', headers)).body.is_confirmed, true);
    assert.equal((await one.post('/people/authenticator/remove', undefined, headers)).status, 204);
    const absent = await one.post('/people/recovery-codes', undefined, headers);
    assert.deepEqual([absent.status, slug(absent)], [404, 'people/authenticator-absent']);
    assert.equal((await one.signIn('can-bo')).body.stage, 'full', 'the password is enough again');
    const wrong = await one.post('/people/confirm', { password: 'không phải mật khẩu này' });
    assert.deepEqual([wrong.status, fault(wrong)], [400, 'people/password-wrong']);
  });

  await t.test('who has lost it is helped by an administrator on the machine', async () => {
    const one = await signedIn(server, 'lanh-dao');
    await setUp(one);
    where.cli('account', 'reset-factors', '--username', 'lanh-dao');
    assert.equal((await one.get('/strategy/inbox')).status, 401, 'sessions end');
    assert.equal((await client(server).signIn('lanh-dao')).body.stage, 'full');
  });

  await t.test('a person sees where he is signed in, and ends all but this', async () => {
    const here = await signedIn(server, 'can-bo-xa'), there = await signedIn(server, 'can-bo-xa');
    const pending = (await here.get('/people/sessions')).body.sessions;
    assert.deepEqual(pending.map((one) => [one.method, one.assurance, one.address]), Array(2).fill(['password', 1, '127.0.0.1']));
    assert.equal(pending.filter((one) => one.is_this).length, 1);
    assert.equal((await here.post('/people/sessions/end-others')).status, 204);
    assert.equal((await there.get('/strategy/inbox')).status, 401);
    assert.equal((await here.get('/people/sessions')).body.sessions.length, 1);
  });

  await t.test('the person sees what happened; the public record holds its digest and names nobody', async () => {
    const one = await signedIn(server, 'lanh-dao'), { account } = (await one.get('/people/me')).body, { events } = (await one.get('/people/own')).body;
    assert.deepEqual(events.map((event) => [event.kind, event.detail]).sort(), [
      ['people.factor_added', 'totp'], ['people.factor_removed', 'all'],
      ['people.signed_in', 'password'], ['people.signed_in', 'password'], ['people.signed_in', 'password'], ['people.signed_in', 'password totp'],
    ]);
    assert.equal(events.find((event) => event.kind === 'people.factor_removed').actor, 'system', 'by a command');
    for (const { id, kind, detail, actor, address, at } of events) {
      const { body: { entries: [entry] } } = await client(server).get(`/ledger/entries?subject=${id}`);
      const digest = createHash('sha256').update([id, account, kind, detail, actor, address, at].map((line) => `${line}\n`).join('')).digest('hex');
      assert.deepEqual([entry.kind, entry.actor, JSON.parse(entry.body).facts], [kind, 'closed', { digest }]);
    }
    const told = where.cli('account', 'events', '--username', 'lanh-dao');
    for (const event of events) assert.ok(told.includes(event.id), told);
    const text = JSON.stringify((await client(server).get(`/ledger/entries?subject=${account}`)).body);
    assert.ok(!/signed_in|factor|password/.test(text) && !text.includes(secret), text);
  });
});

onBothEngines('roles that must have a second factor', { serve: { set: { 'people.second_factor_roles': 'administrator head coordinator' } } }, async (t, { server, where }) => {
  await t.test('may set it up and do nothing else before', async () => {
    for (const name of ['quan-tri', 'lanh-dao-so', 'dieu-phoi']) {
      const one = client(server), first = await one.signIn(name);
      assert.deepEqual([first.status, first.body.stage, first.body.permissions.includes('people.factors'), first.body.permissions.includes('people.own')], [200, 'enrol', true, false], name);
      const refused = await one.get('/strategy/inbox');
      assert.deepEqual([refused.status, slug(refused)], [401, 'people/second-factor-missing']);
      assert.deepEqual((await one.get('/people/security')).body.must_have_second, true);
      const pending = one.cookie;
      await setUp(one);
      assert.equal((await one.get('/strategy/inbox')).status, 200, name);
      assert.equal((await client(server).get('/people/me', { cookie: pending })).body.stage, '');
      const kept = await one.post('/people/authenticator/remove');
      assert.deepEqual([kept.status, slug(kept)], [409, 'people/second-factor-needed']);
    }
    assert.equal((await client(server).signIn('can-bo')).body.stage, 'full', 'an officer need not');
  });

  await t.test('a sample account is spared while the site is a trial, and no longer', async (part) => {
    const made = /: (\S+)\s*$/.exec(where.cli('account', 'add', '--username', 'quan-tri-mau', '--role', 'administrator', '--sample'))[1];
    assert.equal((await client(server).signIn('quan-tri-mau', made)).body.stage, 'full');
    const official = await serve(where, { set: { 'people.second_factor_roles': 'administrator', 'site.official': 'on' } });
    part.after(() => official.stop());
    assert.equal((await client(official).signIn('quan-tri-mau', made)).body.stage, 'enrol');
  });

  await t.test("an administrator's session is locked after 15 minutes without a sign of life", async (part) => {
    const made = /: (\S+)\s*$/.exec(where.cli('account', 'add', '--username', 'quan-tri-hai', '--role', 'administrator', '--sample'))[1];
    const one = client(server);
    await one.signIn('quan-tri-hai', made);
    assert.equal((await one.post('/people/seen')).status, 204);
    const later = await serve(at(where, '2026-11-22T03:15:00Z'));
    part.after(() => later.stop());
    const two = client(later), headers = { cookie: one.cookie };
    const locked = await two.get('/strategy/inbox', headers);
    assert.deepEqual([locked.status, slug(locked)], [401, 'people/session-locked']);
    assert.equal((await two.get('/people/me', headers)).body.stage, 'locked');
    assert.equal((await two.post('/people/seen', undefined, headers)).status, 401, 'a sign of life comes too late');
    assert.equal((await two.post('/people/confirm', { password: made }, headers)).status, 200);
    assert.equal((await two.get('/strategy/inbox', headers)).status, 200);
  });

  await t.test('another key than the one that closed the secrets is named, and lets nobody in', async () => {
    writeFileSync(join(where.data, 'people.key'), randomBytes(32).toString('base64') + '\n');
    const one = client(server);
    assert.equal((await one.signIn('dieu-phoi')).body.stage, 'second');
    const answer = await one.post('/people/second-step', { code: '123456' });
    assert.deepEqual([answer.status, slug(answer)], [503, 'people/key-missing']);
  });
});
