-- what the receiver of pushes allows (CloudEvents, HTTP Web Hooks)
ALTER TABLE exchange_subscription ADD COLUMN permitted   TEXT   NOT NULL DEFAULT ''; -- origin and address that were asked about; '': none yet
ALTER TABLE exchange_subscription ADD COLUMN rate        BIGINT NOT NULL DEFAULT 0;  -- pushes a minute; 0: it named none
ALTER TABLE exchange_subscription ADD COLUMN paced_until BIGINT NOT NULL DEFAULT 0;  -- by that rate nothing is pushed before
