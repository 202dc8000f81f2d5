-- by which an authenticator knows an account: chance, so that it tells nothing
CREATE TABLE passkey_owner (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    handle  TEXT NOT NULL UNIQUE -- base64url of 32 bytes
);

-- public keys whose other halves stay in people's authenticators (WebAuthn)
CREATE TABLE passkey (
    id            TEXT    NOT NULL PRIMARY KEY,
    account       TEXT    NOT NULL REFERENCES account (id),
    credential    TEXT    NOT NULL UNIQUE, -- base64url: what the authenticator calls it
    algorithm     BIGINT  NOT NULL, -- COSE: -7 ES256, -8 EdDSA, -257 RS256
    public_key    TEXT    NOT NULL, -- base64url, in the form of libfido2
    sign_count    BIGINT  NOT NULL, -- of the newest answer; 0: it does not count
    transports    TEXT    NOT NULL, -- how the browser reaches it: usb;nfc
    may_be_copied BOOLEAN NOT NULL, -- its maker may keep it in his cloud
    is_copied     BOOLEAN NOT NULL, -- and does
    name          TEXT    NOT NULL, -- given by its person
    added_at      BIGINT  NOT NULL,
    last_used_at  BIGINT,
    suspended_at  BIGINT -- there seems to be a second one: not taken any more
);
CREATE INDEX passkey_account ON passkey (account);

-- what was asked and is not yet answered; each is good once
CREATE TABLE passkey_challenge (
    digest     TEXT   NOT NULL PRIMARY KEY,
    session    TEXT   NOT NULL, -- digest of the token of the browser that asked
    purpose    TEXT   NOT NULL, -- sign_in, second_step, confirm, add
    account    TEXT REFERENCES account (id), -- NULL: whoever answers
    address    TEXT   NOT NULL, -- where it was asked from
    expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_expires ON passkey_challenge (expires_at);
CREATE INDEX passkey_challenge_address ON passkey_challenge (address);
