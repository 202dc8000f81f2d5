-- grants_delegated_by: Grant -> many Grant 5000
SELECT id, account, role, agency, valid_from, valid_to, delegated_from, reason, granted_by, granted_at, ended_by, ended_at
  FROM role_grant WHERE granted_by = :granted_by AND delegated_from IS NOT NULL ORDER BY id;

-- grants_of_agency: AgencyAsked -> many Grant 1000
SELECT id, account, role, agency, valid_from, valid_to, delegated_from, reason, granted_by, granted_at, ended_by, ended_at
  FROM role_grant
 WHERE agency = :agency AND delegated_from IS NULL AND valid_from <= :today AND (valid_to IS NULL OR valid_to > :today)
 ORDER BY id;

-- hand_ties_of: HandsAsked -> many HandTie 5000
SELECT m.granted_by AS account, m.valid_to AS until FROM role_grant m
 WHERE m.account = :mine AND m.delegated_from IS NOT NULL AND m.valid_from <= :today
UNION ALL
SELECT m.account AS account, m.valid_to AS until FROM role_grant m
 WHERE m.granted_by = :mine AND m.delegated_from IS NOT NULL AND m.valid_from <= :today
UNION ALL
SELECT o.account AS account, CASE WHEN o.valid_to < m.valid_to THEN o.valid_to ELSE m.valid_to END AS until
  FROM role_grant m JOIN role_grant o ON o.granted_by = m.granted_by AND o.account <> m.account
 WHERE m.account = :mine AND m.delegated_from IS NOT NULL AND m.valid_from <= :today
       AND o.delegated_from IS NOT NULL AND o.valid_from <= :today;
