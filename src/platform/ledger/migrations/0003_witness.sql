-- who is asked to cosign the record
CREATE TABLE ledger_witness (
    name       TEXT    NOT NULL PRIMARY KEY,
    vkey       TEXT    NOT NULL,
    url        TEXT    NOT NULL, -- below which add-checkpoint stands
    added_at   BIGINT  NOT NULL,
    known      BIGINT  NOT NULL, -- the size that it has seen, as far as we know
    cosigned   BIGINT  NOT NULL, -- the size of its newest cosignature; 0: none yet
    is_awaited BOOLEAN NOT NULL, -- it keeps pace: what is shown carries its cosignature
    failures   BIGINT  NOT NULL, -- since it cosigned last
    next_at    BIGINT  NOT NULL, -- it is not asked before
    trouble    TEXT    NOT NULL  -- why it did not cosign when it was asked last; empty: it did, or was never asked
);

-- what witnesses have cosigned: stays, whoever is asked today
CREATE TABLE ledger_cosignature (
    size BIGINT NOT NULL,
    vkey TEXT   NOT NULL,
    line TEXT   NOT NULL, -- of the signed note, with its line break
    at   BIGINT NOT NULL,
    PRIMARY KEY (size, vkey)
);

CREATE TRIGGER ledger_cosignature_no_update BEFORE UPDATE ON ledger_cosignature
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_cosignature_no_delete BEFORE DELETE ON ledger_cosignature
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
