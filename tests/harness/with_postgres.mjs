// tests/harness/with_postgres - runs a command while a PostgreSQL stands ready: its port is in BANYAN_TEST_CLUSTER, the url of
// a database in BANYAN_TEST_POSTGRES, and BANYAN_SEEDS is a folder for what the files of tests share (seeds.mjs).
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPostgres, startPostgres } from './postgres.mjs';

const [command, ...args] = process.argv.slice(2);
const postgres = hasPostgres ? await startPostgres() : null, seeds = mkdtempSync(join(tmpdir(), 'banyan-seeds-'));
const env = { ...process.env, BANYAN_SEEDS: seeds };
if (postgres) Object.assign(env, { BANYAN_TEST_CLUSTER: String(postgres.port), BANYAN_TEST_POSTGRES: postgres.database() });
const { status } = spawnSync(command, args, { stdio: 'inherit', env });
postgres?.stop();
rmSync(seeds, { recursive: true, force: true });
process.exit(status ?? 1);
