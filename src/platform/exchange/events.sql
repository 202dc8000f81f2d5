-- event_type_insert: EventType -> none
INSERT INTO exchange_event_type (room, name, schema, last, made_at) VALUES (:room, :name, :schema, 0, :made_at);

-- event_type_of: EventType -> one EventType
SELECT room, name, schema, last, made_at FROM exchange_event_type WHERE room = :room AND name = :name;

-- event_types_of: EventType -> many EventType 1000
SELECT room, name, schema, last, made_at FROM exchange_event_type WHERE room = :room ORDER BY name LIMIT 1000;

-- event_type_count_up: EventType -> none
UPDATE exchange_event_type SET last = last + 1 WHERE room = :room AND name = :name;

-- event_type_drop: EventType -> none
DELETE FROM exchange_event_type WHERE room = :room AND name = :name;

-- events_of_type_drop: EventType -> none
DELETE FROM exchange_event WHERE room = :room AND type = :name;

-- event_insert: Event -> none
INSERT INTO exchange_event (id, room, type, sequence, publisher, source, digest, fifo_key, published_at, bytes, box, is_stopped,
                            message_id, request_id, exchange, rooms, origin)
VALUES (:id, :room, :type, :sequence, :publisher, :source, :digest, :fifo_key, :published_at, :bytes, :box, FALSE, :message_id,
        :request_id, :exchange, :rooms, :origin);

-- event_by_source: Event -> one Event
SELECT id, room, type, sequence, publisher, source, digest, fifo_key, published_at, bytes, box, is_stopped, message_id,
       request_id, exchange, rooms, origin
  FROM exchange_event WHERE room = :room AND type = :type AND publisher = :publisher AND source = :source AND source <> '';

-- event_by_origin: Event -> one Event
SELECT id, room, type, sequence, publisher, source, digest, fifo_key, published_at, bytes, box, is_stopped, message_id,
       request_id, exchange, rooms, origin
  FROM exchange_event
 WHERE room = :room AND type = :type AND origin = :origin AND source = :source AND digest = :digest AND origin <> '';

-- event_by_id: Event -> one Event
SELECT id, room, type, sequence, publisher, source, digest, fifo_key, published_at, bytes, box, is_stopped, message_id,
       request_id, exchange, rooms, origin
  FROM exchange_event WHERE id = :id AND room = :room AND type = :type;

-- events_after: Event -> many Event 20
SELECT id, room, type, sequence, publisher, source, digest, fifo_key, published_at, bytes, box, is_stopped, message_id,
       request_id, exchange, rooms, origin
  FROM exchange_event WHERE room = :room AND type = :type AND sequence > :sequence ORDER BY sequence LIMIT 20;

-- event_next: Event -> one Event
SELECT id, room, type, sequence, publisher, source, digest, fifo_key, published_at, bytes, box, is_stopped, message_id,
       request_id, exchange, rooms, origin
  FROM exchange_event WHERE room = :room AND type = :type AND sequence > :sequence ORDER BY sequence LIMIT 1;

-- event_stop: Event -> none
UPDATE exchange_event SET is_stopped = TRUE WHERE id = :id AND room = :room AND type = :type;

-- events_sweep_old: Event -> none
DELETE FROM exchange_event
 WHERE published_at < :published_at
   AND NOT EXISTS (SELECT 1 FROM exchange_delivery d WHERE d.event = exchange_event.id)
   AND NOT EXISTS (SELECT 1 FROM exchange_subscription s
                    WHERE s.room = exchange_event.room AND s.type = exchange_event.type AND s.reached < exchange_event.sequence)
   AND NOT EXISTS (SELECT 1 FROM exchange_reader r
                    WHERE r.room = exchange_event.room AND r.type = exchange_event.type AND r.reached < exchange_event.sequence);
