-- watch_key_insert: WatchKey -> none
INSERT INTO witness_key (vkey, origin, added_at) VALUES (:vkey, :origin, :added_at) ON CONFLICT (vkey) DO NOTHING;

-- watch_key_delete: WatchKey -> one WatchKey
DELETE FROM witness_key WHERE vkey = :vkey RETURNING vkey, origin, added_at;

-- watch_keys_of: WatchKey -> many WatchKey 256
SELECT vkey, origin, added_at FROM witness_key WHERE origin = :origin ORDER BY added_at, vkey;

-- watch_keys_all: - -> many WatchKey 256
SELECT vkey, origin, added_at FROM witness_key ORDER BY origin, added_at, vkey;

-- watched_by_origin: Watched -> one Watched
SELECT origin, size, root, note, at FROM witness_record WHERE origin = :origin;

-- watched_upsert: Watched -> none
INSERT INTO witness_record (origin, size, root, note, at) VALUES (:origin, :size, :root, :note, :at)
ON CONFLICT (origin) DO UPDATE SET size = :size, root = :root, note = :note, at = :at;

-- fork_insert: Fork -> none
INSERT INTO witness_fork (origin, size, root, note, cosigned, at) VALUES (:origin, :size, :root, :note, :cosigned, :at)
ON CONFLICT (origin, size, root) DO NOTHING;

-- forks_counted: Fork -> one ForkCount
SELECT COUNT(*) AS count FROM witness_fork WHERE origin = :origin;

-- forks_all: - -> many Fork 1000
SELECT origin, size, root, note, cosigned, at FROM witness_fork ORDER BY origin, size, at LIMIT 1000;
