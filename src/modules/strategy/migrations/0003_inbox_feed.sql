-- secret addresses at which calendar programs, which cannot sign in, read one person's deadlines
CREATE TABLE inbox_feed (
    id         TEXT   NOT NULL PRIMARY KEY,
    account    TEXT   NOT NULL,
    digest     TEXT   NOT NULL UNIQUE, -- sha256 of the token, in hex; the token itself is not kept
    made_at    BIGINT NOT NULL,
    revoked_at BIGINT                  -- none: in use; an account has at most one of these
);
CREATE INDEX inbox_feed_account ON inbox_feed (account);
