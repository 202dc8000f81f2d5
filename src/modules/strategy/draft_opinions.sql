-- opinion_put: OpinionRow -> none
INSERT INTO plan_draft_opinion (draft, item, revision, kind, lead, due, figure, model, asked_by, asked_at)
VALUES (:draft, :item, :revision, :kind, :lead, :due, :figure, :model, :asked_by, :asked_at)
ON CONFLICT (draft, item) DO UPDATE SET revision = :revision, kind = :kind, lead = :lead, due = :due, figure = :figure, model = :model,
                                        asked_by = :asked_by, asked_at = :asked_at;

-- opinions_of: OpinionRow -> many OpinionRow 20000
SELECT draft, item, revision, kind, lead, due, figure, model, asked_by, asked_at
  FROM plan_draft_opinion WHERE draft = :draft ORDER BY item LIMIT 20000;

-- opinion_day_of: ChatDay -> one ChatDay
SELECT asked_on, asked, answered FROM plan_opinion_day WHERE asked_on = :asked_on;

-- opinion_day_count: ChatDay -> none
INSERT INTO plan_opinion_day (asked_on, asked, answered) VALUES (:asked_on, :asked, :answered)
ON CONFLICT (asked_on) DO UPDATE SET asked = plan_opinion_day.asked + excluded.asked,
                                     answered = plan_opinion_day.answered + excluded.answered;
