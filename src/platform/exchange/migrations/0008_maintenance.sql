-- times at which services are away, as they were announced; each is over by itself
CREATE TABLE exchange_maintenance (
    id           TEXT    NOT NULL PRIMARY KEY,
    subject      TEXT    NOT NULL, -- id of a member, subsystem or service, with all below it; '': the whole exchange
    from_at      BIGINT  NOT NULL,
    until_at     BIGINT  NOT NULL, -- when it was called off before it began: from_at
    reason_vi    TEXT    NOT NULL,
    reason_en    TEXT    NOT NULL,
    forwards     BOOLEAN NOT NULL, -- messages go on to the provider nevertheless
    announced_by TEXT    NOT NULL, -- account, or 'system'
    announced_at BIGINT  NOT NULL,
    changed_at   BIGINT            -- when it was shortened or called off; NULL: it was not
);
CREATE INDEX exchange_maintenance_until ON exchange_maintenance (until_at);
