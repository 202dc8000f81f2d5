-- note_insert: Note -> none
INSERT INTO note (code, number) VALUES (:code, :number);

-- note_put: Note -> one Note
INSERT INTO note (code, number) VALUES (:code, :number) ON CONFLICT (code) DO NOTHING RETURNING code, number;

-- note_one: Note -> one Note
SELECT code, number FROM note WHERE code = :code;

-- notes_some: - -> many Note 3
SELECT code, number FROM note ORDER BY code;

-- notes_all: - -> many Note 5000
SELECT code, number FROM note ORDER BY code;

-- note_clear: - -> none
DELETE FROM note;

-- thing_insert: Thing -> one Thing
INSERT INTO thing (id, count, is_on, name, at, day, amount, other, color, tags)
VALUES (:id, :count, :is_on, :name, :at, :day, :amount, :other, :color, :tags)
RETURNING id, count, is_on, name, at, day, amount, other, color, tags;

-- thing_nulls: Thing -> one Thing
SELECT id, 1 AS count FROM thing
 WHERE id = :id AND at IS NULL AND day IS NULL AND amount IS NULL AND other IS NULL AND name = '' AND color = '' AND tags = '';

-- wrong_table: - -> many Note 5
SELECT code, number FROM no_such_table;

-- wrong_quotes: - -> many Note 5
SELECT code, number FROM note WHERE code = "no such column";
