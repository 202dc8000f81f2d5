-- session_insert: Session -> none
INSERT INTO session (digest, account, created_at, expires_at) VALUES (:digest, :account, :created_at, :expires_at);

-- session_person: SessionAsked -> one SessionPerson
SELECT s.account, a.name, a.title, a.username, a.is_sample, s.expires_at
  FROM session s JOIN account a ON a.id = s.account
 WHERE s.digest = :digest AND s.expires_at > :now AND a.is_active;

-- session_delete: SessionAsked -> none
DELETE FROM session WHERE digest = :digest;

-- sessions_delete_of: Session -> none
DELETE FROM session WHERE account = :account AND digest <> :digest;

-- sessions_sweep: SessionAsked -> none
DELETE FROM session WHERE expires_at <= :now;

-- wrong_try_insert: WrongTry -> none
INSERT INTO sign_in_failure (address, failed_at) VALUES (:address, :failed_at);

-- wrong_tries_since: WrongTry -> one WrongTryCount
SELECT COUNT(*) AS failures FROM sign_in_failure WHERE address = :address AND failed_at > :failed_at;

-- wrong_tries_sweep: WrongTry -> none
DELETE FROM sign_in_failure WHERE failed_at <= :failed_at;
