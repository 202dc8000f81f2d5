-- who may sign in
CREATE TABLE account (
    id              TEXT    NOT NULL PRIMARY KEY,
    username        TEXT    NOT NULL UNIQUE, -- lower case
    name            TEXT    NOT NULL,
    title           TEXT    NOT NULL DEFAULT '', -- chức vụ
    password_hash   TEXT    NOT NULL,        -- argon2id
    password_set_at BIGINT  NOT NULL,
    is_active       BOOLEAN NOT NULL DEFAULT TRUE,
    is_sample       BOOLEAN NOT NULL DEFAULT FALSE, -- made for a demonstration
    failures        BIGINT  NOT NULL DEFAULT 0, -- wrong passwords since the last right one
    locked_until    BIGINT,
    signed_in_at    BIGINT,
    created_at      BIGINT  NOT NULL
);

-- who is signed in; the token itself is never stored
CREATE TABLE session (
    digest     TEXT   NOT NULL PRIMARY KEY, -- sha256 of the token, in hex
    account    TEXT   NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expires ON session (expires_at);

-- wrong passwords by the address that they came from; swept after a day
CREATE TABLE sign_in_failure (
    address   TEXT   NOT NULL,
    failed_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_address ON sign_in_failure (address, failed_at);
