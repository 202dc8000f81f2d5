// tests/harness/provider - a provider of identities (OpenID Connect) whose every answer a test may spoil.
// SPDX-License-Identifier: Apache-2.0
import { constants, createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import assert from 'node:assert/strict';
import { banyan, client } from './banyan.mjs';

/** The moment at which the stories play. */
export const NOW_S = Date.parse('2026-11-22T03:00:00Z') / 1000;

const text64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export function makeKey(kid, kind = 'rsa', size = 2048) {
  const pair = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: size }) : generateKeyPairSync('ec', { namedCurve: size === 384 ? 'P-384' : 'P-256' });
  return { kid, ...pair, jwk: { ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig' } };
}

/** A token in the compact form, signed as its head says; `head` may lie. */
export function makeToken(key, claims, { alg = 'RS256', head = {} } = {}) {
  const signed = `${text64({ alg, kid: key.kid, ...head })}.${text64(claims)}`;
  const by = {
    RS256: () => sign('sha256', signed, key.privateKey),
    PS256: () => sign('sha256', signed, { key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
    ES256: () => sign('sha256', signed, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }),
    HS256: () => createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' })).update(signed).digest(),
    none: () => Buffer.alloc(0),
  };
  return `${signed}.${by[alg]().toString('base64url')}`;
}

const digest64 = (value) => createHash('sha256').update(value).digest('base64url');
export const accessDigest = (token) => createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');

async function bodyOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

/**
 * One server, many issuers: each below its own path. `spoil` of an issuer holds functions that change one answer:
 * discovery(document), keys(set), claims(claims, grant) or token(claims, grant), reply(response, path): true when it answered.
 */
export async function startProvider() {
  const issuers = new Map();
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const url = `http://127.0.0.1:${server.address().port}`;

  const send = (response, status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };

  /** As RFC 6749 and 7636 want it: the code once, its client with the secret, its address, the verifier of its challenge. */
  function exchange(issuer, request, form) {
    const grant = issuer.codes.get(form.get('code')), given = (request.headers.authorization ?? '').replace('Basic ', '');
    const [id, secret] = given ? Buffer.from(given, 'base64').toString().split(':').map(decodeURIComponent) : [form.get('client_id'), form.get('client_secret')];
    issuer.codes.delete(form.get('code'));
    if (id !== issuer.client || secret !== issuer.secret) return { error: 'invalid_client' };
    const isFine = grant && form.get('grant_type') === 'authorization_code' && form.get('redirect_uri') === grant.redirect_uri && digest64(form.get('code_verifier') ?? '') === grant.code_challenge;
    if (!isFine) return { error: 'invalid_grant' };
    const access_token = randomBytes(16).toString('hex');
    const claims = { iss: issuer.id, aud: issuer.client, sub: grant.sub, sid: grant.sid, nonce: grant.nonce, name: grant.name, iat: NOW_S, exp: NOW_S + 300, auth_time: NOW_S, at_hash: accessDigest(access_token), ...grant.claims };
    for (const name of Object.keys(claims)) if (claims[name] === undefined) delete claims[name];
    const id_token = issuer.spoil.token ? issuer.spoil.token(claims, grant) : makeToken(issuer.key, claims, { alg: issuer.alg });
    return { access_token, token_type: 'Bearer', id_token };
  }

  async function answer(request, response) {
    const [, name, ...rest] = new URL(request.url, url).pathname.split('/'), issuer = issuers.get(name), path = rest.join('/');
    const form = new URLSearchParams(await bodyOf(request));
    if (!issuer) return send(response, 404, {});
    issuer.asked.push(path);
    if (issuer.spoil.reply?.(response, path)) return undefined;
    if (path === '.well-known/openid-configuration') {
      const document = { issuer: issuer.id, authorization_endpoint: `${issuer.id}/authorize`, token_endpoint: `${issuer.id}/token`, jwks_uri: `${issuer.id}/keys`, ...issuer.says };
      return send(response, 200, document);
    }
    if (path === 'authorize') { // in place of its pages: whoever comes is `issuer.visitor`, and agrees
      const back = issuer.visitor.error ? { state: new URL(request.url, url).searchParams.get('state'), ...issuer.visitor } : agree(issuer, url + request.url, issuer.visitor);
      response.writeHead(302, { location: `${new URL(request.url, url).searchParams.get('redirect_uri')}?${new URLSearchParams(back)}` }).end();
      return undefined;
    }
    if (path === 'keys') return send(response, 200, { keys: issuer.published.map((key) => key.jwk) });
    if (path !== 'token') return send(response, 404, {});
    const tokens = exchange(issuer, request, form);
    return send(response, tokens.error ? 400 : 200, tokens);
  }

  return {
    url,
    /** A new issuer; `key` signs, `published` is what the others may know. */
    issuer(name, key, more = {}) {
      const issuer = { name, id: `${url}/${name}`, client: 'cay-da', secret: 's3cret+/=%&:', key, published: [key], alg: 'RS256', says: {}, spoil: {}, codes: new Map(), asked: [], visitor: {}, ...more };
      issuers.set(name, issuer);
      return issuer;
    },
    stop: () => new Promise((done) => { server.closeAllConnections?.(); server.close(done); }),
  };
}

/** What its own pages would do: somebody agreed, and goes back with a code. */
export function agree(issuer, way, { sub = 'con-nguoi-1', sid = 's-1', name = 'Bàn Văn Sơn', claims = {} } = {}) {
  const asked = Object.fromEntries(new URL(way).searchParams), code = randomBytes(16).toString('hex');
  issuer.codes.set(code, { ...asked, sub, sid, name, claims });
  return { code, state: asked.state };
}

/** `banyan provider add`, with the secret on its input. */
export function tryIntroduce(where, issuer, ...args) {
  const words = ['--code', issuer.name, '--label', `Nơi ${issuer.name}`, '--label-en', `Place ${issuer.name}`, '--issuer', issuer.id, '--client', issuer.client];
  return banyan(['provider', 'add', ...words, '--secret-stdin', ...args, ...where.common], { input: `${issuer.secret}\n` });
}

export function introduce(where, issuer, ...args) {
  const answer = tryIntroduce(where, issuer, ...args);
  assert.equal(answer.status, 0, answer.err);
}

export const begin = (one, issuer, more = {}) => one.post(`/people/providers/${issuer.name}/start`, { next: '/chi-tieu', ...more });
export const comeBack = (one, back) => one.post('/people/providers/callback', back);

/** The whole way, with a browser of its own unless one is given. */
export async function goThrough(server, issuer, { one = client(server), who = {}, ...more } = {}) {
  const way = await begin(one, issuer, more);
  assert.equal(way.status, 200, JSON.stringify(way.body));
  return { one, answer: await comeBack(one, agree(issuer, way.body.url, who)) };
}
