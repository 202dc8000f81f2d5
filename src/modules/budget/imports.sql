-- budget_import_insert: BudgetImport -> none
INSERT INTO budget_import (id, file_name, digest, reason, row_count, is_sample, actor, at)
VALUES (:id, :file_name, :digest, :reason, :row_count, :is_sample, :actor, :at);
