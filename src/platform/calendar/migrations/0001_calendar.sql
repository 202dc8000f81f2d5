-- holidays that return every year, as dated data
CREATE TABLE holiday_rule (
    code        TEXT   NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL,
    name_en     TEXT   NOT NULL,
    kind        TEXT   NOT NULL, -- solar, lunar, substitute
    month       BIGINT NOT NULL, -- 0 for substitutes, as the next three
    day         BIGINT NOT NULL,
    days_before BIGINT NOT NULL, -- how many of its days lie before that day
    days        BIGINT NOT NULL,
    valid_from  BIGINT NOT NULL, -- day
    valid_to    BIGINT,          -- first day on which it no longer holds
    status      TEXT   NOT NULL, -- of its days: by_law, reported; expected where they are decided for each year
    source      TEXT   NOT NULL
);

-- what was decided for single days: wins over every rule
CREATE TABLE day_decision (
    day     BIGINT NOT NULL PRIMARY KEY,
    kind    TEXT   NOT NULL, -- holiday, substitute, swapped_off, swapped_work
    name    TEXT   NOT NULL,
    name_en TEXT   NOT NULL,
    rule    TEXT   NOT NULL, -- of which it decides the year; '' for none
    status  TEXT   NOT NULL, -- decided, by_law, reported, expected
    source  TEXT   NOT NULL
);

-- how often the calendar was taken in: what is kept of it in memory holds as long as this stays
CREATE TABLE calendar_state (
    revision BIGINT NOT NULL,
    digest   TEXT   NOT NULL -- sha256 of the files, in hex; '' before there were any
);
INSERT INTO calendar_state (revision, digest) VALUES (0, '');
