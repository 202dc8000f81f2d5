-- submission_insert: Submission -> none
INSERT INTO submission (id, kind, item, subject, period, value, text, product, source, note, reason, page, evidence, based_on, agency,
                        state, entered_by, entered_at, decided_by, decided_at, decision_note, sending, channel, system,
                        system_name, message_id, request_id, record)
VALUES (:id, :kind, :item, :subject, :period, :value, :text, :product, :source, :note, :reason, :page, :evidence, :based_on, :agency,
        :state, :entered_by, :entered_at, :decided_by, :decided_at, :decision_note, :sending, :channel, :system,
        :system_name, :message_id, :request_id, :record);

-- submission_by_id: Submission -> one Submission
SELECT id, kind, item, subject, period, value, text, product, source, note, reason, page, evidence, based_on, agency, state, entered_by,
       entered_at, decided_by, decided_at, decision_note, channel, system, system_name, message_id, request_id, record
  FROM submission WHERE id = :id;

-- submission_by_sending: Submission -> one Submission
SELECT id, kind, item, subject, period, value, text, product, source, note, reason, page, evidence, based_on, agency, state, entered_by,
       entered_at, decided_by, decided_at, decision_note, channel, system, system_name, message_id, request_id, record
  FROM submission WHERE entered_by = :entered_by AND sending = :sending AND sending <> '';

-- submission_waiting_for: Submission -> one Submission
SELECT id, kind, item, subject, period, value, text, agency, state, entered_by, entered_at
  FROM submission WHERE kind = :kind AND item = :item AND subject = :subject AND period = :period AND state = 'submitted';

-- submissions_of_item: Submission -> many Submission 500
SELECT id, kind, item, subject, period, value, text, product, source, note, reason, page, evidence, based_on, agency, state, entered_by,
       entered_at, decided_by, decided_at, decision_note, channel, system, system_name, message_id, request_id, record
  FROM submission WHERE item = :item AND subject = :subject ORDER BY entered_at DESC, id DESC LIMIT 500;

-- submissions_by_state: Submission -> many Submission 500
SELECT id, kind, item, subject, period, value, text, product, source, note, reason, page, evidence, based_on, agency, state, entered_by,
       entered_at, decided_by, decided_at, decision_note, channel, system, system_name, message_id, request_id, record
  FROM submission WHERE state = :state AND (:agency = '' OR agency = :agency) ORDER BY entered_at DESC, id DESC LIMIT 500;

-- submission_set_state: Submission -> one Submission
UPDATE submission SET state = :state, decided_by = :decided_by, decided_at = :decided_at, decision_note = :decision_note
 WHERE id = :id AND state IN ('submitted', 'returned') RETURNING id;
