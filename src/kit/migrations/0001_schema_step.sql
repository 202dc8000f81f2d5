-- which steps this database has taken
CREATE TABLE IF NOT EXISTS schema_step (
    room       TEXT   NOT NULL,
    name       TEXT   NOT NULL, -- file name without its ending
    digest     TEXT   NOT NULL, -- sha256 of its text on this engine, in hex
    applied_at BIGINT NOT NULL,
    PRIMARY KEY (room, name)
);

-- which node runs a job, and until when nobody else may
CREATE TABLE IF NOT EXISTS job_lease (
    job         TEXT   NOT NULL PRIMARY KEY,
    held_until  BIGINT NOT NULL,
    finished_at BIGINT NOT NULL DEFAULT 0
);
