-- the same as for SQLite; PostgreSQL's triggers call a function
CREATE TABLE ledger_pending (
    arrived BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry   TEXT   NOT NULL UNIQUE
);

CREATE TABLE ledger_leaf (
    position BIGINT NOT NULL PRIMARY KEY,
    entry    TEXT   NOT NULL UNIQUE,
    hash     TEXT   NOT NULL
);

CREATE TABLE ledger_tile (
    level  BIGINT NOT NULL,
    number BIGINT NOT NULL,
    hashes TEXT   NOT NULL,
    PRIMARY KEY (level, number)
);

CREATE TABLE ledger_checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    root TEXT   NOT NULL,
    at   BIGINT NOT NULL,
    note TEXT   NOT NULL
);

CREATE TABLE ledger_key (
    since BIGINT NOT NULL PRIMARY KEY,
    vkey  TEXT   NOT NULL,
    at    BIGINT NOT NULL
);

CREATE TABLE ledger_turn (
    number BIGINT NOT NULL
);
INSERT INTO ledger_turn (number) VALUES (0);

CREATE TRIGGER ledger_leaf_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_leaf
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_checkpoint_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_tile_no_delete BEFORE DELETE OR TRUNCATE ON ledger_tile
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_tile_only_grows BEFORE UPDATE ON ledger_tile
FOR EACH ROW WHEN (substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes) EXECUTE FUNCTION ledger_refuse();
