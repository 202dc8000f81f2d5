-- account_insert: Account -> one Account
INSERT INTO account (id, username, name, title, password_hash, password_set_at, is_active, is_sample, created_at)
VALUES (:id, :username, :name, :title, :password_hash, :password_set_at, TRUE, :is_sample, :created_at)
ON CONFLICT (username) DO NOTHING
RETURNING id;

-- account_by_username: Account -> one Account
SELECT id, username, name, title, password_hash, password_set_at, is_active, is_sample, failures, locked_until, signed_in_at,
       enabled_at, created_at
  FROM account WHERE username = :username;

-- account_by_id: Account -> one Account
SELECT id, username, name, title, password_hash, password_set_at, is_active, is_sample, failures, locked_until, signed_in_at,
       enabled_at, created_at
  FROM account WHERE id = :id;

-- accounts_all: - -> many Account 5000
SELECT id, username, name, title, is_active, is_sample, signed_in_at, created_at FROM account ORDER BY username;

-- account_set_password: Account -> none
UPDATE account SET password_hash = :password_hash, password_set_at = :password_set_at, failures = 0, locked_until = NULL
 WHERE id = :id;

-- account_set_active: Account -> none
UPDATE account SET is_active = :is_active, enabled_at = CASE WHEN :is_active THEN :enabled_at ELSE enabled_at END WHERE id = :id;

-- account_note_failure: Account -> none
UPDATE account SET failures = :failures, locked_until = :locked_until WHERE id = :id;

-- account_note_success: Account -> none
UPDATE account SET failures = 0, locked_until = NULL, signed_in_at = :signed_in_at WHERE id = :id;

-- account_name: Account -> one PersonName
SELECT id AS account, name, title FROM account WHERE id = :id;

-- accounts_untouched: Account -> many Account 500
SELECT id, username, is_sample, signed_in_at, enabled_at, created_at FROM account
 WHERE is_active AND NOT is_sample AND created_at < :created_at AND COALESCE(signed_in_at, 0) < :created_at
   AND COALESCE(enabled_at, 0) < :created_at
 ORDER BY id LIMIT 500;
