-- header parts and bodies of exchanges before this one are forgotten
CREATE TABLE exchange_forgotten (
    id      BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    before  TEXT   NOT NULL
);
INSERT INTO exchange_forgotten (id, before) VALUES (1, '');
