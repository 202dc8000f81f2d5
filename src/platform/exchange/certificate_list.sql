-- listed_requests: ListAsked -> many ListedRequest 1000
SELECT id, subsystem, key_kind, asked_by, asked_at, state, decided_at, reason FROM exchange_certificate_request
 WHERE :all_agencies OR agency = :agency ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END, asked_at DESC, id LIMIT 1000;

-- listed_certificates: ListAsked -> many ListedCertificate 1000
SELECT i.fingerprint, i.subsystem, i.serial, i.valid_from, i.valid_to, i.revoked_at, i.reason,
       EXISTS (SELECT 1 FROM exchange_certificate c WHERE c.owner = i.subsystem AND c.fingerprint = i.fingerprint) AS is_pinned
  FROM exchange_issued i WHERE :all_agencies OR i.agency = :agency
 ORDER BY CASE WHEN i.revoked_at IS NULL THEN 0 ELSE 1 END, i.valid_to, i.fingerprint LIMIT 1000;
