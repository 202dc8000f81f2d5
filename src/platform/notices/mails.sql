-- mail_insert: Mail -> none
INSERT INTO mail (id, account, purpose, address, made_at, state, attempts, next_at, sent_at, trouble)
VALUES (:id, :account, :purpose, :address, :made_at, :state, 0, :next_at, NULL, '');

-- mails_counted_confirming: Mail -> one MailCount
SELECT COUNT(*) AS waiting, 0 AS sent, 0 AS failed FROM mail
 WHERE account = :account AND purpose = 'confirm' AND made_at > :made_at;

-- mails_to_send: Mail -> many Mail 20
SELECT id, account, purpose, address, made_at, state, attempts, next_at, sent_at, trouble FROM mail
 WHERE state = 'waiting' AND next_at <= :next_at ORDER BY next_at, id LIMIT 20;

-- mail_by_id: Mail -> one Mail
SELECT id, account, purpose, address, made_at, state, attempts, next_at, sent_at, trouble FROM mail WHERE id = :id;

-- mail_update: Mail -> none
UPDATE mail SET made_at = :made_at, state = :state, attempts = :attempts, next_at = :next_at, sent_at = :sent_at, trouble = :trouble
 WHERE id = :id;

-- notices_of_mail: Notice -> many Notice 100
SELECT id, account, kind, key, about, urgency, title, title_en, body, body_en, page, given_at, read_at, mail
  FROM notice WHERE mail = :mail
 ORDER BY CASE urgency WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END, given_at, id LIMIT 100;

-- notices_to_mail: Notice -> many Notice 100
SELECT id, account, kind, key, about, urgency, title, title_en, body, body_en, page, given_at, read_at, mail
  FROM notice WHERE account = :account AND mail = 'waiting' AND read_at IS NULL
 ORDER BY CASE urgency WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END, given_at, id LIMIT 100;

-- notice_set_mail: Notice -> none
UPDATE notice SET mail = :mail WHERE id = :id;

-- notices_set_skipped: Notice -> none
UPDATE notice SET mail = 'skipped' WHERE account = :account AND mail = 'waiting';

-- mails_counted: - -> one MailCount
SELECT COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting,
       COALESCE(SUM(CASE WHEN state = 'sent' THEN 1 ELSE 0 END), 0) AS sent,
       COALESCE(SUM(CASE WHEN state IN ('refused', 'dead') THEN 1 ELSE 0 END), 0) AS failed
  FROM mail;

-- mails_troubled: - -> many Mail 100
SELECT id, account, purpose, address, made_at, state, attempts, next_at, sent_at, trouble FROM mail
 WHERE state IN ('refused', 'dead') OR (state = 'waiting' AND attempts > 0)
 ORDER BY made_at DESC, id DESC LIMIT 100;

-- addresses_all: - -> many MailReader 500
SELECT account, confirmed_at, CASE WHEN wanted <> '' THEN TRUE ELSE FALSE END AS is_waiting, rhythm, trouble
  FROM notice_preference WHERE address <> '' OR wanted <> '' ORDER BY account LIMIT 500;

-- mails_sweep: Mail -> none
DELETE FROM mail WHERE made_at < :made_at AND state <> 'waiting';
