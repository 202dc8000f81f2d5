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

-- session_set_origin: SessionOrigin -> none
UPDATE session
   SET provider = :provider, provider_subject = :provider_subject, provider_session = :provider_session, confirmed_at = :shown_at
 WHERE digest = :digest;

-- session_step_on: SessionStep -> none
UPDATE session
   SET provider = b.provider, provider_subject = b.provider_subject, provider_session = b.provider_session
  FROM session b
 WHERE session.digest = :digest AND b.digest = :before AND b.account = session.account AND b.stage IN ('second', 'enrol');

-- sessions_delete_from: SessionOrigin -> none
DELETE FROM session
 WHERE provider = :provider AND digest <> :digest
   AND (:provider_session = '' OR provider_session = :provider_session)
   AND (:provider_session <> '' OR :provider_subject = '' OR provider_subject = :provider_subject)
   AND (:account IS NULL OR account = :account);

-- session_delete: SessionAsked -> none
DELETE FROM session WHERE digest = :digest;

-- sessions_delete_of: Session -> none
DELETE FROM session WHERE account = :account AND digest <> :digest;

-- sessions_sweep: SessionAsked -> none
DELETE FROM session WHERE expires_at <= :now;
