-- who reports what to whom, when: taken in from files as a whole
CREATE TABLE regime (
    code       TEXT    NOT NULL PRIMARY KEY,
    title      TEXT    NOT NULL,
    title_en   TEXT    NOT NULL,
    citation   TEXT    NOT NULL, -- the place in a document that asks for it
    standing   TEXT    NOT NULL, -- by_document, by_installation
    source     TEXT    NOT NULL,
    document   TEXT    NOT NULL, -- plan document whose indicators and tasks are meant; '' for all
    reporter   TEXT    NOT NULL, -- agency or collective
    receiver   TEXT    NOT NULL, -- agency
    frequency  TEXT    NOT NULL, -- month, quarter, half, year, on_demand
    cutoff     TEXT    NOT NULL, -- rule of the last day in time; '' on demand
    opens_days BIGINT  NOT NULL, -- how many days before its last day a report may be begun
    valid_from BIGINT  NOT NULL, -- periods that end from this day on
    valid_to   BIGINT,           -- first day on which it no longer holds
    feeds      TEXT    NOT NULL, -- regime whose report is made of these; '' for none
    tasks      BOOLEAN NOT NULL, -- progress of the tasks that the agency leads is asked for
    evidence   BOOLEAN NOT NULL, -- at least one file with the report
    note       TEXT    NOT NULL,
    position   BIGINT  NOT NULL
);

-- narrative parts of its reports
CREATE TABLE regime_section (
    regime    TEXT    NOT NULL,
    code      TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    title_en  TEXT    NOT NULL,
    is_needed BOOLEAN NOT NULL,
    words_min BIGINT  NOT NULL, -- 0: no limit
    words_max BIGINT  NOT NULL, -- 0: no limit
    hint      TEXT    NOT NULL,
    position  BIGINT  NOT NULL,
    PRIMARY KEY (regime, code)
);

-- figures of its reports
CREATE TABLE regime_item (
    regime    TEXT    NOT NULL,
    indicator TEXT    NOT NULL, -- code, or * for all that the agency answers for
    is_needed BOOLEAN NOT NULL,
    evidence  BOOLEAN NOT NULL, -- at least one file with the figure
    position  BIGINT  NOT NULL,
    PRIMARY KEY (regime, indicator)
);

CREATE TABLE regime_state (
    digest TEXT NOT NULL -- sha256 of the files, in hex; '' before there were any
);
INSERT INTO regime_state (digest) VALUES ('');

-- one report that one agency owes for one period
CREATE TABLE obligation (
    id             TEXT    NOT NULL PRIMARY KEY,
    regime         TEXT    NOT NULL,
    period         TEXT    NOT NULL,
    ends_on        BIGINT  NOT NULL, -- last day of the period
    agency         TEXT    NOT NULL, -- owes it today
    agency_then    TEXT    NOT NULL, -- for which it was made
    last_on        BIGINT  NOT NULL, -- last day in time by the rule; a day off is moved when it is read
    opens_on       BIGINT  NOT NULL,
    officer        TEXT    NOT NULL, -- account that it was given to; '' for any officer of the agency
    extended_to    BIGINT,           -- day to which it was extended
    extension      TEXT    NOT NULL, -- none, asked, granted, refused
    asked_to       BIGINT,
    asked_reason   TEXT    NOT NULL,
    state          TEXT    NOT NULL, -- open, draft, submitted, returned, approved, accepted, consolidated, published, lapsed
    version        BIGINT  NOT NULL, -- of the newest report; 0 before there is one
    first_sent_on  BIGINT,           -- day on which it was first approved by the head
    returned_count BIGINT  NOT NULL,
    made_by        TEXT    NOT NULL,
    made_at        BIGINT  NOT NULL
);
CREATE UNIQUE INDEX obligation_one ON obligation (regime, period, agency_then);
CREATE INDEX obligation_agency ON obligation (agency, state);
CREATE INDEX obligation_state ON obligation (state, last_on);

-- what was written for it; another version only after publication
CREATE TABLE report (
    id            TEXT   NOT NULL PRIMARY KEY,
    obligation    TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    state         TEXT   NOT NULL, -- as of obligation
    revision      BIGINT NOT NULL, -- how often it was saved
    save          TEXT   NOT NULL, -- the client's own name of the last saving
    agency        TEXT   NOT NULL, -- in whose name, when it was begun
    agency_name   TEXT   NOT NULL,
    reason        TEXT   NOT NULL, -- why what was published is corrected
    evidence      TEXT   NOT NULL, -- ids of files
    saved_by      TEXT   NOT NULL,
    saved_at      BIGINT NOT NULL,
    submitted_by  TEXT   NOT NULL,
    submitted_at  BIGINT,
    approved_by   TEXT   NOT NULL,
    approved_at   BIGINT,
    decided_by    TEXT   NOT NULL,
    decided_at    BIGINT,
    decision_note TEXT   NOT NULL
);
CREATE UNIQUE INDEX report_version ON report (obligation, version);

CREATE TABLE report_figure (
    report    TEXT   NOT NULL,
    indicator TEXT   NOT NULL,
    subject   TEXT   NOT NULL,
    period    TEXT   NOT NULL,
    value     BIGINT,          -- millionths
    text      TEXT   NOT NULL, -- the level's word
    source    TEXT   NOT NULL,
    note      TEXT   NOT NULL,
    reason    TEXT   NOT NULL, -- why a figure that holds is corrected
    evidence  TEXT   NOT NULL,
    based_on  BIGINT NOT NULL, -- revision that was seen; 0: none
    PRIMARY KEY (report, indicator, subject)
);

CREATE TABLE report_task (
    report   TEXT   NOT NULL,
    task     TEXT   NOT NULL,
    percent  BIGINT NOT NULL,
    state    TEXT   NOT NULL,
    product  TEXT   NOT NULL,
    note     TEXT   NOT NULL,
    evidence TEXT   NOT NULL,
    PRIMARY KEY (report, task)
);

CREATE TABLE report_section (
    report  TEXT NOT NULL,
    section TEXT NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (report, section)
);

-- why a warning was passed over
CREATE TABLE report_override (
    report    TEXT NOT NULL,
    rule      TEXT NOT NULL,
    indicator TEXT NOT NULL,
    subject   TEXT NOT NULL,
    reason    TEXT NOT NULL,
    PRIMARY KEY (report, rule, indicator, subject)
);

-- its way, step by step
CREATE TABLE report_step (
    id         TEXT   NOT NULL PRIMARY KEY,
    obligation TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    actor      TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    note       TEXT   NOT NULL
);
CREATE INDEX report_step_of ON report_step (obligation, at);
