-- who else may say who somebody is, by OpenID Connect
CREATE TABLE provider (
    code           TEXT    NOT NULL PRIMARY KEY,
    label          TEXT    NOT NULL, -- of its button
    label_en       TEXT    NOT NULL,
    issuer         TEXT    NOT NULL,
    client         TEXT    NOT NULL, -- what we are called there
    secret         TEXT    NOT NULL, -- closed with people.key; empty: none
    scopes         TEXT    NOT NULL,
    subject_claim  TEXT    NOT NULL,
    name_claim     TEXT    NOT NULL,
    two_factor_acr TEXT    NOT NULL, -- values of acr that mean two factors
    two_factor_amr TEXT    NOT NULL, -- ... and of amr
    makes_citizens BOOLEAN NOT NULL, -- whoever is unknown may have an account of a citizen made
    added_at       BIGINT  NOT NULL
);

-- what a provider publishes about itself, as it was last heard
CREATE TABLE provider_document (
    provider  TEXT   NOT NULL REFERENCES provider (code),
    kind      TEXT   NOT NULL, -- discovery, keys
    body      TEXT   NOT NULL, -- empty: was asked for and never heard
    heard_at  BIGINT, -- NULL: never
    window_at BIGINT NOT NULL, -- since when these questions are counted
    asked     BIGINT NOT NULL,
    PRIMARY KEY (provider, kind)
);

-- people on their way to a provider and back. Neither state, nonce nor verifier stand here
CREATE TABLE provider_start (
    digest     TEXT   NOT NULL PRIMARY KEY, -- sha256 of the state
    browser    TEXT   NOT NULL, -- sha256 of the browser's cookie
    provider   TEXT   NOT NULL REFERENCES provider (code),
    account    TEXT   REFERENCES account (id), -- who wants to link himself; NULL: somebody signs in
    next       TEXT   NOT NULL, -- page of this site
    address    TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX provider_start_address ON provider_start (address, expires_at);
CREATE INDEX provider_start_expires ON provider_start (expires_at);

-- people who came back and are not known here yet: until they choose what to do
CREATE TABLE provider_identity (
    browser          TEXT   NOT NULL PRIMARY KEY, -- sha256 of the browser's cookie
    provider         TEXT   NOT NULL REFERENCES provider (code),
    subject          TEXT   NOT NULL, -- as in account_link
    provider_subject TEXT   NOT NULL, -- as in session
    provider_session TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    assurance        BIGINT NOT NULL,
    shown_at         BIGINT NOT NULL, -- when the person showed the provider who he is
    next             TEXT   NOT NULL,
    expires_at       BIGINT NOT NULL
);
CREATE INDEX provider_identity_expires ON provider_identity (expires_at);

-- whom a provider's subject is here. Subjects may be personal numbers: only their keyed digests are stored
CREATE TABLE account_link (
    provider  TEXT   NOT NULL REFERENCES provider (code),
    subject   TEXT   NOT NULL, -- HMAC-SHA-256 under people.key
    account   TEXT   NOT NULL REFERENCES account (id),
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (provider, subject),
    UNIQUE (provider, account)
);
CREATE INDEX account_link_account ON account_link (account);

-- logout tokens that were obeyed: none is obeyed twice
CREATE TABLE provider_logout (
    digest     TEXT   NOT NULL PRIMARY KEY, -- sha256 of issuer and jti
    expires_at BIGINT NOT NULL
);
CREATE INDEX provider_logout_expires ON provider_logout (expires_at);

-- sessions that began at a provider end there too; digests as above
ALTER TABLE session ADD COLUMN provider TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN provider_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN provider_session TEXT NOT NULL DEFAULT '';
CREATE INDEX session_provider ON session (provider, provider_subject);
