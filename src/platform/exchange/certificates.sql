-- request_insert: CertificateRequest -> none
INSERT INTO exchange_certificate_request (id, subsystem, agency, der, key_kind, key_digest, asked_by, asked_at, state,
       decided_by, decided_at, reason)
VALUES (:id, :subsystem, :agency, :der, :key_kind, :key_digest, :asked_by, :asked_at, :state, :decided_by, :decided_at, :reason);

-- request_by_id: CertificateRequest -> one CertificateRequest
SELECT id, subsystem, agency, der, key_kind, key_digest, asked_by, asked_at, state, decided_by, decided_at, reason
  FROM exchange_certificate_request WHERE id = :id;

-- request_decide: CertificateRequest -> none
UPDATE exchange_certificate_request SET state = :state, decided_by = :decided_by, decided_at = :decided_at, reason = :reason
 WHERE id = :id;

-- requests_of_key: CertificateRequest -> many CertificateRequest 100
SELECT id, subsystem, agency, der, key_kind, key_digest, asked_by, asked_at, state, decided_by, decided_at, reason
  FROM exchange_certificate_request WHERE key_digest = :key_digest AND state = 'waiting' LIMIT 100;

-- issued_insert: IssuedRow -> none
INSERT INTO exchange_issued (fingerprint, request, subsystem, agency, key_digest, serial, der, valid_from, valid_to,
       issued_by, revoked_at, revoked_by, reason)
VALUES (:fingerprint, :request, :subsystem, :agency, :key_digest, :serial, :der, :valid_from, :valid_to, :issued_by,
       :revoked_at, :revoked_by, :reason);

-- issued_by_fingerprint: IssuedRow -> one IssuedRow
SELECT fingerprint, request, subsystem, agency, key_digest, serial, der, valid_from, valid_to, issued_by, revoked_at, revoked_by, reason
  FROM exchange_issued WHERE fingerprint = :fingerprint;

-- issued_of_key: IssuedRow -> many IssuedRow 100
SELECT fingerprint, request, subsystem, agency, key_digest, serial, der, valid_from, valid_to, issued_by, revoked_at, revoked_by, reason
  FROM exchange_issued WHERE key_digest = :key_digest ORDER BY valid_to DESC LIMIT 100;

-- issued_revoke: IssuedRow -> none
UPDATE exchange_issued SET revoked_at = :revoked_at, revoked_by = :revoked_by, reason = :reason WHERE fingerprint = :fingerprint;

-- issued_not_revoked: - -> many IssuedRow 100000
SELECT fingerprint, request, subsystem, agency, key_digest, serial, der, valid_from, valid_to, issued_by, revoked_at, revoked_by, reason
  FROM exchange_issued WHERE revoked_at IS NULL ORDER BY subsystem, valid_to DESC, fingerprint;

-- issued_revoked: - -> many IssuedRow 100000
SELECT fingerprint, request, subsystem, agency, key_digest, serial, '' AS der, valid_from, valid_to, issued_by, revoked_at, revoked_by, '' AS reason
  FROM exchange_issued WHERE revoked_at IS NOT NULL ORDER BY revoked_at, fingerprint;
