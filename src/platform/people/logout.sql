-- logout_insert: LogoutSeen -> one LogoutSeen
INSERT INTO provider_logout (digest, expires_at) VALUES (:digest, :expires_at)
ON CONFLICT (digest) DO NOTHING
RETURNING digest;

-- logouts_sweep: LogoutSeen -> none
DELETE FROM provider_logout WHERE expires_at <= :expires_at;
