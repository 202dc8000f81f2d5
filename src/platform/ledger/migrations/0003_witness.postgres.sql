-- the same as for SQLite; PostgreSQL's triggers call a function
CREATE TABLE ledger_witness (
    name       TEXT    NOT NULL PRIMARY KEY,
    vkey       TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    added_at   BIGINT  NOT NULL,
    known      BIGINT  NOT NULL,
    cosigned   BIGINT  NOT NULL,
    is_awaited BOOLEAN NOT NULL,
    failures   BIGINT  NOT NULL,
    next_at    BIGINT  NOT NULL,
    trouble    TEXT    NOT NULL
);

CREATE TABLE ledger_cosignature (
    size BIGINT NOT NULL,
    vkey TEXT   NOT NULL,
    line TEXT   NOT NULL,
    at   BIGINT NOT NULL,
    PRIMARY KEY (size, vkey)
);

CREATE TRIGGER ledger_cosignature_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_cosignature
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
