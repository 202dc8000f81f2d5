-- budget_rules: - -> many BudgetRule 100
SELECT code, title, title_en, scope, numerator, areas, fundings, denominator, indicator, year_first, year_last, basis, note, position
  FROM budget_rule ORDER BY position LIMIT 100;

-- budget_rules_clear: - -> none
DELETE FROM budget_rule;

-- budget_rule_insert: BudgetRule -> none
INSERT INTO budget_rule (code, title, title_en, scope, numerator, areas, fundings, denominator, indicator, year_first, year_last,
                         basis, note, position)
VALUES (:code, :title, :title_en, :scope, :numerator, :areas, :fundings, :denominator, :indicator, :year_first, :year_last, :basis,
        :note, :position);
