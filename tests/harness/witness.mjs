// tests/harness/witness - witnesses, each a process with a folder of its own; and a log that lives in the test, which can lie.
// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { banyan, CLOCK, serve } from './banyan.mjs';
import { consistencyOf, leafHash, rootOf } from './tlog.mjs';

/** A witness of this name; serve() it as often as you like. */
export function makeWitness(name, { engine = 'sqlite', postgres = null, clock = CLOCK } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'banyan-witness-')), db = engine === 'postgresql' ? ['--db', postgres.database()] : [];
  const common = ['--data', data, ...db, '--set', `clock.fixed=${clock}`];
  const attempt = (...args) => banyan(['witness', ...args, ...common]);
  const cli = (...args) => {
    const { status, out, err } = attempt(...args);
    if (status !== 0) throw new Error(`banyan witness ${args.join(' ')}\n${out}${err}`);
    return out;
  };
  const vkey = cli('init', '--name', name).trim();
  return {
    name, data, common, vkey, cli, try: attempt,
    serve: (options) => serve({ common }, { ...options, words: ['witness', 'serve'] }),
    remove: () => rmSync(data, { recursive: true, force: true }),
  };
}

/** Asks a witness as C2SP tlog-witness says: raw text over HTTP. */
export async function offer(server, body, headers = {}) {
  const answer = await fetch(`${server.url}/add-checkpoint`, { method: 'POST', body, headers });
  return { status: answer.status, type: (answer.headers.get('content-type') ?? '').split(';')[0], text: await answer.text() };
}

/** A log with a key of its own: whatever it is told to sign. */
export function makeLog(origin) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519'), raw = Buffer.concat([Buffer.from([1]), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
  const id = createHash('sha256').update(`${origin}\n`).update(raw).digest().subarray(0, 4);
  const signed = (text) => `${text}\n— ${origin} ${Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64')}\n`;
  const noteOf = (hashes, more = '', of = origin) => signed(`${of}\n${hashes.length}\n${rootOf(hashes).toString('base64')}\n${more}`);
  return {
    origin, vkey: `${origin}+${id.toString('hex')}+${raw.toString('base64')}`, signed, noteOf,
    leaves: (count, word = 'entry') => [...Array(count)].map((_, i) => leafHash(Buffer.from(`${word} ${i}`))),
    /** The body of add-checkpoint: these hashes go on from the first `old` of them. */
    request: (old, hashes, { proof = consistencyOf(hashes, old), note = noteOf(hashes) } = {}) =>
      `old ${old}\n${proof.map((one) => `${one.toString('base64')}\n`).join('')}\n${note}`,
  };
}
