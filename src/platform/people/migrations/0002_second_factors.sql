-- how far a session has come, and how sure we are of its person
ALTER TABLE session ADD COLUMN stage TEXT NOT NULL DEFAULT 'full'; -- full; second: waits for a second factor; enrol: must set one up first
ALTER TABLE session ADD COLUMN method TEXT NOT NULL DEFAULT 'password'; -- what was shown: 'password', 'password totp', ...
ALTER TABLE session ADD COLUMN assurance BIGINT NOT NULL DEFAULT 1; -- 1: one factor, 2: two
ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT ''; -- where it began
ALTER TABLE session ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0; -- last sign of life of the person: for the lock
ALTER TABLE session ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0; -- when the person last showed who he is
UPDATE session SET seen_at = created_at, confirmed_at = created_at;

ALTER TABLE account ADD COLUMN enabled_at BIGINT; -- when it was last made active again

-- passwords that an account had before: not to be taken again
CREATE TABLE password_used (
    account       TEXT   NOT NULL REFERENCES account (id),
    password_hash TEXT   NOT NULL, -- argon2id
    left_at       BIGINT NOT NULL  -- when another took its place
);
CREATE INDEX password_used_account ON password_used (account, left_at);

-- the secret that an account shares with its authenticator (RFC 6238)
CREATE TABLE authenticator (
    account      TEXT    NOT NULL PRIMARY KEY REFERENCES account (id),
    secret       TEXT    NOT NULL, -- closed with people.key
    is_confirmed BOOLEAN NOT NULL DEFAULT FALSE, -- a code of it was shown once
    last_step    BIGINT  NOT NULL DEFAULT 0, -- of the last code that was taken: none is taken twice
    added_at     BIGINT  NOT NULL
);

-- codes for the day on which the authenticator is lost; each is good once
CREATE TABLE recovery_code (
    digest  TEXT   NOT NULL PRIMARY KEY, -- HMAC-SHA-256 under people.key
    account TEXT   NOT NULL REFERENCES account (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX recovery_code_account ON recovery_code (account);
