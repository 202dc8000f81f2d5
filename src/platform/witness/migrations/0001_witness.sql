-- the keys of the records that are watched: who is not here is not known
CREATE TABLE witness_key (
    vkey     TEXT   NOT NULL PRIMARY KEY,
    origin   TEXT   NOT NULL, -- name of the record
    added_at BIGINT NOT NULL
);

-- the newest checkpoint of each record that was cosigned: stays when its keys are taken away, so that no record comes back shorter
CREATE TABLE witness_record (
    origin TEXT   NOT NULL PRIMARY KEY,
    size   BIGINT NOT NULL,
    root   TEXT   NOT NULL, -- in hex
    note   TEXT   NOT NULL, -- as it was signed by the record
    at     BIGINT NOT NULL
);

-- a second root of one size, signed by the record's own key: evidence that it was split or written anew
CREATE TABLE witness_fork (
    origin TEXT   NOT NULL,
    size   BIGINT NOT NULL,
    root   TEXT   NOT NULL,
    note   TEXT   NOT NULL,
    cosigned TEXT NOT NULL, -- what we had cosigned at this size
    at     BIGINT NOT NULL,
    PRIMARY KEY (origin, size, root)
);
