-- figure_points: FigureKey -> many FigurePoint 500000
SELECT subject, ends_on, value, is_sample FROM observation WHERE indicator = :indicator AND ends_on <= :on ORDER BY subject, ends_on;

-- kept_trails: FigureKey -> many KeptTrail 20000
SELECT subject, ends_on, first_ends_on, first_value, trail, is_sample FROM standing WHERE indicator = :indicator ORDER BY subject;
