// tests/stories/ledger_carried - a record that an older version began goes on: what was sealed, and what still waits.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

/* Back to the tables of 0001 and 0002, as their own texts have them. */
const text = (name) => readFileSync(join(root, `src/platform/ledger/migrations/${name}.sql`), 'utf8');
const table = (name) => new RegExp(`CREATE TABLE ${name} \\([^;]*;`).exec(text('0002_tree'))[0].replaceAll(/--.*$/gm, '');
const FORGET = "DELETE FROM schema_step WHERE room = 'ledger' AND";
const OLD = {
  sqlite: `${['update', 'delete', 'replace'].map((what) => `DROP TRIGGER ledger_entry_no_${what};`).join(' ')} DROP INDEX ledger_entry_subject;
ALTER TABLE ledger_entry RENAME TO e; ${text('0001_ledger_entry')} ${table('ledger_pending')} ${table('ledger_leaf')}
INSERT INTO ledger_entry SELECT id, kind, subject, actor, at, body, leaf FROM e ORDER BY id;
INSERT INTO ledger_leaf SELECT number - 1, id, leaf FROM e WHERE number <= (SELECT MAX(size) FROM ledger_checkpoint);
INSERT INTO ledger_pending (entry) SELECT id FROM e WHERE number > (SELECT MAX(size) FROM ledger_checkpoint) ORDER BY number;
DROP TABLE e; ${FORGET} name >= '0004';`,
  postgresql: `ALTER TABLE ledger_pending DROP COLUMN leaf, ADD CONSTRAINT ledger_pending_entry_key UNIQUE (entry);
ALTER TABLE ledger_leaf ADD COLUMN hash TEXT NOT NULL DEFAULT ''; ${FORGET} name LIKE '0004%';`,
};
const SEALED = {
  sqlite: 'SELECT number - 1, id FROM ledger_entry WHERE number <= (SELECT MAX(size) FROM ledger_checkpoint) ORDER BY number;',
  postgresql: 'SELECT position, entry FROM ledger_leaf ORDER BY position;',
};
const WAITING = {
  sqlite: 'SELECT COUNT(*) FROM ledger_entry WHERE number > (SELECT MAX(size) FROM ledger_checkpoint);',
  postgresql: 'SELECT COUNT(*) FROM ledger_pending;',
};

onBothEngines('a record of the version before', {}, async (t, { server, where, engine }) => {
  await server.stop();
  const past = (sql) => (engine === 'sqlite' ? execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(where.data, 'banyan.db'), sql]) : execFileSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', sql, where.db[1]])).toString().trim();
  const entries = () => past(SEALED[engine]);
  const waiting = () => past(WAITING[engine]);
  where.cli('ledger', 'seal');
  const sealed = entries();
  where.cli('account', 'grant', '--username', 'can-bo', '--role', 'citizen');
  assert.equal(waiting(), '1');
  past(OLD[engine]);
  await t.test('the first command brings it over: places stay, what waits is sealed, all of it is whole', () => {
    assert.match(where.cli('ledger', 'verify'), /the record is whole/);
    assert.deepEqual([entries(), waiting()], [sealed, '1']);
    where.cli('ledger', 'seal');
    assert.equal(waiting(), '0');
    assert.ok(entries().startsWith(sealed) && entries().length > sealed.length);
    assert.match(where.cli('ledger', 'verify'), new RegExp(`${entries().split('\n').length} mục`));
  });
});
