// Signing in at a provider of identities: linking, making an account, being signed out from there; and what a hostile provider,
// or a thief of codes, gets for his trouble.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after } from 'node:test';
import { CLOCK, PASSWORD, banyanMeanwhile, client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { codeAt } from '../harness/one_time.mjs';
import { NOW_S, agree, begin, comeBack, goThrough, introduce, makeKey, makeToken, startProvider, tryIntroduce } from '../harness/provider.mjs';
import { verifyLog } from '../harness/tlog.mjs';

const SITE = 'https://cay-da.example', FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const slug = (answer) => answer.body.type?.replace('/problems/', '');
const met = (answer) => [answer.status, slug(answer)];
const later = (where, moment) => ({ ...where, common: where.common.map((word) => (word.startsWith('clock.fixed=') ? `clock.fixed=${moment}` : word)) });

const provider = await startProvider();
const keys = { rsa: makeKey('k1'), other: makeKey('k1') };
after(() => provider.stop());

let made = 0;
/** An issuer of its own, known to the installation. */
function known(where, { key = keys.rsa, args = [], ...more } = {}) {
  const issuer = provider.issuer(`p${made++}`, key, more);
  introduce(where, issuer, ...args);
  return issuer;
}

/** An officer who has linked his account from his own page. */
async function linked(server, issuer, username, sub) {
  const one = await signedIn(server, username), { answer } = await goThrough(server, issuer, { one, link: true, who: { sub } });
  assert.deepEqual([answer.status, answer.body], [200, { next: '/chi-tieu', is_linked: true }]);
  return one;
}

onBothEngines('a provider of identities', { serve: { set: { 'site.address': SITE } } }, async (t, { server, where, engine }) => {
  const issuer = known(where, { args: ['--two-factor-amr', 'mfa;hwk', '--two-factor-acr', 'urn:muc-cao'] });

  await t.test('is a button of the sign-in page; its address and secret are told to nobody', async () => {
    await soon(async () => {
      const { body } = await client(server).get('/people/providers');
      assert.deepEqual(body, { items: [{ code: issuer.name, label: `Nơi ${issuer.name}`, label_en: `Place ${issuer.name}` }] });
    });
    assert.match(where.cli('provider', 'list'), new RegExp(`${issuer.name} .*${issuer.id} \\(cay-da\\)`));
    const found = await banyanMeanwhile(['provider', 'check', '--code', issuer.name, ...where.common]);
    assert.match(found.out, new RegExp(`${issuer.name}: ${issuer.id}, 1 khoá`), found.err);
  });

  await t.test('the way out has a code challenge, a state and a nonce of its own, and a cookie that scripts cannot read', async () => {
    const one = client(server), way = await begin(one, issuer), asked = new URL(way.body.url).searchParams;
    assert.equal(new URL(way.body.url).origin + new URL(way.body.url).pathname, `${issuer.id}/authorize`);
    assert.deepEqual(['response_type', 'client_id', 'redirect_uri', 'scope', 'code_challenge_method', 'prompt'].map((name) => asked.get(name)), ['code', 'cay-da', `${SITE}/dang-nhap/oidc`, 'openid profile', 'S256', null]);
    for (const name of ['state', 'nonce', 'code_challenge']) assert.match(asked.get(name), /^[\w-]{43}$/);
    assert.match(way.headers.get('set-cookie'), /^banyan-provider=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
    assert.equal(asked.get('max_age'), '43200', 'of the hours that a session lasts');
    const again = new URL((await begin(one, issuer, { fresh: true })).body.url).searchParams;
    assert.equal(again.get('prompt'), 'login');
    for (const name of ['state', 'nonce', 'code_challenge']) assert.notEqual(again.get(name), asked.get(name));
  });

  await t.test('who is unknown is asked to sign in and to agree; nothing is linked before', async () => {
    const { one, answer } = await goThrough(server, issuer, { who: { sub: 'can-bo-o-noi-kia' } });
    assert.deepEqual(met(answer), [409, 'people/link-first']);
    const asked = await one.get('/people/identity');
    assert.deepEqual([asked.body.label, asked.body.name, asked.body.may_make], [`Nơi ${issuer.name}`, 'Bàn Văn Sơn', false]);
    assert.equal((await client(server).get('/people/identity')).body.provider, '', 'of this browser alone');
    assert.equal((await one.post('/people/identity/link')).status, 401);
    assert.deepEqual(met(await one.post('/people/identity/account')), [403, 'people/account-not-made']);
    await one.signIn('can-bo');
    const done = await one.post('/people/identity/link');
    assert.deepEqual([done.status, done.body], [200, { next: '/chi-tieu' }]);
    assert.deepEqual(met(await one.post('/people/identity/link')), [404, 'people/identity-missing']);
    const links = (await one.get('/people/links')).body;
    assert.deepEqual([links.has_other_way, links.items.map((link) => [link.provider, link.linked_at])], [true, [[issuer.name, '2026-11-22T03:00:00Z']]]);
  });

  await t.test('from then on he signs in there', async () => {
    const { one, answer } = await goThrough(server, issuer, { who: { sub: 'can-bo-o-noi-kia' } });
    assert.deepEqual([answer.status, answer.body], [200, { next: '/chi-tieu', is_linked: false }]);
    const me = (await one.get('/people/me')).body;
    assert.deepEqual([me.username, me.stage, me.assurance], ['can-bo', 'full', 1]);
    assert.equal((await one.get('/strategy/inbox')).status, 200);
  });

  await t.test('two factors there are two factors here, when the provider says so in the agreed words', async () => {
    for (const [claims, assurance] of [[{ amr: ['pwd', 'mfa'] }, 2], [{ acr: 'urn:muc-cao' }, 2], [{ acr: 'urn:muc-thap', amr: ['pwd'] }, 1], [{ amr: 'hwk' }, 2], [{ acr: ['urn:muc-cao'] }, 1]]) {
      const { one, answer } = await goThrough(server, issuer, { who: { sub: 'can-bo-o-noi-kia', claims } });
      assert.equal(answer.status, 200);
      assert.equal((await one.get('/people/me')).body.assurance, assurance, JSON.stringify(claims));
    }
  });

  await t.test('a role that must have two still has its second step when the provider showed one', async (u) => {
    await linked(server, issuer, 'quan-tri', 'quan-tri-o-noi-kia');
    const strict = await serve(where, { set: { 'site.address': SITE, 'people.second_factor_roles': 'administrator' } });
    u.after(() => strict.stop());
    const weak = await goThrough(strict, issuer, { who: { sub: 'quan-tri-o-noi-kia' } });
    assert.deepEqual([weak.answer.status, (await weak.one.get('/people/me')).body.stage], [200, 'enrol']);
    assert.equal((await weak.one.get('/people/links')).status, 401);
    const strong = await goThrough(strict, issuer, { who: { sub: 'quan-tri-o-noi-kia', claims: { amr: ['mfa'] } } });
    assert.deepEqual([strong.answer.status, (await strong.one.get('/people/me')).body.stage], [200, 'full']);
  });

  await t.test('one identity has one account, one account one identity of a provider', async () => {
    const one = await signedIn(server, 'can-bo-snv');
    const taken = await goThrough(server, issuer, { one, link: true, who: { sub: 'can-bo-o-noi-kia' } });
    assert.deepEqual(met(taken.answer), [409, 'people/link-taken']);
    const officer = await signedIn(server, 'can-bo');
    const second = await goThrough(server, issuer, { one: officer, link: true, who: { sub: 'mot-nguoi-khac' } });
    assert.deepEqual(met(second.answer), [409, 'people/link-taken']);
    assert.deepEqual((await one.get('/people/links')).body.items, []);
  });

  await t.test('a link that one account began is not finished by another', async () => {
    const one = await signedIn(server, 'can-bo-snv'), way = await begin(one, issuer, { link: true });
    await one.signIn('can-bo-xa');
    assert.deepEqual(met(await comeBack(one, agree(issuer, way.body.url, { sub: 'ai-do' }))), [403, 'people/openid-not-yours']);
    assert.deepEqual((await one.get('/people/links')).body.items, []);
  });

  await t.test('linking wants a session, and one that showed a moment ago who it is', async (u) => {
    assert.equal((await begin(client(server), issuer, { link: true })).status, 401);
    const one = await signedIn(server, 'can-bo-xa');
    const hour = await serve(later(where, '2026-11-22T04:00:00Z'), { set: { 'site.address': SITE } });
    u.after(() => hour.stop());
    const old = client(hour), cookies = { cookie: one.cookie };
    assert.deepEqual(met(await old.post(`/people/providers/${issuer.name}/start`, { link: true }, cookies)), [403, 'people/confirm-first']);
    assert.deepEqual(met(await old.post(`/people/links/${issuer.name}/remove`, {}, cookies)), [403, 'people/confirm-first']);
  });

  await t.test('a person who was asked by the provider long ago is not freshly confirmed', async () => {
    await linked(server, issuer, 'can-bo-xa', 'xa-o-noi-kia');
    const { one } = await goThrough(server, issuer, { who: { sub: 'xa-o-noi-kia', claims: { auth_time: NOW_S - 3600 } } });
    assert.deepEqual(met(await one.post(`/people/links/${issuer.name}/remove`, {})), [403, 'people/confirm-first']);
    const fresh = await goThrough(server, issuer, { who: { sub: 'xa-o-noi-kia' } });
    assert.equal((await fresh.one.post(`/people/links/${issuer.name}/remove`, {})).status, 204);
    assert.equal((await one.get('/people/links')).status, 401, 'what came in by the link is over');
    assert.deepEqual(met(await fresh.one.post(`/people/links/${issuer.name}/remove`, {})), [404, 'people/link-missing']);
  });

  await t.test('a disabled account stays outside', async () => {
    await linked(server, issuer, 'lanh-dao-so', 'so-o-noi-kia');
    where.cli('account', 'disable', '--username', 'lanh-dao-so');
    const { one, answer } = await goThrough(server, issuer, { who: { sub: 'so-o-noi-kia' } });
    assert.deepEqual(met(answer), [403, 'people/account-disabled']);
    assert.equal((await one.get('/people/me')).body.username, '');
  });

  await t.test('a citizen may have an account made, where the provider is trusted so far; it has no other way in', async () => {
    const open = known(where, { args: ['--makes-citizens'] });
    const { one, answer } = await goThrough(server, open, { who: { sub: '0123', name: 'Hoàng Thị Mai' } });
    assert.deepEqual(met(answer), [409, 'people/link-first']);
    assert.equal((await one.get('/people/identity')).body.may_make, true);
    assert.deepEqual((await one.post('/people/identity/account')).body, { next: '/chi-tieu' });
    const me = (await one.get('/people/me')).body;
    assert.deepEqual([me.name, me.roles.map((one) => one.role), me.stage], ['Hoàng Thị Mai', ['citizen'], 'full']);
    assert.equal((await one.get('/people/security')).body.password_set_at, null);
    assert.deepEqual(met(await one.post(`/people/links/${open.name}/remove`, {})), [409, 'people/link-last']);
    assert.equal((await one.get('/people/links')).body.has_other_way, false);
    assert.equal((await client(server).signIn(me.username, PASSWORD)).status, 401);
    const again = await goThrough(server, open, { who: { sub: '0123' } });
    assert.equal((await again.one.get('/people/me')).body.account, me.account);
  });

  await t.test('who does not want it is forgotten', async () => {
    const { one } = await goThrough(server, issuer, { who: { sub: 'khong-muon' } });
    assert.equal((await one.post('/people/identity/drop')).status, 204);
    assert.equal((await one.get('/people/identity')).body.provider, '');
  });

  await t.test('the ledger tells what happened, and neither subjects nor secrets', async () => {
    const text = await soon(async () => {
      const whole = (await verifyLog(`${server.url}/ledger`, where.cli('ledger', 'key').trim())).entries.join('\n');
      for (const kind of ['people.provider_added', 'people.link_added', 'people.link_removed']) assert.ok(whole.includes(kind), kind);
      return whole;
    });
    for (const hidden of [`oidc ${issuer.name}`, 'noi-kia', issuer.secret, 'Hoàng Thị Mai', '0123"']) assert.ok(!text.includes(hidden), hidden);
  });

  await t.test('signed out there is signed out here: by session, or by person; each token once', async () => {
    const off = known(where), tell = (token, headers = FORM) => client(server).call('POST', `/people/providers/${off.name}/logout`, `logout_token=${token}&and_more=1`, headers);
    await linked(server, off, 'can-bo-snv', 'snv');
    const enter = async (sid) => (await goThrough(server, off, { who: { sub: 'snv', sid } })).one;
    const [first, second] = [await enter('s-1'), await enter('s-2')], stays = await signedIn(server, 'can-bo-snv');
    const there = async (one) => (await one.get('/strategy/inbox')).status;
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const claims = { iss: off.id, aud: off.client, iat: NOW_S, exp: NOW_S + 120, jti: 'j-1', sub: 'snv', sid: 's-1', events };
    for (const [spoiled, said] of [
      [makeToken(keys.rsa, { ...claims, nonce: 'n' }), /another kind/], [makeToken(keys.rsa, { ...claims, events: {} }), /another kind/], [makeToken(keys.rsa, { ...claims, iss: 'https://khac.example' }), /another issuer/],
      [makeToken(keys.rsa, { ...claims, aud: 'khac' }), /somebody else/], [makeToken(keys.rsa, { ...claims, iat: NOW_S - 900, exp: undefined }), /expired/], [makeToken(keys.rsa, { ...claims, iat: NOW_S + 900 }), /future/],
      [makeToken(keys.rsa, { ...claims, jti: undefined }), /missing/], [makeToken(keys.rsa, { ...claims, sub: undefined, sid: undefined }), /missing/], [makeToken(keys.other, claims), /signature/],
      [makeToken(keys.rsa, claims, { alg: 'none' }), /algorithm/], [makeToken(keys.rsa, claims, { alg: 'HS256' }), /algorithm/], ['khong.phai.giay', /well formed/],
    ]) {
      const refused = await tell(spoiled);
      assert.deepEqual(met(refused), [400, 'people/logout-refused']);
      assert.match(refused.body.detail_en, said);
    }
    assert.deepEqual([await there(first), await there(second)], [200, 200], 'nothing was half obeyed');
    assert.deepEqual(met(await tell('x', { 'content-type': 'application/json' })), [415, 'kit/body-needed-form']);
    assert.equal((await client(server).call('POST', `/people/providers/${off.name}/logout`, 'khac=1', FORM)).status, 400);
    assert.equal((await tell(makeToken(keys.rsa, claims))).status, 204);
    assert.deepEqual([await there(first), await there(second), await there(stays)], [401, 200, 200]);
    const twice = await tell(makeToken(keys.rsa, claims));
    assert.deepEqual(met(twice), [400, 'people/logout-refused']);
    assert.match(twice.body.detail_en, /before/);
    assert.equal((await tell(makeToken(keys.rsa, { ...claims, jti: 'j-2', sid: undefined }))).status, 204);
    assert.deepEqual([await there(second), await there(stays)], [401, 200]);
  });

  await t.test('a second step on this side does not forget where the session began', async (u) => {
    const off = known(where);
    const one = await linked(server, off, 'dieu-phoi', 'dp');
    const { one: back } = await goThrough(server, off, { who: { sub: 'dp', sid: 's-9' } });
    const strict = await serve(where, { set: { 'site.address': SITE, 'people.second_factor_roles': 'coordinator' } });
    u.after(() => strict.stop());
    assert.equal((await one.get('/people/me')).body.stage, 'full');
    assert.equal((await back.get('/people/me')).body.stage, 'full');
    const enrolling = (await goThrough(strict, off, { who: { sub: 'dp', sid: 's-10' } })).one;
    const { body: start } = await enrolling.post('/people/authenticator');
    const confirmed = await enrolling.post('/people/authenticator/confirm', { code: codeAt(start.secret, CLOCK) });
    assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body));
    assert.equal((await enrolling.get('/strategy/inbox')).status, 200);
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const token = makeToken(keys.rsa, { iss: off.id, aud: off.client, iat: NOW_S, jti: 'j-3', sid: 's-10', events });
    assert.equal((await client(strict).call('POST', `/people/providers/${off.name}/logout`, `logout_token=${token}`, FORM)).status, 204);
    assert.equal((await enrolling.get('/strategy/inbox')).status, 401);
  });

  await t.test('what the administrator types wrong is refused with a sentence', async () => {
    const refuse = (wrong, ...args) => tryIntroduce(where, { ...issuer, ...wrong }, ...args).err;
    assert.match(refuse({}), /people\/provider-taken/);
    assert.match(refuse({ name: 'Ông Ba' }), /people\/provider-form/);
    for (const id of ['http://noi-khac.example', 'javascript:alert(1)', 'https://ten@noi-khac.example', 'https://', 'http://localhost.noi-khac.example']) assert.match(refuse({ name: 'moi', id }), /people\/provider-form/, id);
    assert.match(refuse({ name: 'moi' }, '--scopes', 'profile'), /people\/provider-form/);
    assert.match(refuse({ name: 'moi', secret: '' }), /people\/provider-form/);
    assert.match(where.try('provider', 'remove', '--code', 'khong-co').err, /people\/provider-missing/);
    assert.deepEqual(met(await client(server).post('/people/providers/khong-co/start', {})), [404, 'people/provider-missing']);
  });

  await t.test('changed in its place it keeps its links; removed, it takes links and sessions along', async () => {
    const one = known(where);
    await linked(server, one, 'lanh-dao', 'ld');
    const { one: inside } = await goThrough(server, one, { who: { sub: 'ld' } });
    one.secret = 'another-one';
    introduce(where, one, '--replace');
    assert.equal((await goThrough(server, one, { who: { sub: 'ld' } })).answer.status, 200);
    where.cli('provider', 'remove', '--code', one.name);
    assert.equal((await inside.get('/strategy/inbox')).status, 401);
    assert.deepEqual((await (await signedIn(server, 'lanh-dao')).get('/people/links')).body.items, []);
  });

  await t.test('a public client, and one whose secret goes into the form', async () => {
    const open = provider.issuer(`p${made++}`, keys.rsa, { secret: undefined });
    where.cli('provider', 'add', '--code', open.name, '--label', 'Mở', '--issuer', open.id, '--client', open.client);
    open.secret = null;
    assert.deepEqual(met((await goThrough(server, open)).answer), [409, 'people/link-first']);
    const posted = known(where, { says: { token_endpoint_auth_methods_supported: ['client_secret_post'] } });
    assert.deepEqual(met((await goThrough(server, posted)).answer), [409, 'people/link-first']);
  });

  await t.test('where browsers come by HTTPS only, the cookie is of this host and of no other', async (u) => {
    const secure = await serve(where, { set: { 'site.address': SITE, 'http.secure': 'on' } });
    u.after(() => secure.stop());
    const one = client(secure), way = await begin(one, issuer), back = agree(issuer, way.body.url, { sub: 'can-bo-o-noi-kia' });
    assert.match(way.headers.get('set-cookie'), /^__Host-banyan-provider=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/);
    const planted = one.cookie.replace('__Host-', '');
    assert.deepEqual(met(await client(secure).post('/people/providers/callback', back, { cookie: planted })), [404, 'people/openid-unknown']);
    assert.equal((await comeBack(one, back)).status, 200);
    assert.match(one.cookie, /__Host-banyan=/);
  });

  await t.test('a copy of the database helps no thief; what is over is swept', { skip: engine !== 'sqlite' }, async (u) => {
    const one = client(server), way = await begin(one, issuer), { state } = agree(issuer, way.body.url), asked = new URL(way.body.url).searchParams;
    await goThrough(server, issuer, { who: { sub: 'so-dinh-danh-0123456789', sid: 'phien-o-do', name: 'Ai Đó' } });
    const ask = (sql) => execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(where.data, 'banyan.db'), sql], { encoding: 'utf8' }).trim();
    const whole = ask('.dump');
    for (const hidden of [state, asked.get('nonce'), one.cookie.split('=')[1], issuer.secret, 'so-dinh-danh-0123456789', 'phien-o-do', 'can-bo-o-noi-kia']) assert.ok(!whole.includes(hidden), hidden);
    const waiting = () => ['provider_start', 'provider_identity', 'provider_logout'].map((table) => Number(ask(`SELECT COUNT(*) FROM ${table}`)));
    assert.ok(waiting().every((count) => count > 0), String(waiting()));
    const hour = await serve(later(where, '2026-11-22T05:00:00Z'), { set: { 'site.address': SITE } });
    u.after(() => hour.stop());
    await soon(async () => assert.deepEqual(waiting(), [0, 0, 0]));
  });

  await t.test('without its own address the site sends nobody away', async (u) => {
    const homeless = await serve(where);
    u.after(() => homeless.stop());
    assert.deepEqual(met(await begin(client(homeless), issuer)), [503, 'people/no-site-address']);
  });
});
