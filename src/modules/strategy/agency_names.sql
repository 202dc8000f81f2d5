-- agency_names_all: - -> many AgencyName 5000
SELECT folded, named, agency, added_by, added_at FROM agency_name ORDER BY folded;

-- agency_name_put: AgencyName -> none
INSERT INTO agency_name (folded, named, agency, added_by, added_at) VALUES (:folded, :named, :agency, :added_by, :added_at)
ON CONFLICT (folded) DO UPDATE SET named = :named, agency = :agency, added_by = :added_by, added_at = :added_at;

-- agency_name_by_folded: AgencyName -> one AgencyName
SELECT folded, named, agency, added_by, added_at FROM agency_name WHERE folded = :folded;

-- agency_name_delete: AgencyName -> none
DELETE FROM agency_name WHERE folded = :folded;
