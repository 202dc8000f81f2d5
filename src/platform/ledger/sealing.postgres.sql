-- pending_any: - -> one TreeSize
SELECT COUNT(*) AS size FROM (SELECT entry FROM ledger_pending LIMIT 1) p;

-- pending_first: SealPart -> many Waiting 20000
SELECT arrived, leaf FROM ledger_pending ORDER BY arrived LIMIT :most;

-- leaves_place: Batch -> one TreeSize
WITH gone AS (DELETE FROM ledger_pending WHERE arrived >= :first AND arrived <= :last RETURNING arrived, entry),
     placed AS (INSERT INTO ledger_leaf (position, entry)
                SELECT :size + ROW_NUMBER() OVER (ORDER BY arrived) - 1, entry FROM gone RETURNING position)
SELECT COUNT(*) AS size FROM placed;
