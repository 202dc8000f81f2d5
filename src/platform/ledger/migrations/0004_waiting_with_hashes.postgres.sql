-- the same as for SQLite, where rows are made anew
ALTER TABLE ledger_pending DROP CONSTRAINT ledger_pending_entry_key, ADD COLUMN leaf TEXT;
UPDATE ledger_pending p SET leaf = e.leaf FROM ledger_entry e WHERE e.id = p.entry;
ALTER TABLE ledger_pending ALTER COLUMN leaf SET NOT NULL;
ALTER TABLE ledger_leaf DROP COLUMN hash;
