-- start_insert: Start -> none
INSERT INTO provider_start (digest, browser, provider, account, next, address, expires_at)
VALUES (:digest, :browser, :provider, :account, :next, :address, :expires_at);

-- start_of: Start -> one Start
SELECT digest, browser, provider, account, next, address, expires_at
  FROM provider_start WHERE digest = :digest AND browser = :browser AND expires_at > :expires_at;

-- start_take: Start -> one Start
DELETE FROM provider_start WHERE digest = :digest AND browser = :browser AND expires_at > :expires_at RETURNING digest;

-- starts_from: Start -> one StartCount
SELECT COUNT(*) AS waiting FROM provider_start WHERE address = :address AND expires_at > :expires_at;

-- starts_sweep: Start -> none
DELETE FROM provider_start WHERE expires_at <= :expires_at;
