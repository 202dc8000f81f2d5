-- inbox_feed_insert: InboxFeed -> none
INSERT INTO inbox_feed (id, account, digest, made_at, revoked_at) VALUES (:id, :account, :digest, :made_at, NULL);

-- inbox_feed_of_account: InboxFeed -> one InboxFeed
SELECT id, account, digest, made_at, revoked_at FROM inbox_feed WHERE account = :account AND revoked_at IS NULL;

-- inbox_feed_by_digest: InboxFeed -> one InboxFeed
SELECT id, account, digest, made_at, revoked_at FROM inbox_feed WHERE digest = :digest AND revoked_at IS NULL;

-- inbox_feed_revoke: InboxFeed -> none
UPDATE inbox_feed SET revoked_at = :revoked_at WHERE account = :account AND revoked_at IS NULL;
