-- of an event: the message that published it first; '' for those of before
ALTER TABLE exchange_event ADD COLUMN message_id TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange_event ADD COLUMN request_id TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange_event ADD COLUMN exchange   TEXT NOT NULL DEFAULT ''; -- its records

-- who of our own house reads the events of a type, and how far he got
CREATE TABLE exchange_reader (
    owner   TEXT   NOT NULL, -- which room of the house,
    name    TEXT   NOT NULL, -- and how that calls him
    room    TEXT   NOT NULL,
    type    TEXT   NOT NULL,
    reached BIGINT NOT NULL,
    PRIMARY KEY (owner, name)
);
CREATE INDEX exchange_reader_type ON exchange_reader (room, type);
