-- agency_names_all: - -> many AgencyName 5000
SELECT a.folded, a.named, a.agency, a.draft, a.added_by, a.added_at, COALESCE(d.file_name, '') AS file_name
  FROM agency_name a LEFT JOIN plan_draft d ON d.id = a.draft
 ORDER BY a.folded;

-- agency_name_count: - -> one AgencyNameCount
SELECT COUNT(*) AS names FROM agency_name;

-- agency_name_put: AgencyName -> none
INSERT INTO agency_name (folded, named, agency, draft, added_by, added_at)
VALUES (:folded, :named, :agency, :draft, :added_by, :added_at)
ON CONFLICT (folded) DO UPDATE SET named = :named, agency = :agency, draft = :draft, added_by = :added_by, added_at = :added_at;

-- agency_name_by_folded: AgencyName -> one AgencyName
SELECT folded, named, agency, draft, added_by, added_at, '' AS file_name FROM agency_name WHERE folded = :folded;

-- agency_name_delete: AgencyName -> none
DELETE FROM agency_name WHERE folded = :folded;
