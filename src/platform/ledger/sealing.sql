-- turn_take: - -> none
UPDATE ledger_turn SET number = number + 1;

-- tree_size_now: - -> one TreeSize
SELECT COALESCE(MAX(size), 0) AS size FROM ledger_checkpoint;

-- pending_any: - -> one TreeSize
SELECT COUNT(*) AS size FROM ledger_entry WHERE number = (SELECT COALESCE(MAX(size), 0) + 1 FROM ledger_checkpoint);

-- pending_first: SealPart -> many Waiting 20000
SELECT number AS arrived, leaf FROM ledger_entry WHERE number > (SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint)
 ORDER BY number LIMIT :most;

-- leaves_place: Batch -> one TreeSize
SELECT COUNT(*) AS size FROM ledger_entry -- they have their places
 WHERE number > :size AND number >= :first AND number <= :last;

-- tiles_growing: - -> many TileRow 8
SELECT level, number, hashes FROM ledger_tile t WHERE number = (SELECT MAX(x.number) FROM ledger_tile x WHERE x.level = t.level)
 ORDER BY level;

-- tile_upsert: TileRow -> none
INSERT INTO ledger_tile (level, number, hashes) VALUES (:level, :number, :hashes)
ON CONFLICT (level, number) DO UPDATE SET hashes = :hashes;

-- sealed_insert: SealedTree -> none
INSERT INTO ledger_checkpoint (size, root, at, note) VALUES (:size, :root, :at, :note);

-- sealed_last: - -> one SealedTree
SELECT size, root, at, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1;

-- signing_key: - -> one SigningKey
SELECT since, vkey, at FROM ledger_key ORDER BY since DESC, at DESC LIMIT 1;

-- signing_key_insert: SigningKey -> none
INSERT INTO ledger_key (since, vkey, at) VALUES (:since, :vkey, :at);
