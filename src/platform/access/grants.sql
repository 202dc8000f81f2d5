-- grants_valid: GrantsAsked -> many Grant 100
SELECT id, account, role, agency, valid_from, valid_to FROM role_grant
 WHERE account = :account AND valid_from <= :today AND (valid_to IS NULL OR valid_to > :today)
 ORDER BY id;

-- grants_of_account: GrantsAsked -> many Grant 1000
SELECT id, account, role, agency, valid_from, valid_to FROM role_grant WHERE account = :account ORDER BY id;

-- grant_insert: GrantMade -> none
INSERT INTO role_grant (id, account, role, agency, valid_from, valid_to, granted_by, granted_at)
VALUES (:id, :account, :role, :agency, :valid_from, NULL, :granted_by, :granted_at);
