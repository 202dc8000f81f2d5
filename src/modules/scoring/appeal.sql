-- appeal_insert: Appeal -> none
INSERT INTO score_appeal (id, publication, agency, criterion, text, evidence, state, entered_by, entered_at, answer, answered_by,
                          answered_at, leads_to)
VALUES (:id, :publication, :agency, :criterion, :text, :evidence, :state, :entered_by, :entered_at, :answer, :answered_by, :answered_at,
        :leads_to);

-- appeal_by_id: Appeal -> one Appeal
SELECT id, publication, agency, criterion, text, evidence, state, entered_by, entered_at, answer, answered_by, answered_at, leads_to
  FROM score_appeal WHERE id = :id;

-- appeal_of: Appeal -> one Appeal
SELECT id, publication, agency, criterion, text, evidence, state, entered_by, entered_at, answer, answered_by, answered_at, leads_to
  FROM score_appeal WHERE publication = :publication AND agency = :agency AND criterion = :criterion;

-- appeals_find: Appeal -> many Appeal 1000
SELECT id, publication, agency, criterion, text, evidence, state, entered_by, entered_at, answer, answered_by, answered_at, leads_to
  FROM score_appeal WHERE (:publication = '' OR publication = :publication) AND (:state = '' OR state = :state)
 ORDER BY entered_at DESC, id DESC LIMIT 1000;

-- appeals_open: - -> many OpenAppeal 1000
SELECT score_appeal.agency, score_appeal.entered_by, score_appeal.entered_at, score_publication.period,
       score_criterion.title, score_criterion.title_en
  FROM score_appeal
  JOIN score_publication ON score_publication.id = score_appeal.publication
  JOIN score_criterion ON score_criterion.scheme = score_publication.scheme
   AND score_criterion.version = score_publication.version AND score_criterion.code = score_appeal.criterion
 WHERE score_appeal.state = 'open' ORDER BY score_appeal.entered_at, score_appeal.id LIMIT 1000;

-- appeal_about: Appeal -> one AppealAbout
SELECT score_criterion.title, score_publication.period
  FROM score_publication
  JOIN score_criterion ON score_criterion.scheme = score_publication.scheme
   AND score_criterion.version = score_publication.version AND score_criterion.code = :criterion
 WHERE score_publication.id = :publication;

-- appeal_set_answer: Appeal -> none
UPDATE score_appeal SET state = :state, answer = :answer, answered_by = :answered_by, answered_at = :answered_at, leads_to = :leads_to
 WHERE id = :id AND state = 'open';
