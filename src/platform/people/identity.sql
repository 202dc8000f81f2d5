-- identity_upsert: Identity -> none
INSERT INTO provider_identity (browser, provider, subject, provider_subject, provider_session, name, assurance, shown_at, next,
                               expires_at)
VALUES (:browser, :provider, :subject, :provider_subject, :provider_session, :name, :assurance, :shown_at, :next, :expires_at)
ON CONFLICT (browser) DO UPDATE
   SET provider = excluded.provider, subject = excluded.subject, provider_subject = excluded.provider_subject,
       provider_session = excluded.provider_session, name = excluded.name, assurance = excluded.assurance,
       shown_at = excluded.shown_at, next = excluded.next, expires_at = excluded.expires_at;

-- identity_of_browser: Identity -> one Identity
SELECT browser, provider, subject, provider_subject, provider_session, name, assurance, shown_at, next, expires_at
  FROM provider_identity WHERE browser = :browser AND expires_at > :expires_at;

-- identity_delete: Identity -> none
DELETE FROM provider_identity WHERE browser = :browser;

-- identities_sweep: Identity -> none
DELETE FROM provider_identity WHERE expires_at <= :expires_at;

-- link_of_subject: Link -> one Link
SELECT provider, subject, account, linked_at FROM account_link WHERE provider = :provider AND subject = :subject;

-- link_insert: Link -> one Link
INSERT INTO account_link (provider, subject, account, linked_at) VALUES (:provider, :subject, :account, :linked_at)
ON CONFLICT DO NOTHING
RETURNING provider;

-- links_of_account: Link -> many LinkView 50
SELECT l.provider, p.label, p.label_en, l.linked_at
  FROM account_link l JOIN provider p ON p.code = l.provider
 WHERE l.account = :account ORDER BY l.linked_at, l.provider;

-- link_delete: Link -> none
DELETE FROM account_link WHERE provider = :provider AND account = :account;
