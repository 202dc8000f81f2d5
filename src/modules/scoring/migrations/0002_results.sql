-- values that people enter for formulas, and what the coordinator decided; nobody decides on his own
CREATE TABLE score_entry (
    id            TEXT   NOT NULL PRIMARY KEY,
    scheme        TEXT   NOT NULL,
    period        TEXT   NOT NULL, -- 2026-10, 2026-Q3, 2026-H1, 2026
    agency        TEXT   NOT NULL,
    input         TEXT   NOT NULL,
    value         BIGINT NOT NULL, -- millionths
    source        TEXT   NOT NULL,
    evidence      TEXT   NOT NULL, -- ids of files: a;b
    state         TEXT   NOT NULL, -- submitted, accepted, returned, replaced
    entered_by    TEXT   NOT NULL, -- account
    entered_at    BIGINT NOT NULL,
    decided_by    TEXT   NOT NULL,
    decided_at    BIGINT,
    decision_note TEXT   NOT NULL
);
CREATE UNIQUE INDEX score_entry_waiting ON score_entry (scheme, period, agency, input) WHERE state = 'submitted';
CREATE UNIQUE INDEX score_entry_holding ON score_entry (scheme, period, agency, input) WHERE state = 'accepted';
CREATE INDEX score_entry_state ON score_entry (state, entered_at);

-- results as they were published: frozen with the version and every value that counted
CREATE TABLE score_publication (
    id           TEXT    NOT NULL PRIMARY KEY,
    scheme       TEXT    NOT NULL,
    version      BIGINT  NOT NULL,
    period       TEXT    NOT NULL,
    from_on      BIGINT  NOT NULL, -- days of the period
    to_on        BIGINT  NOT NULL,
    number       BIGINT  NOT NULL, -- 1, 2, ... of this scheme and period: the newest holds, the others stay visible
    reason       TEXT    NOT NULL, -- of a later number: what was corrected
    digest       TEXT    NOT NULL, -- sha256 of the canonical text of values and results, in hex
    is_sample    BOOLEAN NOT NULL,
    published_by TEXT    NOT NULL,
    published_at BIGINT  NOT NULL,
    appeal_until BIGINT  NOT NULL, -- day
    UNIQUE (scheme, period, number)
);

CREATE TABLE score_result (
    publication TEXT    NOT NULL,
    agency      TEXT    NOT NULL,
    class       TEXT    NOT NULL,
    total       BIGINT  NOT NULL, -- millionths
    reachable   BIGINT  NOT NULL,
    percent     BIGINT,           -- none: nothing could be reached
    band        TEXT    NOT NULL,
    rank        BIGINT  NOT NULL, -- within its class; 0: not ranked
    lacking     BIGINT  NOT NULL, -- criteria that need an input
    is_sample   BOOLEAN NOT NULL,
    PRIMARY KEY (publication, agency)
);

CREATE TABLE score_value (
    publication TEXT    NOT NULL,
    agency      TEXT    NOT NULL,
    kind        TEXT    NOT NULL, -- metric, input
    name        TEXT    NOT NULL,
    argument    TEXT    NOT NULL,
    value       BIGINT,           -- none: it was not known
    is_sample   BOOLEAN NOT NULL,
    PRIMARY KEY (publication, agency, kind, name, argument)
);

-- an agency says that its result is wrong; an accepted appeal leads to the next number
CREATE TABLE score_appeal (
    id          TEXT   NOT NULL PRIMARY KEY,
    publication TEXT   NOT NULL,
    agency      TEXT   NOT NULL,
    criterion   TEXT   NOT NULL,
    text        TEXT   NOT NULL,
    evidence    TEXT   NOT NULL,
    state       TEXT   NOT NULL, -- open, accepted, refused
    entered_by  TEXT   NOT NULL,
    entered_at  BIGINT NOT NULL,
    answer      TEXT   NOT NULL,
    answered_by TEXT   NOT NULL,
    answered_at BIGINT,
    leads_to    TEXT   NOT NULL  -- the publication in which it was put right; '' for none
);
CREATE UNIQUE INDEX score_appeal_once ON score_appeal (publication, agency, criterion);
