-- place_upsert: Place -> none
INSERT INTO place (code, name, kind, full_name, parent, former_province, former_district, predecessors, area_km2, population,
                   longitude, latitude, tile_column, tile_row, valid_from, valid_to, note, sort_key)
VALUES (:code, :name, :kind, :full_name, :parent, :former_province, :former_district, :predecessors, :area_km2, :population,
        :longitude, :latitude, :tile_column, :tile_row, :valid_from, :valid_to, :note, :sort_key)
ON CONFLICT (code) DO UPDATE SET
    name = :name, kind = :kind, full_name = :full_name, parent = :parent, former_province = :former_province,
    former_district = :former_district, predecessors = :predecessors, area_km2 = :area_km2, population = :population,
    longitude = :longitude, latitude = :latitude, tile_column = :tile_column, tile_row = :tile_row,
    valid_from = :valid_from, valid_to = :valid_to, note = :note, sort_key = :sort_key;

-- agency_upsert: Agency -> none
INSERT INTO agency (code, name, name_en, short_name, kind, level, parent, place, identifier, valid_from, valid_to, status, source,
                    sort_key)
VALUES (:code, :name, :name_en, :short_name, :kind, :level, :parent, :place, :identifier, :valid_from, :valid_to, :status, :source,
        :sort_key)
ON CONFLICT (code) DO UPDATE SET
    name = :name, name_en = :name_en, short_name = :short_name, kind = :kind, level = :level, parent = :parent, place = :place,
    identifier = :identifier, valid_from = :valid_from, valid_to = :valid_to, status = :status, source = :source,
    sort_key = :sort_key;

-- successions_clear: - -> none
DELETE FROM succession;

-- succession_insert: Succession -> none
INSERT INTO succession (former, successor, since, scope, source, confidence)
VALUES (:former, :successor, :since, :scope, :source, :confidence);

-- collectives_clear: - -> none
DELETE FROM collective;

-- collective_insert: Collective -> none
INSERT INTO collective (code, name, kinds, agencies, note) VALUES (:code, :name, :kinds, :agencies, :note);

-- places_all: - -> many Place 5000
SELECT code, name, kind, full_name, parent, former_province, former_district, predecessors, area_km2, population, longitude,
       latitude, tile_column, tile_row, valid_from, valid_to, note
  FROM place ORDER BY parent, sort_key, code;

-- agencies_all: - -> many Agency 5000
SELECT code, name, name_en, short_name, kind, level, parent, place, identifier, valid_from, valid_to, status, source
  FROM agency ORDER BY sort_key, code;

-- successions_all: - -> many Succession 5000
SELECT former, successor, since, scope, source, confidence FROM succession ORDER BY former, successor, scope;

-- collectives_all: - -> many Collective 1000
SELECT code, name, kinds, agencies, note FROM collective ORDER BY code;
