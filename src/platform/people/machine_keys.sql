-- machine_keys_all: - -> many MachineKey 10000
SELECT id, machine, kind, name, digest, permissions, valid_from, valid_to, made_by, made_at, last_used_at, revoked_at
  FROM machine_key ORDER BY machine, id;

-- machine_keys_of: KeysOf -> many MachineKey 1000
SELECT id, machine, kind, name, digest, permissions, valid_from, valid_to, made_by, made_at, last_used_at, revoked_at
  FROM machine_key WHERE machine = :machine ORDER BY id;

-- machine_key_insert: MachineKey -> one KeyRef
INSERT INTO machine_key (id, machine, kind, name, digest, permissions, valid_from, valid_to, made_by, made_at)
VALUES (:id, :machine, :kind, :name, :digest, :permissions, :valid_from, :valid_to, :made_by, :made_at)
ON CONFLICT (digest) DO NOTHING
RETURNING id;

-- machine_key_revoke: MachineKey -> none
UPDATE machine_key SET revoked_at = :revoked_at WHERE id = :id AND revoked_at IS NULL;

-- machine_key_shown: KeyShown -> one MachineCaller
SELECT k.id, k.machine, m.name, k.permissions, k.last_used_at
  FROM machine_key k JOIN machine m ON m.id = k.machine
 WHERE k.digest = :digest AND k.kind = :kind AND k.revoked_at IS NULL AND k.valid_from <= :today AND k.valid_to > :today
   AND m.is_active;

-- machine_key_note_use: MachineKey -> none
UPDATE machine_key SET last_used_at = :last_used_at WHERE id = :id;
