-- messages_by_id: MessagesAsked -> many MessageRow 101
SELECT q.exchange, q.message_id, q.request_id, q.at, q.client, q.service, q.method, q.bytes AS request_bytes,
       a.exchange IS NOT NULL AS is_answered, a.at AS answered_at, COALESCE(a.status, 0) AS status,
       q.fault || COALESCE(a.fault, '') AS fault, COALESCE(a.duration, 0) AS duration, COALESCE(a.bytes, 0) AS answer_bytes,
       q.entry AS request_entry, COALESCE(a.entry, '') AS answer_entry
  FROM exchange_record q LEFT JOIN exchange_record a ON a.exchange = q.exchange AND a.is_answer
 WHERE NOT q.is_answer AND q.message_id = :message_id AND (:client = '' OR q.client = :client)
   AND (:service = '' OR q.service = :service) AND q.exchange >= :since AND q.exchange < :before
 ORDER BY q.exchange DESC LIMIT 101;

-- messages_of_client: MessagesAsked -> many MessageRow 101
SELECT q.exchange, q.message_id, q.request_id, q.at, q.client, q.service, q.method, q.bytes AS request_bytes,
       a.exchange IS NOT NULL AS is_answered, a.at AS answered_at, COALESCE(a.status, 0) AS status,
       q.fault || COALESCE(a.fault, '') AS fault, COALESCE(a.duration, 0) AS duration, COALESCE(a.bytes, 0) AS answer_bytes,
       q.entry AS request_entry, COALESCE(a.entry, '') AS answer_entry
  FROM exchange_record q LEFT JOIN exchange_record a ON a.exchange = q.exchange AND a.is_answer
 WHERE NOT q.is_answer AND q.client = :client AND (:service = '' OR q.service = :service)
   AND q.exchange >= :since AND q.exchange < :before
 ORDER BY q.exchange DESC LIMIT 101;

-- messages_of_service: MessagesAsked -> many MessageRow 101
SELECT q.exchange, q.message_id, q.request_id, q.at, q.client, q.service, q.method, q.bytes AS request_bytes,
       a.exchange IS NOT NULL AS is_answered, a.at AS answered_at, COALESCE(a.status, 0) AS status,
       q.fault || COALESCE(a.fault, '') AS fault, COALESCE(a.duration, 0) AS duration, COALESCE(a.bytes, 0) AS answer_bytes,
       q.entry AS request_entry, COALESCE(a.entry, '') AS answer_entry
  FROM exchange_record q LEFT JOIN exchange_record a ON a.exchange = q.exchange AND a.is_answer
 WHERE NOT q.is_answer AND q.service = :service AND q.exchange >= :since AND q.exchange < :before
 ORDER BY q.exchange DESC LIMIT 101;

-- messages_newest: MessagesAsked -> many MessageRow 101
SELECT q.exchange, q.message_id, q.request_id, q.at, q.client, q.service, q.method, q.bytes AS request_bytes,
       a.exchange IS NOT NULL AS is_answered, a.at AS answered_at, COALESCE(a.status, 0) AS status,
       q.fault || COALESCE(a.fault, '') AS fault, COALESCE(a.duration, 0) AS duration, COALESCE(a.bytes, 0) AS answer_bytes,
       q.entry AS request_entry, COALESCE(a.entry, '') AS answer_entry
  FROM exchange_record q LEFT JOIN exchange_record a ON a.exchange = q.exchange AND a.is_answer
 WHERE NOT q.is_answer AND q.exchange >= :since AND q.exchange < :before
 ORDER BY q.exchange DESC LIMIT 101;
