salience_bins AS (
  SELECT
    s.c1_outcome AS outcome,
    s.rejection,
    CASE WHEN s.f1_demo IS NULL THEN NULL WHEN s.f1_demo < '1'::FLOAT THEN '0' ELSE '1' END AS b1_demo,
    s.f2_source AS b2_source,
    CASE
      WHEN s.f3_stage IS NULL THEN NULL
      WHEN s.f3_stage < '1'::FLOAT THEN '0'
      WHEN s.f3_stage < '2'::FLOAT THEN '1'
      ELSE '2'
    END AS b3_stage,
    CASE
      WHEN s.f4_visits IS NULL THEN NULL
      WHEN s.f4_visits < '2'::FLOAT THEN '0'
      WHEN s.f4_visits < '5.5'::FLOAT THEN '1'
      ELSE '2'
    END AS b4_visits
  FROM salience_features AS s
  WHERE s.c1_outcome IS NOT NULL
)
SELECT
  '' AS "feature",
  'counted' AS "bin",
  COUNT(CASE WHEN s.outcome = 1 THEN 1 END) AS "events",
  COUNT(CASE WHEN s.outcome = 0 THEN 1 END) AS "non_events"
FROM salience_bins AS s
WHERE s.rejection IS NULL
UNION ALL
SELECT
  '' AS "feature",
  'rejected' AS "bin",
  COUNT(CASE WHEN s.outcome = 1 THEN 1 END) AS "events",
  COUNT(CASE WHEN s.outcome = 0 THEN 1 END) AS "non_events"
FROM salience_bins AS s
WHERE s.rejection IS NOT NULL
UNION ALL
SELECT
  'demo' AS "feature",
  s.b1_demo AS "bin",
  COUNT(CASE WHEN s.outcome = 1 THEN 1 END) AS "events",
  COUNT(CASE WHEN s.outcome = 0 THEN 1 END) AS "non_events"
FROM salience_bins AS s
WHERE s.rejection IS NULL
GROUP BY s.b1_demo
UNION ALL
SELECT
  'source' AS "feature",
  s.b2_source AS "bin",
  COUNT(CASE WHEN s.outcome = 1 THEN 1 END) AS "events",
  COUNT(CASE WHEN s.outcome = 0 THEN 1 END) AS "non_events"
FROM salience_bins AS s
WHERE s.rejection IS NULL
GROUP BY s.b2_source
UNION ALL
SELECT
  'stage' AS "feature",
  s.b3_stage AS "bin",
  COUNT(CASE WHEN s.outcome = 1 THEN 1 END) AS "events",
  COUNT(CASE WHEN s.outcome = 0 THEN 1 END) AS "non_events"
FROM salience_bins AS s
WHERE s.rejection IS NULL
GROUP BY s.b3_stage
UNION ALL
SELECT
  'visits' AS "feature",
  s.b4_visits AS "bin",
  COUNT(CASE WHEN s.outcome = 1 THEN 1 END) AS "events",
  COUNT(CASE WHEN s.outcome = 0 THEN 1 END) AS "non_events"
FROM salience_bins AS s
WHERE s.rejection IS NULL
GROUP BY s.b4_visits
