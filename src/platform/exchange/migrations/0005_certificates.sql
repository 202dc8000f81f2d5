-- requests for certificates of the province's own authority, as agencies hand them in
CREATE TABLE exchange_certificate_request (
    id         TEXT   NOT NULL PRIMARY KEY,
    subsystem  TEXT   NOT NULL, -- its id
    agency     TEXT   NOT NULL, -- code of the agency that its member is; '' when it is none of ours
    der        TEXT   NOT NULL, -- PKCS#10, base64
    key_kind   TEXT   NOT NULL, -- for people: RSA 3072
    key_digest TEXT   NOT NULL, -- sha256 of the SPKI, in hex
    asked_by   TEXT   NOT NULL, -- account, or 'system'
    asked_at   BIGINT NOT NULL,
    state      TEXT   NOT NULL, -- waiting, issued, refused
    decided_by TEXT   NOT NULL, -- '' while it waits
    decided_at BIGINT,
    reason     TEXT   NOT NULL  -- why it was refused
);
CREATE INDEX exchange_certificate_request_state ON exchange_certificate_request (state, asked_at);
CREATE INDEX exchange_certificate_request_key ON exchange_certificate_request (key_digest);

-- certificates that the authority issued; which of them hold is told by exchange_certificate
CREATE TABLE exchange_issued (
    fingerprint TEXT   NOT NULL PRIMARY KEY, -- sha256 of the DER, in hex
    request     TEXT   NOT NULL,
    subsystem   TEXT   NOT NULL,
    agency      TEXT   NOT NULL,
    key_digest  TEXT   NOT NULL,
    serial      TEXT   NOT NULL, -- in hex
    der         TEXT   NOT NULL, -- base64
    valid_from  BIGINT NOT NULL,
    valid_to    BIGINT NOT NULL,
    issued_by   TEXT   NOT NULL,
    revoked_at  BIGINT,
    revoked_by  TEXT   NOT NULL,
    reason      TEXT   NOT NULL  -- why it was revoked
);
CREATE INDEX exchange_issued_subsystem ON exchange_issued (subsystem, valid_to);
CREATE INDEX exchange_issued_key ON exchange_issued (key_digest);
