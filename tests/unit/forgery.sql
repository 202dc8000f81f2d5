-- ledger_forge: - -> none
INSERT INTO ledger_entry (id, kind, subject, actor, at, body, leaf) VALUES ('forged', 'k', 's', 'a', 1, '{}', 'd');

-- ledger_change: - -> none
UPDATE ledger_entry SET body = '{}';

-- ledger_wipe: - -> none
DELETE FROM ledger_entry;

-- ledger_replace: - -> none
INSERT OR REPLACE INTO ledger_entry (id, kind, subject, actor, at, body, leaf)
SELECT id, kind, subject, 'forger', at, '{}', 'd' FROM ledger_entry;

-- leaf_change: - -> none
UPDATE ledger_leaf SET position = 7 WHERE position = 1;

-- leaf_wipe: - -> none
DELETE FROM ledger_leaf WHERE position = 2;

-- leaf_replace: - -> none
INSERT OR REPLACE INTO ledger_leaf (position, entry) VALUES (1, 'forged');

-- leaf_double: - -> none
INSERT OR REPLACE INTO ledger_leaf (position, entry) SELECT 3, entry FROM ledger_leaf WHERE position = 1;
