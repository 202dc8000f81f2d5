-- consolidated_figures: Reported -> many ReportedFigure 100000
SELECT o.agency AS agency, f.indicator, f.subject, f.period, f.value, f.text
  FROM obligation o
  JOIN report r ON r.obligation = o.id
   AND r.version = (SELECT MAX(x.version) FROM report x
                     WHERE x.obligation = o.id AND x.state IN ('accepted', 'consolidated', 'published'))
  JOIN report_figure f ON f.report = r.id
 WHERE o.regime = :regime AND o.period = :period
 ORDER BY f.indicator, o.agency, f.subject;

-- consolidated_sections: Reported -> many ReportedSection 10000
SELECT o.agency AS agency, r.agency_name AS agency_name, s.section, s.text
  FROM obligation o
  JOIN report r ON r.obligation = o.id
   AND r.version = (SELECT MAX(x.version) FROM report x
                     WHERE x.obligation = o.id AND x.state IN ('accepted', 'consolidated', 'published'))
  JOIN report_section s ON s.report = r.id
 WHERE o.regime = :regime AND o.period = :period AND s.text <> ''
 ORDER BY s.section, o.agency;

-- consolidated_tasks: Reported -> many ReportedTask 10000
SELECT o.agency AS agency, r.agency_name AS agency_name, t.task, t.percent, t.state
  FROM obligation o
  JOIN report r ON r.obligation = o.id
   AND r.version = (SELECT MAX(x.version) FROM report x
                     WHERE x.obligation = o.id AND x.state IN ('accepted', 'consolidated', 'published'))
  JOIN report_task t ON t.report = r.id
 WHERE o.regime = :regime AND o.period = :period
 ORDER BY t.task, o.agency;

-- consolidated_names: Reported -> many ReportedName 5000
SELECT o.id AS obligation, r.agency_name FROM obligation o JOIN report r ON r.obligation = o.id AND r.version = o.version
 WHERE o.regime = :regime AND o.period = :period;

-- publication_insert: Publication -> none
INSERT INTO publication (id, regime, period, version, reason, digest, content, actor, at)
VALUES (:id, :regime, :period, :version, :reason, :digest, :content, :actor, :at);

-- publications_of: Publication -> many Publication 200
SELECT id, regime, period, version, reason, digest, at FROM publication
 WHERE regime = :regime AND period = :period ORDER BY version DESC LIMIT 200;

-- publications_all: - -> many Publication 2000
SELECT p.id, p.regime, p.period, p.version, p.reason, p.digest, p.at FROM publication p
 WHERE p.version = (SELECT MAX(x.version) FROM publication x WHERE x.regime = p.regime AND x.period = p.period)
 ORDER BY p.at DESC LIMIT 2000;

-- publication_by_version: Publication -> one Publication
SELECT id, regime, period, version, reason, digest, content, at FROM publication
 WHERE regime = :regime AND period = :period AND version = :version;
