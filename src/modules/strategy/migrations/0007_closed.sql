-- an item that an amendment closes stays, with its figures; from this day on it no longer counts
ALTER TABLE indicator ADD COLUMN closed_on BIGINT;
ALTER TABLE task ADD COLUMN closed_on BIGINT;
