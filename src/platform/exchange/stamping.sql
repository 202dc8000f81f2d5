-- stamp_newest: - -> one StampRow
SELECT size, note, token, stamped_at, at FROM exchange_timestamp ORDER BY size DESC LIMIT 1;

-- stamp_covering: StampRow -> one StampRow
SELECT size, note, token, stamped_at, at FROM exchange_timestamp WHERE size > :size ORDER BY size LIMIT 1;

-- stamp_insert: StampRow -> none
INSERT INTO exchange_timestamp (size, note, token, stamped_at, at) VALUES (:size, :note, :token, :stamped_at, :at)
ON CONFLICT (size) DO NOTHING;

-- stamping_now: - -> one StampingRow
SELECT failures, failing_since, next_at, trouble FROM exchange_timestamping WHERE id = 1;

-- stamping_update: StampingRow -> none
UPDATE exchange_timestamping SET failures = :failures, failing_since = :failing_since, next_at = :next_at, trouble = :trouble
 WHERE id = 1;
