// tests/stories/ledger_carried - a record that an older version began goes on: what was sealed, and what still waits.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const FORGET = "DELETE FROM schema_step WHERE room = 'ledger' AND name LIKE '0004%';";
/* Back to the tables of 0002, as its own text has them. */
const table = (name) => new RegExp(`CREATE TABLE ${name} \\([^;]*;`).exec(readFileSync(join(root, 'src/platform/ledger/migrations/0002_tree.sql'), 'utf8'))[0].replaceAll(/--.*$/gm, '');
const OLD = {
  sqlite: `ALTER TABLE ledger_pending RENAME TO p; ALTER TABLE ledger_leaf RENAME TO l; ${table('ledger_pending')} ${table('ledger_leaf')}
INSERT INTO ledger_pending SELECT arrived, entry FROM p;
INSERT INTO ledger_leaf SELECT l.position, l.entry, e.leaf FROM l JOIN ledger_entry e ON e.id = l.entry; DROP TABLE p; DROP TABLE l; ${FORGET}`,
  postgresql: `ALTER TABLE ledger_pending DROP COLUMN leaf, ADD CONSTRAINT ledger_pending_entry_key UNIQUE (entry);
ALTER TABLE ledger_leaf ADD COLUMN hash TEXT NOT NULL DEFAULT ''; ${FORGET}`,
};

onBothEngines('a record of the version before', {}, async (t, { server, where, engine }) => {
  await server.stop();
  const past = (sql) => (engine === 'sqlite' ? execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(where.data, 'banyan.db'), sql]) : execFileSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', sql, where.db[1]])).toString().trim();
  const entries = () => past('SELECT position, entry FROM ledger_leaf ORDER BY position;');
  const waiting = () => past('SELECT COUNT(*) FROM ledger_pending;');
  where.cli('ledger', 'seal');
  const sealed = entries();
  where.cli('account', 'grant', '--username', 'can-bo', '--role', 'citizen');
  past(OLD[engine]);
  assert.equal(waiting(), '1');
  await t.test('the first command brings it over: places stay, what waits is sealed, all of it is whole', () => {
    assert.match(where.cli('ledger', 'verify'), /the record is whole/);
    assert.deepEqual([entries(), waiting()], [sealed, '1']);
    where.cli('ledger', 'seal');
    assert.equal(waiting(), '0');
    assert.ok(entries().startsWith(sealed) && entries().length > sealed.length);
    assert.match(where.cli('ledger', 'verify'), new RegExp(`${entries().split('\n').length} mục`));
  });
});
