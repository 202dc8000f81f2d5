-- kinds of events that a room has; a room is a subsystem
CREATE TABLE exchange_event_type (
    room    TEXT   NOT NULL, -- id of the subsystem
    name    TEXT   NOT NULL,
    schema  TEXT   NOT NULL, -- JSON Schema, draft-07
    last    BIGINT NOT NULL, -- sequence of the newest event
    made_at BIGINT NOT NULL,
    PRIMARY KEY (room, name)
);

-- what was published; kept until everybody has it
CREATE TABLE exchange_event (
    id           TEXT    NOT NULL PRIMARY KEY,
    room         TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    sequence     BIGINT  NOT NULL, -- from 1 in its type, without gaps
    publisher    TEXT    NOT NULL,
    source       TEXT    NOT NULL, -- the publisher's own id of it; '': none, so it can be published twice
    digest       TEXT    NOT NULL, -- sha256 of the event, in hex
    fifo_key     TEXT    NOT NULL, -- events of one key come in their order to who wants that
    published_at BIGINT  NOT NULL,
    bytes        BIGINT  NOT NULL,
    box          TEXT    NOT NULL, -- the event, encrypted
    is_stopped   BOOLEAN NOT NULL, -- by its publisher: given to nobody any more
    UNIQUE (room, type, sequence)
);
CREATE UNIQUE INDEX exchange_event_source ON exchange_event (room, type, publisher, source) WHERE source <> '';
CREATE INDEX exchange_event_published ON exchange_event (published_at);

-- who wants the events of a type; up to `reached` each was handed over, or has a row below
CREATE TABLE exchange_subscription (
    id         TEXT    NOT NULL PRIMARY KEY,
    room       TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    subscriber TEXT    NOT NULL,
    is_push    BOOLEAN NOT NULL,
    is_fifo    BOOLEAN NOT NULL,
    ttl_s      BIGINT  NOT NULL, -- how long an event is worth being delivered
    reached    BIGINT  NOT NULL,
    made_at    BIGINT  NOT NULL,
    stopped    TEXT    NOT NULL, -- why nothing is pushed any more; '': it is
    UNIQUE (room, type, subscriber)
);

-- events on their way to one subscriber: gone once it has them
CREATE TABLE exchange_delivery (
    subscription TEXT   NOT NULL,
    sequence     BIGINT NOT NULL,
    event        TEXT   NOT NULL,
    fifo_key     TEXT   NOT NULL,
    state        TEXT   NOT NULL, -- waiting, leased (pulled, not acknowledged yet), dead
    attempts     BIGINT NOT NULL,
    next_at      BIGINT NOT NULL, -- not before
    reason       TEXT   NOT NULL, -- why the last attempt failed, or it is dead
    PRIMARY KEY (subscription, sequence)
);
CREATE INDEX exchange_delivery_due ON exchange_delivery (state, next_at);
CREATE INDEX exchange_delivery_event ON exchange_delivery (event);
