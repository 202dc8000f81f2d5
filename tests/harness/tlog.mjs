// tests/harness/tlog - an outside verifier of C2SP tlog-tiles: from a URL and a verifier key alone. Written from the
// specifications, with node's own crypto; it knows nothing of Banyan and shares no line with it.
// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, verify } from 'node:crypto';

const WIDTH = 256, HASH = 32;
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((one) => Buffer.from(one)))).digest();
export const leafHash = (entry) => sha256([0], entry);
const nodeHash = (left, right) => sha256([1], left, right);

const KEY_OF_LOG = 1, KEY_OF_WITNESS = 4;

/** name+hash+base64(kind || key) */
export function readVkey(vkey, kind = KEY_OF_LOG) {
  const [, name, hash, base64] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey), raw = Buffer.from(base64, 'base64');
  const id = sha256(name, '\n', raw).subarray(0, 4);
  if (raw.length !== 33 || raw[0] !== kind || id.toString('hex') !== hash) throw new Error(`not a verifier key: ${vkey}`);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]); // RFC 8410
  return { name, id, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** The checkpoint of a signed note; throws unless the key signed it. */
export function openCheckpoint(note, vkey) {
  const { name, id, key } = readVkey(vkey), at = note.lastIndexOf('\n\n'), text = note.slice(0, at + 1);
  const lines = note.slice(at + 2).split('\n').filter(Boolean).map((line) => /^— (\S+) (\S+)$/.exec(line));
  const isSigned = lines.some(([, who, base64]) => {
    const raw = Buffer.from(base64, 'base64');
    return who === name && raw.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), key, raw.subarray(4));
  });
  if (!isSigned) throw new Error(`not signed by ${name}`);
  const [origin, size, root] = text.split('\n');
  if (origin !== name) throw new Error(`of another log: ${origin}`);
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

/** When each of these witnesses has cosigned the note (C2SP tlog-cosignature), by name; null: it has not. */
export function cosignedBy(note, vkeys) {
  const at = note.lastIndexOf('\n\n'), text = note.slice(0, at + 1), lines = note.slice(at + 2).split('\n').filter(Boolean);
  return Object.fromEntries(vkeys.map((vkey) => {
    const { name, id, key } = readVkey(vkey, KEY_OF_WITNESS);
    const times = lines.map((line) => /^— (\S+) (\S+)$/.exec(line)).filter(([, who]) => who === name).map(([, , base64]) => {
      const raw = Buffer.from(base64, 'base64'), time = raw.length === 76 && raw.subarray(0, 4).equals(id) ? raw.readBigUInt64BE(4) : null;
      return time !== null && verify(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), key, raw.subarray(12)) ? Number(time) : null;
    });
    return [name, times.find((one) => one !== null) ?? null];
  }));
}

/** 1234067 is x001/x234/067. */
function tilePath(number, width) {
  const digits = String(number), groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g);
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === WIDTH ? path : `${path}.p/${width}`;
}

/** By plain recursion. */
export const rootOf = (hashes) => {
  if (hashes.length === 0) return sha256('');
  if (hashes.length === 1) return hashes[0];
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
};

/** That the first `old` leaves are where these begin: SUBPROOF of RFC 6962, 2.1.2. */
export function consistencyOf(hashes, old, isWhole = true) {
  if (old === 0) return [];
  if (old === hashes.length) return isWhole ? [] : [rootOf(hashes)];
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  const left = hashes.slice(0, split), right = hashes.slice(split);
  return old <= split ? [...consistencyOf(left, old, isWhole), rootOf(right)] : [...consistencyOf(right, old - split, false), rootOf(left)];
}

/** The roots of the first so many hashes, for sizes in growing order: each from the complete subtrees that end there. */
export function rootsAt(hashes, sizes) {
  const parts = [], roots = []; // parts: [hash, leaves], the largest first
  let next = 0;
  for (let size = 0; next < sizes.length; size++) {
    for (; sizes[next] === size; next++) roots.push(parts.length === 0 ? sha256('') : parts.map(([hash]) => hash).reduceRight((right, left) => nodeHash(left, right)));
    if (size === hashes.length) break;
    let [hash, leaves] = [hashes[size], 1];
    for (; parts.at(-1)?.[1] === leaves; leaves *= 2) hash = nodeHash(parts.pop()[0], hash);
    parts.push([hash, leaves]);
  }
  if (next < sizes.length) throw new Error(`there are no ${sizes[next]} hashes`);
  return roots;
}

async function bytes(url) {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${response.status} ${url}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Reads the whole log below `url`; gives its checkpoint and its entries, or throws at the first thing that is wrong. */
export async function verifyLog(url, vkey) {
  const checkpoint = openCheckpoint((await bytes(`${url}/checkpoint`)).toString(), vkey), entries = [], hashes = [];
  for (let number = 0; number * WIDTH < checkpoint.size; number++) {
    const path = tilePath(number, Math.min(WIDTH, checkpoint.size - number * WIDTH));
    let rest = await bytes(`${url}/tile/entries/${path}`);
    const tile = await bytes(`${url}/tile/0/${path}`);
    for (let at = 0; at < tile.length; at += HASH) {
      const size = rest.readUInt16BE(0), entry = rest.subarray(2, 2 + size), hash = leafHash(entry);
      rest = rest.subarray(2 + size);
      if (!hash.equals(tile.subarray(at, at + HASH))) throw new Error(`entry ${entries.length} does not fit its hash`);
      entries.push(entry);
      hashes.push(hash);
    }
    if (rest.length > 0) throw new Error(`bundle ${number} is too long`);
  }
  if (!rootOf(hashes).equals(checkpoint.root)) throw new Error('the root does not fit');
  for (let level = 1, below = hashes; below.length >= WIDTH; level++) {
    const here = [];
    for (let i = 0; i + WIDTH <= below.length; i += WIDTH) here.push(rootOf(below.slice(i, i + WIDTH)));
    for (let i = 0; i < here.length; i += WIDTH) {
      const part = here.slice(i, i + WIDTH), path = tilePath(i / WIDTH, part.length);
      if (!(await bytes(`${url}/tile/${level}/${path}`)).equals(Buffer.concat(part))) throw new Error(`tile ${level}/${path}`);
    }
    below = here;
  }
  return { ...checkpoint, entries, hashes };
}

/** A .tlog-proof file (c2sp.org/tlog-proof@v1): gives its entry, or throws. */
export function openProof(text, vkey) {
  const [head, note] = [text.slice(0, text.indexOf('\n\n')), text.slice(text.indexOf('\n\n') + 2)];
  const [first, ...lines] = head.split('\n');
  if (first !== 'c2sp.org/tlog-proof@v1') throw new Error(first);
  const entry = Buffer.from(lines.shift().replace(/^extra /, ''), 'base64'), index = Number(lines.shift().replace(/^index /, ''));
  const { size, root } = openCheckpoint(note, vkey);
  let hash = leafHash(entry), place = BigInt(index), last = BigInt(size) - 1n;
  for (const line of lines) { // RFC 9162, 2.1.3.2
    const other = Buffer.from(line, 'base64');
    if (last === 0n) throw new Error('too many hashes');
    if (place % 2n === 1n || place === last) {
      hash = nodeHash(other, hash);
      while (place % 2n === 0n && place !== 0n) [place, last] = [place / 2n, last / 2n];
    } else {
      hash = nodeHash(hash, other);
    }
    [place, last] = [place / 2n, last / 2n];
  }
  if (last !== 0n || !hash.equals(root)) throw new Error('the proof does not hold');
  return { entry: JSON.parse(entry.toString()), index, size };
}
