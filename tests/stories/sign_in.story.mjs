// Signing in, staying in, being locked out, and what a stranger's page cannot do in one's name.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { PASSWORD, client, serve, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');

onBothEngines('signing in', {}, async (t, { server, where }) => {
  await t.test('the cookie cannot be read by scripts and is not sent from other sites', async () => {
    const one = client(server), answer = await one.signIn('can-bo');
    assert.equal(answer.status, 200);
    const cookie = answer.headers.get('set-cookie');
    assert.match(cookie, /; ?HttpOnly/);
    assert.match(cookie, /; ?SameSite=(Lax|Strict)/);
    assert.match(cookie, /; ?Path=\//);
    assert.deepEqual([answer.body.name, answer.body.roles], ['Trần Văn Minh', [{ role: 'officer', agency: 'SKHCN', acting_for: '', valid_to: null }]]);
    assert.ok(!JSON.stringify(answer.body).includes('argon2'));
  });

  await t.test('a name in capital letters is the same name; a wrong name and a wrong password look alike', async () => {
    assert.equal((await client(server).signIn('CAN-BO')).status, 200);
    const wrong = await client(server).signIn('can-bo', 'không phải mật khẩu này'), unknown = await client(server).signIn('khong-ai', PASSWORD);
    assert.deepEqual([wrong.status, slug(wrong)], [401, 'people/sign-in-wrong']);
    assert.deepEqual(wrong.body, unknown.body);
  });

  await t.test('the password typed in decomposed letters is the same password', async () => {
    assert.equal((await client(server).signIn('can-bo', PASSWORD.normalize('NFD'))).status, 200);
  });

  await t.test('five wrong passwords lock the account, also for the right one; another account is free', async () => {
    for (let i = 0; i < 5; i++) assert.equal((await client(server).signIn('can-bo-snv', `sai mật khẩu ${i}`)).status, 401);
    const right = await client(server).signIn('can-bo-snv');
    assert.deepEqual([right.status, slug(right)], [429, 'people/sign-in-locked']);
    assert.ok(Number(right.headers.get('retry-after')) > 0);
    assert.equal((await client(server).signIn('can-bo')).status, 200);
  });

  await t.test('signing out ends the session for good', async () => {
    const one = await signedIn(server, 'can-bo'), cookie = one.cookie;
    assert.equal((await one.get('/strategy/inbox')).status, 200);
    assert.equal((await one.post('/people/sign-out', undefined, { 'content-type': 'application/json' })).status, 204);
    assert.equal((await client(server).get('/strategy/inbox', { cookie })).status, 401);
  });

  await t.test('an invented token is a stranger', async () => {
    for (const token of ['', 'x', 'a'.repeat(64), `${'é'.repeat(10)}`, "' OR 1=1 --"]) {
      const answer = await client(server).get('/people/me', { cookie: `banyan=${encodeURIComponent(token)}` });
      assert.deepEqual([answer.status, answer.body.account, answer.body.roles], [200, '', []]);
    }
  });

  await t.test('a page of another site cannot act in the name of who is signed in', async () => {
    const one = await signedIn(server, 'dieu-phoi');
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }]) {
      const answer = await one.post('/people/password', { present: PASSWORD, wanted: 'một mật khẩu khác hẳn' }, headers);
      assert.deepEqual([answer.status, slug(answer)], [403, 'kit/foreign-origin'], JSON.stringify(headers));
    }
    assert.equal((await client(server).signIn('dieu-phoi')).status, 200, 'the password is what it was');
  });

  await t.test('changing the password: refused when weak or when the old one is wrong; ends the other sessions', async () => {
    const here = await signedIn(server, 'lanh-dao'), there = await signedIn(server, 'lanh-dao');
    const weak = await here.post('/people/password', { present: PASSWORD, wanted: 'ngắn' });
    assert.deepEqual([weak.status, weak.body.errors[0].type], [400, '/problems/people/password-weak']);
    const named = await here.post('/people/password', { present: PASSWORD, wanted: 'LANH-DAO 2026 xyz' });
    assert.equal(named.status, 400, 'it holds the name of the account');
    const wrong = await here.post('/people/password', { present: 'không đúng mật khẩu', wanted: 'tám cây đa bên sông Lô' });
    assert.equal(wrong.status, 400);
    const same = await here.post('/people/password', { present: PASSWORD, wanted: PASSWORD });
    assert.deepEqual([same.status, same.body.errors[0].type], [400, '/problems/people/password-used-before']);
    assert.equal((await here.post('/people/password', { present: PASSWORD, wanted: 'tám cây đa bên sông Lô' })).status, 204);
    assert.equal((await here.get('/strategy/inbox')).status, 200, 'this one stays');
    assert.equal((await there.get('/strategy/inbox')).status, 401, 'the other is over');
    assert.equal((await client(server).signIn('lanh-dao')).status, 401);
    assert.equal((await client(server).signIn('lanh-dao', 'tám cây đa bên sông Lô')).status, 200);
  });

  await t.test('an administrator on the machine disables an account: its sessions end at once', async () => {
    const one = await signedIn(server, 'lanh-dao-so');
    where.cli('account', 'disable', '--username', 'lanh-dao-so');
    assert.equal((await one.get('/strategy/inbox')).status, 401);
    const refused = await client(server).signIn('lanh-dao-so');
    assert.deepEqual([refused.status, slug(refused)], [403, 'people/account-disabled']);
    assert.match(where.cli('account', 'list'), /lanh-dao-so.*ngừng dùng/);
  });

  await t.test('a reset password is printed once and works; bad names and roles without an agency are refused', async () => {
    const made = /: (\S+)\s*$/.exec(where.cli('account', 'password', '--username', 'quan-tri'))[1];
    assert.equal((await client(server).signIn('quan-tri', made)).status, 200);
    for (const [args, expected] of [
      [['--username', 'Ông Ba', '--role', 'officer', '--agency', 'SNV'], 'people/username-form'],
      [['--username', 'can-bo', '--role', 'officer', '--agency', 'SNV'], 'people/username-taken'],
      [['--username', 'ai-do', '--role', 'officer'], 'access/role-needs-agency'],
      [['--username', 'ai-do', '--role', 'officer', '--agency', 'KHONG-CO'], 'reference/code-unknown'],
      [['--username', 'ai-do', '--role', 'vua'], 'kit/choice'],
      [['--username', 'ai-do', '--role', 'leader', '--password', 'ngắn'], 'people/password-weak'],
    ]) {
      const answer = where.try('account', 'add', ...args);
      assert.ok(answer.status > 0 && answer.err.includes(`[${expected}]`), `${args}: ${answer.err}`);
    }
    assert.ok(where.try('account', 'disable', '--username', 'khong-co').err.includes('people/account-missing'));
  });
});

onBothEngines('limits of signing in', { serve: { set: { 'people.sign_in_tries_address': 6, 'people.session_hours': 1, 'people.password_history': 2 } } }, async (t, { server, where }) => {
  await t.test('a session ends after its hours', async () => {
    const one = await signedIn(server, 'can-bo');
    const later = await serve({ ...where, common: where.common.map((word) => (word.startsWith('clock.fixed=') ? 'clock.fixed=2026-11-22T04:00:01Z' : word)) });
    assert.equal((await client(later).get('/strategy/inbox', { cookie: one.cookie })).status, 401);
    await later.stop();
    assert.equal((await one.get('/strategy/inbox')).status, 200);
  });

  await t.test('a history of two forgets what came before', async () => {
    const one = await signedIn(server, 'lanh-dao');
    const words = [PASSWORD, 'câu thứ hai thật dài', 'câu thứ ba thật dài', 'câu thứ tư thật dài'];
    for (let i = 1; i < words.length; i++) assert.equal((await one.post('/people/password', { present: words[i - 1], wanted: words[i] })).status, 204, words[i]);
    assert.equal((await one.post('/people/password', { present: words[3], wanted: words[3] })).status, 400);
  });

  await t.test('one address that guesses at many accounts must wait, whatever it says of itself', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `tai-khoan-${letter}`);
    for (const name of names) assert.equal((await client(server).signIn(name)).status, 401);
    const next = await client(server).call('POST', '/people/sign-in', { username: 'dieu-phoi', password: PASSWORD }, { 'x-forwarded-for': '203.0.113.7' });
    assert.deepEqual([next.status, slug(next)], [429, 'people/sign-in-too-often']);
  });
});
