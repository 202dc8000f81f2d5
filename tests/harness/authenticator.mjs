// tests/harness/authenticator - a passkey in software: makes attestation objects and signs assertions by node:crypto alone.
// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export const PRESENT = 0x01, VERIFIED = 0x04, MAY_BE_COPIED = 0x08, IS_COPIED = 0x10, CREDENTIAL = 0x40, EXTENSIONS = 0x80;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
export const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
export const bytesOf = (text) => Buffer.from(text, 'base64url');

/* ---- CBOR (RFC 8949), as CTAP2 writes it ---- */

export function cborHead(kind, value) {
  if (value < 24) return Buffer.from([kind << 5 | value]);
  if (value < 0x100) return Buffer.from([kind << 5 | 24, value]);
  if (value < 0x10000) return Buffer.from([kind << 5 | 25, value >> 8, value & 0xff]);
  const head = Buffer.alloc(5);
  head[0] = kind << 5 | 26;
  head.writeUInt32BE(value, 1);
  return head;
}

/** Numbers, texts, bytes, arrays; a Map for maps. */
export function cbor(value) {
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === 'number') return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([cborHead(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([cborHead(4, value.length), ...value.map(cbor)]);
  return Buffer.concat([cborHead(5, value.size), ...[...value].flat().map(cbor)]);
}

/* ---- keys ---- */

const part = (jwk, name) => bytesOf(jwk[name]);

/** COSE (RFC 9053): how each algorithm makes its pair, writes its public key and signs. */
const ALGORITHMS = {
  ES256: {
    pair: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    cose: (jwk) => [[1, 2], [3, -7], [-1, 1], [-2, part(jwk, 'x')], [-3, part(jwk, 'y')]],
    sign: (bytes, key) => sign('sha256', bytes, key),
  },
  EdDSA: {
    pair: () => generateKeyPairSync('ed25519'),
    cose: (jwk) => [[1, 1], [3, -8], [-1, 6], [-2, part(jwk, 'x')]],
    sign: (bytes, key) => sign(null, bytes, key),
  },
  RS256: {
    pair: (bits) => generateKeyPairSync('rsa', { modulusLength: bits }),
    cose: (jwk) => [[1, 3], [3, -257], [-1, part(jwk, 'n')], [-2, part(jwk, 'e')]],
    sign: (bytes, key) => sign('sha256', bytes, key),
  },
};

const numbers = (count) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(count);
  return bytes;
};

/**
 * One passkey. Whatever `over` names is put in the place of what is right: type, challenge, origin, crossOrigin, siteId,
 * flags, count, key, cose, credential, more (members of the client data), handle; `data`, `object`, `signature` are functions
 * over the finished bytes.
 */
export class Authenticator {
  constructor({ origin, algorithm = 'ES256', bits = 2048, counts = true }) {
    Object.assign(this, { origin, ...ALGORITHMS[algorithm] });
    this.siteId = new URL(origin).hostname;
    this.keys = this.pair(bits);
    this.credential = randomBytes(32);
    this.count = counts ? 1 : 0;
    this.step = counts ? 1 : 0;
  }

  clientData(type, challenge, over) {
    const said = { type: over.type ?? type, challenge: over.challenge ?? challenge, origin: over.origin ?? this.origin, crossOrigin: over.crossOrigin ?? false, ...over.more };
    return Buffer.from(over.clientText ?? JSON.stringify(said));
  }

  data(flags, over, ...rest) {
    const bytes = Buffer.concat([sha256(over.siteId ?? this.siteId), Buffer.from([over.flags ?? flags]), numbers(over.count ?? this.count), ...rest]);
    return over.data ? over.data(bytes) : bytes;
  }

  /** Answers options of POST /people/passkeys/start. */
  make(options, over = {}) {
    this.handle = options.user_handle;
    const credential = over.credential ?? this.credential;
    const key = over.cose ?? cbor(new Map(this.cose(this.keys.publicKey.export({ format: 'jwk' }))));
    const data = this.data(PRESENT | VERIFIED | CREDENTIAL, over, Buffer.alloc(16), Buffer.from([credential.length >> 8, credential.length & 0xff]), credential, key, over.extensions ?? Buffer.alloc(0));
    const object = cbor(new Map([['fmt', 'none'], ['attStmt', over.statement ?? new Map()], ['authData', data]]));
    return {
      client_data: base64url(this.clientData('webauthn.create', options.challenge, over)),
      attestation_object: base64url(over.object ? over.object(object) : object),
      transports: ['internal'],
    };
  }

  /** Answers options of POST /people/passkeys/challenge. */
  answer(question, over = {}) {
    this.count += this.step;
    const client = this.clientData('webauthn.get', question.challenge, over);
    const data = this.data(PRESENT | VERIFIED, over), signed = Buffer.concat([data, sha256(client)]);
    const signature = this.sign(over.signed ? over.signed(signed) : signed, over.key ?? this.keys.privateKey);
    return {
      credential: base64url(over.credential ?? this.credential),
      client_data: base64url(client),
      authenticator_data: base64url(data),
      signature: base64url(over.signature ? over.signature(signature) : signature),
      user_handle: over.handle ?? this.handle,
    };
  }
}
