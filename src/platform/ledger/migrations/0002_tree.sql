-- entries that have no place in the tree yet; the sealer takes them away
CREATE TABLE ledger_pending (
    arrived INTEGER PRIMARY KEY, -- in the order in which they were written
    entry   TEXT    NOT NULL UNIQUE
);

-- the order of the record: dense, and final
CREATE TABLE ledger_leaf (
    position BIGINT NOT NULL PRIMARY KEY,
    entry    TEXT   NOT NULL UNIQUE,
    hash     TEXT   NOT NULL -- sha256 of 0x00 and the entry, in hex
);

-- hashes of the tree, 256 a row: level L holds those of 256^L leaves each. The last of a level still grows
CREATE TABLE ledger_tile (
    level  BIGINT NOT NULL,
    number BIGINT NOT NULL,
    hashes TEXT   NOT NULL, -- in hex, one behind the other
    PRIMARY KEY (level, number)
);

-- what was signed: never two of one size
CREATE TABLE ledger_checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    root TEXT   NOT NULL, -- in hex
    at   BIGINT NOT NULL,
    note TEXT   NOT NULL  -- with its signatures
);

-- which key signs from which size on
CREATE TABLE ledger_key (
    since BIGINT NOT NULL PRIMARY KEY,
    vkey  TEXT   NOT NULL,
    at    BIGINT NOT NULL
);

-- one row: who seals takes it first, so that of two servers one waits and then begins anew
CREATE TABLE ledger_turn (
    number BIGINT NOT NULL
);
INSERT INTO ledger_turn (number) VALUES (0);

CREATE TRIGGER ledger_leaf_no_update BEFORE UPDATE ON ledger_leaf
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_leaf_no_delete BEFORE DELETE ON ledger_leaf
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_leaf_no_replace BEFORE INSERT ON ledger_leaf
WHEN EXISTS (SELECT 1 FROM ledger_leaf WHERE position = NEW.position OR entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_checkpoint_no_update BEFORE UPDATE ON ledger_checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_checkpoint_no_delete BEFORE DELETE ON ledger_checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_checkpoint_no_replace BEFORE INSERT ON ledger_checkpoint
WHEN EXISTS (SELECT 1 FROM ledger_checkpoint WHERE size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_tile_no_delete BEFORE DELETE ON ledger_tile
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_tile_only_grows BEFORE UPDATE ON ledger_tile
WHEN substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
