-- what happened: appended in the transaction of the change itself, never touched again
CREATE TABLE ledger_entry (
    id      TEXT   NOT NULL PRIMARY KEY, -- sorts by time
    kind    TEXT   NOT NULL,             -- room.noun_verbed
    subject TEXT   NOT NULL,             -- code or id of what it is about
    actor   TEXT   NOT NULL,             -- account id, or 'system'
    at      BIGINT NOT NULL,
    body    TEXT   NOT NULL,             -- the entry itself: canonical JSON, docs/protocols/ledger.md
    leaf    TEXT   NOT NULL              -- sha256 of 0x00 and the body, in hex
);
CREATE INDEX ledger_entry_subject ON ledger_entry (subject, id);

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- INSERT OR REPLACE asks no trigger of deletion
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
