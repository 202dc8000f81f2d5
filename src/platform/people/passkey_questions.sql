-- passkey_asked_insert: PasskeyAsked -> none
INSERT INTO passkey_challenge (digest, session, purpose, account, address, expires_at)
VALUES (:digest, :session, :purpose, :account, :address, :expires_at);

-- passkey_asked_take: PasskeyAsked -> one PasskeyAsked
DELETE FROM passkey_challenge WHERE digest = :digest AND session = :session AND expires_at > :expires_at
RETURNING digest, session, purpose, account, address, expires_at;

-- passkeys_asked_open: PasskeyAsked -> one PasskeyAskedCount
SELECT COUNT(*) AS open FROM passkey_challenge WHERE address = :address AND expires_at > :expires_at;

-- passkeys_asked_sweep: PasskeyAsked -> none
DELETE FROM passkey_challenge WHERE expires_at <= :expires_at;
