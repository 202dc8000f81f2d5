-- budget_entry_insert: BudgetEntry -> none
INSERT INTO budget_entry (id, kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, excess_reason, source,
                          note, reason, evidence, based_on, agency, state, entered_by, entered_at, decided_by, decided_at,
                          decision_note)
VALUES (:id, :kind, :subject, :year, :funding, :purpose, :area, :planned, :allocated, :spent, :amount, :excess_reason, :source,
        :note, :reason, :evidence, :based_on, :agency, :state, :entered_by, :entered_at, '', NULL, '');

-- budget_entry_by_id: BudgetEntry -> one BudgetEntry
SELECT id, kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, excess_reason, source, note, reason,
       evidence, based_on, agency, state, entered_by, entered_at, decided_by, decided_at, decision_note
  FROM budget_entry WHERE id = :id;

-- budget_entry_waits: BudgetEntry -> one BudgetEntry
SELECT id, kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, entered_by, entered_at
  FROM budget_entry
 WHERE kind = :kind AND subject = :subject AND year = :year AND funding = :funding AND purpose = :purpose AND area = :area
   AND state = 'submitted';

-- budget_entries_in_state: BudgetEntry -> many BudgetEntry 500
SELECT id, kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, excess_reason, source, note, reason,
       evidence, based_on, agency, state, entered_by, entered_at, decided_by, decided_at, decision_note
  FROM budget_entry WHERE state = :state ORDER BY entered_at, id LIMIT 500;

-- budget_entries_of_agency: BudgetEntry -> many BudgetEntry 100
SELECT id, kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, excess_reason, source, note, reason,
       evidence, based_on, agency, state, entered_by, entered_at, decided_by, decided_at, decision_note
  FROM budget_entry WHERE agency = :agency ORDER BY entered_at DESC, id DESC LIMIT 100;

-- budget_entries_waiting: - -> many BudgetEntry 2000
SELECT agency, year, entered_by, entered_at FROM budget_entry WHERE state = 'submitted'
 ORDER BY agency, year, entered_at, id LIMIT 2000;

-- budget_entry_left: BudgetEntry -> many BudgetEntry 1
SELECT id FROM budget_entry WHERE agency = :agency AND year = :year AND state = 'submitted' LIMIT 1;

-- budget_entry_set_state: BudgetEntry -> one BudgetEntry
UPDATE budget_entry SET state = :state, decided_by = :decided_by, decided_at = :decided_at, decision_note = :decision_note
 WHERE id = :id AND state = 'submitted' RETURNING id;
