-- of an event that another exchange brought: the rooms that it came through, with blanks between; '' for all others
ALTER TABLE exchange_event ADD COLUMN rooms TEXT NOT NULL DEFAULT '';
