-- one row: the name of this exchange, and a number that rises with every change of what is registered below
CREATE TABLE exchange_state (
    id       BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    instance TEXT   NOT NULL, -- '' until a file was loaded
    version  BIGINT NOT NULL
);
INSERT INTO exchange_state (id, instance, version) VALUES (1, '', 0);

-- ids are codes with '/' between: instance/class/member, .../subsystem, .../service; no code holds a '/'
CREATE TABLE exchange_member (
    id         TEXT NOT NULL PRIMARY KEY,
    class_code TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL
);

CREATE TABLE exchange_subsystem (
    id         TEXT NOT NULL PRIMARY KEY,
    member     TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    connection TEXT NOT NULL, -- http, https, mtls: how it comes to us when it calls
    node       TEXT NOT NULL  -- through which node it is reached; '': it is ours
);
CREATE INDEX exchange_subsystem_member ON exchange_subsystem (member);

-- of a subsystem (its id) or a node (its code)
CREATE TABLE exchange_certificate (
    owner       TEXT   NOT NULL,
    fingerprint TEXT   NOT NULL, -- sha256 of the DER, in hex
    der         TEXT   NOT NULL, -- base64
    valid_from  BIGINT NOT NULL,
    valid_to    BIGINT NOT NULL,
    PRIMARY KEY (owner, fingerprint)
);

CREATE TABLE exchange_signing_key (
    owner      TEXT   NOT NULL,
    key_id     TEXT   NOT NULL,
    algorithm  TEXT   NOT NULL, -- ed25519, ecdsa-p256
    spki       TEXT   NOT NULL, -- base64 of the DER
    valid_from BIGINT,          -- NULL: no beginning
    valid_to   BIGINT,          -- first moment at which it no longer holds; NULL: no end
    PRIMARY KEY (owner, key_id)
);

CREATE TABLE exchange_service (
    id         TEXT    NOT NULL PRIMARY KEY,
    subsystem  TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    type       TEXT    NOT NULL, -- openapi, rest, wsdl
    url        TEXT    NOT NULL, -- '' when its subsystem is reached through a node
    timeout_s  BIGINT  NOT NULL,
    tls_verify BOOLEAN NOT NULL,
    openapi    TEXT    NOT NULL, -- the document as it was handed in
    bodies     TEXT    NOT NULL, -- kept, digested, dropped; '': as the setting says
    is_enabled BOOLEAN NOT NULL,
    notice     TEXT    NOT NULL  -- told to callers while it is switched off
);
CREATE INDEX exchange_service_subsystem ON exchange_service (subsystem);

CREATE TABLE exchange_endpoint (
    service TEXT NOT NULL,
    method  TEXT NOT NULL,
    path    TEXT NOT NULL,
    PRIMARY KEY (service, method, path)
);

CREATE TABLE exchange_group (
    code TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE exchange_group_member (
    group_code TEXT NOT NULL,
    subsystem  TEXT NOT NULL,
    PRIMARY KEY (group_code, subsystem)
);

CREATE TABLE exchange_right (
    subject TEXT NOT NULL, -- id of a subsystem, or code of a group
    service TEXT NOT NULL,
    method  TEXT NOT NULL, -- '*': every one
    path    TEXT NOT NULL, -- glob; '**': every one
    PRIMARY KEY (subject, service, method, path)
);

CREATE TABLE exchange_quota (
    subject    TEXT   NOT NULL PRIMARY KEY, -- id of a subsystem, or code of a group
    per_minute BIGINT NOT NULL, -- 0: no limit
    at_once    BIGINT NOT NULL  -- 0: no limit
);

CREATE TABLE exchange_node (
    code TEXT NOT NULL PRIMARY KEY,
    url  TEXT NOT NULL
);
