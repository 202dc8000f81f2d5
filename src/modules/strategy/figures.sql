-- observation_one: FigureKey -> one Observation
SELECT indicator, subject, period, ends_on, value, text, revision, origin, is_sample, recorded_at, plan_version FROM observation
 WHERE indicator = :indicator AND subject = :subject AND period = :period;

-- observations_of_pair: FigureKey -> many Observation 5000
SELECT indicator, subject, period, ends_on, value, text, revision, origin, is_sample, recorded_at, plan_version FROM observation
 WHERE indicator = :indicator AND subject = :subject ORDER BY period;

-- observations_newest: FigureKey -> many Observation 24
SELECT indicator, subject, period, ends_on, value, text, revision, origin, is_sample, recorded_at, plan_version FROM observation
 WHERE indicator = :indicator AND subject = :subject ORDER BY period DESC LIMIT 24;

-- observation_oldest: FigureKey -> one PairSpan
SELECT o.ends_on, o.value, (SELECT COUNT(*) FROM observation n WHERE n.indicator = :indicator AND n.subject = :subject) AS figure_count
  FROM observation o WHERE o.indicator = :indicator AND o.subject = :subject ORDER BY o.period LIMIT 1;

-- observations_of_indicator: FigureKey -> many Observation 100000
SELECT indicator, subject, period, ends_on, value, text, revision, origin, is_sample, recorded_at, plan_version FROM observation
 WHERE indicator = :indicator AND (:period = '' OR period = :period) ORDER BY subject, period;

-- observations_of_subject_until: FigureKey -> many Observation 100000
SELECT o.indicator, o.subject, o.period, o.ends_on, o.value, o.text, o.revision, o.origin, o.is_sample, o.recorded_at, o.plan_version
  FROM standing s JOIN observation o ON o.indicator = s.indicator AND o.subject = s.subject
 WHERE s.subject = :subject AND o.ends_on <= :on ORDER BY o.indicator, o.period;

-- observation_insert: Observation -> none
INSERT INTO observation (indicator, subject, period, ends_on, value, text, revision, origin, is_sample, recorded_at,
                         plan_version)
VALUES (:indicator, :subject, :period, :ends_on, :value, :text, :revision, :origin, :is_sample, :recorded_at, :plan_version);

-- observation_replace: Observation -> none
UPDATE observation
   SET value = :value, text = :text, revision = :revision, origin = :origin, is_sample = :is_sample, recorded_at = :recorded_at,
       plan_version = :plan_version
 WHERE indicator = :indicator AND subject = :subject AND period = :period;

-- past_insert: PastInsert -> none
INSERT INTO observation_past (indicator, subject, period, revision, value, text, origin, is_sample, recorded_at, replaced_by,
                              replaced_at, reason, plan_version)
SELECT indicator, subject, period, revision, value, text, origin, is_sample, recorded_at, :replaced_by, :replaced_at, :reason,
       plan_version
  FROM observation WHERE indicator = :indicator AND subject = :subject AND period = :period;

-- past_of_pair: FigureKey -> many PastFigure 2000
SELECT period, revision, value, text, origin, recorded_at, replaced_by, replaced_at, reason, plan_version FROM observation_past
 WHERE indicator = :indicator AND subject = :subject ORDER BY replaced_at DESC, period DESC;

-- standing_upsert: Standing -> none
INSERT INTO standing (indicator, subject, period, ends_on, value, text, revision, origin, is_sample, recorded_at, first_ends_on,
                      first_value, trail, figure_count, source, agency, evidence, reported, met_count)
VALUES (:indicator, :subject, :period, :ends_on, :value, :text, :revision, :origin, :is_sample, :recorded_at, :first_ends_on,
        :first_value, :trail, :figure_count,
        COALESCE((SELECT source FROM observation_import WHERE id = :origin), (SELECT source FROM submission WHERE id = :origin), ''),
        COALESCE((SELECT agency FROM submission WHERE id = :origin), ''),
        COALESCE((SELECT evidence FROM submission WHERE id = :origin), ''), :reported, :met_count)
ON CONFLICT (indicator, subject) DO UPDATE SET
    period = :period, ends_on = :ends_on, value = :value, text = :text, revision = :revision, origin = :origin,
    is_sample = :is_sample, recorded_at = :recorded_at, first_ends_on = :first_ends_on, first_value = :first_value,
    trail = :trail, figure_count = :figure_count, source = excluded.source, agency = excluded.agency,
    evidence = excluded.evidence, reported = :reported, met_count = :met_count;

-- standings_by_subject: FigureKey -> many Standing 20000
SELECT indicator, subject, period, ends_on, value, text, revision, origin, is_sample, recorded_at, first_ends_on, first_value,
       trail, figure_count, source, agency, evidence, reported, met_count
  FROM standing WHERE subject = :subject ORDER BY indicator;

-- standing_one: FigureKey -> one Standing
SELECT indicator, subject, period, ends_on, value, text, revision, origin, is_sample, recorded_at, first_ends_on, first_value,
       trail, figure_count, source, agency, evidence, reported, met_count
  FROM standing WHERE indicator = :indicator AND subject = :subject;
