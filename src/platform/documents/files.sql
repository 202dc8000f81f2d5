-- file_insert: File -> none
INSERT INTO file (id, name, media_type, size, digest, added_by, added_at, verdict, scanned_at)
VALUES (:id, :name, :media_type, :size, :digest, :added_by, :added_at, :verdict, :scanned_at);

-- file_by_id: File -> one File
SELECT id, name, media_type, size, digest, added_by, added_at, verdict, scanned_at FROM file WHERE id = :id;
