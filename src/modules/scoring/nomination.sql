-- nomination_insert: Nomination -> none
INSERT INTO score_nomination (id, publication, award, agency, class, rank, percent, reason, nominated_by, nominated_at, withdrawal,
                              withdrawn_by, withdrawn_at)
VALUES (:id, :publication, :award, :agency, :of_class, :rank, :percent, :reason, :nominated_by, :nominated_at, :withdrawal, :withdrawn_by,
        :withdrawn_at);

-- nomination_by_id: Nomination -> one Nomination
SELECT id, publication, award, agency, class AS of_class, rank, percent, reason, nominated_by, nominated_at, withdrawal, withdrawn_by,
       withdrawn_at
  FROM score_nomination WHERE id = :id;

-- nominations_of: Nomination -> many Nomination 2000
SELECT id, publication, award, agency, class AS of_class, rank, percent, reason, nominated_by, nominated_at, withdrawal, withdrawn_by,
       withdrawn_at
  FROM score_nomination WHERE publication = :publication ORDER BY award, rank, agency, nominated_at LIMIT 2000;

-- nomination_withdraw: Nomination -> none
UPDATE score_nomination SET withdrawal = :withdrawal, withdrawn_by = :withdrawn_by, withdrawn_at = :withdrawn_at
 WHERE id = :id AND withdrawn_at IS NULL;

-- appeals_open_of: AppealsOpen -> one AppealsOpen
SELECT COUNT(*) AS count FROM score_appeal a JOIN score_publication p ON p.id = a.publication
 WHERE p.scheme = :scheme AND p.period = :period AND a.state = 'open';
