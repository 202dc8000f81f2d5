-- live_newest: LiveSince -> many MessageRow 100
SELECT * FROM (
    SELECT q.exchange, q.message_id, q.request_id, q.at, q.client, q.service, q.method, q.bytes AS request_bytes,
           a.exchange IS NOT NULL AS is_answered, a.at AS answered_at, COALESCE(a.status, 0) AS status,
           q.fault || COALESCE(a.fault, '') AS fault, COALESCE(a.duration, 0) AS duration,
           COALESCE(a.bytes, 0) AS answer_bytes, q.entry AS request_entry, COALESCE(a.entry, '') AS answer_entry
      FROM exchange_record q LEFT JOIN exchange_record a ON a.exchange = q.exchange AND a.is_answer
     WHERE NOT q.is_answer
     ORDER BY q.exchange DESC LIMIT 100) newest
 WHERE COALESCE(answered_at, at) >= :since
 ORDER BY exchange;
