-- amounts are in đồng: BIGINT, exact; on the outside they are million đồng with six decimals
-- a file of amounts that was taken in at once by an administrator
CREATE TABLE budget_import (
    id        TEXT    NOT NULL PRIMARY KEY,
    file_name TEXT    NOT NULL,
    digest    TEXT    NOT NULL, -- sha256 of the file, in hex
    reason    TEXT    NOT NULL, -- why amounts that held were corrected
    row_count BIGINT  NOT NULL,
    is_sample BOOLEAN NOT NULL,
    actor     TEXT    NOT NULL,
    at        BIGINT  NOT NULL
);

-- what an officer hands in, and what the coordinator decided
CREATE TABLE budget_entry (
    id            TEXT   NOT NULL PRIMARY KEY,
    kind          TEXT   NOT NULL, -- spending, total, grdp
    subject       TEXT   NOT NULL, -- agency; the province for its total and its GRDP
    year          BIGINT NOT NULL,
    funding       TEXT   NOT NULL, -- '' unless spending, as are the next two
    purpose       TEXT   NOT NULL,
    area          TEXT   NOT NULL,
    planned       BIGINT,          -- NULL: not known, which is not zero
    allocated     BIGINT,
    spent         BIGINT,
    amount        BIGINT,          -- of total and grdp
    excess_reason TEXT   NOT NULL, -- why more was spent than was allocated
    source        TEXT   NOT NULL,
    note          TEXT   NOT NULL,
    reason        TEXT   NOT NULL, -- why an amount that holds is corrected
    evidence      TEXT   NOT NULL, -- ids of files: a;b;c
    based_on      BIGINT NOT NULL, -- revision that the officer saw; 0: none
    agency        TEXT   NOT NULL, -- for which the officer acted
    state         TEXT   NOT NULL, -- submitted, accepted, returned, withdrawn
    entered_by    TEXT   NOT NULL,
    entered_at    BIGINT NOT NULL,
    decided_by    TEXT   NOT NULL,
    decided_at    BIGINT,
    decision_note TEXT   NOT NULL
);
CREATE UNIQUE INDEX budget_entry_waiting ON budget_entry (kind, subject, year, funding, purpose, area)
    WHERE state = 'submitted';
CREATE INDEX budget_entry_state ON budget_entry (state, entered_at);
CREATE INDEX budget_entry_agency ON budget_entry (agency, entered_at);

-- the amounts that hold
CREATE TABLE budget_line (
    kind          TEXT    NOT NULL,
    subject       TEXT    NOT NULL,
    year          BIGINT  NOT NULL,
    funding       TEXT    NOT NULL,
    purpose       TEXT    NOT NULL,
    area          TEXT    NOT NULL,
    planned       BIGINT,
    allocated     BIGINT,
    spent         BIGINT,
    amount        BIGINT,
    excess_reason TEXT    NOT NULL,
    source        TEXT    NOT NULL,
    revision      BIGINT  NOT NULL, -- 1, 2, ...
    origin        TEXT    NOT NULL, -- entry or import
    is_sample     BOOLEAN NOT NULL,
    recorded_at   BIGINT  NOT NULL,
    PRIMARY KEY (year, kind, subject, funding, purpose, area)
);
CREATE INDEX budget_line_subject ON budget_line (subject, year);

-- corrected amounts: kept with the reason
CREATE TABLE budget_line_past (
    kind          TEXT    NOT NULL,
    subject       TEXT    NOT NULL,
    year          BIGINT  NOT NULL,
    funding       TEXT    NOT NULL,
    purpose       TEXT    NOT NULL,
    area          TEXT    NOT NULL,
    revision      BIGINT  NOT NULL,
    planned       BIGINT,
    allocated     BIGINT,
    spent         BIGINT,
    amount        BIGINT,
    source        TEXT    NOT NULL,
    origin        TEXT    NOT NULL,
    is_sample     BOOLEAN NOT NULL,
    recorded_at   BIGINT  NOT NULL,
    replaced_by   TEXT    NOT NULL,
    replaced_at   BIGINT  NOT NULL,
    reason        TEXT    NOT NULL,
    PRIMARY KEY (subject, year, kind, funding, purpose, area, revision)
);

-- which share of which money is asked by whom: loaded from a file, replaced as a whole
CREATE TABLE budget_rule (
    code        TEXT   NOT NULL PRIMARY KEY,
    title       TEXT   NOT NULL,
    title_en    TEXT   NOT NULL,
    scope       TEXT   NOT NULL, -- province, commune
    numerator   TEXT   NOT NULL, -- planned, allocated, spent
    areas       TEXT   NOT NULL, -- a;b;c that count; '' for all
    fundings    TEXT   NOT NULL, -- likewise
    denominator TEXT   NOT NULL, -- total, grdp
    indicator   TEXT   NOT NULL, -- of the strategy, that asks for this share; '' for none
    year_first  BIGINT NOT NULL,
    year_last   BIGINT NOT NULL, -- 0: open
    basis       TEXT   NOT NULL, -- legal basis
    note        TEXT   NOT NULL,
    position    BIGINT NOT NULL
);
