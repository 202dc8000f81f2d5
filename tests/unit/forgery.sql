-- ledger_forge: - -> none
INSERT INTO ledger_entry (id, kind, subject, actor, at, body, leaf) VALUES ('forged', 'k', 's', 'a', 1, '{}', 'd');

-- ledger_change: - -> none
UPDATE ledger_entry SET body = '{}';

-- ledger_wipe: - -> none
DELETE FROM ledger_entry;

-- ledger_replace: - -> none
INSERT OR REPLACE INTO ledger_entry (id, kind, subject, actor, at, body, leaf)
SELECT id, kind, subject, 'forger', at, '{}', 'd' FROM ledger_entry;

-- place_change: - -> none
UPDATE ledger_entry SET number = 7 WHERE number = 1;

-- place_wipe: - -> none
DELETE FROM ledger_entry WHERE number = 2;

-- place_replace: - -> none
INSERT OR REPLACE INTO ledger_entry (number, id, kind, subject, actor, at, body, leaf) VALUES (1, 'forged', 'k', 's', 'a', 1, '{}', 'd');

-- place_double: - -> none
INSERT OR REPLACE INTO ledger_entry (number, id, kind, subject, actor, at, body, leaf)
SELECT 3, id, kind, subject, actor, at, body, leaf FROM ledger_entry WHERE number = 1;
