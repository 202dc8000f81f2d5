-- source_by_key: PassageSource -> one PassageSource
SELECT number, kind, code, label, title, may, passages, words, shapes FROM search_source
 WHERE kind = :kind AND code = :code;

-- source_next_number: - -> one PassageSource
SELECT COALESCE(MAX(number), 0) + 1 AS number FROM search_source;

-- source_insert: PassageSource -> none
INSERT INTO search_source (number, kind, code, label, title, may, passages, words, shapes)
VALUES (:number, :kind, :code, :label, :title, :may, :passages, :words, :shapes);

-- source_delete: PassageSource -> none
DELETE FROM search_source WHERE number = :number;

-- source_passages_delete: PassageSource -> none
DELETE FROM search_passage WHERE source = :number;

-- source_words_delete: PassageSource -> none
DELETE FROM search_word WHERE source = :number;

-- passage_insert: StoredPassage -> none
INSERT INTO search_passage (source, position, kind, item, heading, citation, text)
VALUES (:source, :position, :kind, :item, :heading, :citation, :text);

-- word_insert: StoredWord -> none
INSERT INTO search_word (word, source, places) VALUES (:word, :source, :places);

-- sources_all: - -> many PassageSource 50000
SELECT number, kind, code, label, title, may, passages, words, shapes FROM search_source ORDER BY number LIMIT 50000;

-- word_places: StoredWord -> many StoredWord 50000
SELECT source, places FROM search_word WHERE word = :word ORDER BY source LIMIT 50000;

-- passage_at: StoredPassage -> one StoredPassage
SELECT source, position, kind, item, heading, citation, text FROM search_passage
 WHERE source = :source AND position = :position;
