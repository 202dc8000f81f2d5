-- personal_read_insert: PersonalRead -> none
INSERT INTO personal_read (id, account, read_at, reader, reader_role, reader_agency, purpose, route)
VALUES (:id, :account, :read_at, :reader, :reader_role, :reader_agency, :purpose, :route);

-- personal_reads_of: PersonalRead -> many PersonalRead 200
SELECT id, account, read_at, reader, reader_role, reader_agency, purpose, route
  FROM personal_read WHERE account = :account ORDER BY read_at DESC, id DESC LIMIT 200;

-- personal_reads_sweep: PersonalRead -> none
DELETE FROM personal_read WHERE read_at < :read_at;
