-- what a person is told: in the program, and by e-mail when he wants that
CREATE TABLE notice (
    id       TEXT   NOT NULL PRIMARY KEY,
    account  TEXT   NOT NULL, -- whom
    kind     TEXT   NOT NULL, -- slug of what it says: strategy/figure-due
    key      TEXT   NOT NULL, -- the same kind, key and account are told once
    about    TEXT   NOT NULL, -- what must be done; when it is done, what was said of it counts as read
    urgency  TEXT   NOT NULL, -- low, normal, high
    title    TEXT   NOT NULL,
    title_en TEXT   NOT NULL,
    body     TEXT   NOT NULL,
    body_en  TEXT   NOT NULL,
    page     TEXT   NOT NULL, -- where it leads: /viec
    given_at BIGINT NOT NULL,
    read_at  BIGINT,          -- NULL: unread
    mail     TEXT   NOT NULL DEFAULT 'waiting', -- waiting: not yet decided; skipped: not wanted; else the id of the mail
    UNIQUE (account, kind, key)
);
CREATE INDEX notice_account ON notice (account, given_at);
CREATE INDEX notice_about ON notice (about);
CREATE INDEX notice_mail ON notice (mail);
CREATE INDEX notice_given ON notice (given_at);
