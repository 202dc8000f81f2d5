-- how a person wants to be told by e-mail, and where
CREATE TABLE notice_preference (
    account        TEXT    NOT NULL PRIMARY KEY,
    id             TEXT    NOT NULL,            -- by which the public record names the row
    address        TEXT    NOT NULL DEFAULT '', -- where mails go; '' none was confirmed
    confirmed_at   BIGINT,
    wanted         TEXT    NOT NULL DEFAULT '', -- waits for its code
    code           TEXT    NOT NULL DEFAULT '', -- that was mailed there
    code_until     BIGINT,
    code_tries     BIGINT  NOT NULL DEFAULT 0,
    secret         TEXT    NOT NULL,            -- in each mail: whoever shows it may end them, and nothing else
    mail_low       BOOLEAN NOT NULL DEFAULT TRUE,
    mail_normal    BOOLEAN NOT NULL DEFAULT TRUE,
    mail_high      BOOLEAN NOT NULL DEFAULT TRUE,
    rhythm         TEXT    NOT NULL DEFAULT 'daily', -- at_once, daily, never
    daily_hour     BIGINT  NOT NULL DEFAULT 8,
    quiet_from     BIGINT  NOT NULL DEFAULT 20, -- hours; the same twice: never quiet
    quiet_to       BIGINT  NOT NULL DEFAULT 7,
    language       TEXT    NOT NULL DEFAULT 'vi',
    daily_on       BIGINT,                      -- day of the newest daily mail
    trouble        TEXT    NOT NULL DEFAULT '', -- why the newest mail was refused for good
    trouble_at     BIGINT
);
CREATE UNIQUE INDEX notice_preference_secret ON notice_preference (secret);

-- mails on their way; their words are made of the notices when they are sent
CREATE TABLE mail (
    id       TEXT   NOT NULL PRIMARY KEY, -- the Message-ID too
    account  TEXT   NOT NULL,
    purpose  TEXT   NOT NULL, -- notices, confirm
    address  TEXT   NOT NULL,
    made_at  BIGINT NOT NULL,
    state    TEXT   NOT NULL, -- waiting, sent, refused (for good), dead (tried for too long)
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at  BIGINT NOT NULL,
    sent_at  BIGINT,
    trouble  TEXT   NOT NULL DEFAULT '' -- what the server said last
);
CREATE INDEX mail_state ON mail (state, next_at);
CREATE INDEX mail_account ON mail (account, made_at);
