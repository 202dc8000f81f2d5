-- learned_words_all: - -> many LearnedWord 1000
SELECT w.list, w.folded, w.words, w.means, w.draft, w.added_by, w.added_at, COALESCE(d.file_name, '') AS file_name
  FROM learned_word w LEFT JOIN plan_draft d ON d.id = w.draft
 ORDER BY w.added_at DESC, w.list, w.folded;

-- learned_word_count: - -> one LearnedWordCount
SELECT COUNT(*) AS words FROM learned_word;

-- learned_word_by_key: LearnedWord -> one LearnedWord
SELECT w.list, w.folded, w.words, w.means, w.draft, w.added_by, w.added_at, COALESCE(d.file_name, '') AS file_name
  FROM learned_word w LEFT JOIN plan_draft d ON d.id = w.draft
 WHERE w.list = :list AND w.folded = :folded;

-- learned_word_insert: LearnedWord -> none
INSERT INTO learned_word (list, folded, words, means, draft, added_by, added_at)
VALUES (:list, :folded, :words, :means, :draft, :added_by, :added_at);

-- learned_word_delete: LearnedWord -> none
DELETE FROM learned_word WHERE list = :list AND folded = :folded;
