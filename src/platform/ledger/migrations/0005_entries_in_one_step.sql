-- who refuses by FAIL before anything is written needs no way back inside the statement: SQLite would copy each page
-- that an entry is written to before it writes (entry_insert says OR FAIL for the same reason)
DROP TRIGGER ledger_entry_no_replace;
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(FAIL, 'the ledger is append-only'); END;
