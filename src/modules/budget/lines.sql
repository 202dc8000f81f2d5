-- line_one: BudgetLine -> one BudgetLine
SELECT kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, excess_reason, source, revision, origin,
       is_sample, recorded_at
  FROM budget_line
 WHERE year = :year AND kind = :kind AND subject = :subject AND funding = :funding AND purpose = :purpose AND area = :area;

-- lines_by_year: BudgetLine -> many BudgetLine 20000
SELECT kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, excess_reason, source, revision, origin,
       is_sample, recorded_at
  FROM budget_line WHERE year = :year ORDER BY kind, subject, funding, purpose, area LIMIT 20000;

-- lines_by_subject: BudgetLine -> many BudgetLine 2000
SELECT kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, excess_reason, source, revision, origin,
       is_sample, recorded_at
  FROM budget_line WHERE subject = :subject ORDER BY year DESC, kind DESC, funding, purpose, area LIMIT 2000;

-- line_years_all: - -> many BudgetYear 200
SELECT DISTINCT year FROM budget_line ORDER BY year DESC LIMIT 200;

-- line_insert: BudgetLine -> none
INSERT INTO budget_line (kind, subject, year, funding, purpose, area, planned, allocated, spent, amount, excess_reason, source,
                         revision, origin, is_sample, recorded_at)
VALUES (:kind, :subject, :year, :funding, :purpose, :area, :planned, :allocated, :spent, :amount, :excess_reason, :source,
        :revision, :origin, :is_sample, :recorded_at);

-- line_replace: BudgetLine -> none
UPDATE budget_line
   SET planned = :planned, allocated = :allocated, spent = :spent, amount = :amount, excess_reason = :excess_reason,
       source = :source, revision = :revision, origin = :origin, is_sample = :is_sample, recorded_at = :recorded_at
 WHERE year = :year AND kind = :kind AND subject = :subject AND funding = :funding AND purpose = :purpose AND area = :area;

-- line_past_insert: BudgetLinePast -> none
INSERT INTO budget_line_past (kind, subject, year, funding, purpose, area, revision, planned, allocated, spent, amount, source,
                              origin, is_sample, recorded_at, replaced_by, replaced_at, reason)
VALUES (:kind, :subject, :year, :funding, :purpose, :area, :revision, :planned, :allocated, :spent, :amount, :source, :origin,
        :is_sample, :recorded_at, :replaced_by, :replaced_at, :reason);

-- lines_past_by_subject: BudgetLinePast -> many BudgetLinePast 5000
SELECT kind, subject, year, funding, purpose, area, revision, planned, allocated, spent, amount, source, origin, is_sample,
       recorded_at, replaced_by, replaced_at, reason
  FROM budget_line_past WHERE subject = :subject ORDER BY year DESC, kind, funding, purpose, area, revision DESC LIMIT 5000;
