-- certificates_ending: EndingAsked -> many EndingRow 1000
SELECT i.fingerprint, i.subsystem, i.agency, i.valid_to FROM exchange_issued i
 WHERE i.revoked_at IS NULL AND i.valid_to > :now AND i.valid_to <= :until
   AND NOT EXISTS (SELECT 1 FROM exchange_issued n WHERE n.subsystem = i.subsystem AND n.revoked_at IS NULL
                    AND (n.valid_to > i.valid_to OR (n.valid_to = i.valid_to AND n.fingerprint > i.fingerprint)))
   AND EXISTS (SELECT 1 FROM exchange_certificate c WHERE c.owner = i.subsystem AND c.fingerprint = i.fingerprint)
 ORDER BY i.valid_to, i.fingerprint LIMIT 1000;
