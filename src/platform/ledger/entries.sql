-- entry_insert: LedgerEntry -> none
INSERT OR FAIL INTO ledger_entry (id, kind, subject, actor, at, body, leaf)
VALUES (:id, :kind, :subject, :actor, :at, :body, :leaf);

-- entries_about: LedgerFilter -> many LedgerEntry 500
SELECT e.id, e.kind, e.subject, e.actor, e.at, e.body, e.leaf, e.number <= s.size AS is_sealed,
       CASE WHEN e.number <= s.size THEN e.number - 1 ELSE 0 END AS position
  FROM ledger_entry e, (SELECT COALESCE(MAX(size), 0) AS size FROM ledger_checkpoint) s
 WHERE e.subject = :subject AND (:before IS NULL OR e.id < :before)
 ORDER BY e.id DESC LIMIT 500;

-- entry_by_id: LedgerEntry -> one LedgerEntry
SELECT e.id, e.kind, e.subject, e.actor, e.at, e.body, e.leaf, e.number <= s.size AS is_sealed,
       CASE WHEN e.number <= s.size THEN e.number - 1 ELSE 0 END AS position
  FROM ledger_entry e, (SELECT COALESCE(MAX(size), 0) AS size FROM ledger_checkpoint) s WHERE e.id = :id;
