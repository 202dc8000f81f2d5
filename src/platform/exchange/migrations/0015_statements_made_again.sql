-- a statement says what its row says, and two digests and an identity: with these it is made again when it is asked for. Rows from
-- before have it as text
ALTER TABLE exchange_record ADD COLUMN head_sha512 TEXT NOT NULL DEFAULT ''; -- base64, of the header part
ALTER TABLE exchange_record ADD COLUMN body_sha512 TEXT NOT NULL DEFAULT ''; -- '': no body, or one that is dropped
ALTER TABLE exchange_record ADD COLUMN identity TEXT NOT NULL DEFAULT '';    -- how the sender proved who he is
