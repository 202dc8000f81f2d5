-- operations_between: OperationsBetween -> many Operation 1001
SELECT a.exchange, a.message_id, q.request_id, q.at AS request_in, a.sent_at AS request_out, a.back_at AS response_in,
       a.at AS response_out, q.client, q.service, q.method, q.bytes AS request_bytes, a.bytes AS answer_bytes, a.status, a.fault
  FROM exchange_record a JOIN exchange_record q ON q.exchange = a.exchange AND NOT q.is_answer
 WHERE a.is_answer AND a.exchange >= :since AND a.exchange > :after AND a.exchange < :before
 ORDER BY a.exchange LIMIT 1001;

-- health_since: HealthAsked -> many HealthRow 20000
SELECT service, SUM(CASE WHEN fault = '' AND status < 500 THEN 1 ELSE 0 END) AS succeeded,
       SUM(CASE WHEN fault = '' AND status < 500 THEN 0 ELSE 1 END) AS failed,
       MIN(duration) AS least, MAX(duration) AS most, SUM(duration) AS total,
       SUM(CAST(duration / 1000 AS BIGINT) * (duration / 1000)) AS squares, SUM(bytes) AS answer_bytes,
       COALESCE(MAX(CASE WHEN fault = '' AND status < 500 THEN at END), 0) AS last_succeeded_us,
       COALESCE(MAX(CASE WHEN fault = '' AND status < 500 THEN NULL ELSE at END), 0) AS last_failed_us
  FROM exchange_record WHERE is_answer AND exchange >= :since GROUP BY service ORDER BY service;

-- silent_since: HealthAsked -> many SilentRow 20000
SELECT r.service, COUNT(*) AS calls, MAX(r.at) AS last_at
  FROM exchange_record r
  JOIN (SELECT service, MAX(CASE WHEN back_at IS NULL THEN 0 ELSE at END) AS heard_at
          FROM exchange_record WHERE is_answer AND exchange >= :since GROUP BY service) l ON l.service = r.service
 WHERE r.is_answer AND r.exchange >= :since AND r.back_at IS NULL AND r.at > l.heard_at
 GROUP BY r.service ORDER BY r.service;
