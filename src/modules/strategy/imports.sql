-- import_insert: Import -> none
INSERT INTO observation_import (id, file_name, digest, source, reason, row_count, is_sample, actor, at)
VALUES (:id, :file_name, :digest, :source, :reason, :row_count, :is_sample, :actor, :at);

-- import_by_id: Import -> one Import
SELECT id, file_name, digest, source, reason, row_count, is_sample, actor, at FROM observation_import WHERE id = :id;
