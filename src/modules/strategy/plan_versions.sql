-- versions_of_document: PlanVersion -> many PlanVersion 1000
SELECT document, number, in_force_on, decided_by, decided_on, digest, origin, made_at
  FROM plan_version WHERE document = :document ORDER BY number DESC;

-- version_newest: PlanVersion -> one PlanVersion
SELECT document, number, in_force_on, decided_by, decided_on, digest, origin, made_at
  FROM plan_version WHERE document = :document ORDER BY number DESC LIMIT 1;

-- version_stored: PlanVersion -> one VersionStored
SELECT document, number, in_force_on, decided_by, decided_on, digest, origin, made_at, content
  FROM plan_version WHERE document = :document AND number = :number;

-- version_insert: VersionStored -> none
INSERT INTO plan_version (document, number, in_force_on, decided_by, decided_on, digest, origin, made_at, content)
VALUES (:document, :number, :in_force_on, :decided_by, :decided_on, :digest, :origin, :made_at, :content);

-- version_of_item: Indicator -> one VersionNumber
SELECT COALESCE(MAX(v.number), 1) AS number FROM plan_version v
 WHERE v.document = (SELECT i.document FROM indicator i WHERE i.code = :code);
