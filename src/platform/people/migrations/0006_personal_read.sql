-- who read whose personal data, and why; kept for people.reads_kept_months
CREATE TABLE personal_read (
    id            TEXT   NOT NULL PRIMARY KEY,
    account       TEXT   NOT NULL REFERENCES account (id), -- whose data
    read_at       BIGINT NOT NULL,
    reader        TEXT   NOT NULL REFERENCES account (id),
    reader_role   TEXT   NOT NULL, -- by which he could, at that time
    reader_agency TEXT   NOT NULL,
    purpose       TEXT   NOT NULL,
    route         TEXT   NOT NULL  -- "GET /people/accounts"
);
CREATE INDEX personal_read_account ON personal_read (account, read_at);
CREATE INDEX personal_read_at ON personal_read (read_at);
