-- what a document promised, as it stood: one row each time that its content became another
CREATE TABLE plan_version (
    document    TEXT   NOT NULL, -- code
    number      BIGINT NOT NULL, -- 1, 2, ...
    in_force_on BIGINT NOT NULL, -- day
    decided_by  TEXT   NOT NULL, -- number of the deciding document, as printed; '' when none was told
    decided_on  BIGINT,          -- its day
    digest      TEXT   NOT NULL, -- sha256 of the content, in hex
    origin      TEXT   NOT NULL, -- the amendment that brought it; '' for a package
    made_at     BIGINT NOT NULL,
    content     TEXT   NOT NULL, -- its tables as JSON, rows in the order of their keys (decision 0029)
    PRIMARY KEY (document, number)
);

-- the version of its document against which a figure was reported; what was recorded before versions were kept belongs to the
-- first
ALTER TABLE observation ADD COLUMN plan_version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE observation_past ADD COLUMN plan_version BIGINT NOT NULL DEFAULT 1;
