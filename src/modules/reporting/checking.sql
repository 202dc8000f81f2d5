-- check_rules_changed: - -> many CheckRuleRow 20
SELECT rule, severity, threshold FROM check_rule ORDER BY rule LIMIT 20;

-- check_rule_upsert: CheckRuleRow -> none
INSERT INTO check_rule (rule, severity, threshold, actor, at) VALUES (:rule, :severity, :threshold, :actor, :at)
ON CONFLICT (rule) DO UPDATE SET severity = :severity, threshold = :threshold, actor = :actor, at = :at;
