-- record_insert: Record -> none
INSERT INTO exchange_record (exchange, is_answer, entry, request_id, message_id, at, client, service, method, status, fault, duration,
                             sent_at, back_at, bytes, secret, statement, head, head_sha512, body_sha512, identity)
VALUES (:exchange, :is_answer, :entry, :request_id, :message_id, :at, :client, :service, :method, :status, :fault, :duration,
        :sent_at, :back_at, :bytes, :secret, '', :head, :head_sha512, :body_sha512, :identity);

-- body_part_insert: BodyPart -> none
INSERT INTO exchange_body (exchange, is_answer, part, box) VALUES (:exchange, :is_answer, :part, :box);

-- records_of_message: MessageAsked -> many Record 40
SELECT exchange, is_answer, entry, request_id, message_id, at, client, service, method, status, fault, duration, bytes, secret,
       statement, head, head_sha512, body_sha512, identity
  FROM exchange_record
 WHERE exchange IN (SELECT exchange FROM exchange_record WHERE message_id = :message_id AND NOT is_answer
                     ORDER BY exchange DESC LIMIT 20)
 ORDER BY exchange, is_answer;

-- body_parts_of: BodyAsked -> many BodyPart 64
SELECT exchange, is_answer, part, box FROM exchange_body WHERE exchange = :exchange AND is_answer = :is_answer ORDER BY part;

