-- accounts_listed: - -> many Account 5000
SELECT id, username, name, title, is_active, is_sample, failures, locked_until, password_set_at, signed_in_at, created_at
  FROM account ORDER BY username;
