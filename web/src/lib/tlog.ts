// Checks in this browser that an entry stands in the record, and who has cosigned that: C2SP tlog-proof, signed-note,
// tlog-checkpoint and tlog-cosignature, RFC 9162.
// SPDX-License-Identifier: Apache-2.0

export interface ProvenEntry {
  /** The entry itself, as it was recorded. */
  entry: string;
  index: number;
  /** How many entries the record had when it was signed. */
  size: number;
  origin: string;
  /** Of the witnesses that were asked for, in their order. */
  witnesses: readonly Cosigned[];
}

export interface Cosigned {
  name: string;
  /** When, by the witness's clock; null: it has not. */
  at: string | null;
}

/** form: not a proof; key: not a verifier key; signature: not signed with it; tree: entry and record do not fit together. */
export type Wrong = 'form' | 'key' | 'signature' | 'tree';

export class ProofWrong extends Error {
  constructor(readonly wrong: Wrong) {
    super(wrong);
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

const FIRST_LINE = 'c2sp.org/tlog-proof@v1', KEY_OF_LOG = 1, KEY_OF_WITNESS = 4, HASH_BYTES = 32, KEY_ID_BYTES = 4, TIME_BYTES = 8;
const TIME_MAX_S = 253402300799n; // the last second of the year 9999
const utf8 = new TextEncoder();

function must(holds: unknown, wrong: Wrong): asserts holds {
  if (!holds) throw new ProofWrong(wrong);
}

function joined(...parts: readonly (Bytes | number[])[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  parts.reduce((at, one) => { all.set(one, at); return at + one.length; }, 0);
  return all;
}

function bytesOf(base64: string, wrong: Wrong): Bytes {
  try {
    return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  } catch {
    throw new ProofWrong(wrong);
  }
}

const isSame = (a: Bytes, b: Bytes): boolean => a.length === b.length && a.every((one, i) => one === b[i]);
const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(joined([1], left, right));

interface NoteKey {
  name: string;
  id: Bytes;
  key: CryptoKey;
}

/** name+hash+base64(kind || key) */
async function readKey(vkey: string, kind: number): Promise<NoteKey> {
  const [, name = '', hash = '', base64 = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim()) ?? [];
  const raw = bytesOf(base64, 'key'), id = (await sha256(joined(utf8.encode(name), [10], raw))).slice(0, KEY_ID_BYTES);
  must(raw.length === 1 + HASH_BYTES && raw[0] === kind, 'key');
  must([...id].map((one) => one.toString(16).padStart(2, '0')).join('') === hash, 'key');
  return { name, id, key: await crypto.subtle.importKey('raw', raw.slice(1), 'Ed25519', false, ['verify']) };
}

interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

/** The text of a signed note, and what stands behind the key's id in the lines that name it. */
function noteParts(note: string, { name, id }: NoteKey): { text: string; signatures: readonly Bytes[] } {
  const end = note.lastIndexOf('\n\n'), text = note.slice(0, end + 1);
  must(end > 0, 'form');
  const lines = note.slice(end + 2).split('\n').filter(Boolean).map((line) => /^— (\S+) (\S+)$/.exec(line) ?? []);
  const raws = lines.filter(([, who]) => who === name).map(([, , base64 = '']) => bytesOf(base64, 'form'));
  return { text, signatures: raws.filter((raw) => isSame(raw.slice(0, KEY_ID_BYTES), id)).map((raw) => raw.slice(KEY_ID_BYTES)) };
}

const isBy = (key: NoteKey, signature: Bytes, text: string): Promise<boolean> => crypto.subtle.verify('Ed25519', key.key, signature, utf8.encode(text));

async function openCheckpoint(note: string, key: NoteKey): Promise<Checkpoint> {
  const { text, signatures } = noteParts(note, key), { name } = key;
  let isSigned = false;
  for (const one of signatures) isSigned ||= await isBy(key, one, text);
  must(isSigned, 'signature');
  const [origin = '', size = '', root = ''] = text.split('\n');
  must(origin === name && /^(0|[1-9]\d*)$/.test(size) && Number.isSafeInteger(Number(size)), 'form');
  return { origin, size: Number(size), root: bytesOf(root, 'form') };
}

/** A witness signs the time as well: eight bytes of it stand before its signature. */
async function cosignedBy(note: string, vkey: string): Promise<Cosigned> {
  const key = await readKey(vkey, KEY_OF_WITNESS), { text, signatures } = noteParts(note, key);
  for (const one of signatures) {
    if (one.length !== TIME_BYTES + 2 * HASH_BYTES) continue;
    const time = new DataView(one.buffer).getBigUint64(0);
    if (time > TIME_MAX_S) continue;
    if (await isBy(key, one.slice(TIME_BYTES), `cosignature/v1\ntime ${time}\n${text}`)) return { name: key.name, at: new Date(Number(time) * 1000).toISOString() };
  }
  return { name: key.name, at: null };
}

/** RFC 9162, 2.1.3.2. Whole numbers of JavaScript are exact far beyond any record. */
async function rootFrom(leaf: Bytes, index: number, size: number, path: readonly Bytes[]): Promise<Bytes> {
  let hash = leaf, place = index, last = size - 1;
  must(index < size, 'tree');
  for (const other of path) {
    must(last > 0, 'tree');
    if (place % 2 === 1 || place === last) {
      hash = await nodeHash(other, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      hash = await nodeHash(hash, other);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  must(last === 0, 'tree');
  return hash;
}

/** Can this browser check at all? Pages that came without TLS have no cryptography. */
export const canCheck = (): boolean => globalThis.crypto?.subtle !== undefined;

/** Throws ProofWrong when it does not hold, and another error where the browser does not know Ed25519. */
export async function checkProof(proof: string, vkey: string, witnesses: readonly string[] = []): Promise<ProvenEntry> {
  const end = proof.indexOf('\n\n'), [first, extra = '', ...lines] = proof.slice(0, end).split('\n');
  must(end > 0 && first === FIRST_LINE && extra.startsWith('extra '), 'form');
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1], path = lines.map((line) => bytesOf(line, 'form'));
  must(index !== undefined && path.every((one) => one.length === HASH_BYTES), 'form');
  const note = proof.slice(end + 2), { origin, size, root } = await openCheckpoint(note, await readKey(vkey, KEY_OF_LOG));
  const entry = bytesOf(extra.slice('extra '.length), 'form'), leaf = await sha256(joined([0], entry));
  must(isSame(await rootFrom(leaf, Number(index), size, path), root), 'tree');
  return { entry: new TextDecoder().decode(entry), index: Number(index), size, origin, witnesses: await Promise.all(witnesses.map((one) => cosignedBy(note, one))) };
}
