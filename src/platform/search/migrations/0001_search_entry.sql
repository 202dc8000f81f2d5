-- what can be found, in a form without marks and case ("da nang" for "Đà Nẵng")
CREATE TABLE search_entry (
    kind   TEXT NOT NULL,
    code   TEXT NOT NULL,
    title  TEXT NOT NULL,
    detail TEXT NOT NULL,
    folded TEXT NOT NULL, -- title, detail and further words
    PRIMARY KEY (kind, code)
);
