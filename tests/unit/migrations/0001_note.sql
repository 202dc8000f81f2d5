-- SPDX-License-Identifier: Apache-2.0
-- the tables of tests/unit/room
CREATE TABLE note (
    code   TEXT   NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL CHECK (number >= 0)
);

CREATE TABLE thing (
    id     TEXT    NOT NULL PRIMARY KEY,
    count  BIGINT  NOT NULL,
    is_on  BOOLEAN NOT NULL,
    name   TEXT    NOT NULL,
    at     BIGINT,
    day    BIGINT,
    amount BIGINT,
    other  TEXT,
    color  TEXT    NOT NULL,
    tags   TEXT    NOT NULL
);
