-- a plan that was read out of a document, until it is adopted
CREATE TABLE plan_draft (
    id          TEXT   NOT NULL PRIMARY KEY,
    file        TEXT   NOT NULL, -- id of the file
    file_digest TEXT   NOT NULL, -- sha256 of the file, in hex
    file_name   TEXT   NOT NULL, -- as it was handed in
    format      TEXT   NOT NULL, -- as which it was read: docx, pdf, ...
    state       TEXT   NOT NULL, -- open, adopted, dropped
    revision    BIGINT NOT NULL, -- raised by each change
    reasons     TEXT   NOT NULL, -- why nothing, or little, was found: a;b
    document    TEXT   NOT NULL, -- its own record, as JSON (DraftDocument)
    document_revision BIGINT NOT NULL, -- when that was last changed
    made_by     TEXT   NOT NULL,
    made_at     BIGINT NOT NULL,
    changed_by  TEXT   NOT NULL,
    changed_at  BIGINT NOT NULL,
    version     BIGINT NOT NULL  -- of the plan document that it became; 0: none
);
CREATE INDEX plan_draft_state ON plan_draft (state, made_at);

-- the passages of its document, as they were read: never changed
CREATE TABLE plan_draft_text (
    draft    TEXT NOT NULL PRIMARY KEY REFERENCES plan_draft (id),
    passages TEXT NOT NULL -- JSON (DraftPassages)
);

CREATE TABLE plan_draft_item (
    draft      TEXT   NOT NULL REFERENCES plan_draft (id),
    number     BIGINT NOT NULL, -- from 1; never given again
    parent     BIGINT NOT NULL, -- number of the section or objective above; 0: none
    position   BIGINT NOT NULL, -- the order of all items
    kind       TEXT   NOT NULL, -- section, objective, indicator, task, duty, basis
    passage    BIGINT NOT NULL, -- number of the passage; 0: none
    starts     BIGINT NOT NULL, -- letters of its text: the first, and the first one behind
    ends       BIGINT NOT NULL,
    confidence BIGINT NOT NULL, -- 0 to 100
    state      TEXT   NOT NULL, -- unsure, open, confirmed, left_out
    changed_by TEXT   NOT NULL, -- account; '' as read
    changed_at BIGINT,
    revision   BIGINT NOT NULL, -- of the draft, when the item was last changed
    fields     TEXT   NOT NULL, -- what it says, as JSON (DraftFields)
    PRIMARY KEY (draft, number)
);
CREATE INDEX plan_draft_item_order ON plan_draft_item (draft, position);

-- what people corrected: what stood there before
CREATE TABLE plan_draft_change (
    draft      TEXT   NOT NULL REFERENCES plan_draft (id),
    revision   BIGINT NOT NULL, -- that the change made
    item       BIGINT NOT NULL, -- 0: the document's own record
    what       TEXT   NOT NULL, -- confirm, correct, split, ...
    before     TEXT   NOT NULL, -- what it said, as JSON; '' of an item that was not there
    changed_by TEXT   NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (draft, revision, item)
);
CREATE INDEX plan_draft_change_item ON plan_draft_change (draft, item, revision);

-- names by which documents call agencies and which the registry does not hold: what people told when they corrected one
CREATE TABLE agency_name (
    folded   TEXT   NOT NULL PRIMARY KEY, -- without marks and case
    named    TEXT   NOT NULL,             -- as a document writes it
    agency   TEXT   NOT NULL,             -- code of an agency or a collective
    added_by TEXT   NOT NULL,
    added_at BIGINT NOT NULL
);
