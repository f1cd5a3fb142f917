-- Salience, model fnv1a64:4c10128d082b8af6
WITH salience_records AS (
  SELECT
    t.`Prospect ID` AS c1_prospect_id,
    CAST(UNIX_MILLIS(TIMESTAMP(t.`as_of`)) AS FLOAT64) AS c2_as_of,
    IF(IS_NAN(CAST(t.`EMPLOYEES` AS FLOAT64)), NULL, CAST(t.`EMPLOYEES` AS FLOAT64)) AS c3_employees,
    IF(IS_NAN(CAST(t.`seats` AS FLOAT64)), NULL, CAST(t.`seats` AS FLOAT64)) AS c4_seats,
    IF(IS_NAN(CAST(t.`paid` AS FLOAT64)), NULL, CAST(t.`paid` AS FLOAT64)) AS c5_paid,
    NULLIF(TRIM(CAST(t.`Do Not Email` AS STRING), '\u0009\u000A\u000B\u000C\u000D \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF'), '') AS c6_do_not_email,
    NULLIF(TRIM(CAST(t.`Lead Origin` AS STRING), '\u0009\u000A\u000B\u000C\u000D \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF'), '') AS c7_lead_origin,
    NULLIF(TRIM(CAST(t.`rank` AS STRING), '\u0009\u000A\u000B\u000C\u000D \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF'), '') AS c8_rank,
    NULLIF(TRIM(CAST(t.`touched` AS STRING), '\u0009\u000A\u000B\u000C\u000D \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF'), '') AS c9_touched,
    NULLIF(TRIM(CAST(t.`Total Visits` AS STRING), '\u0009\u000A\u000B\u000C\u000D \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF'), '') AS c10_total_visits
  FROM `crm`.`leads` AS t
),
salience_events_1 AS (
  SELECT
    t.`lead id` AS c1_lead_id,
    r.as_of AS c2_as_of,
    CAST(UNIX_MILLIS(TIMESTAMP(t.`at`)) AS FLOAT64) AS c3_at,
    IF(IS_NAN(CAST(t.`amount` AS FLOAT64)), NULL, CAST(t.`amount` AS FLOAT64)) AS c4_amount,
    CAST(t.`type` AS STRING) AS c5_type
  FROM `crm`.`orders` AS t
  JOIN (SELECT DISTINCT s.c1_prospect_id AS i1, s.c2_as_of AS as_of FROM salience_records AS s) AS r ON r.i1 = t.`lead id`
),
salience_events_1_inputs AS (
  SELECT
    s.*,
    CASE WHEN ABS(s.c4_amount) <= 1e150 THEN s.c4_amount END AS n3_growth
  FROM salience_events_1 AS s
),
salience_events_1_ages AS (
  SELECT
    s.*,
    (s.c2_as_of - s.c3_at) / 86400000.0 AS age_1
  FROM salience_events_1_inputs AS s
),
salience_events_1_marked AS (
  SELECT
    s.*,
    CASE WHEN s.age_1 >= 0.0 AND s.n3_growth IS NOT NULL THEN s.age_1 END AS days3_growth,
    CASE WHEN s.age_1 >= 0.0 THEN s.n3_growth END AS value3_growth,
    CASE
      WHEN (s.c3_at IS NULL OR ABS(s.c3_at) > 1.7976931348623157e308) THEN 1
      WHEN s.age_1 >= 0.0 AND NOT (ABS(s.c4_amount) <= 1e150) THEN 1
      ELSE 0
    END AS bad3_growth,
    CASE
      WHEN (s.c5_type IN ('web', 'app') OR s.c5_type IS NULL) AND s.age_1 >= 0.0 AND s.age_1 < 30.0 THEN s.age_1
    END AS days5_orders,
    CASE
      WHEN (s.c5_type IN ('web', 'app') OR s.c5_type IS NULL)
        AND (s.c3_at IS NULL OR ABS(s.c3_at) > 1.7976931348623157e308) THEN 1
      ELSE 0
    END AS bad5_orders,
    CASE WHEN s.age_1 >= 0.0 AND s.n3_growth IS NOT NULL THEN s.age_1 END AS days8_spent,
    CASE WHEN s.age_1 >= 0.0 THEN s.n3_growth END AS value8_spent,
    CASE WHEN s.age_1 >= 0.0 AND s.n3_growth IS NOT NULL THEN FLOOR(s.c3_at / 86400000.0) END AS day8_spent,
    CASE
      WHEN (s.c3_at IS NULL OR ABS(s.c3_at) > 1.7976931348623157e308) THEN 1
      WHEN s.age_1 >= 0.0 AND NOT (ABS(s.c4_amount) <= 1e150) THEN 1
      ELSE 0
    END AS bad8_spent,
    CASE WHEN s.age_1 >= 0.0 AND s.n3_growth IS NOT NULL THEN s.age_1 END AS days10_trend,
    CASE WHEN s.age_1 >= 0.0 THEN s.n3_growth END AS value10_trend,
    CASE
      WHEN (s.c3_at IS NULL OR ABS(s.c3_at) > 1.7976931348623157e308) THEN 1
      WHEN s.age_1 >= 0.0 AND NOT (ABS(s.c4_amount) <= 1e150) THEN 1
      ELSE 0
    END AS bad10_trend,
    CASE WHEN s.age_1 >= 0.0 THEN s.age_1 END AS days12_warmth,
    CASE WHEN s.age_1 >= 0.0 THEN CASE WHEN s.c5_type = 'web' THEN 2.0 ELSE 0.0 END END AS value12_warmth,
    CASE WHEN (s.c3_at IS NULL OR ABS(s.c3_at) > 1.7976931348623157e308) THEN 1 ELSE 0 END AS bad12_warmth
  FROM salience_events_1_ages AS s
),
salience_events_1_windows AS (
  SELECT
    s.*,
    ROW_NUMBER() OVER (PARTITION BY s.c1_lead_id, CAST(s.c2_as_of AS INT64) ORDER BY CASE WHEN s.days3_growth IS NOT NULL THEN 0 ELSE 1 END, s.days3_growth, s.value3_growth) AS w3_growth_late,
    ROW_NUMBER() OVER (PARTITION BY s.c1_lead_id, CAST(s.c2_as_of AS INT64) ORDER BY CASE WHEN s.days3_growth >= 90.0 THEN 0 ELSE 1 END, s.days3_growth, s.value3_growth) AS w3_growth_early,
    MIN(s.days10_trend) OVER (PARTITION BY s.c1_lead_id, CAST(s.c2_as_of AS INT64)) AS w10_trend_1,
    MIN(s.value10_trend) OVER (PARTITION BY s.c1_lead_id, CAST(s.c2_as_of AS INT64)) AS w10_trend_3,
    (CASE WHEN s.days12_warmth / 14.0 > 400.0 THEN 0.0 ELSE POWER(2.0, -s.days12_warmth / 14.0) END) AS w12_warmth
  FROM salience_events_1_marked AS s
),
salience_events_1_windows_2 AS (
  SELECT
    s.*,
    s.w10_trend_1 - s.days10_trend AS w10_trend_2,
    s.value10_trend - s.w10_trend_3 AS w10_trend_5
  FROM salience_events_1_windows AS s
),
salience_events_1_windows_3 AS (
  SELECT
    s.*,
    AVG(s.w10_trend_2) OVER (PARTITION BY s.c1_lead_id, CAST(s.c2_as_of AS INT64)) AS w10_trend_4,
    AVG(s.w10_trend_5) OVER (PARTITION BY s.c1_lead_id, CAST(s.c2_as_of AS INT64)) AS w10_trend_6
  FROM salience_events_1_windows_2 AS s
),
salience_events_1_windows_4 AS (
  SELECT
    s.*,
    s.w10_trend_2 - s.w10_trend_4 AS w10_trend_7,
    s.w10_trend_5 - s.w10_trend_6 AS w10_trend_8
  FROM salience_events_1_windows_3 AS s
),
salience_events_1_totals AS (
  SELECT
    s.c1_lead_id AS i1,
    s.c2_as_of AS i2,
    1 AS present,
    MAX(s.bad3_growth) AS bad3_growth,
    MIN(CASE WHEN s.w3_growth_late = 1 AND s.days3_growth IS NOT NULL THEN s.value3_growth END) AS late3_growth,
    MIN(CASE WHEN s.w3_growth_early = 1 AND s.days3_growth >= 90.0 THEN s.value3_growth END) AS early3_growth,
    MAX(s.bad5_orders) AS bad5_orders,
    CAST(COUNT(s.days5_orders) AS FLOAT64) AS count5_orders,
    MAX(s.bad8_spent) AS bad8_spent,
    SUM(s.value8_spent) AS sum8_spent,
    CAST(COUNT(DISTINCT s.day8_spent) AS FLOAT64) AS days8_spent,
    MAX(s.bad10_trend) AS bad10_trend,
    SUM(s.w10_trend_7 * s.w10_trend_7) AS square10_trend,
    SUM(CASE
      WHEN ABS(s.w10_trend_8) > 1.0 THEN CASE
        WHEN ABS(s.w10_trend_7) <= 1.7976931348623157e308 / ABS(s.w10_trend_8) THEN s.w10_trend_7 * s.w10_trend_8
      END
      WHEN s.w10_trend_8 = 0.0 THEN s.w10_trend_7 * s.w10_trend_8
      WHEN ABS(s.w10_trend_7) < 5e-324 / ABS(s.w10_trend_8) THEN 0.0
      ELSE s.w10_trend_7 * s.w10_trend_8
    END) AS product10_trend,
    MAX(s.bad12_warmth) AS bad12_warmth,
    SUM(CASE
      WHEN ABS(s.w12_warmth) > 1.0 THEN CASE
        WHEN ABS(s.value12_warmth) <= 1.7976931348623157e308 / ABS(s.w12_warmth) THEN s.value12_warmth * s.w12_warmth
      END
      WHEN s.w12_warmth = 0.0 THEN s.value12_warmth * s.w12_warmth
      WHEN ABS(s.value12_warmth) < 5e-324 / ABS(s.w12_warmth) THEN 0.0
      ELSE s.value12_warmth * s.w12_warmth
    END) AS sum12_warmth,
    CAST(COUNT(s.days12_warmth) AS FLOAT64) AS count12_warmth
  FROM salience_events_1_windows_4 AS s
  GROUP BY s.c1_lead_id, s.c2_as_of
),
salience_joined AS (
  SELECT
    s.*,
    e1.bad3_growth AS bad3_growth,
    e1.late3_growth AS late3_growth,
    e1.early3_growth AS early3_growth,
    e1.bad5_orders AS bad5_orders,
    e1.count5_orders AS count5_orders,
    e1.bad8_spent AS bad8_spent,
    e1.sum8_spent AS sum8_spent,
    e1.days8_spent AS days8_spent,
    e1.bad10_trend AS bad10_trend,
    e1.square10_trend AS square10_trend,
    e1.product10_trend AS product10_trend,
    e1.bad12_warmth AS bad12_warmth,
    e1.sum12_warmth AS sum12_warmth,
    e1.count12_warmth AS count12_warmth,
    e1.present AS present_e1
  FROM salience_records AS s
  LEFT JOIN salience_events_1_totals AS e1 ON e1.i1 = s.c1_prospect_id AND e1.i2 = s.c2_as_of
),
salience_inputs AS (
  SELECT
    s.*,
    CASE
      WHEN s.early3_growth > 0.0 THEN CASE
        WHEN s.early3_growth = 0.0 THEN NULL
        WHEN ABS(s.early3_growth) < 1.0 THEN CASE
          WHEN ABS(s.late3_growth) <= 1.7976931348623157e308 * ABS(s.early3_growth) THEN s.late3_growth / s.early3_growth
          ELSE CAST('inf' AS FLOAT64)
        END
        WHEN ABS(s.late3_growth) < 5e-324 * ABS(s.early3_growth) THEN 0.0
        ELSE s.late3_growth / s.early3_growth
      END - 1.0
    END AS x3_growth,
    COALESCE(s.count5_orders, 0.0) AS x5_orders,
    CASE
      WHEN s.days8_spent > 0.0 THEN CASE
        WHEN s.days8_spent = 0.0 THEN NULL
        WHEN ABS(s.days8_spent) < 1.0 THEN CASE
          WHEN ABS(s.sum8_spent) <= 1.7976931348623157e308 * ABS(s.days8_spent) THEN s.sum8_spent / s.days8_spent
          ELSE NULL
        END
        WHEN ABS(s.sum8_spent) < 5e-324 * ABS(s.days8_spent) THEN 0.0
        ELSE s.sum8_spent / s.days8_spent
      END
      ELSE CAST(NULL AS FLOAT64)
    END AS x8_spent,
    CASE
      WHEN s.square10_trend > 0.0 THEN CASE
        WHEN s.square10_trend = 0.0 THEN NULL
        WHEN ABS(s.square10_trend) < 1.0 THEN CASE
          WHEN ABS(s.product10_trend) <= 1.7976931348623157e308 * ABS(s.square10_trend) THEN s.product10_trend / s.square10_trend
          ELSE NULL
        END
        WHEN ABS(s.product10_trend) < 5e-324 * ABS(s.square10_trend) THEN 0.0
        ELSE s.product10_trend / s.square10_trend
      END
    END AS x10_trend,
    CASE WHEN s.count12_warmth > 0.0 THEN s.sum12_warmth ELSE 0.0 END AS x12_warmth
  FROM salience_joined AS s
),
salience_inputs_2 AS (
  SELECT
    s.*,
    CASE
      WHEN s.c4_seats <= -1.0 THEN NULL
      WHEN (1.0 + s.c4_seats) = 1.0 THEN s.c4_seats
      ELSE LN((1.0 + s.c4_seats)) * (s.c4_seats / ((1.0 + s.c4_seats) - 1.0))
    END AS x2_fit_1,
    FLOOR(s.c4_seats) AS x2_fit_2,
    CASE WHEN s.c5_paid <> 0.0 THEN 1.0 WHEN s.c5_paid = 0.0 THEN -1.0 END AS x2_fit_9,
    TRANSLATE(s.c7_lead_origin, 'BCEFLMORSTWÄ', 'bceflmorstwä') AS l6_origin,
    CASE
      WHEN REGEXP_CONTAINS(s.c9_touched, '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$') THEN s.c9_touched
    END AS c9_touched_iso,
    CASE
      WHEN s.c10_total_visits = 'n/a' THEN NULL
      WHEN REGEXP_CONTAINS(s.c10_total_visits, '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$') THEN SAFE_CAST(s.c10_total_visits AS FLOAT64)
    END AS n11_visits
  FROM salience_inputs AS s
),
salience_inputs_3 AS (
  SELECT
    s.*,
    CASE
      WHEN ABS(s.x2_fit_2) <= (1.7976931348623157e308 - ABS(1.0)) + 9e291 OR SIGN(s.x2_fit_2) <> SIGN(1.0) THEN s.x2_fit_2 + 1.0
    END AS x2_fit_3,
    COALESCE(NULLIF(REGEXP_EXTRACT(s.c9_touched_iso, '[.,]([0-9]+)'), ''), '0') AS c9_touched_fraction,
    REPLACE(NULLIF(REGEXP_EXTRACT(s.c9_touched_iso, '[T ].*([+-][0-9]{2}:?[0-9]{0,2})$'), ''), ':', '') AS c9_touched_zone,
    COALESCE(SAFE_CAST(NULLIF(SUBSTR(s.c9_touched_iso, 1, 4), '') AS FLOAT64), 0.0) AS c9_touched_year,
    COALESCE(SAFE_CAST(NULLIF(SUBSTR(s.c9_touched_iso, 6, 2), '') AS FLOAT64), 0.0) AS c9_touched_month,
    COALESCE(SAFE_CAST(NULLIF(SUBSTR(s.c9_touched_iso, 9, 2), '') AS FLOAT64), 0.0) AS c9_touched_day,
    COALESCE(SAFE_CAST(NULLIF(SUBSTR(s.c9_touched_iso, 12, 2), '') AS FLOAT64), 0.0) AS c9_touched_hour,
    COALESCE(SAFE_CAST(NULLIF(SUBSTR(s.c9_touched_iso, 15, 2), '') AS FLOAT64), 0.0) AS c9_touched_minute,
    COALESCE(SAFE_CAST(NULLIF(REGEXP_EXTRACT(s.c9_touched_iso, '[T ][0-9]{2}:[0-9]{2}:([0-9]{2})'), '') AS FLOAT64), 0.0) AS c9_touched_second
  FROM salience_inputs_2 AS s
),
salience_inputs_4 AS (
  SELECT
    s.*,
    s.x2_fit_3 AS x2_fit_4,
    FLOOR(SAFE_CAST(CONCAT('0.', s.c9_touched_fraction) AS FLOAT64) * 1000.0) AS c9_touched_ms,
    CASE WHEN SUBSTR(s.c9_touched_zone, 1, 1) = '-' THEN -1.0 ELSE 1.0 END AS c9_touched_zone_sign,
    COALESCE(SAFE_CAST(SUBSTR(s.c9_touched_zone, 2, 2) AS FLOAT64), 0.0) AS c9_touched_zone_hour,
    COALESCE(SAFE_CAST(NULLIF(SUBSTR(s.c9_touched_zone, 4, 2), '') AS FLOAT64), 0.0) AS c9_touched_zone_minute,
    CASE WHEN s.c9_touched_month <= 2.0 THEN s.c9_touched_year - 1.0 ELSE s.c9_touched_year END AS c9_touched_y,
    CASE WHEN s.c9_touched_month <= 2.0 THEN s.c9_touched_month + 9.0 ELSE s.c9_touched_month - 3.0 END AS c9_touched_m,
    CASE
      WHEN s.c9_touched_month = 2.0 AND (FLOOR(s.c9_touched_year / 400.0) * 400.0 = s.c9_touched_year OR FLOOR(s.c9_touched_year / 4.0) * 4.0 = s.c9_touched_year AND NOT (FLOOR(s.c9_touched_year / 100.0) * 100.0 = s.c9_touched_year)) THEN 29.0
      WHEN s.c9_touched_month = 2.0 THEN 28.0
      WHEN s.c9_touched_month IN (4.0, 6.0, 9.0, 11.0) THEN 30.0
      ELSE 31.0
    END AS c9_touched_last_day
  FROM salience_inputs_3 AS s
),
salience_inputs_5 AS (
  SELECT
    s.*,
    CASE
      WHEN s.x2_fit_4 < 0.0 AND 0.5 <> FLOOR(0.5) THEN NULL
      WHEN s.x2_fit_4 = 0.0 AND 0.5 < 0.0 THEN NULL
      WHEN (CASE
        WHEN 0.5 > 1e150 THEN 1e150
        WHEN 0.5 < -1e150 THEN -1e150
        WHEN ABS(0.5) < 1e-150 THEN 0.0
        ELSE 0.5
      END) * LN(NULLIF(ABS(s.x2_fit_4), 0.0)) > 709.782712893384 THEN NULL
      WHEN (CASE
        WHEN 0.5 > 1e150 THEN 1e150
        WHEN 0.5 < -1e150 THEN -1e150
        WHEN ABS(0.5) < 1e-150 THEN 0.0
        ELSE 0.5
      END) * LN(NULLIF(ABS(s.x2_fit_4), 0.0)) < -709.782712893384 THEN 0.0
      ELSE POWER(s.x2_fit_4, 0.5)
    END AS x2_fit_5,
    365.0 * s.c9_touched_y
      + FLOOR(s.c9_touched_y / 4.0) - FLOOR(s.c9_touched_y / 100.0) + FLOOR(s.c9_touched_y / 400.0)
      + FLOOR((153.0 * s.c9_touched_m + 2.0) / 5.0)
      + s.c9_touched_day - 719469.0 AS c9_touched_days
  FROM salience_inputs_4 AS s
),
salience_inputs_6 AS (
  SELECT
    s.*,
    s.x2_fit_5 AS x2_fit_6,
    CASE
      WHEN s.c9_touched_month BETWEEN 1.0 AND 12.0 AND s.c9_touched_day BETWEEN 1.0 AND s.c9_touched_last_day
        AND s.c9_touched_hour <= 23.0 AND s.c9_touched_minute <= 59.0 AND s.c9_touched_second <= 59.0
        AND s.c9_touched_zone_hour <= 23.0 AND s.c9_touched_zone_minute <= 59.0 THEN s.c9_touched_days * 86400000.0
        + ((s.c9_touched_hour * 60.0 + s.c9_touched_minute) * 60.0 + s.c9_touched_second) * 1000.0
        + s.c9_touched_ms - s.c9_touched_zone_sign * (s.c9_touched_zone_hour * 60.0 + s.c9_touched_zone_minute) * 60000.0
    END AS c9_touched_time
  FROM salience_inputs_5 AS s
),
salience_inputs_7 AS (
  SELECT
    s.*,
    CASE
      WHEN s.x2_fit_6 = 0.0 THEN NULL
      WHEN ABS(s.x2_fit_6) < 1.0 THEN CASE
        WHEN ABS(s.x2_fit_1) <= 1.7976931348623157e308 * ABS(s.x2_fit_6) THEN s.x2_fit_1 / s.x2_fit_6
        ELSE NULL
      END
      WHEN ABS(s.x2_fit_1) < 5e-324 * ABS(s.x2_fit_6) THEN 0.0
      ELSE s.x2_fit_1 / s.x2_fit_6
    END AS x2_fit_7
  FROM salience_inputs_6 AS s
),
salience_inputs_8 AS (
  SELECT
    s.*,
    s.x2_fit_7 AS x2_fit_8
  FROM salience_inputs_7 AS s
),
salience_inputs_9 AS (
  SELECT
    s.*,
    CASE
      WHEN ABS(s.x2_fit_8) <= (1.7976931348623157e308 - ABS(s.x2_fit_9)) + 9e291 OR SIGN(s.x2_fit_8) <> SIGN(s.x2_fit_9) THEN s.x2_fit_8 + s.x2_fit_9
    END AS x2_fit_10
  FROM salience_inputs_8 AS s
),
salience_features AS (
  SELECT
    s.*,
    CASE
      WHEN s.c3_employees <= -1.0 THEN NULL
      WHEN (1.0 + s.c3_employees) = 1.0 THEN s.c3_employees
      ELSE LN((1.0 + s.c3_employees)) * (s.c3_employees / ((1.0 + s.c3_employees) - 1.0))
    END AS f1_employees,
    s.x2_fit_10 AS f2_fit,
    s.x3_growth AS f3_growth,
    CASE WHEN s.c6_do_not_email = 'Yes' THEN 1.0 WHEN s.c6_do_not_email = 'No' THEN 0.0 END AS f4_noemail,
    s.x5_orders AS f5_orders,
    CASE
      WHEN s.l6_origin = 'web form' THEN 'Web Form'
      WHEN s.l6_origin = 'messe\'ä\\' THEN 'Messe\'Ä\\'
      WHEN s.l6_origin = 'select' THEN NULL
      ELSE s.l6_origin
    END AS f6_origin,
    CASE WHEN s.c8_rank = 'low' THEN 0.0 WHEN s.c8_rank = 'high' THEN 1.0 ELSE CAST(NULL AS FLOAT64) END AS f7_rank,
    s.x8_spent AS f8_spent,
    CASE WHEN s.c9_touched_time <= s.c2_as_of THEN (s.c2_as_of - s.c9_touched_time) / 86400000.0 END AS f9_touched,
    s.x10_trend AS f10_trend,
    CASE WHEN s.n11_visits < 0.0 THEN 0.0 WHEN s.n11_visits > 50.0 THEN 50.0 ELSE s.n11_visits END AS f11_visits,
    s.x12_warmth AS f12_warmth,
    CASE
      WHEN s.c2_as_of IS NULL OR ABS(s.c2_as_of) > 1.7976931348623157e308 THEN ''
      WHEN (ABS(s.c3_employees) > 1.7976931348623157e308) OR (s.c3_employees <= -1.0) THEN 'employees'
      WHEN (ABS(s.c4_seats) > 1.7976931348623157e308) OR (ABS(s.c5_paid) > 1.7976931348623157e308) THEN 'fit'
      WHEN (s.bad3_growth = 1) OR (NOT (ABS(s.x3_growth) <= 1.7976931348623157e308)) THEN 'growth'
      WHEN NOT (s.c6_do_not_email IN ('Yes', 'No')) THEN 'noEmail'
      WHEN (s.bad5_orders = 1) OR (NOT (ABS(s.x5_orders) <= 1.7976931348623157e308)) THEN 'orders'
      WHEN NOT (s.c8_rank IN ('low', 'high')) THEN 'rank'
      WHEN (s.bad8_spent = 1) OR (NOT (ABS(s.x8_spent) <= 1.7976931348623157e308)) THEN 'spent'
      WHEN s.c9_touched IS NOT NULL AND s.c9_touched_time IS NULL THEN 'touched'
      WHEN (s.bad10_trend = 1) OR (NOT (ABS(s.x10_trend) <= 1.7976931348623157e308)) THEN 'trend'
      WHEN (s.c10_total_visits IS NOT NULL AND NOT (s.c10_total_visits = 'n/a') AND s.n11_visits IS NULL) OR (ABS(s.n11_visits) > 1.7976931348623157e308) THEN 'visits'
      WHEN (s.bad12_warmth = 1) OR (NOT (ABS(s.x12_warmth) <= 1.7976931348623157e308)) THEN 'warmth'
    END AS rejection
  FROM salience_inputs_9 AS s
),
salience_terms AS (
  SELECT
    s.*,
    CASE WHEN s.f6_origin = 'Web Form' THEN 20.0 ELSE 0.0 END AS t1_web,
    CASE WHEN s.c3_employees >= 499.99999999999966 THEN 15.5 ELSE 0.0 END AS t2_big,
    CASE
      WHEN (NOT (s.f9_touched < 30.0) OR STRPOS(TRANSLATE(s.f6_origin, 'EMS', 'ems'), 'messe') > 0) THEN -4.0
      ELSE 0.0
    END AS t3_fair,
    CASE
      WHEN (STARTS_WITH(TRANSLATE(s.f6_origin, 'BEW', 'bew'), 'web')
        OR ENDS_WITH(TRANSLATE(s.f6_origin, 'FMOR', 'fmor'), 'form')) THEN 1.0
      ELSE 0.0
    END AS t4_ends,
    CASE
      WHEN s.f5_orders > 0.0 THEN LEAST(COALESCE(CASE
        WHEN ABS(s.f5_orders) > 6.666666666666667e299 THEN SIGN(s.f5_orders) * CAST('inf' AS FLOAT64)
        ELSE 1.5 * s.f5_orders
      END, 0.0), 12.0)
      ELSE 0.0
    END AS t5_orders,
    CASE WHEN s.f7_rank IN (0.0, 1.0) THEN 1e-7 ELSE 0.0 END AS t6_in,
    CASE
      WHEN s.f2_fit > 0.0 THEN LEAST(COALESCE(CASE
        WHEN ABS(s.f12_warmth) > 5e299 THEN SIGN(s.f12_warmth) * CAST('inf' AS FLOAT64)
        ELSE 2.0 * s.f12_warmth
      END, 0.0), 9.0)
      ELSE 0.0
    END AS t7_fitting,
    CASE WHEN (s.f3_growth > 0.2 AND s.f10_trend > 0.0 AND s.f8_spent IS NOT NULL) THEN 3.0 ELSE 0.0 END AS t8_grows,
    CASE
      WHEN s.f11_visits IS NULL THEN -1.0
      WHEN s.f11_visits < 1.0 THEN 0.0
      WHEN s.f11_visits < 10.0 THEN 2.0
      ELSE 10.0
    END AS t9_time
  FROM salience_features AS s
),
salience_sums AS (
  SELECT
    s.*,
    s.t1_web + s.t2_big AS g1_fit,
    CASE WHEN s.f4_noemail = 1.0 THEN 1 WHEN s.f7_rank = 1.0 THEN 2 END AS gate,
    (CASE WHEN s.f1_employees IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f2_fit IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f3_growth IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f4_noemail IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f5_orders IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f6_origin IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f7_rank IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f8_spent IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f9_touched IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f10_trend IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f11_visits IS NULL THEN 0.0 ELSE 1.0 END
      + CASE WHEN s.f12_warmth IS NULL THEN 0.0 ELSE 1.0 END) / 12.0 AS present
  FROM salience_terms AS s
),
salience_sums_2 AS (
  SELECT
    s.*,
    CASE WHEN s.g1_fit > 30.0 THEN 30.0 ELSE s.g1_fit END AS k1_fit
  FROM salience_sums AS s
),
salience_sums_3 AS (
  SELECT
    s.*,
    5.0 + s.t3_fair + s.t4_ends + s.t5_orders + s.t6_in + s.t7_fitting + s.t8_grows + s.t9_time + s.k1_fit AS total
  FROM salience_sums_2 AS s
),
salience_scores AS (
  SELECT
    s.*,
    CASE WHEN s.gate = 2 THEN 60.0 ELSE s.total END AS final,
    CASE
      WHEN s.rejection IS NOT NULL
        OR NOT (ABS(s.g1_fit) <= 1.7976931348623157e308)
        OR NOT (ABS(s.total) <= 1.7976931348623157e308) THEN 'rejected'
      WHEN s.gate = 1 THEN 'disqualified'
      WHEN s.gate IS NULL AND s.present < 0.25 THEN 'insufficient_data'
      ELSE 'scored'
    END AS outcome
  FROM salience_sums_3 AS s
),
salience_scores_2 AS (
  SELECT
    s.*,
    -3.0 + CASE
      WHEN ABS(s.final) > 1e300 THEN SIGN(s.final) * CAST('inf' AS FLOAT64)
      WHEN ABS(s.final) < 3.5e-323 THEN 0.0
      ELSE 0.08 * s.final
    END AS log_odds
  FROM salience_scores AS s
),
salience_scores_3 AS (
  SELECT
    s.*,
    CASE
      WHEN s.log_odds >= 0.0 THEN 1.0 / (1.0 + CASE WHEN -s.log_odds < -745.0 THEN 0.0 ELSE EXP(-s.log_odds) END)
      ELSE CASE WHEN s.log_odds < -745.0 THEN 0.0 ELSE EXP(s.log_odds) END / (1.0 + CASE WHEN s.log_odds < -745.0 THEN 0.0 ELSE EXP(s.log_odds) END)
    END AS chance
  FROM salience_scores_2 AS s
),
salience_contributions AS (
  SELECT
    s.*,
    CASE WHEN s.outcome <> 'rejected' THEN s.t1_web END AS contribution_1_web,
    CASE WHEN s.outcome <> 'rejected' THEN s.t2_big END AS contribution_2_big,
    CASE WHEN s.outcome <> 'rejected' THEN s.t3_fair END AS contribution_3_fair,
    CASE WHEN s.outcome <> 'rejected' THEN s.t4_ends END AS contribution_4_ends,
    CASE WHEN s.outcome <> 'rejected' THEN s.t5_orders END AS contribution_5_orders,
    CASE WHEN s.outcome <> 'rejected' THEN s.t6_in END AS contribution_6_in,
    CASE WHEN s.outcome <> 'rejected' THEN s.t7_fitting END AS contribution_7_fitting,
    CASE WHEN s.outcome <> 'rejected' THEN s.t8_grows END AS contribution_8_grows,
    CASE WHEN s.outcome <> 'rejected' THEN s.t9_time END AS contribution_9_time,
    CASE WHEN s.outcome <> 'rejected' THEN (s.k1_fit - s.g1_fit) END AS contribution_10_fit,
    CASE WHEN s.outcome <> 'rejected' THEN CASE WHEN s.gate = 2 THEN 60.0 - s.total ELSE 0.0 END END AS contribution_11_override
  FROM salience_scores_3 AS s
),
salience_reasons AS (
  SELECT
    s.*,
    ABS(s.contribution_1_web) AS size_1_1,
    ABS(s.contribution_2_big) AS size_1_2,
    ABS(s.contribution_3_fair) AS size_1_3,
    ABS(s.contribution_4_ends) AS size_1_4,
    ABS(s.contribution_5_orders) AS size_1_5,
    ABS(s.contribution_6_in) AS size_1_6,
    ABS(s.contribution_7_fitting) AS size_1_7,
    ABS(s.contribution_8_grows) AS size_1_8,
    ABS(s.contribution_9_time) AS size_1_9,
    ABS(s.contribution_11_override) AS size_1_11
  FROM salience_contributions AS s
),
salience_reasons_2 AS (
  SELECT
    s.*,
    GREATEST(s.size_1_1, s.size_1_2, s.size_1_3, s.size_1_4, s.size_1_5, s.size_1_6, s.size_1_7, s.size_1_8, s.size_1_9, s.size_1_11) AS largest_1
  FROM salience_reasons AS s
),
salience_reasons_3 AS (
  SELECT
    s.*,
    CASE
      WHEN NOT (s.largest_1 > CASE
        WHEN ABS(s.largest_1) > 1e300 THEN SIGN(s.largest_1) * CAST('inf' AS FLOAT64)
        WHEN ABS(s.largest_1) < 2.47032823e-315 THEN 0.0
        ELSE 1e-9 * s.largest_1
      END) THEN NULL
      WHEN s.size_1_1 = s.largest_1 THEN 1
      WHEN s.size_1_2 = s.largest_1 THEN 2
      WHEN s.size_1_3 = s.largest_1 THEN 3
      WHEN s.size_1_4 = s.largest_1 THEN 4
      WHEN s.size_1_5 = s.largest_1 THEN 5
      WHEN s.size_1_6 = s.largest_1 THEN 6
      WHEN s.size_1_7 = s.largest_1 THEN 7
      WHEN s.size_1_8 = s.largest_1 THEN 8
      WHEN s.size_1_9 = s.largest_1 THEN 9
      WHEN s.size_1_11 = s.largest_1 THEN 11
    END AS line_1
  FROM salience_reasons_2 AS s
),
salience_reasons_4 AS (
  SELECT
    s.*,
    CASE WHEN s.line_1 = 1 THEN 0.0 ELSE ABS(s.contribution_1_web) END AS size_2_1,
    CASE WHEN s.line_1 = 2 THEN 0.0 ELSE ABS(s.contribution_2_big) END AS size_2_2,
    CASE WHEN s.line_1 = 3 THEN 0.0 ELSE ABS(s.contribution_3_fair) END AS size_2_3,
    CASE WHEN s.line_1 = 4 THEN 0.0 ELSE ABS(s.contribution_4_ends) END AS size_2_4,
    CASE WHEN s.line_1 = 5 THEN 0.0 ELSE ABS(s.contribution_5_orders) END AS size_2_5,
    CASE WHEN s.line_1 = 6 THEN 0.0 ELSE ABS(s.contribution_6_in) END AS size_2_6,
    CASE WHEN s.line_1 = 7 THEN 0.0 ELSE ABS(s.contribution_7_fitting) END AS size_2_7,
    CASE WHEN s.line_1 = 8 THEN 0.0 ELSE ABS(s.contribution_8_grows) END AS size_2_8,
    CASE WHEN s.line_1 = 9 THEN 0.0 ELSE ABS(s.contribution_9_time) END AS size_2_9,
    CASE WHEN s.line_1 = 11 THEN 0.0 ELSE ABS(s.contribution_11_override) END AS size_2_11
  FROM salience_reasons_3 AS s
),
salience_reasons_5 AS (
  SELECT
    s.*,
    GREATEST(s.size_2_1, s.size_2_2, s.size_2_3, s.size_2_4, s.size_2_5, s.size_2_6, s.size_2_7, s.size_2_8, s.size_2_9, s.size_2_11) AS largest_2
  FROM salience_reasons_4 AS s
),
salience_reasons_6 AS (
  SELECT
    s.*,
    CASE
      WHEN NOT (s.largest_2 > CASE
        WHEN ABS(s.largest_1) > 1e300 THEN SIGN(s.largest_1) * CAST('inf' AS FLOAT64)
        WHEN ABS(s.largest_1) < 2.47032823e-315 THEN 0.0
        ELSE 1e-9 * s.largest_1
      END) THEN NULL
      WHEN s.size_2_1 = s.largest_2 THEN 1
      WHEN s.size_2_2 = s.largest_2 THEN 2
      WHEN s.size_2_3 = s.largest_2 THEN 3
      WHEN s.size_2_4 = s.largest_2 THEN 4
      WHEN s.size_2_5 = s.largest_2 THEN 5
      WHEN s.size_2_6 = s.largest_2 THEN 6
      WHEN s.size_2_7 = s.largest_2 THEN 7
      WHEN s.size_2_8 = s.largest_2 THEN 8
      WHEN s.size_2_9 = s.largest_2 THEN 9
      WHEN s.size_2_11 = s.largest_2 THEN 11
    END AS line_2
  FROM salience_reasons_5 AS s
)
SELECT
  s.c1_prospect_id AS `Prospect ID`,
  s.outcome AS status,
  CASE WHEN s.outcome = 'scored' THEN s.chance END AS score,
  CASE WHEN s.outcome = 'scored' THEN s.chance END AS probability,
  CASE WHEN s.outcome = 'scored' THEN s.final END AS margin,
  CASE WHEN s.outcome = 'rejected' THEN 0.0 ELSE s.present END AS coverage,
  CASE WHEN s.outcome = 'rejected' THEN FALSE ELSE s.present < 0.5 END AS low_confidence,
  CASE
    WHEN s.outcome = 'rejected' THEN NULL
    WHEN s.gate = 1 THEN 'no mail'
    WHEN s.gate = 2 THEN 'sure'
  END AS gate,
  CASE
    WHEN s.outcome = 'rejected' THEN NULL
    WHEN s.gate = 1 THEN 'wants no mail'
    WHEN s.gate = 2 THEN 'it\'s sure'
  END AS gate_reason,
  NULLIF(s.rejection, '') AS rejected_feature,
  CASE
    WHEN s.outcome = 'scored' THEN CASE
      WHEN s.final >= 42.56831385130948 THEN 'A'
      WHEN s.final >= 26.908776745133046 THEN 'B'
      ELSE 'C'
    END
  END AS bucket,
  5.0 AS base,
  s.contribution_1_web AS contribution_1_web,
  s.contribution_2_big AS contribution_2_big,
  s.contribution_3_fair AS contribution_3_fair,
  s.contribution_4_ends AS contribution_4_ends,
  s.contribution_5_orders AS contribution_5_orders,
  s.contribution_6_in AS contribution_6_in,
  s.contribution_7_fitting AS contribution_7_fitting,
  s.contribution_8_grows AS contribution_8_grows,
  s.contribution_9_time AS contribution_9_time,
  s.contribution_10_fit AS contribution_10_fit,
  s.contribution_11_override AS contribution_11_override,
  CASE
    WHEN s.line_1 = 1 THEN 'came by the form'
    WHEN s.line_1 = 2 THEN 'big'
    WHEN s.line_1 = 3 THEN 'fair'
    WHEN s.line_1 = 4 THEN 'ends'
    WHEN s.line_1 = 5 THEN 'orders'
    WHEN s.line_1 = 6 THEN 'in'
    WHEN s.line_1 = 7 THEN 'fitting'
    WHEN s.line_1 = 8 THEN 'grows'
    WHEN s.line_1 = 9 THEN 'time'
    WHEN s.line_1 = 11 THEN CASE WHEN s.gate = 1 THEN 'wants no mail' WHEN s.gate = 2 THEN 'it\'s sure' ELSE 'override' END
  END AS reason_1,
  CASE
    WHEN s.line_1 = 1 THEN 'web'
    WHEN s.line_1 = 2 THEN 'big'
    WHEN s.line_1 = 3 THEN 'fair'
    WHEN s.line_1 = 4 THEN 'ends'
    WHEN s.line_1 = 5 THEN 'orders'
    WHEN s.line_1 = 6 THEN 'in'
    WHEN s.line_1 = 7 THEN 'fitting'
    WHEN s.line_1 = 8 THEN 'grows'
    WHEN s.line_1 = 9 THEN 'time'
    WHEN s.line_1 = 11 THEN 'override'
  END AS reason_1_id,
  CASE
    WHEN s.line_1 = 1 THEN s.contribution_1_web
    WHEN s.line_1 = 2 THEN s.contribution_2_big
    WHEN s.line_1 = 3 THEN s.contribution_3_fair
    WHEN s.line_1 = 4 THEN s.contribution_4_ends
    WHEN s.line_1 = 5 THEN s.contribution_5_orders
    WHEN s.line_1 = 6 THEN s.contribution_6_in
    WHEN s.line_1 = 7 THEN s.contribution_7_fitting
    WHEN s.line_1 = 8 THEN s.contribution_8_grows
    WHEN s.line_1 = 9 THEN s.contribution_9_time
    WHEN s.line_1 = 11 THEN s.contribution_11_override
  END AS reason_1_contribution,
  CASE
    WHEN s.line_2 = 1 THEN 'came by the form'
    WHEN s.line_2 = 2 THEN 'big'
    WHEN s.line_2 = 3 THEN 'fair'
    WHEN s.line_2 = 4 THEN 'ends'
    WHEN s.line_2 = 5 THEN 'orders'
    WHEN s.line_2 = 6 THEN 'in'
    WHEN s.line_2 = 7 THEN 'fitting'
    WHEN s.line_2 = 8 THEN 'grows'
    WHEN s.line_2 = 9 THEN 'time'
    WHEN s.line_2 = 11 THEN CASE WHEN s.gate = 1 THEN 'wants no mail' WHEN s.gate = 2 THEN 'it\'s sure' ELSE 'override' END
  END AS reason_2,
  CASE
    WHEN s.line_2 = 1 THEN 'web'
    WHEN s.line_2 = 2 THEN 'big'
    WHEN s.line_2 = 3 THEN 'fair'
    WHEN s.line_2 = 4 THEN 'ends'
    WHEN s.line_2 = 5 THEN 'orders'
    WHEN s.line_2 = 6 THEN 'in'
    WHEN s.line_2 = 7 THEN 'fitting'
    WHEN s.line_2 = 8 THEN 'grows'
    WHEN s.line_2 = 9 THEN 'time'
    WHEN s.line_2 = 11 THEN 'override'
  END AS reason_2_id,
  CASE
    WHEN s.line_2 = 1 THEN s.contribution_1_web
    WHEN s.line_2 = 2 THEN s.contribution_2_big
    WHEN s.line_2 = 3 THEN s.contribution_3_fair
    WHEN s.line_2 = 4 THEN s.contribution_4_ends
    WHEN s.line_2 = 5 THEN s.contribution_5_orders
    WHEN s.line_2 = 6 THEN s.contribution_6_in
    WHEN s.line_2 = 7 THEN s.contribution_7_fitting
    WHEN s.line_2 = 8 THEN s.contribution_8_grows
    WHEN s.line_2 = 9 THEN s.contribution_9_time
    WHEN s.line_2 = 11 THEN s.contribution_11_override
  END AS reason_2_contribution
FROM salience_reasons_6 AS s
