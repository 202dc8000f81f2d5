-- ways to score, as data: a version never changes once results by it were published
CREATE TABLE score_scheme (
    code        TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    title       TEXT   NOT NULL,
    title_en    TEXT   NOT NULL,
    legal       TEXT   NOT NULL, -- the text that prescribes it; '' for none
    standing    TEXT   NOT NULL, -- in_force, secondary, own, unconfirmed
    frequency   TEXT   NOT NULL, -- month, quarter, half, year
    appeal_days BIGINT NOT NULL, -- after publication
    change_note TEXT   NOT NULL, -- what is other than in the version before
    note        TEXT   NOT NULL,
    digest      TEXT   NOT NULL, -- sha256 of its files, in hex
    loaded_at   BIGINT NOT NULL,
    PRIMARY KEY (code, version)
);

-- agencies that are compared with each other: the first that fits
CREATE TABLE score_class (
    scheme   TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    code     TEXT   NOT NULL,
    title    TEXT   NOT NULL,
    title_en TEXT   NOT NULL,
    kinds    TEXT   NOT NULL, -- of agencies: a;b
    agencies TEXT   NOT NULL, -- codes of agencies and collectives: a;b
    position BIGINT NOT NULL,
    PRIMARY KEY (scheme, version, code)
);

CREATE TABLE score_band (
    scheme   TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    code     TEXT   NOT NULL,
    title    TEXT   NOT NULL,
    title_en TEXT   NOT NULL,
    least    BIGINT NOT NULL, -- millionths of percent of what could be reached
    position BIGINT NOT NULL,
    PRIMARY KEY (scheme, version, code)
);

CREATE TABLE score_part (
    scheme   TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    code     TEXT   NOT NULL,
    title    TEXT   NOT NULL,
    title_en TEXT   NOT NULL,
    maximum  BIGINT NOT NULL, -- millionths
    position BIGINT NOT NULL,
    PRIMARY KEY (scheme, version, code)
);

CREATE TABLE score_criterion (
    scheme           TEXT    NOT NULL,
    version          BIGINT  NOT NULL,
    code             TEXT    NOT NULL,
    part             TEXT    NOT NULL,
    title            TEXT    NOT NULL,
    title_en         TEXT    NOT NULL,
    maximum          BIGINT  NOT NULL, -- millionths
    formula          TEXT    NOT NULL, -- '' where nothing is scored
    missing          TEXT    NOT NULL, -- what happens when something is not known: zero, excluded, needs_input
    zero_denominator TEXT    NOT NULL, -- ... when something is divided by zero: zero, full, excluded, needs_input
    classes          TEXT    NOT NULL, -- to which it applies: a;b; '' for all
    evidence         TEXT    NOT NULL,
    note             TEXT    NOT NULL,
    position         BIGINT  NOT NULL,
    PRIMARY KEY (scheme, version, code)
);

CREATE TABLE score_input (
    scheme    TEXT   NOT NULL,
    version   BIGINT NOT NULL,
    code      TEXT   NOT NULL,
    criterion TEXT   NOT NULL,
    title     TEXT   NOT NULL,
    title_en  TEXT   NOT NULL,
    unit      TEXT   NOT NULL,
    low       BIGINT,          -- millionths
    high      BIGINT,
    note      TEXT   NOT NULL,
    position  BIGINT NOT NULL,
    PRIMARY KEY (scheme, version, code)
);
