-- scheme_insert: Scheme -> none
INSERT INTO score_scheme (code, version, title, title_en, legal, standing, frequency, appeal_days, change_note, note, digest, loaded_at)
VALUES (:code, :version, :title, :title_en, :legal, :standing, :frequency, :appeal_days, :change_note, :note, :digest, :loaded_at);

-- schemes_newest: - -> many Scheme 500
SELECT code, version, title, title_en, legal, standing, frequency, appeal_days, change_note, note, digest, loaded_at FROM score_scheme s
 WHERE version = (SELECT MAX(n.version) FROM score_scheme n WHERE n.code = s.code) ORDER BY code;

-- scheme_versions: SchemeKey -> many Scheme 500
SELECT code, version, title, title_en, legal, standing, frequency, appeal_days, change_note, note, digest, loaded_at FROM score_scheme
 WHERE code = :scheme ORDER BY version DESC;

-- scheme_classes: SchemeKey -> many ScoreClass 500
SELECT scheme, version, code, title, title_en, kinds, agencies, position FROM score_class WHERE scheme = :scheme AND version = :version ORDER BY position;

-- scheme_bands: SchemeKey -> many ScoreBand 500
SELECT scheme, version, code, title, title_en, least, position FROM score_band WHERE scheme = :scheme AND version = :version ORDER BY position;

-- scheme_parts: SchemeKey -> many ScorePart 500
SELECT scheme, version, code, title, title_en, maximum, position FROM score_part WHERE scheme = :scheme AND version = :version ORDER BY position;

-- scheme_criteria: SchemeKey -> many Criterion 500
SELECT scheme, version, code, part, title, title_en, maximum, formula, missing, zero_denominator, classes, evidence, note, position
  FROM score_criterion WHERE scheme = :scheme AND version = :version ORDER BY position;

-- scheme_inputs: SchemeKey -> many ScoreInput 500
SELECT scheme, version, code, criterion, title, title_en, unit, low, high, note, position
  FROM score_input WHERE scheme = :scheme AND version = :version ORDER BY position;

-- score_class_insert: ScoreClass -> none
INSERT INTO score_class (scheme, version, code, title, title_en, kinds, agencies, position)
VALUES (:scheme, :version, :code, :title, :title_en, :kinds, :agencies, :position);

-- score_band_insert: ScoreBand -> none
INSERT INTO score_band (scheme, version, code, title, title_en, least, position)
VALUES (:scheme, :version, :code, :title, :title_en, :least, :position);

-- score_part_insert: ScorePart -> none
INSERT INTO score_part (scheme, version, code, title, title_en, maximum, position)
VALUES (:scheme, :version, :code, :title, :title_en, :maximum, :position);

-- criterion_insert: Criterion -> none
INSERT INTO score_criterion (scheme, version, code, part, title, title_en, maximum, formula, missing, zero_denominator, classes,
                             evidence, note, position)
VALUES (:scheme, :version, :code, :part, :title, :title_en, :maximum, :formula, :missing, :zero_denominator, :classes, :evidence, :note,
        :position);

-- score_input_insert: ScoreInput -> none
INSERT INTO score_input (scheme, version, code, criterion, title, title_en, unit, low, high, note, position)
VALUES (:scheme, :version, :code, :criterion, :title, :title_en, :unit, :low, :high, :note, :position);

-- scheme_awards: SchemeKey -> many ScoreAward 500
SELECT scheme, version, code, title, title_en, classes, most, least, complete, note, position
  FROM score_award WHERE scheme = :scheme AND version = :version ORDER BY position;

-- score_award_insert: ScoreAward -> none
INSERT INTO score_award (scheme, version, code, title, title_en, classes, most, least, complete, note, position)
VALUES (:scheme, :version, :code, :title, :title_en, :classes, :most, :least, :complete, :note, :position);
