// tests/harness/with_postgres - runs a command while a PostgreSQL stands ready: its url is in BANYAN_TEST_POSTGRES.
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { hasPostgres, startPostgres } from './postgres.mjs';

const [command, ...args] = process.argv.slice(2);
const postgres = hasPostgres ? await startPostgres() : null;
const env = postgres ? { ...process.env, BANYAN_TEST_POSTGRES: postgres.database() } : process.env;
const { status } = spawnSync(command, args, { stdio: 'inherit', env });
postgres?.stop();
process.exit(status ?? 1);
