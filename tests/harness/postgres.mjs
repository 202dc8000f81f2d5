// tests/harness/postgres - a real PostgreSQL of Debian's, started for the tests in a folder of its own.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './net.mjs';

const home = '/usr/lib/postgresql';
const versions = existsSync(home) ? readdirSync(home).filter((v) => existsSync(join(home, v, 'bin/initdb'))) : [];
export const hasPostgres = versions.length > 0;
const bin = (name) => join(home, versions.sort((a, b) => b - a)[0], 'bin', name);

/** PostgreSQL refuses to run as root: then everything is done as its own user. */
const asRoot = process.getuid() === 0;
function run(program, args) {
  return asRoot ? execFileSync('runuser', ['-u', 'postgres', '--', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }) : execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What can be done with the cluster at a port: it makes databases, empty ones or copies of another, and drops them. */
function cluster(port) {
  const ask = (program, ...args) => execFileSync(bin(program), ['-h', '127.0.0.1', '-p', String(port), '-U', 'banyan', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    port,
    database({ copyOf = null } = {}) {
      const name = `t${process.pid}_${randomBytes(4).toString('hex')}`;
      ask('createdb', ...(copyOf ? ['-T', copyOf] : []), name);
      return `postgresql://banyan@127.0.0.1:${port}/${name}`;
    },
    drop: (url) => ask('dropdb', '--if-exists', '--force', new URL(url).pathname.slice(1)),
  };
}

/** Starts a cluster; gives a maker of fresh databases and a way to stop it. No machine falls down while it runs, so nothing
 *  is synced to the disk. */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-pg-'));
  chmodSync(folder, 0o755);
  if (asRoot) {
    const uid = Number(execFileSync('id', ['-u', 'postgres']).toString()), gid = Number(execFileSync('id', ['-g', 'postgres']).toString());
    chownSync(folder, uid, gid);
  }
  const data = join(folder, 'data'), port = await freePort();
  run(bin('initdb'), ['-D', data, '-A', 'trust', '-U', 'banyan', '--locale=C.UTF-8', '-E', 'UTF8', '--no-sync']);
  const start = () => run(bin('pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off`, 'start']);
  start();
  return {
    ...cluster(port),
    halt: () => run(bin('pg_ctl'), ['-D', data, '-m', 'fast', 'stop']),
    resume: start,
    stop() {
      try { run(bin('pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']); } catch { /* it is gone already */ }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The cluster that with_postgres keeps for all files of a run, which nobody may halt; without it one of the file's own. */
export async function commonPostgres() {
  const port = process.env.BANYAN_TEST_CLUSTER;
  return port ? { ...cluster(Number(port)), stop() {} } : startPostgres();
}
