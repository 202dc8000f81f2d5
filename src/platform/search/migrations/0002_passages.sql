-- a document as it is searched word by word
CREATE TABLE search_source (
    number   BIGINT NOT NULL PRIMARY KEY,
    kind     TEXT   NOT NULL, -- which room filled it, and with what
    code     TEXT   NOT NULL, -- of the document
    label    TEXT   NOT NULL, -- its number: 1539/QĐ-UBND
    title    TEXT   NOT NULL,
    may      TEXT   NOT NULL, -- the permission to see it; '': everybody
    passages BIGINT NOT NULL,
    words    BIGINT NOT NULL, -- of all of them
    shapes   TEXT   NOT NULL, -- of each passage its kind and how many words it has: platform/search/words.h
    UNIQUE (kind, code)
);
CREATE TABLE search_passage (
    source   BIGINT NOT NULL,
    position BIGINT NOT NULL, -- from 0
    kind     TEXT   NOT NULL,
    item     TEXT   NOT NULL, -- code of the indicator, task, ... that it tells of; ''
    heading  TEXT   NOT NULL,
    citation TEXT   NOT NULL,
    text     TEXT   NOT NULL,
    PRIMARY KEY (source, position)
);
CREATE TABLE search_word (
    word   TEXT   NOT NULL, -- folded
    source BIGINT NOT NULL,
    places TEXT   NOT NULL, -- platform/search/words.h
    PRIMARY KEY (word, source)
) WITHOUT ROWID;
CREATE INDEX search_word_source ON search_word (source);
-- how often a language model was asked on a day
CREATE TABLE search_composing (
    asked_on BIGINT NOT NULL PRIMARY KEY,
    asked    BIGINT NOT NULL,
    answered BIGINT NOT NULL -- with what could be shown
);
