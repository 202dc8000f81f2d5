// Passkeys: making one, signing in with it alone and as the second step, unlocking; and all that is refused.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { PASSWORD, client, serve, signedIn } from '../harness/banyan.mjs';
import { Authenticator, CREDENTIAL, EXTENSIONS, IS_COPIED, MAY_BE_COPIED, PRESENT, VERIFIED, base64url, bytesOf, cbor, cborHead } from '../harness/authenticator.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const ORIGIN = 'https://tiendo.example.gov.vn', ID = 'tiendo.example.gov.vn';
const slug = (answer) => (answer.body.errors?.[0]?.type ?? answer.body.type)?.replace('/problems/', '');
const told = (answer) => [answer.status, slug(answer)];
const passkey = (more = {}) => new Authenticator({ origin: ORIGIN, ...more });

/** Begins and ends the making of one. */
async function add(one, key, name = 'Máy tính cơ quan', over = {}) {
  const options = await one.post('/people/passkeys/start', {});
  assert.equal(options.status, 200, JSON.stringify(options.body));
  return one.post('/people/passkeys', { name, ...key.make(options.body, over) });
}

async function added(one, key, name) {
  const answer = await add(one, key, name);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

async function ask(one, purpose) {
  const answer = await one.post('/people/passkeys/challenge', { purpose });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

/** Alone, as a stranger; `over` says what is wrong. */
async function signInAlone(server, key, over = {}, one = client(server)) {
  return one.post('/people/passkeys/sign-in', key.answer(await ask(one, 'sign_in'), over));
}

async function atSecondStep(server, username) {
  const one = await signedIn(server, username);
  const { body } = await one.get('/people/me');
  assert.deepEqual([body.stage, body.username], ['second', '']);
  return one;
}

const flipped = (at) => (bytes) => {
  const other = Buffer.from(bytes);
  other[at < 0 ? other.length + at : at] ^= 1;
  return other;
};

const later = (where, moment) => ({ ...where, common: where.common.map((word) => (word.startsWith('clock.fixed=') ? `clock.fixed=${moment}` : word)) });

const SERVE = { set: { 'people.passkey_origin': ORIGIN, 'people.sign_in_tries_address': 1000, 'people.second_factor_roles': 'head', 'people.lock_minutes': 10 } };

onBothEngines('passkeys', { serve: SERVE }, async (t, { server, where }) => {
  const key = passkey();
  let id = '';

  await t.test('pages are told that there are passkeys', async () => {
    assert.deepEqual((await client(server).get('/people/passkeys/offer')).body, { is_on: true });
    assert.equal((await client(server).get('/people/passkeys')).status, 401);
    assert.equal((await client(server).post('/people/passkeys/start', {})).status, 401);
  });

  await t.test('the options name the site of the settings, not of the request, and the account by chance', async () => {
    const one = await signedIn(server, 'can-bo');
    const { body } = await one.post('/people/passkeys/start', {}, { host: 'evil.example' });
    assert.deepEqual([body.site_id, body.site_name, body.user_name, body.user_title], [ID, 'Tuyên Quang', 'can-bo', 'Trần Văn Minh']);
    assert.deepEqual(body.algorithms, [{ cose: -7 }, { cose: -8 }, { cose: -257 }]);
    assert.deepEqual([body.resident_key, body.user_verification, body.attestation, body.timeout_ms], ['preferred', 'preferred', 'none', 300000]);
    assert.equal(bytesOf(body.challenge).length, 32);
    assert.equal(bytesOf(body.user_handle).length, 32);
    const again = (await one.post('/people/passkeys/start', {})).body;
    assert.equal(again.user_handle, body.user_handle, 'an account has one handle');
    assert.notEqual(again.challenge, body.challenge);
  });

  await t.test('the first one brings recovery codes, raises this session and ends the others', async () => {
    const one = await signedIn(server, 'can-bo'), other = await signedIn(server, 'can-bo');
    const { id: made, recovery_codes: codes } = await added(one, key);
    id = made;
    assert.equal(codes.length, 10);
    const me = (await one.get('/people/me')).body;
    assert.deepEqual([me.stage, me.assurance, me.factors], ['full', 2, ['passkey', 'recovery']]);
    assert.equal((await other.get('/strategy/inbox')).status, 401);
    const { items } = (await one.get('/people/passkeys')).body;
    assert.deepEqual(items, [{ id, transports: ['internal'], may_be_copied: false, is_copied: false, name: 'Máy tính cơ quan', added_at: '2026-11-22T03:00:00Z', last_used_at: null, suspended_at: null }]);
  });

  await t.test('after the password it is the second step; its own passkeys alone are asked for', async () => {
    const one = await atSecondStep(server, 'can-bo');
    assert.equal((await one.get('/strategy/inbox')).status, 401);
    const question = await ask(one, 'second_step');
    assert.deepEqual(question.allow, [{ credential: base64url(key.credential), transports: ['internal'] }]);
    assert.deepEqual([question.site_id, question.user_verification], [ID, 'preferred']);
    const answer = await one.post('/people/passkeys/sign-in', key.answer(question, { flags: PRESENT, handle: '' }));
    assert.deepEqual([answer.status, answer.body.stage, answer.body.assurance, answer.body.username], [200, 'full', 2, 'can-bo'], JSON.stringify(answer.body));
    assert.equal((await one.get('/strategy/inbox')).status, 200);
    assert.equal((await one.get('/people/passkeys')).body.items[0].last_used_at, '2026-11-22T03:00:00Z');
  });

  await t.test('a recovery code does for a passkey that is not at hand', async () => {
    const one = await signedIn(server, 'dieu-phoi');
    const { recovery_codes: codes } = await added(one, passkey());
    const again = await atSecondStep(server, 'dieu-phoi');
    assert.equal((await again.post('/people/second-step', { code: codes[3] })).status, 200);
  });

  await t.test('alone it signs in without a name, whatever the algorithm; a counter that stays at 0 is none', async () => {
    const one = await signedIn(server, 'can-bo-snv');
    const keys = ['ES256', 'EdDSA', 'RS256'].map((algorithm) => passkey({ algorithm, counts: false }));
    for (const [i, each] of keys.entries()) {
      const { recovery_codes: codes } = await added(one, each, `Khoá ${i}`);
      assert.equal(codes.length, i === 0 ? 10 : 0, 'codes come with the first second factor');
    }
    for (const each of [...keys, ...keys]) {
      const answer = await signInAlone(server, each);
      assert.deepEqual([answer.status, answer.body.username, answer.body.stage, answer.body.assurance], [200, 'can-bo-snv', 'full', 2], JSON.stringify(answer.body));
    }
  });

  await t.test('extensions and an attestation that nobody asked for do no harm; a copied one is known as such', async () => {
    const one = await signedIn(server, 'lanh-dao'), other = passkey();
    const extras = {
      flags: PRESENT | VERIFIED | CREDENTIAL | EXTENSIONS | MAY_BE_COPIED | IS_COPIED,
      extensions: cbor(new Map([['credProtect', 2], ['example', [true, 'x']]])),
      statement: new Map([['alg', -7], ['sig', randomBytes(70)], ['x5c', [randomBytes(500)]]]),
    };
    assert.equal((await add(one, other, 'Có phần mở rộng', extras)).status, 201);
    const [item] = (await one.get('/people/passkeys')).body.items;
    assert.deepEqual([item.may_be_copied, item.is_copied], [true, true]);
    const answer = await signInAlone(server, other, { flags: PRESENT | VERIFIED | MAY_BE_COPIED });
    assert.equal(answer.status, 200);
    assert.equal((await one.get('/people/passkeys')).status, 200);
  });

  await t.test('who was away unlocks with it, by PIN or finger; a page that asks does not', async () => {
    const one = await signedIn(server, 'can-bo-xa'), mine = passkey();
    await added(one, mine);
    const evening = await serve(later(where, '2026-11-22T03:10:00Z'), SERVE);
    t.after(() => evening.stop());
    const there = client(evening), cookie = { cookie: one.cookie };
    assert.equal(slug(await there.get('/strategy/inbox', cookie)), 'people/session-locked');
    const asked = async () => (await there.post('/people/passkeys/challenge', { purpose: 'confirm' }, cookie)).body;
    const question = await asked();
    assert.equal(question.user_verification, 'required');
    assert.deepEqual(told(await there.post('/people/passkeys/confirm', mine.answer(question, { flags: PRESENT }), cookie)), [400, 'people/passkey-not-verified']);
    const opened = await there.post('/people/passkeys/confirm', mine.answer(await asked()), cookie);
    assert.deepEqual([opened.status, opened.body.stage, opened.body.roles.length], [200, 'full', 1], JSON.stringify(opened.body));
    assert.equal((await there.get('/strategy/inbox', cookie)).status, 200);
  });

  await t.test('it is changed by who showed a moment ago who he is', async () => {
    const one = client(server);
    await signInAlone(server, key, {}, one);
    const evening = await serve(later(where, '2026-11-22T03:16:00Z'), { set: { ...SERVE.set, 'people.lock_minutes': 0 } });
    t.after(() => evening.stop());
    const there = client(evening), cookie = { cookie: one.cookie };
    const refused = [['/people/passkeys/start', {}], [`/people/passkeys/${id}/remove`, {}], [`/people/passkeys/${id}/name`, { name: 'Khác' }]];
    for (const [path, body] of refused) assert.deepEqual(told(await there.post(path, body, cookie)), [403, 'people/confirm-first'], path);
    const question = (await there.post('/people/passkeys/challenge', { purpose: 'confirm' }, cookie)).body;
    assert.equal((await there.post('/people/passkeys/confirm', key.answer(question), cookie)).status, 200);
    assert.equal((await there.post(`/people/passkeys/${id}/name`, { name: 'Máy ở phòng họp' }, cookie)).status, 204);
    assert.equal((await one.get('/people/passkeys')).body.items[0].name, 'Máy ở phòng họp');
  });

  await t.test('another account can neither name nor remove it; ten are enough', async () => {
    const one = client(server), other = await signedIn(server, 'nguoi-dan');
    assert.deepEqual(told(await other.post(`/people/passkeys/${id}/name`, { name: 'Của tôi' })), [404, 'people/passkey-absent']);
    assert.deepEqual(told(await other.post(`/people/passkeys/${id}/remove`, {})), [404, 'people/passkey-absent']);
    assert.deepEqual(told(await other.post('/people/passkeys/challenge', { purpose: 'confirm' })), [404, 'people/passkey-absent']);
    await signInAlone(server, key, {}, one);
    for (let i = 1; i < 9; i++) await added(one, passkey({ algorithm: 'EdDSA' }), `Khoá ${i}`);
    const tenth = passkey(), eleventh = passkey(), wait = (await one.post('/people/passkeys/start', {})).body;
    await added(one, tenth, 'Khoá mười');
    assert.deepEqual(told(await one.post('/people/passkeys/start', {})), [409, 'people/passkey-limit']);
    assert.deepEqual(told(await one.post('/people/passkeys', { name: 'Thứ mười một', ...eleventh.make(wait) })), [409, 'people/passkey-limit']);
    const { items } = (await one.get('/people/passkeys')).body;
    assert.equal(items.length, 10);
    assert.equal((await one.post(`/people/passkeys/${items[9].id}/remove`, {})).status, 204);
    assert.equal((await one.get('/people/passkeys')).body.items.length, 9);
  });

  await t.test('where the role must have two factors a passkey is one; the last is not given up', async () => {
    const one = await signedIn(server, 'lanh-dao-so'), first = passkey(), second = passkey();
    assert.equal((await one.get('/people/me')).body.stage, 'enrol');
    const { id: firstId, recovery_codes: codes } = await added(one, first, 'Khoá thứ nhất');
    assert.equal(codes.length, 10);
    const me = (await one.get('/people/me')).body;
    assert.deepEqual([me.stage, me.assurance], ['full', 2]);
    assert.deepEqual(told(await one.post(`/people/passkeys/${firstId}/remove`, {})), [409, 'people/second-factor-needed']);
    assert.equal((await signInAlone(server, first)).status, 200, 'it was not removed');
    await added(one, second, 'Khoá thứ hai');
    assert.equal((await one.post(`/people/passkeys/${firstId}/remove`, {})).status, 204);
    assert.deepEqual((await one.get('/people/me')).body.factors, ['passkey', 'recovery']);
  });

  await t.test('who has lost all goes to an administrator on the machine; the last factor takes the codes with it', async () => {
    const one = await signedIn(server, 'nguoi-dan'), mine = passkey(), other = passkey();
    const { id: mineId } = await added(one, mine);
    assert.equal((await one.post(`/people/passkeys/${mineId}/remove`, {})).status, 204);
    assert.deepEqual((await one.get('/people/me')).body.factors, []);
    const { recovery_codes: codes } = await added(one, other);
    assert.equal(codes.length, 10);
    where.cli('account', 'reset-factors', '--username', 'nguoi-dan');
    assert.equal((await one.get('/people/passkeys')).status, 401, 'his sessions have ended');
    assert.deepEqual(told(await signInAlone(server, other)), [400, 'people/passkey-unknown']);
    assert.equal((await client(server).signIn('nguoi-dan')).body.stage, 'full');
  });
});

/* ---- what is refused ---- */

const weak = generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey.export({ format: 'jwk' });
const rsa = (jwk) => cbor(new Map([[1, 3], [3, -257], [-1, bytesOf(jwk.n)], [-2, bytesOf(jwk.e)]]));
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
const ec = (algorithm) => cbor(new Map([[1, 2], [3, algorithm], [-1, 1], [-2, bytesOf(p256.x)], [-3, bytesOf(p256.y)]]));
const MALFORMED = 'people/passkey-malformed', SITE = 'people/passkey-other-site', KEY = 'people/passkey-key-refused', OVER = 'people/passkey-question-over';
const nested = (depth) => Buffer.concat([Buffer.alloc(depth, 0x81), Buffer.from([0])]);

/** What is wrong with a passkey that was made: [what, over, problem]. */
const BAD_MAKING = [
  ['another origin', { origin: 'https://tiendo.example.com' }, SITE],
  ['the origin with a port', { origin: `${ORIGIN}:8443` }, SITE],
  ['a subdomain', { origin: `https://x.${ID}` }, SITE],
  ['in a page of another site', { crossOrigin: true }, SITE],
  ['below a page of another site', { more: { topOrigin: 'https://evil.example' } }, SITE],
  ['another rp id', { siteId: 'example.gov.vn' }, SITE],
  ['made to sign in', { type: 'webauthn.get' }, 'people/passkey-other-act'],
  ['another challenge', { challenge: base64url(randomBytes(32)) }, OVER],
  ['nobody touched it', { flags: VERIFIED | CREDENTIAL }, 'people/passkey-not-present'],
  ['no credential by its flags', { flags: PRESENT | VERIFIED }, MALFORMED],
  ['copied, though it cannot be', { flags: PRESENT | CREDENTIAL | IS_COPIED }, MALFORMED],
  ['extensions that are not there', { flags: PRESENT | CREDENTIAL | EXTENSIONS }, MALFORMED],
  ['an unknown algorithm', { cose: ec(-37) }, KEY],
  ['ES384 where ES256 is wanted', { cose: cbor(new Map([[1, 2], [3, -35], [-1, 2], [-2, randomBytes(48)], [-3, randomBytes(48)]])) }, KEY],
  ['RS256 of 512 bits', { cose: rsa(weak) }, KEY],
  ['a point that is not on its curve', { cose: cbor(new Map([[1, 2], [3, -7], [-1, 1], [-2, randomBytes(32)], [-3, randomBytes(32)]])) }, KEY],
  ['a key that is a text', { cose: cbor('khoá') }, KEY],
  ['an empty credential', { credential: Buffer.alloc(0) }, MALFORMED],
  ['a credential of 1024 bytes', { credential: randomBytes(1024) }, MALFORMED],
  ['data that is cut short', { data: (bytes) => bytes.subarray(0, -1) }, MALFORMED],
  ['data of its head alone', { data: (bytes) => bytes.subarray(0, 37) }, MALFORMED],
  ['data with more behind it', { data: (bytes) => Buffer.concat([bytes, Buffer.from([0])]) }, MALFORMED],
  ['an object that is cut short', { object: (bytes) => bytes.subarray(0, -1) }, MALFORMED],
  ['an object with more behind it', { object: (bytes) => Buffer.concat([bytes, Buffer.from([0])]) }, MALFORMED],
  ['an object of nothing', { object: () => Buffer.from([0]) }, MALFORMED],
  ['an object of random bytes', { object: () => randomBytes(300) }, MALFORMED],
  ['an object without its format', { object: (bytes) => Buffer.concat([Buffer.from([0xa2]), bytes.subarray(10)]) }, MALFORMED],
  ['two authData', { object: (bytes) => Buffer.concat([Buffer.from([0xa4]), bytes.subarray(1), cbor('authData'), cbor(randomBytes(200))]) }, MALFORMED],
  ['a map without length', { object: (bytes) => Buffer.concat([Buffer.from([0xbf]), bytes.subarray(1), Buffer.from([0xff])]) }, MALFORMED],
  ['bytes without length in the statement', { object: (bytes) => Buffer.concat([bytes.subarray(0, 18), Buffer.from([0x5f, 0xff]), bytes.subarray(19)]) }, MALFORMED],
  ['a bomb: an array of 2^32 in the key', { cose: Buffer.concat([Buffer.from([0xa1, 1]), cborHead(4, 0xffffffff)]) }, MALFORMED],
  ['a bomb: bytes of 2^63 in the key', { cose: Buffer.from('5b7fffffffffffffff00', 'hex') }, MALFORMED],
  ['a bomb: a map of 2^64 - 1 pairs', { object: () => Buffer.from('bbffffffffffffffff', 'hex') }, MALFORMED],
  ['arrays in each other without end', { cose: nested(5000) }, MALFORMED],
  ['a tag', { cose: Buffer.concat([Buffer.from([0xc2]), cbor(Buffer.alloc(4))]) }, MALFORMED],
  ['an object that is too large', { object: () => cbor(new Map([['fmt', 'none'], ['attStmt', new Map([['x', randomBytes(16384)]])], ['authData', Buffer.alloc(64)]])) }, 'kit/length'],
  ['client data that is no JSON', { clientText: 'xin chào' }, MALFORMED],
  ['client data that says it twice', { clientText: `{"type":"webauthn.create","type":"webauthn.create","challenge":"x","origin":"${ORIGIN}"}` }, MALFORMED],
  ['client data without a challenge', { clientText: `{"type":"webauthn.create","origin":"${ORIGIN}"}` }, MALFORMED],
  ['client data whose crossOrigin is a word', { crossOrigin: 'false' }, MALFORMED],
  ['client data of 5000 bytes', { more: { x: 'x'.repeat(5000) } }, 'kit/length'],
];

/** What is wrong with an answer of a passkey that must know its person. */
const BAD_ANSWERS = [
  ['another origin', { origin: 'https://tiendo.example.com' }, SITE],
  ['http', { origin: `http://${ID}` }, SITE],
  ['in a page of another site', { crossOrigin: true }, SITE],
  ['another rp id', { siteId: 'example.gov.vn' }, SITE],
  ['made to make one', { type: 'webauthn.create' }, 'people/passkey-other-act'],
  ['another challenge', { challenge: base64url(randomBytes(32)) }, OVER],
  ['nobody touched it', { flags: VERIFIED }, 'people/passkey-not-present'],
  ['it does not know its person', { flags: PRESENT }, 'people/passkey-not-verified'],
  ['signed by another key', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }, 'people/passkey-wrong'],
  ['another thing signed', { signed: flipped(40) }, 'people/passkey-wrong'],
  ['a byte of the signature flipped', { signature: flipped(-1) }, 'people/passkey-wrong'],
  ['a signature of one byte', { signature: () => Buffer.from([0x30]) }, 'people/passkey-wrong'],
  ['a credential that nobody has', { credential: randomBytes(32) }, 'people/passkey-unknown'],
  ['the handle of nobody', { handle: base64url(randomBytes(32)) }, 'people/passkey-unknown'],
  ['no handle', { handle: '' }, 'people/passkey-unknown'],
  ['data with a credential', { flags: PRESENT | VERIFIED | CREDENTIAL }, MALFORMED],
  ['data that is cut short', { data: (bytes) => bytes.subarray(0, 36) }, MALFORMED],
  ['data with more behind it', { data: (bytes) => Buffer.concat([bytes, Buffer.from([0])]) }, MALFORMED],
  ['extensions without end', { flags: PRESENT | VERIFIED | EXTENSIONS, data: (bytes) => Buffer.concat([bytes, Buffer.from([0xbf])]) }, MALFORMED],
  ['a bomb for extensions', { flags: PRESENT | VERIFIED | EXTENSIONS, data: (bytes) => Buffer.concat([bytes, Buffer.from('bb00ffffffffffffff', 'hex')]) }, MALFORMED],
  ['client data that is no JSON', { clientText: '[]' }, MALFORMED],
];

onBothEngines('passkeys that are refused', { serve: { set: { ...SERVE.set, 'people.sign_in_tries': 3, 'people.lock_minutes': 0 } } }, async (t, { server, where }) => {
  const key = passkey(), officer = await signedIn(server, 'can-bo');
  await added(officer, key);
  const count = async () => (await officer.get('/people/passkeys')).body.items.length;

  await t.test('what was made is looked at before anything is kept', async () => {
    const one = await signedIn(server, 'can-bo-snv');
    for (const [what, over, wanted] of BAD_MAKING) {
      const answer = await add(one, passkey(), 'Sai', over);
      assert.deepEqual(told(answer), [wanted === OVER ? 409 : 400, wanted], `${what}: ${JSON.stringify(answer.body)}`);
    }
    assert.deepEqual((await one.get('/people/passkeys')).body.items, []);
    assert.deepEqual((await one.get('/people/me')).body.factors, []);
    for (const body of [{ name: '' }, { name: 'x'.repeat(61) }, { client_data: '***' }, { attestation_object: 'a' }, { transports: Array(9).fill('usb') }]) {
      const options = (await one.post('/people/passkeys/start', {})).body;
      assert.equal((await one.post('/people/passkeys', { name: 'Tên', ...passkey().make(options), ...body })).status, 400, JSON.stringify(body));
    }
    assert.deepEqual((await one.get('/people/passkeys')).body.items, []);
  });

  await t.test('each answer that is wrong has its name, and the right one is taken after it', async () => {
    for (const [what, over, wanted] of BAD_ANSWERS) {
      const answer = await signInAlone(server, key, over);
      assert.deepEqual(told(answer), [wanted === OVER ? 409 : 400, wanted], `${what}: ${JSON.stringify(answer.body)}`);
      assert.equal((await signInAlone(server, key)).status, 200, `after ${what}`);
    }
  });

  await t.test('a question is good once, whether its answer was right or wrong', async () => {
    const one = client(server), question = await ask(one, 'sign_in');
    assert.equal((await one.post('/people/passkeys/sign-in', key.answer(question))).status, 200);
    assert.deepEqual(told(await one.post('/people/passkeys/sign-in', key.answer(question))), [409, OVER]);
    const other = client(server), second = await ask(other, 'sign_in');
    assert.equal(slug(await other.post('/people/passkeys/sign-in', key.answer(second, { origin: 'https://evil.example' }))), SITE);
    assert.deepEqual(told(await other.post('/people/passkeys/sign-in', key.answer(second))), [409, OVER]);
    assert.equal((await signInAlone(server, key)).status, 200);
    const third = client(server), last = await ask(third, 'sign_in'), reply = key.answer(last), cookie = { cookie: third.cookie };
    const both = await Promise.all([1, 2].map(() => client(server).post('/people/passkeys/sign-in', reply, cookie)));
    assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409], 'of two at once one is taken');
    const mine = passkey(), options = (await officer.post('/people/passkeys/start', {})).body;
    assert.equal((await officer.post('/people/passkeys', { name: 'Một', ...mine.make(options) })).status, 201);
    assert.deepEqual(told(await officer.post('/people/passkeys', { name: 'Hai', ...passkey().make(options) })), [409, OVER]);
    assert.equal(await count(), 2);
  });

  await t.test('a question holds for the browser, the session, the purpose that it was asked for, and for five minutes', async () => {
    const one = client(server), other = client(server), asked = () => ask(one, 'sign_in');
    await asked();
    await ask(other, 'sign_in');
    assert.deepEqual(told(await other.post('/people/passkeys/sign-in', key.answer(await asked()))), [409, OVER], 'of another browser');
    assert.deepEqual(told(await client(server).post('/people/passkeys/sign-in', key.answer(await asked()))), [409, OVER], 'of a browser without a token');
    assert.deepEqual(told(await officer.post('/people/passkeys/confirm', key.answer(await ask(officer, 'sign_in')))), [409, OVER], 'of another purpose');
    assert.deepEqual(told(await officer.post('/people/passkeys/sign-in', key.answer(await ask(officer, 'confirm')))), [409, OVER], 'of another purpose');
    const making = (await officer.post('/people/passkeys/start', {})).body;
    assert.deepEqual(told(await officer.post('/people/passkeys/sign-in', key.answer(making))), [409, OVER], 'for making one');
    assert.deepEqual(told(await officer.post('/people/passkeys', { name: 'Lạc', ...passkey().make(await ask(officer, 'confirm')) })), [409, OVER], 'for confirming');
    const before = client(server), question = await ask(before, 'sign_in'), fresh = await serve(later(where, '2026-11-22T03:05:00Z'), SERVE);
    t.after(() => fresh.stop());
    assert.deepEqual(told(await client(fresh).post('/people/passkeys/sign-in', key.answer(question), { cookie: before.cookie })), [409, OVER], 'five minutes later');
    assert.equal(await count(), 2);
    assert.deepEqual(told(await client(server).post('/people/passkeys/challenge', { purpose: 'second_step' })), [401, 'kit/not-signed-in']);
    assert.equal((await client(server).post('/people/passkeys/challenge', { purpose: 'add' })).status, 400);
  });

  await t.test('one of another account does not do for the second step, nor twice for two accounts', async () => {
    const other = await signedIn(server, 'dieu-phoi'), theirs = passkey();
    await added(other, theirs);
    const one = await atSecondStep(server, 'can-bo');
    assert.deepEqual(told(await one.post('/people/passkeys/sign-in', theirs.answer(await ask(one, 'second_step')))), [400, 'people/passkey-unknown']);
    assert.deepEqual(told(await add(other, passkey(), 'Của người khác', { credential: key.credential })), [409, 'people/passkey-exists']);
    assert.equal((await other.get('/people/passkeys')).body.items.length, 1);
    assert.equal((await one.post('/people/passkeys/sign-in', key.answer(await ask(one, 'second_step')))).status, 200);
  });

  await t.test('one that was removed is not known', async () => {
    const gone = passkey(), { id } = await added(officer, gone, 'Sẽ gỡ');
    assert.equal((await signInAlone(server, gone)).status, 200);
    assert.equal((await officer.post(`/people/passkeys/${id}/remove`, {})).status, 204);
    assert.deepEqual(told(await signInAlone(server, gone)), [400, 'people/passkey-unknown']);
  });

  await t.test('wrong answers make an account wait, as wrong passwords do', async () => {
    const one = await signedIn(server, 'lanh-dao'), mine = passkey();
    await added(one, mine);
    for (let i = 0; i < 3; i++) assert.equal(slug(await signInAlone(server, mine, { signature: flipped(-1) })), 'people/passkey-wrong');
    assert.deepEqual(told(await signInAlone(server, mine)), [429, 'people/sign-in-locked']);
    assert.deepEqual(told(await client(server).signIn('lanh-dao')), [429, 'people/sign-in-locked']);
  });

  await t.test('a counter that does not go up: suspended, recorded, and the password alone does not do instead', async () => {
    const one = await signedIn(server, 'can-bo-xa'), mine = passkey();
    await added(one, mine);
    const copy = Object.assign(passkey(), { keys: mine.keys, credential: mine.credential, handle: mine.handle, count: mine.count });
    assert.equal((await signInAlone(server, mine)).status, 200);
    assert.equal((await signInAlone(server, mine)).status, 200);
    assert.deepEqual(told(await signInAlone(server, copy)), [403, 'people/passkey-cloned']);
    assert.deepEqual(told(await signInAlone(server, mine)), [403, 'people/passkey-suspended'], 'also the one that may be the true one');
    assert.equal((await one.get('/people/passkeys')).body.items[0].suspended_at, '2026-11-22T03:00:00Z');
    assert.equal((await client(server).signIn('can-bo-xa')).body.stage, 'second');
    const event = (await one.get('/people/own')).body.events.find((told) => told.kind === 'people.passkey_suspended');
    assert.match(event.detail, /^passkey_\w+ \d+ \d+$/);
    assert.equal(event.actor, 'system');
    assert.deepEqual((await client(server).get(`/ledger/entries?subject=${event.id}`)).body.entries.map((entry) => entry.kind), ['people.passkey_suspended']);
    const none = await signedIn(server, 'nguoi-dan'), zero = passkey();
    await added(none, zero);
    assert.deepEqual(told(await signInAlone(server, zero, { count: 0 })), [403, 'people/passkey-cloned'], 'one that counted and counts no more');
  });

  await t.test('a disabled account is not opened by its passkey', async () => {
    where.cli('account', 'disable', '--username', 'can-bo');
    assert.deepEqual(told(await signInAlone(server, key)), [403, 'people/account-disabled']);
  });

  await t.test('one address has only so many questions open; passwords are not held up by it', async () => {
    let answer;
    for (let i = 0; i <= 300 && answer?.status !== 429; i++) answer = await client(server).post('/people/passkeys/challenge', { purpose: 'sign_in' });
    assert.deepEqual(told(answer), [429, 'people/sign-in-too-often']);
    assert.equal((await client(server).signIn('can-bo-snv')).status, 200);
  });
});

onBothEngines('passkeys are off until the site has its address', {}, async (t, { server, where }) => {
  await t.test('nothing is offered and nothing begun', async () => {
    const one = await signedIn(server, 'can-bo');
    assert.deepEqual((await one.get('/people/passkeys/offer')).body, { is_on: false });
    assert.deepEqual((await one.get('/people/passkeys')).body, { is_on: false, items: [] });
    assert.deepEqual(told(await one.post('/people/passkeys/start', {})), [404, 'people/passkeys-off']);
    assert.deepEqual(told(await client(server).post('/people/passkeys/challenge', { purpose: 'sign_in' })), [404, 'people/passkeys-off']);
    assert.equal((await one.post('/people/password', { present: PASSWORD, wanted: 'tám cây đa bên sông Lô' })).status, 204);
  });

  await t.test('an address that a browser would not write is refused at the start', async () => {
    for (const origin of ['http://tiendo.example.gov.vn', 'https://tiendo.example.gov.vn/', 'tiendo.example.gov.vn', 'https://Tiendo.example', 'https://a:0', 'https://a:443', 'https://a:65536', 'https://', 'http://localhost.evil.example']) {
      const tried = where.try('serve', '--listen', '127.0.0.1:0', '--set', `people.passkey_origin=${origin}`);
      assert.ok(tried.status > 0 && tried.err.includes('[people/passkey-origin-form]'), `${origin}: ${tried.err}`);
    }
  });
});
