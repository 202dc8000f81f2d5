-- obligation_by_id: Obligation -> one Obligation
SELECT id, regime, period, ends_on, agency, agency_then, last_on, opens_on, officer, extended_to, extension, asked_to, asked_reason,
       state, version, first_sent_on, returned_count, made_by, made_at
  FROM obligation WHERE id = :id;

-- obligation_by_agency: Obligation -> one Obligation
SELECT id, regime, period, ends_on, agency, agency_then, last_on, opens_on, officer, extended_to, extension, asked_to, asked_reason,
       state, version, first_sent_on, returned_count, made_by, made_at
  FROM obligation WHERE regime = :regime AND period = :period AND agency = :agency ORDER BY id LIMIT 1;

-- obligations_by_period: Obligation -> many Obligation 5000
SELECT id, regime, period, ends_on, agency, agency_then, last_on, opens_on, officer, extended_to, extension, asked_to, asked_reason,
       state, version, first_sent_on, returned_count, made_by, made_at
  FROM obligation WHERE regime = :regime AND period = :period ORDER BY agency, agency_then;

-- obligations_between: DaySpan -> many Obligation 100000
SELECT id, regime, period, ends_on, agency, agency_then, last_on, opens_on, officer, extended_to, extension, asked_to, asked_reason,
       state, version, first_sent_on, returned_count, made_by, made_at
  FROM obligation WHERE last_on >= :from_on AND last_on <= :to_on ORDER BY last_on, regime, agency;

-- obligations_in_work: - -> many Obligation 100000
SELECT id, regime, period, ends_on, agency, agency_then, last_on, opens_on, officer, extended_to, extension, asked_to, asked_reason,
       state, version, first_sent_on, returned_count, made_by, made_at
  FROM obligation WHERE state IN ('open', 'draft', 'submitted', 'returned', 'approved') ORDER BY last_on, regime, agency;

-- extensions_asked: - -> many AskedExtension 1000
SELECT obligation.id, obligation.regime, obligation.period, obligation.agency, obligation.last_on, obligation.asked_to,
       report_step.actor, report_step.at
  FROM obligation JOIN report_step ON report_step.obligation = obligation.id AND report_step.kind = 'extension_asked'
 WHERE obligation.extension = 'asked' AND obligation.state IN ('open', 'draft', 'submitted', 'returned', 'approved')
 ORDER BY obligation.last_on, obligation.id LIMIT 1000;

-- extension_asked_by: Obligation -> one Step
SELECT actor FROM report_step WHERE obligation = :id AND kind = 'extension_asked' ORDER BY position DESC LIMIT 1;

-- obligation_keys: - -> many Obligation 100000
SELECT regime, period, agency_then FROM obligation;

-- obligation_insert: Obligation -> none
INSERT INTO obligation (id, regime, period, ends_on, agency, agency_then, last_on, opens_on, officer, extended_to, extension,
                        asked_to, asked_reason, state, version, first_sent_on, returned_count, made_by, made_at)
VALUES (:id, :regime, :period, :ends_on, :agency, :agency_then, :last_on, :opens_on, :officer, NULL, :extension,
        NULL, '', :state, 0, NULL, 0, :made_by, :made_at)
ON CONFLICT (regime, period, agency_then) DO NOTHING;

-- obligation_update: Obligation -> none
UPDATE obligation SET agency = :agency, officer = :officer, extended_to = :extended_to, extension = :extension,
                      asked_to = :asked_to, asked_reason = :asked_reason, state = :state, version = :version,
                      first_sent_on = :first_sent_on, returned_count = :returned_count
 WHERE id = :id;

-- step_insert: Step -> none
INSERT INTO report_step (id, obligation, version, kind, actor, at, note, position)
SELECT :id, :obligation, :version, :kind, :actor, :at, :note, COUNT(*) + 1 FROM report_step WHERE obligation = :obligation;

-- steps_by_obligation: Step -> many Step 2000
SELECT id, obligation, version, kind, actor, at, note FROM report_step WHERE obligation = :obligation ORDER BY position LIMIT 2000;
