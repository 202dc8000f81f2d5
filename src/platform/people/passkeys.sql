-- passkeys_of: Passkey -> many Passkey 10
SELECT id, account, credential, algorithm, public_key, sign_count, transports, may_be_copied, is_copied, name, added_at,
       last_used_at, suspended_at
  FROM passkey WHERE account = :account ORDER BY added_at, id LIMIT 10;

-- passkey_by_credential: Passkey -> one Passkey
SELECT id, account, credential, algorithm, public_key, sign_count, transports, may_be_copied, is_copied, name, added_at,
       last_used_at, suspended_at
  FROM passkey WHERE credential = :credential;

-- passkey_of: Passkey -> one Passkey
SELECT id, account, name, suspended_at FROM passkey WHERE id = :id AND account = :account;

-- passkey_insert: Passkey -> none
INSERT INTO passkey (id, account, credential, algorithm, public_key, sign_count, transports, may_be_copied, is_copied, name, added_at)
VALUES (:id, :account, :credential, :algorithm, :public_key, :sign_count, :transports, :may_be_copied, :is_copied, :name, :added_at);

-- passkey_note_use: Passkey -> none
UPDATE passkey SET sign_count = :sign_count, is_copied = :is_copied, last_used_at = :last_used_at WHERE id = :id;

-- passkey_suspend: Passkey -> none
UPDATE passkey SET suspended_at = :suspended_at WHERE id = :id;

-- passkey_set_name: Passkey -> none
UPDATE passkey SET name = :name WHERE id = :id;

-- passkey_delete: Passkey -> none
DELETE FROM passkey WHERE id = :id;

-- passkeys_delete_of: Passkey -> none
DELETE FROM passkey WHERE account = :account;

-- passkeys_counted: Passkey -> one PasskeyCount
SELECT COUNT(*) AS total, COUNT(*) - COUNT(suspended_at) AS usable FROM passkey WHERE account = :account;

-- passkey_owner_insert: PasskeyOwner -> none
INSERT INTO passkey_owner (account, handle) VALUES (:account, :handle) ON CONFLICT (account) DO NOTHING;

-- passkey_owner_of: PasskeyOwner -> one PasskeyOwner
SELECT account, handle FROM passkey_owner WHERE account = :account;
