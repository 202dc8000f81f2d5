-- a file of figures that was taken in at once
CREATE TABLE observation_import (
    id        TEXT    NOT NULL PRIMARY KEY,
    file_name TEXT    NOT NULL,
    digest    TEXT    NOT NULL, -- sha256 of the file, in hex
    source    TEXT    NOT NULL, -- where the figures come from, as told
    reason    TEXT    NOT NULL, -- why recorded figures were corrected
    row_count BIGINT  NOT NULL,
    is_sample BOOLEAN NOT NULL, -- made up, for demonstration
    actor     TEXT    NOT NULL,
    at        BIGINT  NOT NULL
);

-- what an officer enters, and what the coordinator decided: a figure, or the progress of a task
CREATE TABLE submission (
    id             TEXT   NOT NULL PRIMARY KEY,
    kind           TEXT   NOT NULL, -- figure, progress
    item           TEXT   NOT NULL, -- code of the indicator or task
    subject        TEXT   NOT NULL, -- place or agency that it is about
    period         TEXT   NOT NULL, -- '' for progress
    value          BIGINT,          -- millionths; percent for progress
    text           TEXT   NOT NULL, -- the level's word; the state of a task
    product        TEXT   NOT NULL, -- what now exists, for progress
    source         TEXT   NOT NULL, -- where the figure comes from
    note           TEXT   NOT NULL,
    reason         TEXT   NOT NULL, -- why a recorded figure is corrected
    evidence       TEXT   NOT NULL, -- ids of files: a;b;c
    based_on       BIGINT NOT NULL, -- revision that the officer saw; 0: none
    agency         TEXT   NOT NULL, -- for which the officer acted
    state          TEXT   NOT NULL, -- submitted, accepted, returned, withdrawn
    entered_by     TEXT   NOT NULL, -- account
    entered_at     BIGINT NOT NULL,
    decided_by     TEXT   NOT NULL,
    decided_at     BIGINT,
    decision_note  TEXT   NOT NULL
);
CREATE UNIQUE INDEX submission_waiting ON submission (kind, item, subject, period) WHERE state = 'submitted';
CREATE INDEX submission_item ON submission (item, subject, period);
CREATE INDEX submission_state ON submission (state, entered_at);
CREATE INDEX submission_agency ON submission (agency, state);

-- the figures that hold: one row an indicator, subject and period; what it was before is in observation_past
CREATE TABLE observation (
    indicator   TEXT    NOT NULL,
    subject     TEXT    NOT NULL, -- place (08, 02215) or agency
    period      TEXT    NOT NULL, -- 2026-10, 2026-Q3, 2026-H1, 2026
    ends_on     BIGINT  NOT NULL, -- last day of the period
    value       BIGINT  NOT NULL, -- millionths; the rank for levels
    text        TEXT    NOT NULL, -- the level's word
    revision    BIGINT  NOT NULL, -- 1, 2, ...
    origin      TEXT    NOT NULL, -- submission or import
    is_sample   BOOLEAN NOT NULL,
    recorded_at BIGINT  NOT NULL,
    PRIMARY KEY (indicator, subject, period)
) WITHOUT ROWID;

-- corrected figures: kept with the reason
CREATE TABLE observation_past (
    indicator   TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    period      TEXT    NOT NULL,
    revision    BIGINT  NOT NULL,
    value       BIGINT  NOT NULL,
    text        TEXT    NOT NULL,
    origin      TEXT    NOT NULL,
    is_sample   BOOLEAN NOT NULL,
    recorded_at BIGINT  NOT NULL,
    replaced_by TEXT    NOT NULL, -- origin of the figure that took its place
    replaced_at BIGINT  NOT NULL,
    reason      TEXT    NOT NULL,
    PRIMARY KEY (indicator, subject, period, revision)
);

-- what the figures of communes or agencies add up to for the province; made again in the transaction that changes one
CREATE TABLE rollup (
    indicator   TEXT    NOT NULL,
    subject     TEXT    NOT NULL, -- the province
    period      TEXT    NOT NULL,
    ends_on     BIGINT  NOT NULL,
    value       BIGINT  NOT NULL, -- millionths: a sum, a mean, or the share of members that meet the target
    reported    BIGINT  NOT NULL, -- members that have
    met_count   BIGINT  NOT NULL, -- those that meet what is asked on the period's last day
    is_sample   BOOLEAN NOT NULL,
    recorded_at BIGINT  NOT NULL,
    PRIMARY KEY (indicator, subject, period)
);

-- where an indicator stands for a subject: drawn from observation in the transaction that changes it, so that a page reads
-- one row an indicator however long its history is
CREATE TABLE standing (
    indicator      TEXT    NOT NULL,
    subject        TEXT    NOT NULL,
    period         TEXT    NOT NULL, -- the newest
    ends_on        BIGINT  NOT NULL,
    value          BIGINT  NOT NULL,
    text           TEXT    NOT NULL,
    revision       BIGINT  NOT NULL,
    origin         TEXT    NOT NULL,
    is_sample      BOOLEAN NOT NULL, -- any of the trail is
    recorded_at    BIGINT  NOT NULL,
    first_ends_on  BIGINT  NOT NULL,
    first_value    BIGINT  NOT NULL,
    trail          TEXT    NOT NULL, -- newest 24: day:value;day:value
    figure_count   BIGINT  NOT NULL,
    source         TEXT    NOT NULL, -- of the origin, as are the next two
    agency         TEXT    NOT NULL,
    evidence       TEXT    NOT NULL,
    reported       BIGINT  NOT NULL, -- members that have, and those of them that meet what is asked: of a rollup
    met_count      BIGINT  NOT NULL,
    PRIMARY KEY (subject, indicator) -- a page is about one subject: its rows lie together
) WITHOUT ROWID;
CREATE INDEX standing_indicator ON standing (indicator, subject);

-- how far an agency is with a task, as accepted
CREATE TABLE progress (
    task        TEXT    NOT NULL,
    agency      TEXT    NOT NULL,
    percent     BIGINT  NOT NULL, -- 0 to 100
    state       TEXT    NOT NULL, -- not_started, in_progress, done
    product     TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    as_of       BIGINT  NOT NULL, -- day
    finished_on BIGINT,           -- day on which it was done
    revision    BIGINT  NOT NULL,
    origin      TEXT    NOT NULL,
    is_sample   BOOLEAN NOT NULL,
    recorded_at BIGINT  NOT NULL,
    PRIMARY KEY (task, agency)
);

CREATE TABLE progress_past (
    task        TEXT    NOT NULL,
    agency      TEXT    NOT NULL,
    revision    BIGINT  NOT NULL,
    percent     BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    as_of       BIGINT  NOT NULL,
    origin      TEXT    NOT NULL,
    recorded_at BIGINT  NOT NULL,
    PRIMARY KEY (task, agency, revision)
);
