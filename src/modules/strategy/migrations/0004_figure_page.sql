-- where in the browser a figure came from, when another room brought it: /kinh-phi?year=2026; '' for officers' own entries
ALTER TABLE submission ADD COLUMN page TEXT NOT NULL DEFAULT '';
