-- what an agency means to do in a year
CREATE TABLE annual_plan (
    id            TEXT   NOT NULL PRIMARY KEY,
    year          BIGINT NOT NULL,
    agency        TEXT   NOT NULL,
    state         TEXT   NOT NULL, -- draft, submitted, approved, accepted, returned
    content       TEXT   NOT NULL, -- JSON: its targets and tasks
    revision      BIGINT NOT NULL, -- one more at each change
    changed_by    TEXT   NOT NULL, -- account
    changed_at    BIGINT NOT NULL,
    submitted_by  TEXT   NOT NULL, -- who handed it in last
    submitted_at  BIGINT,          -- when it was first handed in: what comes back is not late for that
    decided_by    TEXT   NOT NULL, -- who approved, accepted or returned it last
    decided_at    BIGINT,
    decision_note TEXT   NOT NULL,
    UNIQUE (year, agency)
);

-- the accepted plans of a year put together and made public; another edition when more were accepted
CREATE TABLE annual_publication (
    year         BIGINT NOT NULL,
    edition      BIGINT NOT NULL, -- 1, 2, ...
    number       TEXT   NOT NULL, -- of the document that issues it, as printed
    decided_on   BIGINT NOT NULL, -- its day
    content      TEXT   NOT NULL, -- JSON, frozen
    digest       TEXT   NOT NULL, -- sha256 of the content, in hex
    published_by TEXT   NOT NULL, -- account
    published_at BIGINT NOT NULL,
    PRIMARY KEY (year, edition)
);
