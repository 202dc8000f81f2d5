-- maintenance_insert: MaintenanceRow -> none
INSERT INTO exchange_maintenance (id, subject, from_at, until_at, reason_vi, reason_en, forwards, announced_by, announced_at)
VALUES (:id, :subject, :from_at, :until_at, :reason_vi, :reason_en, :forwards, :announced_by, :announced_at);

-- maintenance_end: MaintenanceRow -> none
UPDATE exchange_maintenance SET until_at = :until_at, changed_at = :changed_at WHERE id = :id;

-- maintenance_by_id: MaintenanceKey -> one Maintenance
SELECT m.id, m.subject, COALESCE(v.title, s.name, e.name, '') AS name, m.from_at, m.until_at, m.reason_vi, m.reason_en,
       m.forwards, m.announced_at, m.changed_at
  FROM exchange_maintenance m
  LEFT JOIN exchange_member e ON e.id = m.subject
  LEFT JOIN exchange_subsystem s ON s.id = m.subject
  LEFT JOIN exchange_service v ON v.id = m.subject
 WHERE m.id = :id;

-- maintenances_since: MaintenanceSince -> many Maintenance 500
SELECT m.id, m.subject, COALESCE(v.title, s.name, e.name, '') AS name, m.from_at, m.until_at, m.reason_vi, m.reason_en,
       m.forwards, m.announced_at, m.changed_at
  FROM exchange_maintenance m
  LEFT JOIN exchange_member e ON e.id = m.subject
  LEFT JOIN exchange_subsystem s ON s.id = m.subject
  LEFT JOIN exchange_service v ON v.id = m.subject
 WHERE m.until_at > :since ORDER BY m.from_at, m.id LIMIT 500;

-- maintenance_subject: MaintenanceSubject -> one MaintenanceSubject
SELECT id FROM exchange_member WHERE id = :id
UNION ALL SELECT id FROM exchange_subsystem WHERE id = :id
UNION ALL SELECT id FROM exchange_service WHERE id = :id;

-- registry_touch: - -> none
UPDATE exchange_state SET version = version + 1 WHERE id = 1;
