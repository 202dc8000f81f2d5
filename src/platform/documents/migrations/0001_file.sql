-- files handed in; the bytes lie in the data folder under their digest
CREATE TABLE file (
    id         TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL, -- as the sender called it
    media_type TEXT   NOT NULL, -- by its bytes, not by its name
    size       BIGINT NOT NULL,
    digest     TEXT   NOT NULL, -- sha256, in hex
    added_by   TEXT   NOT NULL, -- account
    added_at   BIGINT NOT NULL
);
CREATE INDEX file_digest ON file (digest);
