-- notice_insert: Notice -> none
INSERT INTO notice (id, account, kind, key, about, urgency, title, title_en, body, body_en, page, given_at, read_at, mail)
VALUES (:id, :account, :kind, :key, :about, :urgency, :title, :title_en, :body, :body_en, :page, :given_at, NULL, :mail)
ON CONFLICT (account, kind, key) DO NOTHING;

-- notices_settle: Notice -> none
UPDATE notice SET read_at = :read_at WHERE about = :about AND read_at IS NULL;

-- notices_of: Notice -> many Notice 200
SELECT id, account, kind, key, about, urgency, title, title_en, body, body_en, page, given_at, read_at, mail
  FROM notice WHERE account = :account
 ORDER BY CASE WHEN read_at IS NULL THEN 0 ELSE 1 END, given_at DESC, id DESC LIMIT 200;

-- notices_counted: Notice -> one NoticeCount
SELECT COUNT(*) AS unread, COALESCE(SUM(CASE WHEN urgency = 'high' THEN 1 ELSE 0 END), 0) AS urgent
  FROM notice WHERE account = :account AND read_at IS NULL;

-- notice_of: Notice -> one Notice
SELECT id, account, kind, key, about, urgency, title, title_en, body, body_en, page, given_at, read_at, mail
  FROM notice WHERE id = :id AND account = :account;

-- notice_set_read: Notice -> none
UPDATE notice SET read_at = :read_at WHERE id = :id AND account = :account AND read_at IS NULL;

-- notices_set_read: NoticesSeen -> none
UPDATE notice SET read_at = :read_at WHERE account = :account AND read_at IS NULL AND given_at <= :until;

-- notices_sweep: Notice -> none
DELETE FROM notice WHERE given_at < :given_at;
