-- passwords_used: PasswordUsed -> many PasswordUsed 100
SELECT account, password_hash, left_at FROM password_used WHERE account = :account ORDER BY left_at DESC LIMIT 100;

-- password_used_insert: PasswordUsed -> none
INSERT INTO password_used (account, password_hash, left_at) VALUES (:account, :password_hash, :left_at);

-- passwords_used_forget: PasswordUsed -> none
DELETE FROM password_used WHERE account = :account AND left_at < :left_at;
