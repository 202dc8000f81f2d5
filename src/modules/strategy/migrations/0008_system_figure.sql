-- figures that nobody typed: by which way and from which system they came; '' for officers' own entries
ALTER TABLE submission ADD COLUMN channel TEXT NOT NULL DEFAULT ''; -- exchange, event, file
ALTER TABLE submission ADD COLUMN system TEXT NOT NULL DEFAULT ''; -- id of the subsystem in the exchange
ALTER TABLE submission ADD COLUMN system_name TEXT NOT NULL DEFAULT ''; -- as people called it then
ALTER TABLE submission ADD COLUMN message_id TEXT NOT NULL DEFAULT ''; -- of the exchange; of a file its sha256, in hex
ALTER TABLE submission ADD COLUMN request_id TEXT NOT NULL DEFAULT '';
ALTER TABLE submission ADD COLUMN record TEXT NOT NULL DEFAULT ''; -- subject of the ledger entries about the message
