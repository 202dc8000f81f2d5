-- who holds which role, for which agency, when
CREATE TABLE role_grant (
    id         TEXT   NOT NULL PRIMARY KEY,
    account    TEXT   NOT NULL,
    role       TEXT   NOT NULL,
    agency     TEXT   NOT NULL, -- '' for roles that reach the whole province
    valid_from BIGINT NOT NULL, -- day
    valid_to   BIGINT,          -- first day no longer valid
    granted_by TEXT   NOT NULL,
    granted_at BIGINT NOT NULL
);
CREATE INDEX role_grant_account ON role_grant (account);
