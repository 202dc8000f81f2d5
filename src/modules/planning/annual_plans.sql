-- annual_insert: AnnualPlan -> none
INSERT INTO annual_plan (id, year, agency, state, content, revision, changed_by, changed_at, submitted_by, submitted_at, decided_by,
                         decided_at, decision_note)
VALUES (:id, :year, :agency, :state, :content, 1, :changed_by, :changed_at, '', NULL, '', NULL, '');

-- annual_by_id: AnnualPlan -> one AnnualPlan
SELECT id, year, agency, state, content, revision, changed_by, changed_at, submitted_by, submitted_at, decided_by, decided_at,
       decision_note
  FROM annual_plan WHERE id = :id;

-- annual_of_agency: AnnualPlan -> one AnnualPlan
SELECT id, year, agency, state, content, revision, changed_by, changed_at, submitted_by, submitted_at, decided_by, decided_at,
       decision_note
  FROM annual_plan WHERE year = :year AND agency = :agency;

-- annual_of_year: AnnualPlan -> many AnnualPlan 2000
SELECT id, year, agency, state, content, revision, changed_by, changed_at, submitted_by, submitted_at, decided_by, decided_at,
       decision_note
  FROM annual_plan WHERE year = :year ORDER BY agency;

-- annual_in_state: AnnualPlan -> many AnnualPlan 1000
SELECT id, year, agency, state, content, revision, changed_by, changed_at, submitted_by, submitted_at, decided_by, decided_at,
       decision_note
  FROM annual_plan WHERE state = :state ORDER BY year, agency LIMIT 1000;

-- annual_update: AnnualPlan -> none
UPDATE annual_plan
   SET state = :state, content = :content, revision = :revision, changed_by = :changed_by, changed_at = :changed_at,
       submitted_by = :submitted_by, submitted_at = :submitted_at, decided_by = :decided_by, decided_at = :decided_at,
       decision_note = :decision_note
 WHERE id = :id;
