-- state_raise: Holdings -> none
UPDATE exchange_state SET instance = :instance, version = version + 1 WHERE id = 1;

-- member_put: MemberRow -> none
INSERT INTO exchange_member (id, class_code, code, name) VALUES (:id, :class_code, :code, :name);

-- member_drop: OwnerKey -> none
DELETE FROM exchange_member WHERE id = :owner;

-- subsystem_put: SubsystemRow -> none
INSERT INTO exchange_subsystem (id, member, code, name, node, connection)
VALUES (:id, :member, :code, :name, :node, :connection);

-- subsystem_drop: OwnerKey -> none
DELETE FROM exchange_subsystem WHERE id = :owner;

-- certificate_put: CertificateRow -> none
INSERT INTO exchange_certificate (owner, fingerprint, der, valid_from, valid_to)
VALUES (:owner, :fingerprint, :der, :valid_from, :valid_to);

-- certificates_drop: OwnerKey -> none
DELETE FROM exchange_certificate WHERE owner = :owner;

-- key_put: KeyRow -> none
INSERT INTO exchange_signing_key (owner, key_id, spki, algorithm, valid_from, valid_to)
VALUES (:owner, :key_id, :spki, :algorithm, :valid_from, :valid_to);

-- keys_drop: OwnerKey -> none
DELETE FROM exchange_signing_key WHERE owner = :owner;

-- service_put: ServiceRow -> none
INSERT INTO exchange_service (id, subsystem, code, title, url, openapi, notice, type, bodies, timeout_s, tls_verify, is_enabled)
VALUES (:id, :subsystem, :code, :title, :url, :openapi, :notice, :type, :bodies, :timeout_s, :tls_verify, :is_enabled);

-- service_drop: OwnerKey -> none
DELETE FROM exchange_service WHERE id = :owner;

-- endpoint_put: EndpointRow -> none
INSERT INTO exchange_endpoint (service, method, path) VALUES (:service, :method, :path);

-- endpoints_drop: OwnerKey -> none
DELETE FROM exchange_endpoint WHERE service = :owner;

-- group_put: GroupRow -> none
INSERT INTO exchange_group (code) VALUES (:code);

-- group_drop: OwnerKey -> none
DELETE FROM exchange_group WHERE code = :owner;

-- group_member_put: GroupMemberRow -> none
INSERT INTO exchange_group_member (group_code, subsystem) VALUES (:group_code, :subsystem);

-- group_members_drop: OwnerKey -> none
DELETE FROM exchange_group_member WHERE group_code = :owner;

-- right_put: RightRow -> none
INSERT INTO exchange_right (subject, service, method, path) VALUES (:subject, :service, :method, :path);

-- right_drop: RightRow -> none
DELETE FROM exchange_right WHERE subject = :subject AND service = :service AND method = :method AND path = :path;

-- quota_put: QuotaRow -> none
INSERT INTO exchange_quota (subject, per_minute, at_once) VALUES (:subject, :per_minute, :at_once);

-- quota_drop: OwnerKey -> none
DELETE FROM exchange_quota WHERE subject = :owner;

-- node_put: NodeRow -> none
INSERT INTO exchange_node (code, url) VALUES (:code, :url);

-- node_drop: OwnerKey -> none
DELETE FROM exchange_node WHERE code = :owner;
