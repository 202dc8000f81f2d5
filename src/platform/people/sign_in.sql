-- wrong_try_insert: WrongTry -> none
INSERT INTO sign_in_failure (address, failed_at) VALUES (:address, :failed_at);

-- wrong_tries_since: WrongTry -> one WrongTryCount
SELECT COUNT(*) AS failures FROM sign_in_failure WHERE address = :address AND failed_at > :failed_at;

-- wrong_tries_sweep: WrongTry -> none
DELETE FROM sign_in_failure WHERE failed_at <= :failed_at;
