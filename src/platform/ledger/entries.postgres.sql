-- entry_insert: LedgerEntry -> none
WITH written AS (INSERT INTO ledger_entry (id, kind, subject, actor, at, body, leaf)
                 VALUES (:id, :kind, :subject, :actor, :at, :body, :leaf) RETURNING id, leaf)
INSERT INTO ledger_pending (entry, leaf) SELECT id, leaf FROM written;

-- entries_about: LedgerFilter -> many LedgerEntry 500
SELECT e.id, e.kind, e.subject, e.actor, e.at, e.body, e.leaf, l.entry IS NOT NULL AS is_sealed, COALESCE(l.position, 0) AS position
  FROM ledger_entry e LEFT JOIN ledger_leaf l ON l.entry = e.id
 WHERE e.subject = :subject AND (:before IS NULL OR e.id < :before)
 ORDER BY e.id DESC LIMIT 500;

-- entry_by_id: LedgerEntry -> one LedgerEntry
SELECT e.id, e.kind, e.subject, e.actor, e.at, e.body, e.leaf, l.entry IS NOT NULL AS is_sealed, COALESCE(l.position, 0) AS position
  FROM ledger_entry e LEFT JOIN ledger_leaf l ON l.entry = e.id WHERE e.id = :id;
