-- steps_all: - -> many SchemaStep 2000
SELECT room, name, digest, applied_at FROM schema_step ORDER BY room, name;

-- step_insert: SchemaStep -> none
INSERT INTO schema_step (room, name, digest, applied_at) VALUES (:room, :name, :digest, :applied_at);
