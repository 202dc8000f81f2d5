-- grant_by_id: Grant -> one Grant
SELECT id, account, role, agency, valid_from, valid_to, delegated_from, reason, granted_by, granted_at, ended_by, ended_at
  FROM role_grant WHERE id = :id;

-- grant_insert: Grant -> none
INSERT INTO role_grant (id, account, role, agency, valid_from, valid_to, delegated_from, reason, granted_by, granted_at,
                        ended_by, ended_at)
VALUES (:id, :account, :role, :agency, :valid_from, :valid_to, :delegated_from, :reason, :granted_by, :granted_at, '', NULL);

-- grant_set_end: Grant -> none
UPDATE role_grant SET valid_to = :valid_to, ended_by = :ended_by, ended_at = :ended_at WHERE id = :id;

-- grants_handed_on: Grant -> many Grant 100
SELECT id, account, role, agency, valid_from, valid_to, delegated_from, reason, granted_by, granted_at, ended_by, ended_at
  FROM role_grant WHERE delegated_from = :id ORDER BY id;
