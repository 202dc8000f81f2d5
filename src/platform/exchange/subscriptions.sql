-- subscription_insert: Subscription -> none
INSERT INTO exchange_subscription (id, room, type, subscriber, is_push, is_fifo, ttl_s, reached, made_at, stopped, is_slow, permitted,
                                   rate, paced_until)
VALUES (:id, :room, :type, :subscriber, :is_push, :is_fifo, :ttl_s, :reached, :made_at, '', FALSE, '', 0, 0);

-- subscription_of: Subscription -> one Subscription
SELECT id, room, type, subscriber, is_push, is_fifo, ttl_s, reached, made_at, stopped, is_slow, permitted,
       rate, paced_until
  FROM exchange_subscription WHERE room = :room AND type = :type AND subscriber = :subscriber;

-- subscription_by_id: Subscription -> one Subscription
SELECT id, room, type, subscriber, is_push, is_fifo, ttl_s, reached, made_at, stopped, is_slow, permitted,
       rate, paced_until
  FROM exchange_subscription WHERE id = :id;

-- subscriptions_of_room: Subscription -> many Subscription 5000
SELECT id, room, type, subscriber, is_push, is_fifo, ttl_s, reached, made_at, stopped, is_slow, permitted,
       rate, paced_until
  FROM exchange_subscription WHERE room = :room ORDER BY type, subscriber LIMIT 5000;

-- subscriptions_counted: Subscription -> one SubscriptionCount
SELECT COUNT(*) AS count FROM exchange_subscription WHERE room = :room AND type = :type;

-- subscription_update: Subscription -> none
UPDATE exchange_subscription SET is_push = :is_push, is_fifo = :is_fifo, ttl_s = :ttl_s, stopped = :stopped,
       permitted = :permitted WHERE id = :id;

-- subscription_reach: Subscription -> none
UPDATE exchange_subscription SET reached = :reached WHERE id = :id;

-- subscription_slow: Subscription -> none
UPDATE exchange_subscription SET is_slow = :is_slow WHERE id = :id;

-- subscription_permission: Subscription -> none
UPDATE exchange_subscription SET permitted = :permitted, rate = :rate WHERE id = :id;

-- subscription_pace: Subscription -> none
UPDATE exchange_subscription SET paced_until = :paced_until WHERE id = :id;

-- subscription_drop: Subscription -> none
DELETE FROM exchange_subscription WHERE id = :id;

-- deliveries_drop: Subscription -> none
DELETE FROM exchange_delivery WHERE subscription = :id;

-- pushes_due: DeliveryTurn -> many Subscription 50
SELECT id, room, type, subscriber, is_push, is_fifo, ttl_s, reached, made_at, stopped, is_slow, permitted,
       rate, paced_until
  FROM exchange_subscription s
 WHERE is_push AND stopped = '' AND is_slow = :is_slow AND paced_until <= :next_at
   AND NOT EXISTS (SELECT 1 FROM exchange_maintenance m
                    WHERE m.from_at <= :next_at AND m.until_at > :next_at AND NOT m.forwards
                      AND (m.subject IN ('', s.subscriber, s.subscriber || '/events')
                        OR SUBSTR(s.subscriber, 1, LENGTH(m.subject) + 1) = m.subject || '/'))
   AND (EXISTS (SELECT 1 FROM exchange_delivery d WHERE d.subscription = s.id AND d.state <> 'dead' AND d.next_at <= :next_at)
     OR EXISTS (SELECT 1 FROM exchange_event_type t WHERE t.room = s.room AND t.name = s.type AND t.last > s.reached))
 ORDER BY made_at, id LIMIT 50;

-- deliveries_turn: DeliveryTurn -> many Delivery 20
SELECT subscription, sequence, event, fifo_key, state, attempts, next_at, reason FROM exchange_delivery d
 WHERE subscription = :subscription AND state <> 'dead' AND next_at <= :next_at
   AND (NOT :is_fifo OR NOT EXISTS (SELECT 1 FROM exchange_delivery e
                                     WHERE e.subscription = d.subscription AND e.fifo_key = d.fifo_key
                                       AND e.sequence < d.sequence AND e.state <> 'dead'))
 ORDER BY sequence LIMIT 20;

-- deliveries_turn_of_key: Delivery -> one SubscriptionCount
SELECT COUNT(*) AS count FROM exchange_delivery WHERE subscription = :subscription AND fifo_key = :fifo_key AND state <> 'dead';

-- delivery_upsert: Delivery -> none
INSERT INTO exchange_delivery (subscription, sequence, event, fifo_key, state, attempts, next_at, reason)
VALUES (:subscription, :sequence, :event, :fifo_key, :state, :attempts, :next_at, :reason)
ON CONFLICT (subscription, sequence) DO UPDATE SET state = :state, attempts = :attempts, next_at = :next_at, reason = :reason;

-- delivery_drop: Delivery -> none
DELETE FROM exchange_delivery WHERE subscription = :subscription AND sequence = :sequence;

-- delivery_of_event: Delivery -> one Delivery
SELECT subscription, sequence, event, fifo_key, state, attempts, next_at, reason
  FROM exchange_delivery WHERE subscription = :subscription AND event = :event;

-- deliveries_dead: Delivery -> many Delivery 1000
SELECT subscription, sequence, event, fifo_key, state, attempts, next_at, reason
  FROM exchange_delivery WHERE subscription = :subscription AND state = 'dead' ORDER BY sequence LIMIT 1000;

-- deliveries_counted: Delivery -> one DeliveryCount
SELECT COALESCE(SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END), 0) AS dead,
       COALESCE(SUM(CASE WHEN state <> 'dead' THEN 1 ELSE 0 END), 0) AS waiting
  FROM exchange_delivery WHERE subscription = :subscription;

-- subscriber_rights: SubscriberRight -> many SubscriberRight 1000
SELECT service, subscriber, method, path FROM (
    SELECT service, subject AS subscriber, method, path FROM exchange_right WHERE service = :service AND subject = :subscriber
    UNION
    SELECT r.service, m.subsystem AS subscriber, r.method, r.path
      FROM exchange_right r JOIN exchange_group_member m ON m.group_code = r.subject
     WHERE r.service = :service AND m.subsystem = :subscriber) AS found LIMIT 1000;

-- receiver_of: Receiver -> one Receiver
SELECT v.id, v.url, v.timeout_s, v.tls_verify, s.node
  FROM exchange_service v JOIN exchange_subsystem s ON s.id = v.subsystem
 WHERE v.id = :id AND v.is_enabled AND (v.url <> '' OR s.node <> '');

-- receiver_pins: ReceiverPin -> many ReceiverPin 100
SELECT owner, fingerprint FROM exchange_certificate WHERE owner = :owner ORDER BY fingerprint LIMIT 100;

-- home_of: Receiver -> one Receiver
SELECT id, '' AS url, 0 AS timeout_s, FALSE AS tls_verify, node FROM exchange_subsystem WHERE id = :id;

-- deliveries_wake: Delivery -> none
UPDATE exchange_delivery SET next_at = :next_at
 WHERE subscription = :subscription AND state = 'waiting' AND next_at > :next_at AND (reason = '' OR reason LIKE :reason);
