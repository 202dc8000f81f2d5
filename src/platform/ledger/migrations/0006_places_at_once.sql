-- one writes at a time: an entry has its place as soon as it is written, and is sealed once a checkpoint counts it
CREATE TABLE ledger_placed (
    number  INTEGER PRIMARY KEY,     -- its place in the record, counted from 1: dense, and final
    id      TEXT    NOT NULL UNIQUE, -- sorts by time
    kind    TEXT    NOT NULL,        -- room.noun_verbed
    subject TEXT    NOT NULL,        -- code or id of what it is about
    actor   TEXT    NOT NULL,        -- account id, or 'system'
    at      BIGINT  NOT NULL,
    body    TEXT    NOT NULL,        -- the entry itself: canonical JSON, docs/protocols/ledger.md
    leaf    TEXT    NOT NULL         -- sha256 of 0x00 and the body, in hex
);
INSERT INTO ledger_placed (number, id, kind, subject, actor, at, body, leaf)
SELECT l.position + 1, e.id, e.kind, e.subject, e.actor, e.at, e.body, e.leaf
  FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry ORDER BY l.position;
INSERT INTO ledger_placed (number, id, kind, subject, actor, at, body, leaf)
SELECT (SELECT COUNT(*) FROM ledger_leaf) + ROW_NUMBER() OVER (ORDER BY p.arrived),
       e.id, e.kind, e.subject, e.actor, e.at, e.body, e.leaf
  FROM ledger_pending p JOIN ledger_entry e ON e.id = p.entry ORDER BY p.arrived;

-- none may be lost on the way
CREATE TABLE ledger_lost (entries BIGINT NOT NULL CHECK (entries = 0));
INSERT INTO ledger_lost (entries) SELECT (SELECT COUNT(*) FROM ledger_entry) - (SELECT COUNT(*) FROM ledger_placed);
DROP TABLE ledger_lost;

DROP TABLE ledger_pending;
DROP TABLE ledger_leaf;
DROP TABLE ledger_entry;
ALTER TABLE ledger_placed RENAME TO ledger_entry;
CREATE INDEX ledger_entry_subject ON ledger_entry (subject, id);

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- INSERT OR REPLACE asks no trigger of deletion; by FAIL: there is no way back to be prepared inside the statement
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM ledger_entry WHERE number = NEW.number)
BEGIN SELECT RAISE(FAIL, 'the ledger is append-only'); END;
