-- entry_insert: LedgerEntry -> none
INSERT INTO ledger_entry (id, kind, subject, actor, at, body, digest)
VALUES (:id, :kind, :subject, :actor, :at, :body, :digest);

-- entries_about: LedgerFilter -> many LedgerEntry 500
SELECT id, kind, subject, actor, at, body, digest FROM ledger_entry
 WHERE subject = :subject AND (:before IS NULL OR id < :before)
 ORDER BY id DESC LIMIT 500;
