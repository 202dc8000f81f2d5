-- entry_insert: Entry -> none
INSERT INTO score_entry (id, scheme, period, agency, input, value, source, evidence, state, entered_by, entered_at, decided_by, decided_at,
                         decision_note)
VALUES (:id, :scheme, :period, :agency, :input, :value, :source, :evidence, :state, :entered_by, :entered_at, :decided_by, :decided_at,
        :decision_note);

-- entry_by_id: Entry -> one Entry
SELECT id, scheme, period, agency, input, value, source, evidence, state, entered_by, entered_at, decided_by, decided_at, decision_note
  FROM score_entry WHERE id = :id;

-- entry_waiting_for: Entry -> one Entry
SELECT id, scheme, period, agency, input, value, source, evidence, state, entered_by, entered_at, decided_by, decided_at, decision_note
  FROM score_entry WHERE scheme = :scheme AND period = :period AND agency = :agency AND input = :input AND state = 'submitted';

-- entries_accepted: Entry -> many Entry 100000
SELECT id, scheme, period, agency, input, value, source, evidence, state, entered_by, entered_at, decided_by, decided_at, decision_note
  FROM score_entry WHERE scheme = :scheme AND period = :period AND state = 'accepted' ORDER BY agency, input;

-- entries_find: Entry -> many Entry 1000
SELECT id, scheme, period, agency, input, value, source, evidence, state, entered_by, entered_at, decided_by, decided_at, decision_note
  FROM score_entry
 WHERE (:scheme = '' OR scheme = :scheme) AND (:period = '' OR period = :period) AND (:agency = '' OR agency = :agency)
   AND (:state = '' OR state = :state)
 ORDER BY entered_at DESC, id DESC LIMIT 1000;

-- entries_waiting: - -> many WaitingEntry 1000
SELECT scheme, period, agency, entered_by, entered_at,
       (SELECT title FROM score_scheme WHERE code = score_entry.scheme ORDER BY version DESC LIMIT 1) AS title,
       (SELECT title_en FROM score_scheme WHERE code = score_entry.scheme ORDER BY version DESC LIMIT 1) AS title_en
  FROM score_entry WHERE state = 'submitted' ORDER BY scheme, period, agency, entered_at, id LIMIT 1000;

-- entry_replace: Entry -> none
UPDATE score_entry SET state = 'replaced' WHERE scheme = :scheme AND period = :period AND agency = :agency AND input = :input
   AND state = 'accepted';

-- entry_set_state: Entry -> one Entry
UPDATE score_entry SET state = :state, decided_by = :decided_by, decided_at = :decided_at, decision_note = :decision_note
 WHERE id = :id AND state = 'submitted' RETURNING id;
