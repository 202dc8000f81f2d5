-- authenticator_of: Authenticator -> one Authenticator
SELECT account, secret, is_confirmed, last_step, added_at FROM authenticator WHERE account = :account;

-- authenticator_upsert: Authenticator -> none
INSERT INTO authenticator (account, secret, is_confirmed, last_step, added_at)
VALUES (:account, :secret, FALSE, 0, :added_at)
ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, is_confirmed = FALSE, last_step = 0, added_at = excluded.added_at;

-- authenticator_note_step: Authenticator -> none
UPDATE authenticator SET is_confirmed = TRUE, last_step = :last_step WHERE account = :account;

-- authenticator_delete: Authenticator -> none
DELETE FROM authenticator WHERE account = :account;

-- recovery_codes_left: RecoveryCode -> one RecoveryCodeCount
SELECT COUNT(*) AS left_over FROM recovery_code WHERE account = :account;

-- recovery_code_insert: RecoveryCode -> none
INSERT INTO recovery_code (digest, account, made_at) VALUES (:digest, :account, :made_at);

-- recovery_code_of: RecoveryCode -> one RecoveryCode
SELECT digest, account, made_at FROM recovery_code WHERE digest = :digest AND account = :account;

-- recovery_code_delete: RecoveryCode -> none
DELETE FROM recovery_code WHERE digest = :digest;

-- recovery_codes_delete_of: RecoveryCode -> none
DELETE FROM recovery_code WHERE account = :account;
