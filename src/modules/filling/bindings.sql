-- bindings_all: - -> many Binding 1000
SELECT code, title, indicator, way, system, service, method, path, agencies, agency, schedule, day, list, value, key, period,
       others, key_scheme, subject, unit, factor, low, high, whole, jump, valid_from, valid_to, is_on, changed_by, changed_at,
       next_at, event
  FROM filling_binding ORDER BY code;

-- binding_by_code: BindingKey -> one Binding
SELECT code, title, indicator, way, system, service, method, path, agencies, agency, schedule, day, list, value, key, period,
       others, key_scheme, subject, unit, factor, low, high, whole, jump, valid_from, valid_to, is_on, changed_by, changed_at,
       next_at, event
  FROM filling_binding WHERE code = :code;

-- binding_next: BindingMoment -> one Binding
SELECT code, title, indicator, way, system, service, method, path, agencies, agency, schedule, day, list, value, key, period,
       others, key_scheme, subject, unit, factor, low, high, whole, jump, valid_from, valid_to, is_on, changed_by, changed_at,
       next_at, event
  FROM filling_binding
 WHERE is_on AND way = 'service' AND next_at IS NOT NULL AND next_at <= :now AND (valid_from IS NULL OR valid_from <= :today)
   AND (valid_to IS NULL OR valid_to > :today)
 ORDER BY next_at, code LIMIT 1;

-- binding_put: Binding -> none
INSERT INTO filling_binding (code, title, indicator, way, system, service, method, path, agencies, agency, schedule, day, list,
                             value, key, period, others, key_scheme, subject, unit, factor, low, high, whole, jump, valid_from,
                             valid_to, is_on, changed_by, changed_at, next_at, event)
VALUES (:code, :title, :indicator, :way, :system, :service, :method, :path, :agencies, :agency, :schedule, :day, :list, :value,
        :key, :period, :others, :key_scheme, :subject, :unit, :factor, :low, :high, :whole, :jump, :valid_from, :valid_to,
        :is_on, :changed_by, :changed_at, :next_at, :event)
ON CONFLICT (code) DO UPDATE SET
    title = :title, indicator = :indicator, way = :way, system = :system, service = :service, method = :method, path = :path,
    agencies = :agencies, agency = :agency, schedule = :schedule, day = :day, list = :list, value = :value, key = :key,
    period = :period, others = :others, key_scheme = :key_scheme, subject = :subject, unit = :unit, factor = :factor, low = :low,
    high = :high, whole = :whole, jump = :jump, valid_from = :valid_from, valid_to = :valid_to, is_on = :is_on,
    changed_by = :changed_by, changed_at = :changed_at, next_at = :next_at, event = :event;

-- binding_next_set: Binding -> none
UPDATE filling_binding SET next_at = :next_at WHERE code = :code;
