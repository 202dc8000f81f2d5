-- what a language model reads in an item of a draft: the last time that it was asked
CREATE TABLE plan_draft_opinion (
    draft    TEXT   NOT NULL REFERENCES plan_draft (id),
    item     BIGINT NOT NULL,
    revision BIGINT NOT NULL, -- the item's, when the model was asked
    kind     TEXT   NOT NULL, -- section, objective, ...; '' nothing of a plan
    lead     TEXT   NOT NULL, -- quotes of the text; '' it says none
    due      TEXT   NOT NULL,
    figure   TEXT   NOT NULL,
    model    TEXT   NOT NULL, -- as its server calls it
    asked_by TEXT   NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (draft, item)
);

-- how often a model was asked on a day, and how many of its answers could be used
CREATE TABLE plan_opinion_day (
    asked_on BIGINT NOT NULL PRIMARY KEY,
    asked    BIGINT NOT NULL,
    answered BIGINT NOT NULL
);
