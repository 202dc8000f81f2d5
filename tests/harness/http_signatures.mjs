// tests/harness/http_signatures.mjs - another implementation of RFC 9421 (npm http-message-signatures): `sign` writes signed messages,
// `verify` reads some and ends with 0 when all hold, and none of them does when it is changed.
// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSigner, createVerifier, httpbis } from 'http-message-signatures';

// RFC 9421, B.1.3 and B.1.4
const pem = (label, body) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
const KEYS = {
  'ed25519': pem('PRIVATE KEY', 'MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF'),
  'ecdsa-p256-sha256': pem('EC PRIVATE KEY', 'MHcCAQEEIFKbhfNZfpDsW43+0+JjUr9K+bTeuxopu653+hBaXGA7oAoGCCqGSM49\n'
    + 'AwEHoUQDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM\n4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ=='),
};

const digestOf = (body) => `sha-512=:${createHash('sha512').update(body).digest('base64')}:`;

function requests() {
  const common = { 'X-Road-Client': 'VN/GOV/1/A', 'X-Lines': ['one', ' two '] };
  const body = '{"tên": "Nguyễn Văn A"}';
  return [
    { method: 'GET', url: 'https://x.example/r1/VN/GOV/2/B/people?id=7', headers: common, body: '',
      fields: ['@method', '@target-uri', 'x-road-client', 'x-lines'] },
    { method: 'POST', url: 'http://x.example:8443/r1/VN/GOV/2/B/people', headers: { ...common, 'Content-Digest': digestOf(body) }, body,
      fields: ['@method', '@path', '@query', '@authority', '@scheme', 'x-road-client', 'content-digest'] },
    { method: 'PUT', url: 'https://x.example:443/a%20b?name=a%2Bb&other=1', headers: { ...common, 'Content-Digest': digestOf(body) }, body,
      fields: ['@method', '@target-uri', '@query-param;name="name"', 'x-road-client', 'content-digest;sf', 'content-digest;key="sha-512"',
        'x-lines;bs'] },
  ];
}

const lines = (headers) => Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));

async function sign() {
  const signed = [];
  for (const algorithm of Object.keys(KEYS)) {
    const key = createSigner(createPrivateKey(KEYS[algorithm]), algorithm, `test-${algorithm}`);
    for (const { fields, body, ...message } of requests()) {
      const { headers } = await httpbis.signMessage({ key, fields, params: ['created', 'keyid', 'alg', 'expires', 'nonce'],
        paramValues: { nonce: 'n-1' } }, message);
      const [, scheme, authority, target] = /^(https?):\/\/([^/]+)(.*)$/.exec(message.url); // as they come on the wire
      signed.push({ method: message.method, scheme, authority, target, headers: lines(headers), body });
    }
  }
  process.stdout.write(JSON.stringify(signed));
}

/** What it was given may hold an answer, with the request that it answers. */
async function holds(message, request) {
  const keyLookup = async ({ keyid }) => {
    const algorithm = keyid.replace('test-', '');
    return { id: keyid, algs: [algorithm], verify: createVerifier(createPublicKey(KEYS[algorithm]), algorithm) };
  };
  return await httpbis.verifyMessage({ keyLookup, maxAge: 60, tolerance: 5 }, message, request) === true;
}

async function verify() {
  const messages = JSON.parse(readFileSync(0, 'utf8'));
  for (const { request, ...message } of messages) {
    if (!await holds(message, request)) throw new Error(`does not hold: ${JSON.stringify(message)}`);
    const changed = { ...message, headers: { ...message.headers, 'X-Road-Client': 'VN/GOV/1/Z' } };
    if (await holds(changed, request)) throw new Error(`holds although it was changed: ${JSON.stringify(changed)}`);
  }
  if (messages.length === 0) throw new Error('nothing to verify');
}

await (process.argv[2] === 'sign' ? sign() : verify());
