-- which service or signed file fills which indicator: where in it, for whom, and what is taken for possible
CREATE TABLE filling_binding (
    code       TEXT    NOT NULL PRIMARY KEY,
    title      TEXT    NOT NULL,
    indicator  TEXT    NOT NULL,
    way        TEXT    NOT NULL, -- service, file
    system     TEXT    NOT NULL, -- id of the subsystem in the exchange whose figures they are
    service    TEXT    NOT NULL, -- '' for a file
    method     TEXT    NOT NULL,
    path       TEXT    NOT NULL, -- may hold {period} and {agency}
    agencies   TEXT    NOT NULL, -- for each of them {agency} is asked: a;b;c
    agency     TEXT    NOT NULL, -- of a file: whose officers may hand it in
    schedule   TEXT    NOT NULL, -- hourly, daily, monthly; '' for a file
    day        BIGINT  NOT NULL, -- of the month; 0 when not monthly
    list       TEXT    NOT NULL, -- JSON Pointer to a list of figures; '' when there is one figure, or for a file
    value      TEXT    NOT NULL, -- JSON Pointer to the value, from the list's item; of a file the name of the column
    key        TEXT    NOT NULL, -- the same to whom it is about; '' when told below
    period     TEXT    NOT NULL, -- the same to its period; '': the newest that is over
    others     TEXT    NOT NULL, -- columns of a file that nobody reads
    key_scheme TEXT    NOT NULL, -- agency, place: what the key is a code of; '' without a key
    subject    TEXT    NOT NULL, -- whom the one figure is about
    unit       TEXT    NOT NULL, -- that the system has
    factor     BIGINT  NOT NULL, -- millionths: makes the indicator's unit of it
    low        BIGINT,           -- millionths, as the next: what is taken for possible; NULL: whatever
    high       BIGINT,
    whole      BOOLEAN NOT NULL, -- no fractions
    jump       BIGINT,           -- most that it may differ from the figure before, in percent of that
    valid_from BIGINT,
    valid_to   BIGINT,           -- the first day on which it no longer holds
    is_on      BOOLEAN NOT NULL,
    changed_by TEXT    NOT NULL,
    changed_at BIGINT  NOT NULL,
    next_at    BIGINT            -- when it is asked next; NULL for a file
);
CREATE INDEX filling_binding_next ON filling_binding (next_at) WHERE is_on AND next_at IS NOT NULL;
CREATE INDEX filling_binding_indicator ON filling_binding (indicator);

-- each time that a service was asked, or a file was handed in
CREATE TABLE filling_run (
    id         TEXT   NOT NULL PRIMARY KEY,
    binding    TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    outcome    TEXT   NOT NULL, -- done; refused: nothing was written, since a figure was wrong; failed: no answer
    found      BIGINT NOT NULL, -- figures that were there
    written    BIGINT NOT NULL,
    same       BIGINT NOT NULL, -- held already
    overruled  BIGINT NOT NULL, -- an officer's own figure stands
    message_id TEXT   NOT NULL, -- of the exchange, the last that was asked; of a file its sha256, in hex
    request_id TEXT   NOT NULL,
    file       TEXT   NOT NULL, -- id of the file; '' for a service
    key_id     TEXT   NOT NULL, -- with which the file was signed
    signature  TEXT   NOT NULL,
    actor      TEXT   NOT NULL
);
CREATE INDEX filling_run_binding ON filling_run (binding, id);
CREATE UNIQUE INDEX filling_run_file ON filling_run (binding, message_id) WHERE file <> '' AND outcome = 'done';

-- why a run wrote nothing
CREATE TABLE filling_fault (
    run      TEXT   NOT NULL,
    number   BIGINT NOT NULL,
    about    TEXT   NOT NULL, -- key or row, as it came
    value    TEXT   NOT NULL, -- as it came
    sentence TEXT   NOT NULL, -- in Vietnamese, ...
    english  TEXT   NOT NULL, -- ... and in English
    PRIMARY KEY (run, number)
);
