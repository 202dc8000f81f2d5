-- of an event that another exchange brought: the source that its first exchange gave it, and `source` is the id that it has there; '' for all
-- others. By the two it is known, whichever way it comes
ALTER TABLE exchange_event ADD COLUMN origin TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX exchange_event_origin ON exchange_event (room, type, origin, source, digest) WHERE origin <> '';
