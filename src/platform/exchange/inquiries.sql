-- inquiry_records: Inquiry -> many InquiryRecord 2
SELECT a.exchange, a.is_answer, a.entry, a.at, a.client, a.service, a.status
  FROM exchange_record r JOIN exchange_record a ON a.exchange = r.exchange
 WHERE r.message_id = :message_id AND NOT r.is_answer AND r.request_id = :request_id
 ORDER BY a.is_answer;

-- inquiry_system: ExchangeSystem -> one ExchangeSystem
SELECT s.id, COALESCE(NULLIF(s.name, ''), s.code) AS name, COALESCE(NULLIF(m.name, ''), m.code) AS member_name
  FROM exchange_subsystem s JOIN exchange_member m ON m.id = s.member WHERE s.id = :id;

-- inquiry_key: KeyRow -> one KeyRow
SELECT owner, key_id, spki, algorithm, valid_from, valid_to FROM exchange_signing_key
 WHERE owner = :owner AND key_id = :key_id;
