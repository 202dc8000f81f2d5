-- publication_insert: ScorePublication -> none
INSERT INTO score_publication (id, scheme, version, period, from_on, to_on, number, reason, digest, is_sample, published_by, published_at,
                               appeal_until)
VALUES (:id, :scheme, :version, :period, :from_on, :to_on, :number, :reason, :digest, :is_sample, :published_by, :published_at,
        :appeal_until);

-- publication_by_id: ScorePublication -> one ScorePublication
SELECT id, scheme, version, period, from_on, to_on, number, reason, digest, is_sample, published_by, published_at, appeal_until
  FROM score_publication WHERE id = :id;

-- publications_of_period: ScorePublication -> many ScorePublication 1000
SELECT id, scheme, version, period, from_on, to_on, number, reason, digest, is_sample, published_by, published_at, appeal_until
  FROM score_publication WHERE scheme = :scheme AND period = :period ORDER BY number DESC;

-- publications_find: ScorePublication -> many ScorePublication 1000
SELECT id, scheme, version, period, from_on, to_on, number, reason, digest, is_sample, published_by, published_at, appeal_until
  FROM score_publication WHERE (:scheme = '' OR scheme = :scheme) ORDER BY to_on DESC, scheme, number DESC LIMIT 1000;

-- score_result_insert: ScoreResult -> none
INSERT INTO score_result (publication, agency, class, total, reachable, percent, band, rank, lacking, is_sample)
VALUES (:publication, :agency, :of_class, :total, :reachable, :percent, :band, :rank, :lacking, :is_sample);

-- score_results: ScoreResult -> many ScoreResult 5000
SELECT publication, agency, class AS of_class, total, reachable, percent, band, rank, lacking, is_sample
  FROM score_result WHERE publication = :publication ORDER BY agency;

-- score_value_insert: ScoreValue -> none
INSERT INTO score_value (publication, agency, kind, name, argument, value, is_sample)
VALUES (:publication, :agency, :kind, :name, :argument, :value, :is_sample);

-- score_values: ScoreValue -> many ScoreValue 500000
SELECT publication, agency, kind, name, argument, value, is_sample FROM score_value WHERE publication = :publication
 ORDER BY agency, kind, name, argument;
