-- entry_insert: LedgerEntry -> none
INSERT INTO ledger_entry (id, kind, subject, actor, at, body, leaf)
VALUES (:id, :kind, :subject, :actor, :at, :body, :leaf);
