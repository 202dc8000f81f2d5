-- words of the reader that people taught when they put a draft right: they come before those of the house
CREATE TABLE learned_word (
    list     TEXT   NOT NULL, -- role, section, column, ...: as in content/reader/words.csv
    folded   TEXT   NOT NULL, -- as the reader compares
    words    TEXT   NOT NULL, -- as people write it
    means    TEXT   NOT NULL, -- '' in lists that know no difference
    draft    TEXT   NOT NULL, -- in whose review it was taught; '' in none
    added_by TEXT   NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (list, folded)
);

-- in whose review the name was told; '' of those that were told before this was kept
ALTER TABLE agency_name ADD COLUMN draft TEXT NOT NULL DEFAULT '';
