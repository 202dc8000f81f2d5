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

-- appeal_set_answer: Appeal -> none
UPDATE score_appeal SET state = :state, answer = :answer, answered_by = :answered_by, answered_at = :answered_at, leads_to = :leads_to
 WHERE id = :id AND state = 'open';
