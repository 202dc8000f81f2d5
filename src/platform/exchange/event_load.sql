-- room_loads_changed: - -> many RoomLoad 5000
SELECT n.room, n.waiting, n.dead
  FROM (SELECT t.room, CAST(COALESCE(SUM(t.last - s.reached + COALESCE(d.waiting, 0)), 0) AS BIGINT) AS waiting,
               CAST(COALESCE(SUM(d.dead), 0) AS BIGINT) AS dead
          FROM exchange_event_type t
          LEFT JOIN exchange_subscription s ON s.room = t.room AND s.type = t.name
          LEFT JOIN (SELECT subscription, SUM(CASE WHEN state = 'dead' THEN 0 ELSE 1 END) AS waiting,
                            SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS dead
                       FROM exchange_delivery GROUP BY subscription) d ON d.subscription = s.id
         GROUP BY t.room) n
  LEFT JOIN exchange_room_load l ON l.room = n.room
 WHERE l.room IS NULL OR l.waiting <> n.waiting OR l.dead <> n.dead
 ORDER BY n.room LIMIT 5000;

-- room_load_put: RoomLoad -> none
INSERT INTO exchange_room_load (room, waiting, dead) VALUES (:room, :waiting, :dead)
ON CONFLICT (room) DO UPDATE SET waiting = :waiting, dead = :dead;

-- room_load_of: RoomLoad -> one RoomLoad
SELECT room, waiting, dead FROM exchange_room_load WHERE room = :room;

-- subscription_loads: - -> many SubscriptionLoad 20000
SELECT s.room, s.type, s.subscriber, CAST(t.last - s.reached + COALESCE(d.waiting, 0) AS BIGINT) AS waiting,
       CAST(COALESCE(d.dead, 0) AS BIGINT) AS dead
  FROM exchange_subscription s
  JOIN exchange_event_type t ON t.room = s.room AND t.name = s.type
  LEFT JOIN (SELECT subscription, SUM(CASE WHEN state = 'dead' THEN 0 ELSE 1 END) AS waiting,
                    SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS dead
               FROM exchange_delivery GROUP BY subscription) d ON d.subscription = s.id
 ORDER BY s.room, s.type, s.subscriber LIMIT 20000;

-- subscriptions_behind: Subscription -> many Subscription 200
SELECT id, room, type, subscriber, is_push, is_fifo, ttl_s, reached, made_at, stopped, is_slow, permitted,
       rate, paced_until
  FROM exchange_subscription WHERE room = :room AND type = :type AND reached < :reached ORDER BY reached, id LIMIT 200;

-- deliveries_under_way: UnderWay -> one UnderWay
SELECT '' AS subscription, COUNT(*) AS count FROM exchange_delivery
 WHERE subscription = :subscription AND state IN ('waiting', 'leased');
