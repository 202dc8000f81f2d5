-- state_now: - -> one ExchangeState
SELECT instance, version FROM exchange_state WHERE id = 1;

-- members_all: - -> many MemberRow 5000
SELECT id, class_code, code, name FROM exchange_member ORDER BY id;

-- subsystems_all: - -> many SubsystemRow 20000
SELECT id, member, code, name, node, connection FROM exchange_subsystem ORDER BY member, code;

-- certificates_all: - -> many CertificateRow 100000
SELECT owner, fingerprint, der, valid_from, valid_to FROM exchange_certificate ORDER BY owner, fingerprint;

-- keys_all: - -> many KeyRow 100000
SELECT owner, key_id, spki, algorithm, valid_from, valid_to FROM exchange_signing_key ORDER BY owner, key_id;

-- services_all: - -> many ServiceRow 20000
SELECT id, subsystem, code, title, url, openapi, notice, type, bodies, timeout_s, tls_verify, is_enabled
  FROM exchange_service ORDER BY subsystem, code;

-- services_without_documents: - -> many ServiceRow 20000
SELECT id, subsystem, code, title, url, CASE WHEN openapi = '' THEN '' ELSE '-' END AS openapi, notice, type, bodies,
       timeout_s, tls_verify, is_enabled
  FROM exchange_service ORDER BY subsystem, code;

-- service_document: ServiceRow -> one ServiceRow
SELECT id, openapi FROM exchange_service WHERE id = :id;

-- endpoints_all: - -> many EndpointRow 200000
SELECT service, method, path FROM exchange_endpoint ORDER BY service, method, path;

-- groups_all: - -> many GroupRow 1000
SELECT code FROM exchange_group ORDER BY code;

-- group_members_all: - -> many GroupMemberRow 50000
SELECT group_code, subsystem FROM exchange_group_member ORDER BY group_code, subsystem;

-- rights_all: - -> many RightRow 100000
SELECT subject, service, method, path FROM exchange_right ORDER BY service, subject, method, path;

-- quotas_all: - -> many QuotaRow 20000
SELECT subject, per_minute, at_once FROM exchange_quota ORDER BY subject;

-- nodes_all: - -> many NodeRow 1000
SELECT code, url FROM exchange_node ORDER BY code;
