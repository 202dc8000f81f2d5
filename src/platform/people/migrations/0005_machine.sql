-- systems that call by themselves, each with roles of its own (role_grant)
CREATE TABLE machine (
    id          TEXT    NOT NULL PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE, -- by which people name it
    name        TEXT    NOT NULL,
    agency      TEXT    NOT NULL,        -- who answers for it
    contact     TEXT    NOT NULL,        -- whom to ask when it misbehaves
    permissions TEXT    NOT NULL,        -- its roles count for these alone
    is_active   BOOLEAN NOT NULL DEFAULT TRUE,
    added_by    TEXT    NOT NULL,
    added_at    BIGINT  NOT NULL
);

-- what it shows: tokens, and certificates that are pinned to it
CREATE TABLE machine_key (
    id           TEXT   NOT NULL PRIMARY KEY,
    machine      TEXT   NOT NULL REFERENCES machine (id),
    kind         TEXT   NOT NULL, -- token, certificate
    name         TEXT   NOT NULL,
    digest       TEXT   NOT NULL UNIQUE, -- sha256 of the token, or of the certificate's bytes; never used twice
    permissions  TEXT   NOT NULL, -- of the machine's, those for which this one is good
    valid_from   BIGINT NOT NULL, -- day
    valid_to     BIGINT NOT NULL, -- first day no longer valid
    made_by      TEXT   NOT NULL,
    made_at      BIGINT NOT NULL,
    last_used_at BIGINT,          -- to the hour
    revoked_at   BIGINT
);
CREATE INDEX machine_key_machine ON machine_key (machine, id);
