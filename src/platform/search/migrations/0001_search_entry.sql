-- what can be found, in a form without marks and case ("da nang" for "Đà Nẵng")
CREATE TABLE search_entry (
    kind     TEXT NOT NULL,
    code     TEXT NOT NULL,
    title    TEXT NOT NULL,
    title_en TEXT NOT NULL,
    detail   TEXT NOT NULL,
    document TEXT NOT NULL, -- code of the document that it stands in, or ''
    folded   TEXT NOT NULL, -- titles, detail and further words
    PRIMARY KEY (kind, code)
);
