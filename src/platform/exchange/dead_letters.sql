-- dead_subscriptions: - -> many DeadSubscription 5000
SELECT s.id, s.room, s.type, s.subscriber, s.is_push, s.stopped, COUNT(*) AS dead, MIN(e.published_at) AS oldest_at
  FROM exchange_delivery d JOIN exchange_subscription s ON s.id = d.subscription
  LEFT JOIN exchange_event e ON e.id = d.event
 WHERE d.state = 'dead'
 GROUP BY s.id, s.room, s.type, s.subscriber, s.is_push, s.stopped ORDER BY s.room, s.type, s.subscriber LIMIT 5000;

-- dead_letters_of: DeadAsked -> many DeadLetter 101
SELECT d.event, d.sequence, d.attempts, d.reason, d.fifo_key, COALESCE(e.publisher, '') AS publisher, e.published_at,
       COALESCE(e.bytes, 0) AS bytes
  FROM exchange_delivery d LEFT JOIN exchange_event e ON e.id = d.event
 WHERE d.subscription = :subscription AND d.state = 'dead' AND d.sequence > :after ORDER BY d.sequence LIMIT 101;

-- discarded_since: DiscardedSince -> many DiscardedRow 100
SELECT event, sequence, room, type, subscriber, trouble, reason, discarded_at FROM exchange_discarded
 WHERE discarded_at > :since ORDER BY discarded_at DESC, subscription, sequence LIMIT 100;

-- dead_counted: DeadChange -> one DeadDone
SELECT COUNT(*) AS count FROM exchange_delivery
 WHERE subscription = :subscription AND state = 'dead' AND (:event = '' OR event = :event);

-- dead_again: DeadChange -> none
UPDATE exchange_delivery SET state = 'waiting', attempts = 0, next_at = :at, reason = 'sent again'
 WHERE subscription = :subscription AND state = 'dead' AND (:event = '' OR event = :event);

-- discarded_insert: DeadChange -> none
INSERT INTO exchange_discarded (subscription, sequence, event, room, type, subscriber, trouble, reason, discarded_by, discarded_at)
SELECT d.subscription, d.sequence, d.event, s.room, s.type, s.subscriber, d.reason, :reason, :by, :at
  FROM exchange_delivery d JOIN exchange_subscription s ON s.id = d.subscription
 WHERE d.subscription = :subscription AND d.state = 'dead' AND (:event = '' OR d.event = :event);

-- dead_drop: DeadChange -> none
DELETE FROM exchange_delivery
 WHERE subscription = :subscription AND state = 'dead' AND (:event = '' OR event = :event);
