-- checkpoints of the ledger that a time-stamping server stamped (RFC 3161)
CREATE TABLE exchange_timestamp (
    size       BIGINT NOT NULL PRIMARY KEY, -- of the checkpoint: every entry before it is covered
    note       TEXT   NOT NULL, -- the checkpoint as it was signed; its text is what was stamped
    token      TEXT   NOT NULL, -- DER, base64
    stamped_at BIGINT NOT NULL, -- as the server says
    at         BIGINT NOT NULL
);

-- one row: how asking goes
CREATE TABLE exchange_timestamping (
    id            BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    failures      BIGINT NOT NULL, -- one after the other; 0: the last one went well
    failing_since BIGINT,
    next_at       BIGINT NOT NULL, -- not before then
    trouble       TEXT   NOT NULL
);
INSERT INTO exchange_timestamping (id, failures, failing_since, next_at, trouble) VALUES (1, 0, NULL, 0, '');
