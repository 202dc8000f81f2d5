-- a role may rest on a decision, be handed on for some days, and be ended by somebody
ALTER TABLE role_grant ADD COLUMN delegated_from TEXT; -- the grant that is handed on; its holder is granted_by
ALTER TABLE role_grant ADD COLUMN reason TEXT NOT NULL DEFAULT ''; -- the decision that it rests on
ALTER TABLE role_grant ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE role_grant ADD COLUMN ended_at BIGINT;
CREATE INDEX role_grant_delegated ON role_grant (delegated_from);
CREATE INDEX role_grant_role ON role_grant (role, agency);
CREATE INDEX role_grant_by ON role_grant (granted_by);
