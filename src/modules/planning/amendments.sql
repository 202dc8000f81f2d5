-- amendment_insert: Amendment -> none
INSERT INTO amendment (id, document, title, state, based_on, made_by, made_at, submitted_by, submitted_at, decided_by, decided_at,
                       decision_number, decision_on, in_force_on, decision_note, version)
VALUES (:id, :document, :title, :state, 0, :made_by, :made_at, '', NULL, '', NULL, '', NULL, NULL, '', 0);

-- amendment_by_id: Amendment -> one Amendment
SELECT id, document, title, state, based_on, made_by, made_at, submitted_by, submitted_at, decided_by, decided_at, decision_number,
       decision_on, in_force_on, decision_note, version
  FROM amendment WHERE id = :id;

-- amendments_all: - -> many Amendment 500
SELECT id, document, title, state, based_on, made_by, made_at, submitted_by, submitted_at, decided_by, decided_at, decision_number,
       decision_on, in_force_on, decision_note, version
  FROM amendment ORDER BY made_at DESC, id DESC LIMIT 500;

-- amendments_in_state: Amendment -> many Amendment 500
SELECT id, document, title, state, based_on, made_by, made_at, submitted_by, submitted_at, decided_by, decided_at, decision_number,
       decision_on, in_force_on, decision_note, version
  FROM amendment WHERE document = :document AND state = :state ORDER BY made_at DESC, id DESC LIMIT 500;

-- amendments_submitted: - -> many Amendment 500
SELECT id, document, title, state, based_on, made_by, made_at, submitted_by, submitted_at, decided_by, decided_at, decision_number,
       decision_on, in_force_on, decision_note, version
  FROM amendment WHERE state = 'submitted' ORDER BY submitted_at, id LIMIT 500;

-- amendments_filled: - -> many Amendment 500
SELECT id, document, title, state, based_on, made_by, made_at, submitted_by, submitted_at, decided_by, decided_at, decision_number,
       decision_on, in_force_on, decision_note, version
  FROM amendment
 WHERE state = 'draft' AND EXISTS (SELECT 1 FROM proposal WHERE proposal.amendment = amendment.id) ORDER BY made_at, id LIMIT 500;

-- amendment_update: Amendment -> none
UPDATE amendment
   SET title = :title, state = :state, based_on = :based_on, submitted_by = :submitted_by, submitted_at = :submitted_at,
       decided_by = :decided_by, decided_at = :decided_at, decision_number = :decision_number, decision_on = :decision_on,
       in_force_on = :in_force_on, decision_note = :decision_note, version = :version
 WHERE id = :id;
