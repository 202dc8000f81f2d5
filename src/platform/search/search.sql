-- search_clear: SearchEntry -> none
DELETE FROM search_entry WHERE kind = :kind;

-- search_insert: SearchEntry -> none
INSERT INTO search_entry (kind, code, title, title_en, detail, document, folded)
VALUES (:kind, :code, :title, :title_en, :detail, :document, :folded);

-- search_find: SearchWords -> many SearchEntry 400
SELECT kind, code, title, title_en, detail, document, folded FROM search_entry
 WHERE folded LIKE :w1 ESCAPE '\' AND folded LIKE :w2 ESCAPE '\' AND folded LIKE :w3 ESCAPE '\' AND folded LIKE :w4 ESCAPE '\'
 ORDER BY kind, code LIMIT 400;
