-- grants_valid: GrantsAsked -> many Grant 100
SELECT id, account, role, agency, valid_from, valid_to, delegated_from, reason, granted_by, granted_at, ended_by, ended_at
  FROM role_grant
 WHERE account = :account AND valid_from <= :today AND (valid_to IS NULL OR valid_to > :today)
 ORDER BY CASE WHEN delegated_from IS NULL THEN 0 ELSE 1 END, id;

-- grants_of_account: GrantsAsked -> many Grant 1000
SELECT id, account, role, agency, valid_from, valid_to, delegated_from, reason, granted_by, granted_at, ended_by, ended_at
  FROM role_grant WHERE account = :account ORDER BY valid_from, granted_at, id;

-- grants_with_role: RoleAsked -> many Grant 20000
SELECT id, account, role, agency, valid_from, valid_to, delegated_from, reason, granted_by, granted_at, ended_by, ended_at
  FROM role_grant
 WHERE role = :role AND (:agency = '' OR agency = '' OR agency = :agency) AND valid_from <= :today
       AND (valid_to IS NULL OR valid_to > :today)
 ORDER BY id;
