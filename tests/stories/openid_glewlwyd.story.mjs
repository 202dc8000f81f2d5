// Signing in at a real provider that is not ours: Glewlwyd, as Debian packs it. By the real clock, since it has no other.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { banyan, banyanMeanwhile, client, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { CLIENT, hasGlewlwyd, startGlewlwyd } from '../harness/glewlwyd.mjs';

const SITE = 'https://cay-da.example', PROVIDER = 'noi-khac';
const slug = (answer) => answer.body.type?.replace('/problems/', '');
const USERS = [{ username: 'minh', name: 'Trần Văn Minh', password: 'mat-khau-o-do' }, { username: 'son', name: 'Bàn Văn Sơn', password: 'mat-khau-o-do' }];

onBothEngines('a provider of Debian', { serve: { set: { 'site.address': SITE, 'clock.fixed': '', 'people.unused_days': 0 } } }, async (t, { server, where }) => {
  if (!hasGlewlwyd) return t.skip('Glewlwyd is not installed');
  const there = await startGlewlwyd({ site: SITE, logoutAddress: `${server.url}/api/v1/people/providers/${PROVIDER}/logout`, users: USERS });
  t.after(() => there.stop());
  const added = banyan(['provider', 'add', '--code', PROVIDER, '--label', 'Đăng nhập chung', '--issuer', there.issuer, '--client', CLIENT.id, '--scopes', 'openid', '--secret-stdin', '--makes-citizens', ...where.common], { input: `${CLIENT.secret}\n` });
  assert.equal(added.status, 0, added.err);

  /** From our sign-in page to theirs and back. */
  const walk = async (one, who, more = {}) => {
    const way = await one.post(`/people/providers/${PROVIDER}/start`, { next: '/viec', ...more });
    assert.equal(way.status, 200, JSON.stringify(way.body));
    const { page, state, code } = await who.follow(way.body.url);
    assert.equal(page, `${SITE}/dang-nhap/oidc`);
    return one.post('/people/providers/callback', { state, code });
  };
  const minh = await there.person('minh', 'mat-khau-o-do'), son = await there.person('son', 'mat-khau-o-do');

  await t.test('what it publishes is understood', async () => {
    const told = await banyanMeanwhile(['provider', 'check', '--code', PROVIDER, ...where.common]);
    assert.match(told.out, /1 khoá/, told.err);
  });

  await t.test('an officer links his account from his own page, and from then on signs in there', async () => {
    const officer = await signedIn(server, 'can-bo'), answer = await walk(officer, minh, { link: true });
    assert.deepEqual([answer.status, answer.body], [200, { next: '/viec', is_linked: true }], JSON.stringify(answer.body));
    const one = client(server), back = await walk(one, minh);
    assert.deepEqual([back.status, back.body], [200, { next: '/viec', is_linked: false }]);
    const me = (await one.get('/people/me')).body;
    assert.deepEqual([me.username, me.stage], ['can-bo', 'full']);
  });

  await t.test('a citizen has an account made under the name that he has there', async () => {
    const one = client(server), answer = await walk(one, son);
    assert.deepEqual([answer.status, slug(answer)], [409, 'people/link-first']);
    assert.equal((await one.get('/people/identity')).body.name, 'Bàn Văn Sơn');
    assert.equal((await one.post('/people/identity/account')).status, 200);
    assert.deepEqual((await one.get('/people/me')).body.roles.map((role) => role.role), ['citizen']);
  });

  await t.test('its keys turn: the new one is asked for', async () => {
    await there.turnKeys();
    const one = client(server);
    assert.equal((await walk(one, minh)).status, 200);
    assert.equal((await one.get('/people/me')).body.username, 'can-bo');
  });

  await t.test('a code of its is good once, and for our own verifier', async () => {
    const one = client(server), way = await one.post(`/people/providers/${PROVIDER}/start`, {});
    const { state, code } = await minh.follow(way.body.url);
    const thief = client(server), own = await minh.follow((await thief.post(`/people/providers/${PROVIDER}/start`, {})).body.url);
    const stolen = await thief.post('/people/providers/callback', { state: own.state, code });
    assert.deepEqual([stolen.status, slug(stolen)], [403, 'people/provider-refused']);
    const late = await one.post('/people/providers/callback', { state, code: `${code}x` });
    assert.deepEqual([late.status, slug(late)], [403, 'people/provider-refused']);
  });

  await t.test('who leaves there is signed out here', async () => {
    const one = client(server);
    assert.equal((await walk(one, son)).status, 200);
    const stays = client(server);
    assert.equal((await walk(stays, minh)).status, 200);
    await son.leave();
    await soon(async () => assert.equal((await one.get('/people/links')).status, 401));
    assert.equal((await stays.get('/people/links')).status, 200);
  });
  return undefined;
});
