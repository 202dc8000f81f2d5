-- provider_documents: Provider -> many ProviderDocument 2
SELECT provider, kind, body, heard_at, window_at, asked FROM provider_document WHERE provider = :code;

-- provider_document_upsert: ProviderDocument -> none
INSERT INTO provider_document (provider, kind, body, heard_at, window_at, asked)
VALUES (:provider, :kind, :body, :heard_at, :window_at, :asked)
ON CONFLICT (provider, kind) DO UPDATE
   SET body = excluded.body, heard_at = excluded.heard_at, window_at = excluded.window_at, asked = excluded.asked;
