-- proposal_insert: Proposal -> none
INSERT INTO proposal (id, document, agency, title, reason, evidence, edits, based_on, state, amendment, proposed_by, proposed_at,
                      decided_by, decided_at, decision_note)
VALUES (:id, :document, :agency, :title, :reason, :evidence, :edits, :based_on, :state, '', :proposed_by, :proposed_at, '', NULL, '');

-- proposal_by_id: Proposal -> one Proposal
SELECT id, document, agency, title, reason, evidence, edits, based_on, state, amendment, proposed_by, proposed_at, decided_by,
       decided_at, decision_note
  FROM proposal WHERE id = :id;

-- proposals_newest: Proposal -> many Proposal 500
SELECT id, document, agency, title, reason, evidence, edits, based_on, state, amendment, proposed_by, proposed_at, decided_by,
       decided_at, decision_note
  FROM proposal WHERE (:agency = '' OR agency = :agency) ORDER BY proposed_at DESC, id DESC LIMIT 500;

-- proposals_submitted: - -> many Proposal 500
SELECT id, document, agency, title, reason, evidence, edits, based_on, state, amendment, proposed_by, proposed_at, decided_by,
       decided_at, decision_note
  FROM proposal WHERE state = 'submitted' ORDER BY proposed_at, id LIMIT 500;

-- proposals_taken_by: Proposal -> many Proposal 500
SELECT id, document, agency, title, reason, evidence, edits, based_on, state, amendment, proposed_by, proposed_at, decided_by,
       decided_at, decision_note
  FROM proposal WHERE amendment = :amendment ORDER BY proposed_at, id;

-- proposal_set_state: Proposal -> none
UPDATE proposal SET state = :state, amendment = :amendment, decided_by = :decided_by, decided_at = :decided_at,
                    decision_note = :decision_note
 WHERE id = :id;
