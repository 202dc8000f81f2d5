// tests/stories/exchange_identity.story.mjs - who calls is proved: by a certificate that is pinned, by a signature of RFC 9421 that
// another implementation made, or by both; whatever is not exactly right is refused, and nothing of it goes on.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { certificates, fingerprintOf } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { OPEN, ask, doorsOf, recordsOf, register, serveExchange, signedHeaders, startSystem } from '../harness/exchange.mjs';

const PROVIDER = 'VN/GOV/2002/dan-cu', AT = `/r1/${PROVIDER}`, SERVICE = `${PROVIDER}/open`;
const TLS_FAULT = 'Server.ClientProxy.SslAuthenticationFailed', MISSING = 'Server.ClientProxy.MissingSignature', WRONG = 'Server.ClientProxy.InvalidSignatureValue';
const pem = (key) => key.export({ type: 'spki', format: 'pem' });

const ed = generateKeyPairSync('ed25519'), ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }), other = generateKeyPairSync('ed25519'), old = generateKeyPairSync('ed25519');
const ED = { id: 'khoa-1', secret: ed.privateKey, algorithm: 'ed25519' }, EC = { id: 'khoa-2', secret: ec.privateKey, algorithm: 'ecdsa-p256-sha256' };

/** How a record names a key: by the digest of it, and by its id. */
const named = ({ id, secret }) => `key:${createHash('sha256').update(createPublicKey(secret).export({ type: 'spki', format: 'der' })).digest('hex')}:${id}`;

const shop = certificates();
const ours = shop.make('exchange'), right = shop.make('right'), wrong = shop.make('wrong');
const expired = shop.make('expired', { from: '20200101000000Z', to: '20210101000000Z' }), future = shop.make('future', { from: '20400101000000Z', to: '20500101000000Z' });
const system_ = shop.make('system'), stranger = shop.make('stranger');
process.on('exit', () => shop.remove());

const declaration = (urls) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [
      { code: 'plain', connection: 'http' }, { code: 'secure', connection: 'https' },
      { code: 'pinned', connection: 'mtls', certificates: [{ pem: right.pem }, { pem: expired.pem }, { pem: future.pem }] },
      { code: 'signed', connection: 'http', signing_keys: [{ key_id: 'khoa-1', pem: pem(ed.publicKey) }, { key_id: 'khoa-2', pem: pem(ec.publicKey) }, { key_id: 'khoa-cu', pem: pem(old.publicKey), valid_to: '2026-01-01T00:00:00Z' }] },
      { code: 'both', connection: 'mtls', certificates: [{ pem: right.pem }], signing_keys: [{ key_id: 'khoa-1', pem: pem(ed.publicKey) }] },
    ] },
    { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [
      { code: 'dan-cu', connection: 'mtls', certificates: [{ pem: system_.pem }], services: [
        { code: 'open', type: 'rest', url: urls.plain }, { code: 'pinned', type: 'rest', url: urls.pinned }, { code: 'stranger', type: 'rest', url: urls.stranger }, { code: 'any', type: 'rest', url: urls.stranger, tls_verify: false },
      ] },
    ] },
  ],
  rights: ['plain', 'secure', 'pinned', 'signed', 'both'].flatMap((code) => ['open', 'pinned', 'stranger', 'any'].map((service) => ({ subject: `VN/GOV/1001/${code}`, service: `${PROVIDER}/${service}` }))),
});

const from = (code) => [['X-Road-Client', `VN/GOV/1001/${code}`]];
const shows = ({ cert, key }) => ({ cert: undefined, key: undefined, ...(cert && { cert, key }) });
const withCertificate = (one) => shows(one ? { cert: one.pem, key: one.keyPem } : {});

const SET = { ...OPEN, 'exchange.tls_certificate': ours.cert, 'exchange.tls_key': ours.key };
onBothEngines('who calls is proved', { data: { plan: null, accounts: false }, serve: { set: SET } }, async (t, { server, where }) => {
  const say = (seen, response) => { response.end('here'); };
  const system = await startSystem(say), pinned = await startSystem(say, { cert: system_.pem, key: system_.keyPem, requestCert: true, rejectUnauthorized: false }), strange = await startSystem(say, { cert: stranger.pem, key: stranger.keyPem });
  t.after(async () => { for (const one of [system, pinned, strange]) await one.stop(); });
  const urls = { plain: system.url, pinned: pinned.url.replace('127.0.0.1', 'localhost'), stranger: strange.url };
  await register(where, declaration(urls));
  const [door] = doorsOf(server), tls = (certificate = null, more = {}) => ({ ...door, tls: { ...withCertificate(certificate), ...more } });
  const lastIdentity = () => JSON.parse(recordsOf(where).filter((one) => !one.isAnswer).at(-1).statement).identity;

  /** Refused with this code and words like these, and not one message reached the system. */
  async function refused(at, request, code, words) {
    const before = system.seen.length, answer = await ask(at, request);
    assert.deepEqual([answer.status, answer.headers['x-road-error']], [500, code], answer.text);
    assert.match(JSON.parse(answer.text).message, words);
    assert.equal(system.seen.length, before);
  }
  async function taken(at, request, identity) {
    const before = system.seen.length, answer = await ask(at, request);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(system.seen.length, before + 1);
    assert.equal(lastIdentity(), identity);
  }

  await t.test('plain: no proof is wanted, with TLS or without', async () => {
    await taken(door, { target: `${AT}/open`, headers: from('plain') }, 'none');
    await taken(tls(), { target: `${AT}/open`, headers: from('plain') }, 'none');
    await taken(tls(wrong), { target: `${AT}/open`, headers: from('plain') }, 'none');
  });

  await t.test('https: TLS is wanted, no certificate', async () => {
    await taken(tls(), { target: `${AT}/open`, headers: from('secure') }, 'none');
    await refused(door, { target: `${AT}/open`, headers: from('secure') }, TLS_FAULT, /must come by TLS/);
  });

  await t.test('mtls: the pinned certificate, current, and no other', async () => {
    const request = { target: `${AT}/open`, headers: from('pinned') };
    await taken(tls(right), request, `certificate:${fingerprintOf(right.cert)}`);
    await taken(tls(right, { maxVersion: 'TLSv1.2' }), request, `certificate:${fingerprintOf(right.cert)}`);
    await refused(tls(wrong), request, TLS_FAULT, /not supply a TLS certificate that is registered/);
    await refused(tls(expired), request, TLS_FAULT, /not valid today/);
    await refused(tls(future), request, TLS_FAULT, /not valid today/);
    await refused(tls(), request, TLS_FAULT, /did not supply TLS certificate/);
    await refused(door, request, TLS_FAULT, /did not supply TLS certificate/);
  });

  await t.test('TLS below 1.2, and a certificate whose key its bearer has not: no connection', async () => {
    for (const more of [{ maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }]) {
      const answer = await ask({ ...door, tls: more }, { target: `${AT}/open`, headers: from('plain') });
      assert.equal(answer.status, 0);
    }
  });

  await t.test('a certificate that is taken off the register is worth nothing at the next message', async () => {
    const less = declaration(urls);
    less.members[0].subsystems[2].certificates = [{ pem: wrong.pem }];
    await register(where, less);
    await refused(tls(right), { target: `${AT}/open`, headers: from('pinned') }, TLS_FAULT, /registered/);
    await taken(tls(wrong), { target: `${AT}/open`, headers: from('pinned') }, `certificate:${fingerprintOf(wrong.cert)}`);
    await register(where, declaration(urls));
  });

  await t.test('towards systems: only the pinned certificate is believed, and ours is shown', async () => {
    const answer = await ask(door, { target: `${AT}/pinned`, headers: from('plain') });
    assert.deepEqual([answer.status, answer.text], [200, 'here'], answer.text);
    assert.equal(pinned.seen.at(-1).certificate.replaceAll(':', '').toLowerCase(), fingerprintOf(ours.cert));
    const no = await ask(door, { target: `${AT}/stranger`, headers: from('plain') });
    assert.deepEqual([no.status, no.headers['x-road-error'], strange.seen.length], [500, 'Server.ServerProxy.SslAuthenticationFailed', 0]);
    assert.equal((await ask(door, { target: `${AT}/any`, headers: from('plain') })).status, 200, 'tls_verify false');
  });

  await t.test('a signature: by either kind of key, with a body and without one', async () => {
    for (const key of [ED, EC]) {
      for (const request of [{ verb: 'GET', target: `${AT}/open/a?b=c%20d` }, { verb: 'POST', target: `${AT}/open`, body: '{"tên": "A"}' }, { verb: 'PUT', target: `${AT}/open`, body: Buffer.alloc(300_000, 'x') }]) {
        const signed = { ...request, headers: await signedHeaders({ ...request, headers: from('signed') }, key) };
        await taken(door, signed, named(key));
      }
    }
    const request = { target: `${AT}/open`, headers: from('signed') };
    await taken(tls(), { ...request, headers: await signedHeaders(request, ED, { scheme: 'https' }) }, named(ED));
  });

  await t.test('no signature, or one by a key that is not known, was ended, or is not his', async () => {
    const request = { target: `${AT}/open`, headers: from('signed') };
    const by = async (id, secret) => ({ ...request, headers: await signedHeaders(request, { id, secret, algorithm: 'ed25519' }) });
    await refused(door, request, MISSING, /must sign/);
    await refused(door, await by('khoa-3', ed.privateKey), WRONG, /key/);
    await refused(door, await by('khoa-1', other.privateKey), WRONG, /not one of this key over this message/);
    await refused(door, await by('khoa-cu', old.privateKey), WRONG, /key was not valid/);
  });

  await t.test('what was altered behind the signature', async () => {
    const request = { verb: 'POST', target: `${AT}/open/a?b`, headers: from('signed'), body: 'words' };
    const signed = async (change) => { const whole = { ...request, headers: await signedHeaders(request, ED) }; return change(whole); };
    const swap = (headers, name, value) => headers.map((pair) => (pair[0] === name ? [name, value] : pair));
    for (const [name, change, words] of [
      ['path', (one) => ({ ...one, target: `${AT}/open/b?b` }), /not one of this key/], ['query', (one) => ({ ...one, target: `${AT}/open/a?c` }), /not one of this key/], ['verb', (one) => ({ ...one, verb: 'PUT' }), /not one of this key/],
      ['body', (one) => ({ ...one, body: 'Words' }), /Content-Digest/], ['no body', (one) => ({ ...one, body: null }), /./], ['digest too', (one) => ({ ...one, body: 'x', headers: swap(one.headers, 'Content-Digest', 'sha-512=:AAAA:') }), /./],
      ['signature', (one) => ({ ...one, headers: swap(one.headers, 'Signature', 'sig=:AAAA:') }), /./], ['another client beside', (one) => ({ ...one, headers: [['X-Road-Client', 'VN/GOV/1001/plain'], ...one.headers] }), /./],
    ]) {
      const before = system.seen.length, answer = await ask(door, await signed(change));
      assert.deepEqual([answer.status, answer.headers['x-road-error']], [500, WRONG], `${name}: ${answer.text}`);
      assert.match(JSON.parse(answer.text).message, words, name);
      assert.equal(system.seen.length, before, name);
    }
  });

  await t.test('what a signature leaves out: the client, the target, the digest of a body, the time', async () => {
    const request = { verb: 'POST', target: `${AT}/open`, headers: from('signed'), body: 'words' };
    const all = ['@method', '@target-uri', 'x-road-client', 'content-digest'];
    for (const left of all) {
      const headers = await signedHeaders(request, ED, { fields: all.filter((one) => one !== left) });
      await refused(door, { ...request, headers }, WRONG, /must be signed|leaves out|sign/);
    }
    const bare = await signedHeaders(request, ED, { digest: false });
    await refused(door, { ...request, headers: bare }, WRONG, /./);
  });

  await t.test('a signature from another time', async () => {
    const request = { target: `${AT}/open`, headers: from('signed') };
    const at = async (seconds, params = {}) => ({ ...request, headers: await signedHeaders(request, ED, { params: { created: new Date(Date.now() + seconds * 1000), ...params } }) });
    await refused(door, await at(-70), WRONG, /too long ago/);
    await refused(door, await at(20), WRONG, /time to come|to come/);
  });

  await t.test('each signature is taken once, also by an exchange that was killed in between', async () => {
    const request = { target: `${AT}/open/once`, headers: from('signed') }, signed = { ...request, headers: await signedHeaders(request, ED) };
    await taken(door, signed, named(ED));
    await refused(door, signed, WRONG, /seen before/);
    await pause(1100);
    const { server: next, door: at } = await serveExchange(where, { set: SET });
    t.after(() => next.stop());
    await refused(at, signed, WRONG, /before this exchange began/);
    const fresh = { ...request, headers: await signedHeaders(request, ED) };
    await taken(at, fresh, named(ED));
  });

  await t.test('both: neither alone is enough', async () => {
    const request = { verb: 'POST', target: `${AT}/open`, headers: from('both'), body: 'words' };
    const signed = async () => ({ ...request, headers: await signedHeaders(request, ED, { scheme: 'https' }) });
    await taken(tls(right), await signed(), `certificate:${fingerprintOf(right.cert)} ${named(ED)}`);
    await refused(tls(right), request, MISSING, /must sign/);
    await refused(tls(wrong), await signed(), TLS_FAULT, /registered/);
    await refused(tls(), await signed(), TLS_FAULT, /did not supply/);
  });

  await t.test('one member’s proof is worth nothing for another', async () => {
    const request = { target: `${AT}/open`, headers: from('pinned') };
    await refused(door, { ...request, headers: await signedHeaders(request, ED) }, TLS_FAULT, /certificate/);
    await refused(tls(right), { target: `${AT}/open`, headers: from('signed') }, MISSING, /must sign/);
  });
});
