-- calendar_state_now: - -> one CalendarState
SELECT revision, digest FROM calendar_state;

-- calendar_state_set: CalendarState -> none
UPDATE calendar_state SET revision = revision + 1, digest = :digest;

-- holiday_rules_all: - -> many HolidayRule 200
SELECT code, name, name_en, kind, month, day, days_before, days, valid_from, valid_to, status, source
  FROM holiday_rule ORDER BY code LIMIT 200;

-- day_decisions_all: - -> many DayDecision 5000
SELECT day, kind, name, name_en, rule, status, source FROM day_decision ORDER BY day LIMIT 5000;

-- holiday_rules_clear: - -> none
DELETE FROM holiday_rule;

-- day_decisions_clear: - -> none
DELETE FROM day_decision;

-- holiday_rule_insert: HolidayRule -> none
INSERT INTO holiday_rule (code, name, name_en, kind, month, day, days_before, days, valid_from, valid_to, status, source)
VALUES (:code, :name, :name_en, :kind, :month, :day, :days_before, :days, :valid_from, :valid_to, :status, :source);

-- day_decision_insert: DayDecision -> none
INSERT INTO day_decision (day, kind, name, name_en, rule, status, source)
VALUES (:day, :kind, :name, :name_en, :rule, :status, :source);
