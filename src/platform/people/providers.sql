-- provider_by_code: Provider -> one Provider
SELECT code, label, label_en, issuer, client, secret, scopes, subject_claim, name_claim, two_factor_acr, two_factor_amr,
       makes_citizens, added_at
  FROM provider WHERE code = :code;

-- providers_all: - -> many Provider 50
SELECT code, label, label_en, issuer, client, secret, scopes, subject_claim, name_claim, two_factor_acr, two_factor_amr,
       makes_citizens, added_at
  FROM provider ORDER BY added_at, code;

-- provider_insert: Provider -> none
INSERT INTO provider (code, label, label_en, issuer, client, secret, scopes, subject_claim, name_claim, two_factor_acr,
                      two_factor_amr, makes_citizens, added_at)
VALUES (:code, :label, :label_en, :issuer, :client, :secret, :scopes, :subject_claim, :name_claim, :two_factor_acr,
        :two_factor_amr, :makes_citizens, :added_at);

-- provider_update: Provider -> none
UPDATE provider
   SET label = :label, label_en = :label_en, issuer = :issuer, client = :client, secret = :secret, scopes = :scopes,
       subject_claim = :subject_claim, name_claim = :name_claim, two_factor_acr = :two_factor_acr,
       two_factor_amr = :two_factor_amr, makes_citizens = :makes_citizens
 WHERE code = :code;

-- provider_delete: Provider -> none
DELETE FROM provider WHERE code = :code;

-- provider_delete_documents: Provider -> none
DELETE FROM provider_document WHERE provider = :code;

-- provider_delete_starts: Provider -> none
DELETE FROM provider_start WHERE provider = :code;

-- provider_delete_identities: Provider -> none
DELETE FROM provider_identity WHERE provider = :code;

-- provider_delete_links: Provider -> none
DELETE FROM account_link WHERE provider = :code;
