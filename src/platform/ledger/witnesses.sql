-- witness_insert: Witness -> none
INSERT INTO ledger_witness (name, vkey, url, added_at, known, cosigned, is_awaited, failures, next_at, trouble)
VALUES (:name, :vkey, :url, :added_at, :known, :cosigned, :is_awaited, :failures, :next_at, :trouble);

-- witness_delete: Witness -> none
DELETE FROM ledger_witness WHERE name = :name;

-- witness_by_name: Witness -> one Witness
SELECT name, vkey, url, added_at, known, cosigned, is_awaited, failures, next_at, trouble FROM ledger_witness WHERE name = :name;

-- witnesses_all: - -> many Witness 8
SELECT name, vkey, url, added_at, known, cosigned, is_awaited, failures, next_at, trouble FROM ledger_witness ORDER BY name;

-- witnesses_behind: WitnessDue -> many Witness 8
SELECT name, vkey, url, added_at, known, cosigned, is_awaited, failures, next_at, trouble FROM ledger_witness
 WHERE next_at <= :now AND cosigned < (SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint) ORDER BY name;

-- witness_update: Witness -> none
UPDATE ledger_witness SET known = :known, cosigned = :cosigned, is_awaited = :is_awaited, failures = :failures, next_at = :next_at,
       trouble = :trouble WHERE name = :name AND vkey = :vkey;

-- cosignature_insert: Cosignature -> none
INSERT INTO ledger_cosignature (size, vkey, line, at) VALUES (:size, :vkey, :line, :at) ON CONFLICT (size, vkey) DO NOTHING;

-- cosignatures_of: SealedTree -> many Cosignature 8
SELECT size, vkey, line, at FROM ledger_cosignature WHERE size = :size ORDER BY vkey LIMIT 8;

-- checkpoint_shown: - -> one SealedTree
SELECT size, root, at, note FROM ledger_checkpoint WHERE size = (
    SELECT COALESCE(MIN(w.cosigned), (SELECT MAX(c.size) FROM ledger_checkpoint c)) FROM ledger_witness w WHERE w.is_awaited);
