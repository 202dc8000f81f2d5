-- owed_put: Obligation -> none
INSERT INTO obligation (id, regime, period, ends_on, agency, agency_then, last_on, opens_on, officer, extended_to, extension,
                        asked_to, asked_reason, state, version, first_sent_on, returned_count, made_by, made_at)
VALUES (:id, :regime, :period, :ends_on, :agency, :agency_then, :last_on, :opens_on, '', :extended_to, :extension,
        NULL, '', :state, 0, :first_sent_on, :returned_count, 'unit', 0);
