-- the way `event`: `system` is the room, and this the kind of its events; '' for the other ways
ALTER TABLE filling_binding ADD COLUMN event TEXT NOT NULL DEFAULT '';

-- id of the event that was taken in; '' for the other ways. None is taken twice for a binding
ALTER TABLE filling_run ADD COLUMN event TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX filling_run_event ON filling_run (binding, event) WHERE event <> '';
