-- what happened to an account: signing in, and what it signs in with; kept for people.events_kept_months. The public record
-- holds a digest of each row, not what stands in it.
CREATE TABLE account_event (
    id      TEXT   NOT NULL PRIMARY KEY, -- the subject of the record's entry
    account TEXT   NOT NULL REFERENCES account (id),
    kind    TEXT   NOT NULL, -- of the record's entry: people.signed_in
    detail  TEXT   NOT NULL, -- how, or what: 'password totp', 'passkey', the code of a provider
    actor   TEXT   NOT NULL, -- who did it: an account's id, or 'system'
    address TEXT   NOT NULL, -- where from; '' for commands
    at      BIGINT NOT NULL
);
CREATE INDEX account_event_account ON account_event (account, at);
CREATE INDEX account_event_at ON account_event (at);
