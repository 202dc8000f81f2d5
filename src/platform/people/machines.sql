-- machine_insert: Machine -> one MachineRef
INSERT INTO machine (id, code, name, agency, contact, permissions, is_active, added_by, added_at)
VALUES (:id, :code, :name, :agency, :contact, :permissions, TRUE, :added_by, :added_at)
ON CONFLICT (code) DO NOTHING
RETURNING id;

-- machine_by_code: MachineAsked -> one Machine
SELECT id, code, name, agency, contact, permissions, is_active, added_by, added_at FROM machine WHERE code = :code;

-- machines_all: - -> many Machine 500
SELECT id, code, name, agency, contact, permissions, is_active, added_by, added_at FROM machine ORDER BY code;

-- machine_stop: MachineRef -> none
UPDATE machine SET is_active = FALSE WHERE id = :id;
