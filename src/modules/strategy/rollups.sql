-- rollup_upsert: Rollup -> none
INSERT INTO rollup (indicator, subject, period, ends_on, value, reported, met_count, is_sample, recorded_at)
VALUES (:indicator, :subject, :period, :ends_on, :value, :reported, :met_count, :is_sample, :recorded_at)
ON CONFLICT (indicator, subject, period) DO UPDATE SET
    value = :value, reported = :reported, met_count = :met_count, is_sample = :is_sample, recorded_at = :recorded_at;

-- rollups_of: FigureKey -> many Rollup 5000
SELECT indicator, subject, period, ends_on, value, reported, met_count, is_sample, recorded_at FROM rollup
 WHERE indicator = :indicator AND subject = :subject ORDER BY ends_on;

-- rollups_until: FigureKey -> many Rollup 100000
SELECT indicator, subject, period, ends_on, value, reported, met_count, is_sample, recorded_at FROM rollup
 WHERE subject = :subject AND ends_on <= :on ORDER BY indicator, ends_on;

-- rollup_standings_clear: FigureKey -> none
DELETE FROM standing WHERE subject = :subject AND indicator IN (SELECT indicator FROM rollup WHERE subject = :subject);

-- rollups_clear: FigureKey -> none
DELETE FROM rollup WHERE subject = :subject;

-- rollup_delete: Rollup -> none
DELETE FROM rollup WHERE indicator = :indicator AND subject = :subject AND period = :period;

-- rollup_standing_delete: FigureKey -> none
DELETE FROM standing WHERE indicator = :indicator AND subject = :subject;
