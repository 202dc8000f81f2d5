-- provinces and communes
CREATE TABLE place (
    code            TEXT   NOT NULL PRIMARY KEY,
    name            TEXT   NOT NULL,
    kind            TEXT   NOT NULL, -- province, commune, ward
    full_name       TEXT   NOT NULL,
    parent          TEXT   NOT NULL,
    former_province TEXT   NOT NULL,
    former_district TEXT   NOT NULL, -- history only: districts ended on 1 July 2025
    predecessors    TEXT   NOT NULL, -- a;b;c
    area_km2        BIGINT,          -- millionths of km2
    population      BIGINT NOT NULL,
    longitude       BIGINT,          -- millionths of a degree
    latitude        BIGINT,
    tile_column     BIGINT NOT NULL,
    tile_row        BIGINT NOT NULL,
    valid_from      BIGINT,          -- day
    valid_to        BIGINT,          -- first day no longer in being
    note            TEXT   NOT NULL,
    sort_key        TEXT   NOT NULL  -- Vietnamese order
);

CREATE TABLE agency (
    code       TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    name_en    TEXT   NOT NULL,
    short_name TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    level      TEXT   NOT NULL,
    parent     TEXT   NOT NULL,
    place      TEXT   NOT NULL, -- for commune committees
    identifier TEXT   NOT NULL, -- H60..., as confirmed by a source; never invented
    valid_from BIGINT,
    valid_to   BIGINT,
    status     TEXT   NOT NULL,
    source     TEXT   NOT NULL,
    sort_key   TEXT   NOT NULL
);

CREATE TABLE succession (
    former     TEXT   NOT NULL REFERENCES agency (code),
    successor  TEXT   NOT NULL REFERENCES agency (code),
    since      BIGINT NOT NULL,
    scope      TEXT   NOT NULL, -- '' for all of it
    source     TEXT   NOT NULL,
    confidence TEXT   NOT NULL,
    PRIMARY KEY (former, successor, scope)
);

CREATE TABLE collective (
    code     TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    kinds    TEXT NOT NULL, -- a;b;c
    agencies TEXT NOT NULL, -- a;b;c
    note     TEXT NOT NULL
);
