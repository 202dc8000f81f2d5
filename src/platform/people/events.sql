-- event_insert: AccountEvent -> none
INSERT INTO account_event (id, account, kind, detail, actor, address, at)
VALUES (:id, :account, :kind, :detail, :actor, :address, :at);

-- events_newest: AccountEvent -> many AccountEvent 100
SELECT id, account, kind, detail, actor, address, at
  FROM account_event WHERE account = :account ORDER BY at DESC, id DESC LIMIT 100;

-- events_sweep: AccountEvent -> none
DELETE FROM account_event WHERE at < :at;
