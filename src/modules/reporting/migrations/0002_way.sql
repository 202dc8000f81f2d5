-- what the installation decided about a rule of checking; a rule without a row is as the program ships it
CREATE TABLE check_rule (
    rule      TEXT   NOT NULL PRIMARY KEY,
    severity  TEXT   NOT NULL, -- error, warning, off
    threshold BIGINT NOT NULL, -- tenths of a standard deviation, or a number of periods; 0 where there is none
    actor     TEXT   NOT NULL,
    at        BIGINT NOT NULL
);

-- what was published of a regime and period, frozen
CREATE TABLE publication (
    id      TEXT   NOT NULL PRIMARY KEY,
    regime  TEXT   NOT NULL,
    period  TEXT   NOT NULL,
    version BIGINT NOT NULL,
    reason  TEXT   NOT NULL, -- why it was published again
    digest  TEXT   NOT NULL, -- sha256 of the content, in hex
    content TEXT   NOT NULL, -- JSON
    actor   TEXT   NOT NULL,
    at      BIGINT NOT NULL
);
CREATE UNIQUE INDEX publication_version ON publication (regime, period, version);

-- in which order its steps were taken: two may fall into one moment
ALTER TABLE report_step ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
