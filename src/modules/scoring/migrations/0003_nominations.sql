-- who may be proposed for an award, by rule: a part of the version of its scheme
CREATE TABLE score_award (
    scheme   TEXT    NOT NULL,
    version  BIGINT  NOT NULL,
    code     TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    title_en TEXT    NOT NULL,
    classes  TEXT    NOT NULL, -- from which: a;b; '' for all
    most     BIGINT  NOT NULL, -- so many of each class, by rank
    least    BIGINT  NOT NULL, -- millionths of percent of what could be reached
    complete BOOLEAN NOT NULL, -- nothing that must be entered may be missing
    note     TEXT    NOT NULL,
    position BIGINT  NOT NULL,
    PRIMARY KEY (scheme, version, code)
);

-- who was proposed, from which published result, and why; taken back with a reason, never deleted
CREATE TABLE score_nomination (
    id           TEXT   NOT NULL PRIMARY KEY,
    publication  TEXT   NOT NULL,
    award        TEXT   NOT NULL,
    agency       TEXT   NOT NULL,
    class        TEXT   NOT NULL,
    rank         BIGINT NOT NULL, -- as published
    percent      BIGINT NOT NULL,
    reason       TEXT   NOT NULL,
    nominated_by TEXT   NOT NULL, -- account
    nominated_at BIGINT NOT NULL,
    withdrawal   TEXT   NOT NULL, -- why it was taken back; '' while it stands
    withdrawn_by TEXT   NOT NULL,
    withdrawn_at BIGINT
);
CREATE UNIQUE INDEX score_nomination_once ON score_nomination (publication, award, agency) WHERE withdrawn_at IS NULL;
