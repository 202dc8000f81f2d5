-- several proposals put together, to be decided as one
CREATE TABLE amendment (
    id              TEXT   NOT NULL PRIMARY KEY,
    document        TEXT   NOT NULL, -- of the plan
    title           TEXT   NOT NULL,
    state           TEXT   NOT NULL, -- draft, submitted, adopted, refused
    based_on        BIGINT NOT NULL, -- version that was looked at when it was handed up; 0: not yet
    made_by         TEXT   NOT NULL, -- account
    made_at         BIGINT NOT NULL,
    submitted_by    TEXT   NOT NULL,
    submitted_at    BIGINT,
    decided_by      TEXT   NOT NULL,
    decided_at      BIGINT,
    decision_number TEXT   NOT NULL, -- of the deciding document, as printed
    decision_on     BIGINT,
    in_force_on     BIGINT,
    decision_note   TEXT   NOT NULL,
    version         BIGINT NOT NULL  -- that came of it; 0: none
);

-- what an agency would change, and why
CREATE TABLE proposal (
    id            TEXT   NOT NULL PRIMARY KEY,
    document      TEXT   NOT NULL,
    agency        TEXT   NOT NULL, -- for which the proposer acted
    title         TEXT   NOT NULL,
    reason        TEXT   NOT NULL,
    evidence      TEXT   NOT NULL, -- ids of files: a;b;c
    edits         TEXT   NOT NULL, -- JSON, as it was handed in, with what stood there before
    based_on      BIGINT NOT NULL, -- version of the document that the proposer saw
    state         TEXT   NOT NULL, -- submitted, taken, declined, withdrawn, adopted, refused
    amendment     TEXT   NOT NULL, -- that took it; '' for none
    proposed_by   TEXT   NOT NULL, -- account
    proposed_at   BIGINT NOT NULL,
    decided_by    TEXT   NOT NULL,
    decided_at    BIGINT,
    decision_note TEXT   NOT NULL
);
CREATE INDEX proposal_agency ON proposal (agency, proposed_at);
CREATE INDEX proposal_amendment ON proposal (amendment);
