-- figure_points: FigureKey -> many FigurePoint 500000
SELECT subject, ends_on, value, is_sample FROM observation WHERE indicator = :indicator AND ends_on <= :on ORDER BY subject, ends_on;
