-- figure_times: FigureSpan -> many FigureTime 500000
SELECT o.indicator, o.subject, o.ends_on, o.is_sample, COALESCE(s.entered_at, p.recorded_at, o.recorded_at) AS came_at
  FROM observation o
  LEFT JOIN observation_past p ON p.indicator = o.indicator AND p.subject = o.subject AND p.period = o.period AND p.revision = 1
  LEFT JOIN submission s ON s.id = COALESCE(p.origin, o.origin)
 WHERE o.ends_on BETWEEN :since AND :until ORDER BY o.indicator, o.subject, o.ends_on;
