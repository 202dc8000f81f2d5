-- who answered slowly the last time is pushed to beside the others, so that they do not wait for him
ALTER TABLE exchange_subscription ADD COLUMN is_slow BOOLEAN NOT NULL DEFAULT FALSE;
