// tests/harness/seeds - data folders that many tests begin with are made once in a run, by the commands, and copied.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeData, whereOf } from './banyan.mjs';

/** Folder of the seeds, which with_postgres makes; without it everybody makes his data himself. */
const SEEDS = process.env.BANYAN_SEEDS ?? '';

/** Digest of what the data are made of: options by value, files by what is in them. */
function keyOf(options) {
  const digest = createHash('sha256');
  const take = (path) => {
    if (!statSync(path).isDirectory()) return digest.update(readFileSync(path));
    for (const name of readdirSync(path).sort()) {
      digest.update(`\n${name}\n`);
      take(join(path, name));
    }
    return digest;
  };
  for (const [name, value] of Object.entries(options).sort()) {
    if (name === 'postgres' || value === undefined) continue;
    digest.update(`\n${name}=`);
    if (typeof value === 'string' && existsSync(value)) take(value);
    else digest.update(JSON.stringify(value));
  }
  return digest.digest('hex').slice(0, 16);
}

/** Makes a seed; when two files make the same at once, the one that ends first stays. */
function sow(seed, options) {
  const where = makeData(options), own = mkdtempSync(join(SEEDS, 'making-'));
  cpSync(where.data, join(own, 'data'), { recursive: true });
  writeFileSync(join(own, 'database'), where.url ? new URL(where.url).pathname.slice(1) : '');
  rmSync(where.data, { recursive: true });
  try {
    renameSync(own, seed);
  } catch (error) {
    if (!existsSync(seed)) throw error;
    rmSync(own, { recursive: true });
    if (where.url) options.postgres.drop(where.url);
  }
}

/** As makeData() gives it, with the keys of the seed: for a test that needs two houses the second is made by makeData(). */
export function seededData(options) {
  if (!SEEDS) return makeData(options);
  const seed = join(SEEDS, keyOf(options)), { postgres } = options;
  if (!existsSync(seed)) sow(seed, options);
  const data = mkdtempSync(join(tmpdir(), 'banyan-data-')), copyOf = readFileSync(join(seed, 'database'), 'utf8');
  cpSync(join(seed, 'data'), data, { recursive: true });
  return whereOf(data, copyOf ? postgres.database({ copyOf }) : null, postgres);
}
