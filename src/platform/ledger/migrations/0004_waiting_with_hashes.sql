-- who seals reads the hash where he reads that an entry waits; each entry waits once, as its own id is unique
CREATE TABLE ledger_waiting (
    arrived INTEGER PRIMARY KEY, -- in the order in which they were written
    entry   TEXT    NOT NULL,
    leaf    TEXT    NOT NULL     -- that of ledger_entry
);
INSERT INTO ledger_waiting (arrived, entry, leaf)
SELECT p.arrived, p.entry, e.leaf FROM ledger_pending p JOIN ledger_entry e ON e.id = p.entry;
DROP TABLE ledger_pending;
ALTER TABLE ledger_waiting RENAME TO ledger_pending;

-- the place of an entry is the number of its row; its hash stands in the tiles and in ledger_entry
CREATE TABLE ledger_place (
    position INTEGER PRIMARY KEY, -- dense, and final
    entry    TEXT    NOT NULL UNIQUE
);
INSERT INTO ledger_place (position, entry) SELECT position, entry FROM ledger_leaf ORDER BY position;
DROP TABLE ledger_leaf;
ALTER TABLE ledger_place RENAME TO ledger_leaf;

-- INSERT OR REPLACE asks the trigger of deletion on all our connections (kit/db_sqlite); a trigger of insertion would
-- cost every entry half of what sealing it costs
CREATE TRIGGER ledger_leaf_no_update BEFORE UPDATE ON ledger_leaf
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_leaf_no_delete BEFORE DELETE ON ledger_leaf
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
