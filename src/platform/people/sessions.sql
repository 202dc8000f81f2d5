-- session_insert: Session -> none
INSERT INTO session (digest, account, stage, method, assurance, address, created_at, expires_at, seen_at, confirmed_at)
VALUES (:digest, :account, :stage, :method, :assurance, :address, :created_at, :expires_at, :created_at, :created_at);

-- session_person: SessionAsked -> one SessionPerson
SELECT s.account, a.name, a.title, a.username, a.is_sample, s.stage, s.method, s.assurance, s.created_at, s.expires_at, s.seen_at,
       s.confirmed_at
  FROM session s JOIN account a ON a.id = s.account
 WHERE s.digest = :digest AND s.expires_at > :now AND a.is_active;

-- sessions_of: SessionAsked -> many SessionView 200
SELECT method, assurance, address, created_at, seen_at, digest = :digest AS is_this
  FROM session
 WHERE account = (SELECT account FROM session WHERE digest = :digest) AND expires_at > :now AND stage = 'full'
 ORDER BY seen_at DESC, created_at DESC LIMIT 200;

-- session_see: SessionAsked -> none
UPDATE session SET seen_at = :now WHERE digest = :digest AND seen_at < :now;

-- session_note_confirmed: SessionAsked -> none
UPDATE session SET seen_at = :now, confirmed_at = :now WHERE digest = :digest;

-- session_delete: SessionAsked -> none
DELETE FROM session WHERE digest = :digest;

-- sessions_delete_of: Session -> none
DELETE FROM session WHERE account = :account AND digest <> :digest;

-- sessions_sweep: SessionAsked -> none
DELETE FROM session WHERE expires_at <= :now;
