-- events that could not be delivered and were given up by a person, with his reason
CREATE TABLE exchange_discarded (
    subscription TEXT   NOT NULL,
    sequence     BIGINT NOT NULL,
    event        TEXT   NOT NULL,
    room         TEXT   NOT NULL,
    type         TEXT   NOT NULL,
    subscriber   TEXT   NOT NULL,
    trouble      TEXT   NOT NULL, -- why it could not be delivered
    reason       TEXT   NOT NULL, -- why it was given up; the ledger has its digest
    discarded_by TEXT   NOT NULL, -- account, or 'system'
    discarded_at BIGINT NOT NULL,
    PRIMARY KEY (subscription, sequence)
);
CREATE INDEX exchange_discarded_at ON exchange_discarded (discarded_at);
