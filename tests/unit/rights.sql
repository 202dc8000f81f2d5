-- grant_end: Grant -> none
UPDATE role_grant SET valid_to = :valid_to WHERE account = :account;
