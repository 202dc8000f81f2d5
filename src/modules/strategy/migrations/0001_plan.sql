-- the documents in which the province promised something
CREATE TABLE plan_document (
    code         TEXT   NOT NULL PRIMARY KEY,
    number       TEXT   NOT NULL, -- as printed
    kind         TEXT   NOT NULL,
    title        TEXT   NOT NULL,
    issuer       TEXT   NOT NULL, -- agency
    issued_on    BIGINT NOT NULL, -- day
    effective_on BIGINT,
    horizon      BIGINT NOT NULL, -- year; 0: not stated
    signer       TEXT   NOT NULL,
    source       TEXT   NOT NULL,
    note         TEXT   NOT NULL,
    position     BIGINT NOT NULL
);

CREATE TABLE section (
    code     TEXT   NOT NULL PRIMARY KEY,
    document TEXT   NOT NULL REFERENCES plan_document (code),
    citation TEXT   NOT NULL,
    title    TEXT   NOT NULL,
    parent   TEXT   NOT NULL,
    kind     TEXT   NOT NULL,
    position BIGINT NOT NULL
);

CREATE TABLE objective (
    code     TEXT   NOT NULL PRIMARY KEY,
    document TEXT   NOT NULL REFERENCES plan_document (code),
    section  TEXT   NOT NULL,
    citation TEXT   NOT NULL,
    title    TEXT   NOT NULL,
    parent   TEXT   NOT NULL,
    year     BIGINT NOT NULL, -- 0: general
    position BIGINT NOT NULL
);

CREATE TABLE indicator (
    code        TEXT   NOT NULL PRIMARY KEY,
    document    TEXT   NOT NULL REFERENCES plan_document (code),
    objective   TEXT   NOT NULL,
    citation    TEXT   NOT NULL,
    title       TEXT   NOT NULL,
    short_title TEXT   NOT NULL,
    title_en    TEXT   NOT NULL,
    unit        TEXT   NOT NULL,
    kind        TEXT   NOT NULL, -- share, number, amount, level
    direction   TEXT   NOT NULL, -- up, down, within
    frequency   TEXT   NOT NULL,
    due_days    BIGINT NOT NULL,
    level       TEXT   NOT NULL, -- province, commune, both
    rollup      TEXT   NOT NULL,
    levels      TEXT   NOT NULL, -- a;b;c from low to high
    baseline    BIGINT,          -- millionths
    baseline_on BIGINT,
    tolerance   BIGINT,          -- millionths
    definition  TEXT   NOT NULL,
    note        TEXT   NOT NULL,
    position    BIGINT NOT NULL
);

CREATE TABLE target (
    indicator TEXT   NOT NULL REFERENCES indicator (code),
    year      BIGINT NOT NULL, -- its last day counts
    operator  TEXT   NOT NULL, -- = >= <= range text
    low       BIGINT,          -- millionths
    high      BIGINT,
    text      TEXT   NOT NULL,
    citation  TEXT   NOT NULL,
    PRIMARY KEY (indicator, year)
);

CREATE TABLE task (
    code      TEXT   NOT NULL PRIMARY KEY,
    document  TEXT   NOT NULL REFERENCES plan_document (code),
    section   TEXT   NOT NULL,
    citation  TEXT   NOT NULL,
    title     TEXT   NOT NULL,
    title_en  TEXT   NOT NULL,
    product   TEXT   NOT NULL,
    start     BIGINT,
    due       BIGINT,
    timing    TEXT   NOT NULL, -- dated, yearly, standing
    indicator TEXT   NOT NULL, -- that it is meant to move; '' for none
    note      TEXT   NOT NULL,
    position  BIGINT NOT NULL
);

-- who answers for a task or an indicator
CREATE TABLE assignment (
    item        TEXT   NOT NULL, -- code of a task or an indicator
    role        TEXT   NOT NULL, -- lead, support, monitor
    named       TEXT   NOT NULL, -- as the document names it
    agency      TEXT   NOT NULL, -- who answers today: agency or collective; '' for nobody
    agency_then TEXT   NOT NULL, -- when the document was issued
    basis       TEXT   NOT NULL,
    note        TEXT   NOT NULL,
    position    BIGINT NOT NULL,
    PRIMARY KEY (item, position)
);
CREATE INDEX assignment_agency ON assignment (agency);

CREATE TABLE duty (
    code     TEXT   NOT NULL PRIMARY KEY,
    document TEXT   NOT NULL REFERENCES plan_document (code),
    citation TEXT   NOT NULL,
    title    TEXT   NOT NULL,
    who      TEXT   NOT NULL, -- agency or collective
    to_whom  TEXT   NOT NULL, -- agency
    due_rule TEXT   NOT NULL,
    product  TEXT   NOT NULL,
    note     TEXT   NOT NULL,
    position BIGINT NOT NULL
);

-- how often the plan was taken in: what is kept of it in memory holds as long as this stays
CREATE TABLE plan_revision (
    number BIGINT NOT NULL
);
INSERT INTO plan_revision (number) VALUES (0);

-- legal bases, as dated data
CREATE TABLE basis (
    document    TEXT   NOT NULL REFERENCES plan_document (code),
    position    BIGINT NOT NULL,
    number      TEXT   NOT NULL,
    title       TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    issued_on   BIGINT,
    citation    TEXT   NOT NULL,
    ended_on    BIGINT,          -- the first day on which it is no longer in force
    replaced_by TEXT   NOT NULL,
    confidence  TEXT   NOT NULL,
    note        TEXT   NOT NULL,
    PRIMARY KEY (document, position)
);
