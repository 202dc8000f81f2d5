// Providers that lie, networks that fail, thieves of codes and states: each ends in its own problem, and nothing is half made.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { client, serve, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { NOW_S, agree, begin, comeBack, goThrough, introduce, makeKey, makeToken, startProvider } from '../harness/provider.mjs';

const SITE = 'https://cay-da.example';
const slug = (answer) => answer.body.type?.replace('/problems/', '');
const met = (answer) => [answer.status, slug(answer)];

const provider = await startProvider();
const keys = { rsa: makeKey('k1'), ec: makeKey('k2', 'ec'), other: makeKey('k1'), next: makeKey('k3'), last: makeKey('k5'), short: makeKey('k4', 'rsa', 1024), wide: makeKey('k6', 'ec', 384) };
after(() => provider.stop());

let made = 0;
function known(where, { key = keys.rsa, ...more } = {}) {
  const issuer = provider.issuer(`h${made++}`, key, more);
  introduce(where, issuer);
  return issuer;
}

/** Refused with this problem; nobody is signed in, nothing waits to be linked, and the state is used up. */
async function refused(server, issuer, wanted, said, { who = {} } = {}) {
  const one = client(server), way = await begin(one, issuer), back = agree(issuer, way.body.url, who), answer = await comeBack(one, back);
  assert.deepEqual(met(answer), wanted, JSON.stringify(answer.body));
  if (said) assert.match(answer.body.detail_en, said);
  assert.equal((await one.get('/people/me')).body.username, '');
  assert.equal((await one.get('/people/identity')).body.provider, '');
  assert.deepEqual(met(await comeBack(one, back)), [404, 'people/openid-unknown'], 'a state is good once');
}

const BAD = [403, 'people/id-token-refused'], WRONG = [503, 'people/provider-answer'], AWAY = [503, 'people/provider-away'];

onBothEngines('hostile providers', { serve: { set: { 'site.address': SITE } } }, async (t, { server, where }) => {
  const honest = known(where);
  const linkedUp = await signedIn(server, 'can-bo');
  assert.equal((await goThrough(server, honest, { one: linkedUp, link: true, who: { sub: 'can-bo' } })).answer.status, 200);

  await t.test('every allowed algorithm signs somebody in', async () => {
    for (const [key, alg] of [[keys.rsa, 'RS256'], [keys.rsa, 'PS256'], [keys.ec, 'ES256']]) {
      assert.deepEqual(met((await goThrough(server, known(where, { key, alg }))).answer), [409, 'people/link-first'], alg);
    }
  });

  await t.test('a proof that is signed wrong', async () => {
    const spoilt = (token) => { honest.spoil = { token }; return honest; };
    const cases = {
      'alg none': [(claims) => makeToken(keys.rsa, claims, { alg: 'none' }), /algorithm/],
      'the public key as a shared secret': [(claims) => makeToken(keys.rsa, claims, { alg: 'HS256' }), /algorithm/],
      'the key of somebody else under the same name': [(claims) => makeToken(keys.other, claims), /signature/],
      'a signature that was cut off': [(claims) => makeToken(keys.rsa, claims).replace(/[^.]+$/, ''), /signature|well formed/],
      'a head that asks for what nobody knows': [(claims) => makeToken(keys.rsa, claims, { head: { crit: ['x'], x: 1 } }), /well formed/],
      'no token at all': [() => 'khong-phai-giay', /well formed/],
      'claims that are no object': [() => makeToken(keys.rsa, ['iss']), /well formed/],
      'a claim that is there twice': [() => makeToken(keys.rsa, `{"iss":"${honest.id}","iss":"${honest.id}"}`), /well formed/],
      'its own key in its head': [(claims) => makeToken(keys.other, claims, { head: { jwk: keys.other.jwk, jku: `${honest.id}/keys` } }), /signature/],
    };
    for (const [name, [token, said]] of Object.entries(cases)) await refused(server, spoilt(token), BAD, said).catch((error) => { throw new Error(`${name}: ${error.message}`); });
    honest.spoil = {};
  });

  await t.test('keys that are too short, or of another curve, are no keys', async () => {
    await refused(server, known(where, { key: keys.short }), BAD, /key is unknown/);
    const wide = known(where, { key: keys.wide });
    wide.spoil.token = (claims) => makeToken(keys.ec, claims, { alg: 'ES256', head: { kid: 'k6' } });
    await refused(server, wide, BAD, /key is unknown/);
  });

  await t.test('a proof that says something wrong', async () => {
    const cases = [
      [{ iss: 'https://khac.example' }, /another issuer/], [{ iss: `${honest.id}/` }, /another issuer/], [{ iss: undefined }, /another issuer/],
      [{ aud: 'khac' }, /somebody else/], [{ aud: ['cay-da', 'khac'] }, /somebody else/], [{ aud: ['cay-da', 'khac'], azp: 'khac' }, /somebody else/], [{ azp: 'khac' }, /somebody else/], [{ aud: undefined }, /somebody else/],
      [{ nonce: undefined }, /nonce/], [{ nonce: 'khac' }, /nonce/], [{ nonce: 7 }, /nonce/],
      [{ exp: NOW_S - 61 }, /expired/], [{ exp: undefined }, /missing/], [{ exp: 'mai' }, /missing/], [{ exp: 1e300 }, /missing/],
      [{ iat: NOW_S + 61 }, /future/], [{ nbf: NOW_S + 61 }, /future/], [{ iat: undefined }, /missing/],
      [{ at_hash: 'khac' }, /at_hash/],
      [{ sub: undefined }, /missing/], [{ sub: '' }, /missing/], [{ sub: 'x'.repeat(256) }, /missing/], [{ sid: 'x'.repeat(256) }, /missing/],
      [{ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }, /another kind/],
    ];
    for (const [claims, said] of cases) await refused(server, honest, BAD, said, { who: { sub: 'can-bo', claims } }).catch((error) => { throw new Error(`${JSON.stringify(claims)}: ${error.message}`); });
    for (const claims of [{ exp: NOW_S - 59 }, { iat: NOW_S + 59 }, { aud: ['cay-da'] }, { aud: ['cay-da', 'khac'], azp: 'cay-da' }, { at_hash: undefined }]) {
      assert.equal((await goThrough(server, honest, { who: { sub: 'can-bo', claims } })).answer.status, 200, JSON.stringify(claims));
    }
  });

  await t.test('a name that deceives is left out', async () => {
    for (const name of ['Quản trị\u202etxt', 'x'.repeat(121), 'hai\ndòng', { vi: 'x' }]) {
      const { one } = await goThrough(server, known(where), { who: { sub: 'ai', claims: { name } } });
      assert.equal((await one.get('/people/identity')).body.name, '');
    }
  });

  await t.test('keys that change are asked for again; who invents names of keys is not asked for every one', async () => {
    const turning = known(where), asked = () => turning.asked.filter((path) => path === 'keys').length;
    assert.deepEqual(met((await goThrough(server, turning)).answer), [409, 'people/link-first']);
    assert.equal((await goThrough(server, turning)).answer.status, 409);
    assert.equal(asked(), 1, 'kept');
    turning.key = keys.next;
    turning.published = [keys.rsa, keys.next];
    assert.deepEqual(met((await goThrough(server, turning)).answer), [409, 'people/link-first']);
    assert.equal(asked(), 2);
    turning.key = keys.last; // never published
    for (let i = 0; i < 8; i++) await refused(server, turning, BAD, /key is unknown/);
    assert.equal(asked(), 5, 'five times in a minute at most');
  });

  await t.test('a state of another browser, a state that was used, an invented one', async () => {
    const one = client(server), thief = client(server), way = await begin(one, honest), back = agree(honest, way.body.url, { sub: 'can-bo' });
    assert.deepEqual(met(await comeBack(thief, back)), [404, 'people/openid-unknown'], 'no cookie');
    await begin(thief, honest);
    assert.deepEqual(met(await comeBack(thief, back)), [404, 'people/openid-unknown'], 'a cookie of its own');
    assert.deepEqual(met(await comeBack(one, { ...back, state: 'A'.repeat(43) })), [404, 'people/openid-unknown']);
    assert.equal((await comeBack(one, { ...back, state: 'ngắn' })).status, 400);
    assert.equal((await comeBack(one, back)).status, 200, 'the thief has spoilt nothing');
    assert.deepEqual(met(await comeBack(one, back)), [404, 'people/openid-unknown']);
  });

  await t.test('of those who come back with one state at the same moment one is let in at most', async () => {
    const one = client(server), way = await begin(one, honest), back = agree(honest, way.body.url, { sub: 'can-bo' }), cookie = one.cookie;
    const answers = await Promise.all([1, 2, 3].map(() => client(server).post('/people/providers/callback', back, { cookie })));
    const others = answers.filter((answer) => answer.status !== 200).map(slug); // whose code was used first may come second to the state
    assert.ok(others.length >= 2 && others.every((kind) => ['people/openid-unknown', 'people/provider-refused'].includes(kind)), String(others));
  });

  await t.test('a stolen code that is put into one\'s own way is refused by its verifier', async () => {
    const victim = client(server), thief = client(server);
    const stolen = agree(honest, (await begin(victim, honest)).body.url, { sub: 'can-bo' });
    const own = agree(honest, (await begin(thief, honest)).body.url, { sub: 'ke-trom' });
    const answer = await comeBack(thief, { state: own.state, code: stolen.code });
    assert.deepEqual(met(answer), [403, 'people/provider-refused']);
    assert.match(answer.body.detail_en, /invalid_grant/);
    assert.equal((await thief.get('/people/me')).body.username, '');
  });

  await t.test('a state lasts ten minutes', async (u) => {
    const one = client(server), back = agree(honest, (await begin(one, honest)).body.url, { sub: 'can-bo' });
    const common = where.common.map((word) => (word.startsWith('clock.fixed=') ? 'clock.fixed=2026-11-22T03:10:00Z' : word));
    const later = await serve({ ...where, common }, { set: { 'site.address': SITE } });
    u.after(() => later.stop());
    const answer = await client(later).post('/people/providers/callback', back, { cookie: one.cookie });
    assert.deepEqual(met(answer), [404, 'people/openid-unknown']);
  });

  await t.test('a page of another site can neither begin nor end a way', async () => {
    const one = client(server), headers = { origin: 'https://evil.example' };
    assert.deepEqual(met(await one.post(`/people/providers/${honest.name}/start`, {}, headers)), [403, 'kit/foreign-origin']);
    const back = agree(honest, (await begin(one, honest)).body.url);
    assert.deepEqual(met(await one.post('/people/providers/callback', back, headers)), [403, 'kit/foreign-origin']);
    assert.equal((await fetch(`${server.url}/api/v1/people/providers/callback?state=${back.state}&code=${back.code}`)).status, 405, 'a GET writes nothing');
  });

  await t.test('one goes on to a page of this site, and to no other', async () => {
    for (const next of ['//evil.example', '///evil.example', 'https:evil.example', 'https://evil.example', '/\\evil.example', '\\\\evil.example', 'javascript:alert(1)', '/ evil', 'evil', '/a\\b']) {
      const answer = await begin(client(server), honest, { next });
      assert.deepEqual([answer.status, answer.body.errors?.[0].type], [400, '/problems/people/next-elsewhere'], next);
    }
    assert.equal((await begin(client(server), honest, { next: '/\tevil' })).status, 400);
    assert.equal((await begin(client(server), honest, { next: '/chi-tieu?x=https://a.example/#b' })).status, 200);
  });

  await t.test('the provider says no: its own words are shown, and the state is used up', async () => {
    const one = client(server), { state } = agree(honest, (await begin(one, honest)).body.url);
    const answer = await comeBack(one, { state, error: 'access_denied', error_description: 'Người dùng đã huỷ' });
    assert.deepEqual(met(answer), [403, 'people/provider-refused']);
    assert.match(answer.body.detail, /Người dùng đã huỷ/);
    assert.deepEqual(met(await comeBack(one, { state, code: 'x' })), [404, 'people/openid-unknown']);
  });

  await t.test('an answer that names another sender is not taken', async () => {
    const one = client(server), back = agree(honest, (await begin(one, honest)).body.url);
    assert.deepEqual(met(await comeBack(one, { ...back, iss: 'https://khac.example' })), BAD);
    const naming = known(where, { says: { authorization_response_iss_parameter_supported: true } });
    const two = client(server), silent = agree(naming, (await begin(two, naming)).body.url);
    assert.deepEqual(met(await comeBack(two, silent)), BAD);
    const named = agree(naming, (await begin(two, naming)).body.url);
    assert.deepEqual(met(await comeBack(two, { ...named, iss: naming.id })), [409, 'people/link-first']);
  });

  await t.test('what a provider says of itself is checked before anybody is sent there', async () => {
    const raw = (status, body, head = {}) => (response, path) => path.startsWith('.well-known') && Boolean(response.writeHead(status, head).end(body));
    const cases = [
      [{ says: { issuer: 'https://khac.example' } }, WRONG, /another issuer/],
      [{ says: { issuer: undefined } }, WRONG, /another issuer/],
      [{ says: { authorization_endpoint: 'javascript:alert(1)' } }, WRONG, /safe address/],
      [{ says: { token_endpoint: 'http://169.254.169.254/latest' } }, WRONG, /safe address/],
      [{ says: { jwks_uri: 'file:///etc/passwd' } }, WRONG, /safe address/],
      [{ spoil: { reply: raw(200, 'x'.repeat(5 << 20)) } }, WRONG, /too long/],
      [{ spoil: { reply: raw(200, '['.repeat(60000)) } }, WRONG, /not JSON/],
      [{ spoil: { reply: raw(200, '<html>') } }, WRONG, /not JSON/],
      [{ spoil: { reply: raw(200, Buffer.from([0xff, 0xfe, 0x00])) } }, WRONG, /no text/],
      [{ spoil: { reply: raw(302, '', { location: `${honest.id}/.well-known/openid-configuration` }) } }, WRONG, /status 302/],
      [{ spoil: { reply: raw(500, '{}') } }, WRONG, /status 500/],
      [{ spoil: { reply: (response) => Boolean(response.destroy()) } }, AWAY, /does not answer/],
    ];
    for (const [more, wanted, said] of cases) {
      const issuer = known(where, more), one = client(server), answer = await begin(one, issuer);
      assert.deepEqual(met(answer), wanted, JSON.stringify(answer.body));
      assert.match(answer.body.detail_en, said);
      assert.equal(one.cookie, '', 'nobody is on his way');
      for (let i = 0; i < 6; i++) await begin(one, issuer);
      assert.equal(issuer.asked.length, 5, 'who is away or wrong is asked five times in a minute at most');
    }
  });

  await t.test('tokens that do not come, come too slowly, or are too large', async () => {
    const spoilt = (reply) => { honest.spoil = { reply: (response, path) => path === 'token' && Boolean(reply(response)) }; return honest; };
    await refused(server, spoilt((response) => response.destroy() || true), AWAY, /does not answer/);
    await refused(server, spoilt((response) => response.writeHead(200).end('x'.repeat(5 << 20))), WRONG, /too long/);
    await refused(server, spoilt((response) => response.writeHead(200).end('{}')), WRONG, /no id_token/);
    await refused(server, spoilt((response) => response.writeHead(302, { location: '/khac' }).end()), WRONG, /status 302/);
    await refused(server, spoilt((response) => response.writeHead(400).end('{"error":"invalid_client"}')), [403, 'people/provider-refused'], /invalid_client/);
    await refused(server, spoilt((response) => response.writeHead(400).end('<html>')), WRONG, /status 400/);
    const began = Date.now(), slow = refused(server, spoilt(() => true), AWAY, /does not answer/);
    await new Promise((done) => { setTimeout(done, 300); });
    assert.equal((await client(server).signIn('can-bo-snv')).status, 200, 'passwords do not wait for it');
    assert.ok(Date.now() - began < 3000);
    await slow;
    assert.ok(Date.now() - began < 12000);
    honest.spoil = {};
  });

  await t.test('a key set that is rubbish', async () => {
    for (const body of ['{}', '[]', '{"keys":7}', '{"keys":[1,{},{"kty":"RSA","n":7,"e":"AQAB"}]}', '{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"k1"}]}']) {
      const issuer = known(where, { spoil: { reply: (response, path) => path === 'keys' && Boolean(response.writeHead(200).end(body)) } });
      await refused(server, issuer, BAD, /key is unknown/);
    }
    const issuer = known(where, { spoil: { reply: (response, path) => path === 'keys' && Boolean(response.writeHead(200).end(JSON.stringify({ keys: [{ ...keys.rsa.jwk, n: 'A'.repeat(342) }] }))) } });
    await refused(server, issuer, BAD, /signature/);
  });

  await t.test('after all that the honest way is open still', async () => {
    const { one, answer } = await goThrough(server, honest, { who: { sub: 'can-bo' } });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.equal((await one.get('/people/me')).body.username, 'can-bo');
  });

  await t.test('who sends himself away again and again waits', async () => {
    let last;
    for (let i = 0; i < 201 && last?.status !== 429; i++) last = await begin(client(server), honest);
    assert.deepEqual(met(last), [429, 'people/sign-in-too-often']);
  });
});
