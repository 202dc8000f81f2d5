-- regimes_all: - -> many Regime 200
SELECT code, title, title_en, citation, standing, source, document, reporter, receiver, frequency, cutoff, opens_days, valid_from,
       valid_to, feeds, tasks, evidence, note, position
  FROM regime ORDER BY position LIMIT 200;

-- regime_sections_all: - -> many RegimeSection 2000
SELECT regime, code, title, title_en, is_needed, words_min, words_max, hint, position
  FROM regime_section ORDER BY regime, position LIMIT 2000;

-- regime_items_all: - -> many RegimeItem 5000
SELECT regime, indicator, is_needed, evidence, position FROM regime_item ORDER BY regime, position LIMIT 5000;

-- regimes_in_use: - -> many RegimeKey 200
SELECT DISTINCT regime AS code FROM obligation;

-- regimes_clear: - -> none
DELETE FROM regime;

-- regime_sections_clear: - -> none
DELETE FROM regime_section;

-- regime_items_clear: - -> none
DELETE FROM regime_item;

-- regime_insert: Regime -> none
INSERT INTO regime (code, title, title_en, citation, standing, source, document, reporter, receiver, frequency, cutoff, opens_days,
                    valid_from, valid_to, feeds, tasks, evidence, note, position)
VALUES (:code, :title, :title_en, :citation, :standing, :source, :document, :reporter, :receiver, :frequency, :cutoff, :opens_days,
        :valid_from, :valid_to, :feeds, :tasks, :evidence, :note, :position);

-- regime_section_insert: RegimeSection -> none
INSERT INTO regime_section (regime, code, title, title_en, is_needed, words_min, words_max, hint, position)
VALUES (:regime, :code, :title, :title_en, :is_needed, :words_min, :words_max, :hint, :position);

-- regime_item_insert: RegimeItem -> none
INSERT INTO regime_item (regime, indicator, is_needed, evidence, position)
VALUES (:regime, :indicator, :is_needed, :evidence, :position);

-- regime_state_now: - -> one RegimeState
SELECT digest FROM regime_state;

-- regime_state_set: RegimeState -> none
UPDATE regime_state SET digest = :digest;
