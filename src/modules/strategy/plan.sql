-- plan_revision_now: - -> one PlanRevision
SELECT number FROM plan_revision;

-- plan_revision_raise: - -> none
UPDATE plan_revision SET number = number + 1;

-- document_upsert: PlanDocument -> none
INSERT INTO plan_document (code, number, kind, title, issuer, issued_on, effective_on, horizon, signer, source, note, position)
VALUES (:code, :number, :kind, :title, :issuer, :issued_on, :effective_on, :horizon, :signer, :source, :note, :position)
ON CONFLICT (code) DO UPDATE SET
    number = :number, kind = :kind, title = :title, issuer = :issuer, issued_on = :issued_on, effective_on = :effective_on,
    horizon = :horizon, signer = :signer, source = :source, note = :note, position = :position;

-- section_upsert: Section -> none
INSERT INTO section (code, document, citation, title, parent, kind, position)
VALUES (:code, :document, :citation, :title, :parent, :kind, :position)
ON CONFLICT (code) DO UPDATE SET
    document = :document, citation = :citation, title = :title, parent = :parent, kind = :kind, position = :position;

-- objective_upsert: Objective -> none
INSERT INTO objective (code, document, section, citation, title, parent, year, position)
VALUES (:code, :document, :section, :citation, :title, :parent, :year, :position)
ON CONFLICT (code) DO UPDATE SET
    document = :document, section = :section, citation = :citation, title = :title, parent = :parent, year = :year,
    position = :position;

-- indicator_upsert: Indicator -> none
INSERT INTO indicator (code, document, objective, citation, title, short_title, title_en, unit, kind, direction, frequency,
                       due_days, level, rollup, levels, baseline, baseline_on, tolerance, definition, note, closed_on, position)
VALUES (:code, :document, :objective, :citation, :title, :short_title, :title_en, :unit, :kind, :direction, :frequency,
        :due_days, :level, :rollup, :levels, :baseline, :baseline_on, :tolerance, :definition, :note, :closed_on, :position)
ON CONFLICT (code) DO UPDATE SET
    document = :document, objective = :objective, citation = :citation, title = :title, short_title = :short_title,
    title_en = :title_en, unit = :unit, kind = :kind, direction = :direction, frequency = :frequency, due_days = :due_days,
    level = :level, rollup = :rollup, levels = :levels, baseline = :baseline, baseline_on = :baseline_on,
    tolerance = :tolerance, definition = :definition, note = :note, closed_on = :closed_on, position = :position;

-- targets_clear_of: Target -> none
DELETE FROM target WHERE indicator = :indicator;

-- target_insert: Target -> none
INSERT INTO target (indicator, year, operator, low, high, text, citation)
VALUES (:indicator, :year, :operator, :low, :high, :text, :citation);

-- task_upsert: Task -> none
INSERT INTO task (code, document, section, citation, title, title_en, product, start, due, timing, indicator, note, closed_on, position)
VALUES (:code, :document, :section, :citation, :title, :title_en, :product, :start, :due, :timing, :indicator, :note, :closed_on,
        :position)
ON CONFLICT (code) DO UPDATE SET
    document = :document, section = :section, citation = :citation, title = :title, title_en = :title_en, product = :product,
    start = :start, due = :due, timing = :timing, indicator = :indicator, note = :note, closed_on = :closed_on, position = :position;

-- assignments_clear_of: Assignment -> none
DELETE FROM assignment WHERE item = :task;

-- assignment_insert: Assignment -> none
INSERT INTO assignment (item, role, named, agency, agency_then, basis, note, position)
VALUES (:task, :role, :named, :agency, :then, :basis, :note, :position);

-- duty_upsert: Duty -> none
INSERT INTO duty (code, document, citation, title, who, to_whom, due_rule, product, note, position)
VALUES (:code, :document, :citation, :title, :who, :to, :due_rule, :product, :note, :position)
ON CONFLICT (code) DO UPDATE SET
    document = :document, citation = :citation, title = :title, who = :who, to_whom = :to, due_rule = :due_rule,
    product = :product, note = :note, position = :position;

-- bases_clear_of: Basis -> none
DELETE FROM basis WHERE document = :document;

-- basis_insert: Basis -> none
INSERT INTO basis (document, position, number, title, kind, issued_on, citation, ended_on, replaced_by, confidence, note)
VALUES (:document, :position, :number, :title, :kind, :issued_on, :citation, :ended_on, :replaced_by, :confidence, :note);

-- indicator_codes_of: PlanDocument -> many ItemCode 50000
SELECT code, (SELECT COUNT(*) FROM standing s WHERE s.indicator = i.code) AS uses FROM indicator i WHERE document = :code;

-- task_codes_of: PlanDocument -> many ItemCode 50000
SELECT code, (SELECT COUNT(*) FROM progress p WHERE p.task = t.code) AS uses FROM task t WHERE document = :code;

-- item_uses: ItemCode -> one ItemCode
SELECT CAST(:code AS TEXT) AS code, (SELECT COUNT(*) FROM standing s WHERE s.indicator = :code)
       + (SELECT COUNT(*) FROM progress p WHERE p.task = :code) AS uses;

-- section_codes_of: PlanDocument -> many ItemCode 50000
SELECT code, 0 AS uses FROM section WHERE document = :code;

-- objective_codes_of: PlanDocument -> many ItemCode 50000
SELECT code, 0 AS uses FROM objective WHERE document = :code;

-- duty_codes_of: PlanDocument -> many ItemCode 50000
SELECT code, 0 AS uses FROM duty WHERE document = :code;

-- indicator_delete: ItemCode -> none
DELETE FROM indicator WHERE code = :code;

-- task_delete: ItemCode -> none
DELETE FROM task WHERE code = :code;

-- section_delete: ItemCode -> none
DELETE FROM section WHERE code = :code;

-- objective_delete: ItemCode -> none
DELETE FROM objective WHERE code = :code;

-- duty_delete: ItemCode -> none
DELETE FROM duty WHERE code = :code;

-- documents_all: - -> many PlanDocument 200
SELECT code, number, kind, title, issuer, issued_on, effective_on, horizon, signer, source, note, position
  FROM plan_document ORDER BY issued_on DESC, position;

-- sections_all: - -> many Section 50000
SELECT code, document, citation, title, parent, kind, position FROM section ORDER BY document, position;

-- objectives_all: - -> many Objective 50000
SELECT code, document, section, citation, title, parent, year, position FROM objective ORDER BY document, position;

-- indicators_all: - -> many Indicator 50000
SELECT code, document, objective, citation, title, short_title, title_en, unit, kind, direction, frequency, due_days, level,
       rollup, levels, baseline, baseline_on, tolerance, definition, note, closed_on, position
  FROM indicator ORDER BY document, position;

-- targets_all: - -> many Target 50000
SELECT t.indicator, t.year, t.operator, t.low, t.high, t.text, t.citation
  FROM target t ORDER BY t.indicator, t.year;

-- tasks_all: - -> many Task 50000
SELECT code, document, section, citation, title, title_en, product, start, due, timing, indicator, note, closed_on, position
  FROM task ORDER BY document, position;

-- assignments_all: - -> many Assignment 50000
SELECT item AS task, role, named, agency, agency_then AS "then", basis, note, position FROM assignment ORDER BY item, position;

-- duties_all: - -> many Duty 50000
SELECT code, document, citation, title, who, to_whom AS "to", due_rule, product, note, position FROM duty ORDER BY document, position;

-- bases_all: - -> many Basis 50000
SELECT document, position, number, title, kind, issued_on, citation, ended_on, replaced_by, confidence, note
  FROM basis ORDER BY document, position;
