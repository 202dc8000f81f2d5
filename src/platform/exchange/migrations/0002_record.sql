-- each message that went through, or was refused to somebody whom we know: two rows an exchange, one ledger entry each
CREATE TABLE exchange_record (
    exchange   TEXT    NOT NULL, -- of both messages, and subject of their ledger entries; sorts by time
    is_answer  BOOLEAN NOT NULL,
    entry      TEXT    NOT NULL, -- id of the ledger entry
    request_id TEXT    NOT NULL, -- as the protocol has it; the same for both
    message_id TEXT    NOT NULL, -- the caller's, or made for him
    at         BIGINT  NOT NULL,
    client     TEXT    NOT NULL, -- ids of subsystems and services
    service    TEXT    NOT NULL,
    method     TEXT    NOT NULL,
    status     BIGINT  NOT NULL, -- of an answer; 0 for a request that went on
    fault      TEXT    NOT NULL, -- code of ours; '' when it went through
    duration   BIGINT  NOT NULL, -- of an answer: microseconds from the request's head until now
    sent_at    BIGINT,           -- of an answer: when its request went on, and
    back_at    BIGINT,           -- when the provider's answer was there; NULL: it did not go on, or there was none
    bytes      BIGINT  NOT NULL, -- of the body
    secret     TEXT    NOT NULL, -- chance that the statement begins with, so that nobody can guess what it says
    statement  TEXT    NOT NULL, -- what the ledger entry holds the digest of: docs/protocols/exchange.md
    head       TEXT    NOT NULL, -- header part, encrypted; '' once its time is over
    PRIMARY KEY (exchange, is_answer)
);
CREATE INDEX exchange_record_message ON exchange_record (message_id) WHERE NOT is_answer;
CREATE INDEX exchange_record_client ON exchange_record (client, exchange) WHERE NOT is_answer;
CREATE INDEX exchange_record_service ON exchange_record (service, exchange) WHERE NOT is_answer;

-- bodies that are kept, encrypted, in parts
CREATE TABLE exchange_body (
    exchange  TEXT    NOT NULL,
    is_answer BOOLEAN NOT NULL,
    part      BIGINT  NOT NULL,
    box       TEXT    NOT NULL,
    PRIMARY KEY (exchange, is_answer, part)
);
