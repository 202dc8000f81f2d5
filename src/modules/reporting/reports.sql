-- report_by_version: Report -> one Report
SELECT id, obligation, version, state, revision, save, agency, agency_name, reason, evidence, saved_by, saved_at, submitted_by,
       submitted_at, approved_by, approved_at, decided_by, decided_at, decision_note, sending
  FROM report WHERE obligation = :obligation AND version = :version;

-- reports_of_obligation: Report -> many Report 200
SELECT id, obligation, version, state, revision, save, agency, agency_name, reason, evidence, saved_by, saved_at, submitted_by,
       submitted_at, approved_by, approved_at, decided_by, decided_at, decision_note, sending
  FROM report WHERE obligation = :obligation ORDER BY version DESC LIMIT 200;

-- report_insert: Report -> none
INSERT INTO report (id, obligation, version, state, revision, save, agency, agency_name, reason, evidence, saved_by, saved_at,
                    submitted_by, submitted_at, approved_by, approved_at, decided_by, decided_at, decision_note)
VALUES (:id, :obligation, :version, :state, :revision, :save, :agency, :agency_name, :reason, :evidence, :saved_by, :saved_at,
        '', NULL, '', NULL, '', NULL, '');

-- report_update: Report -> none
UPDATE report SET state = :state, revision = :revision, save = :save, evidence = :evidence, saved_by = :saved_by,
                  saved_at = :saved_at, submitted_by = :submitted_by, submitted_at = :submitted_at, approved_by = :approved_by,
                  approved_at = :approved_at, decided_by = :decided_by, decided_at = :decided_at, decision_note = :decision_note,
                  sending = :sending
 WHERE id = :id;

-- report_figures_of: Report -> many ReportFigure 500
SELECT report, indicator, subject, period, value, text, source, note, reason, evidence, based_on
  FROM report_figure WHERE report = :id ORDER BY indicator, subject LIMIT 500;

-- report_tasks_of: Report -> many ReportTask 500
SELECT report, task, percent, state, product, note, evidence FROM report_task WHERE report = :id ORDER BY task LIMIT 500;

-- report_sections_of: Report -> many ReportSection 60
SELECT report, section, text FROM report_section WHERE report = :id ORDER BY section LIMIT 60;

-- report_overrides_of: Report -> many ReportOverride 500
SELECT report, rule, indicator, subject, reason FROM report_override WHERE report = :id ORDER BY rule, indicator, subject LIMIT 500;

-- report_figures_clear: Report -> none
DELETE FROM report_figure WHERE report = :id;

-- report_tasks_clear: Report -> none
DELETE FROM report_task WHERE report = :id;

-- report_sections_clear: Report -> none
DELETE FROM report_section WHERE report = :id;

-- report_overrides_clear: Report -> none
DELETE FROM report_override WHERE report = :id;

-- report_figure_insert: ReportFigure -> none
INSERT INTO report_figure (report, indicator, subject, period, value, text, source, note, reason, evidence, based_on)
VALUES (:report, :indicator, :subject, :period, :value, :text, :source, :note, :reason, :evidence, :based_on);

-- report_task_insert: ReportTask -> none
INSERT INTO report_task (report, task, percent, state, product, note, evidence)
VALUES (:report, :task, :percent, :state, :product, :note, :evidence);

-- report_section_insert: ReportSection -> none
INSERT INTO report_section (report, section, text) VALUES (:report, :section, :text);

-- report_override_insert: ReportOverride -> none
INSERT INTO report_override (report, rule, indicator, subject, reason) VALUES (:report, :rule, :indicator, :subject, :reason);
