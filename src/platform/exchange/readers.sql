-- reader_by_name: ExchangeReader -> one ExchangeReader
SELECT r.owner, r.name, r.room, r.type, r.reached, COALESCE(t.last, 0) AS last
  FROM exchange_reader r LEFT JOIN exchange_event_type t ON t.room = r.room AND t.name = r.type
 WHERE r.owner = :owner AND r.name = :name;

-- readers_behind: ExchangeReader -> many ExchangeReader 1000
SELECT r.owner, r.name, r.room, r.type, r.reached, t.last
  FROM exchange_reader r JOIN exchange_event_type t ON t.room = r.room AND t.name = r.type
 WHERE r.owner = :owner AND t.last > r.reached ORDER BY r.name LIMIT 1000;

-- readers_counted: ExchangeReader -> one ReaderCount
SELECT COUNT(*) AS count FROM exchange_reader WHERE room = :room AND type = :type;

-- reader_put: ExchangeReader -> none
INSERT INTO exchange_reader (owner, name, room, type, reached) VALUES (:owner, :name, :room, :type, :reached)
ON CONFLICT (owner, name) DO UPDATE SET room = :room, type = :type, reached = :reached;

-- reader_reach: ExchangeReader -> none
UPDATE exchange_reader SET reached = :reached WHERE owner = :owner AND name = :name;

-- reader_delete: ExchangeReader -> none
DELETE FROM exchange_reader WHERE owner = :owner AND name = :name;
