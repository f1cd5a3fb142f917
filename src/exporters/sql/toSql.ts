import { reject } from "../../core/checks";
import type { FeatureSet } from "../../features/featureSet";
import { createScorer } from "../../models/createScorer";
import type { AdditiveModel } from "../../models/types";
import { checkTexts } from "./checkTexts";
import { explainSql } from "./explainSql";
import { extractFeatures } from "./extractFeatures";
import { indent } from "./format";
import { createLayers, list, type NamedQuery } from "./layers";
import { marginSql } from "./marginSql";
import { mentionedFields } from "./mentionedFields";
import { decideSql, isTaken, resultSql } from "./resultSql";
import { LINE_BREAK, quoteName, readSettings, type Settings } from "./settings";
import type { ToSqlOptions } from "./types";

/**
 * A model as one SELECT: it reads the records of a table and scores them as `createScorer` does, in the database where
 * they are. Features, missing values, terms, caps, gates and calibration are part of it; events are joined and added
 * up. Text becomes a quoted literal or name, and nothing else. Time and length: O(size of the model).
 *
 * The columns of the result, one row per record, in no order:
 *
 * - the key, under its own names
 * - `status`: `scored`, `disqualified`, `insufficient_data` or `rejected`
 * - `score`, `margin`: numbers, NULL unless scored; `probability`: NULL also where the model has none
 * - `coverage`: share of the model's features that have a value, 0 if rejected; `low_confidence`: true or false
 * - `gate`, `gate_reason`: id and reason of the gate that decided, or NULL
 * - `rejected_feature`: the first feature that could not be read; NULL also where it is the record's own instant
 * - `bucket`, with the option `buckets`: NULL unless scored
 * - `base`, `contribution_1_…` and so on, with the option `explain`: the lines of `explain` in their order, each minus
 *   its reference; NULL if rejected
 * - `reason_1`, `reason_1_id`, `reason_1_contribution` and so on, with the option `explain`: label, id and size of the
 *   lines of the largest absolute contribution, without caps and lines about protected features
 *
 * Numbers have the same bits as the scorer's, but for what databases round differently: logarithms, powers, sums over
 * events, and e^x in the last step. So a probability differs by about 1e-16, and buckets are decided on the margin. In
 * `postgres`, `bigquery` and `snowflake`, where an overflow is an error, records with a contribution beyond ±1e300, or
 * with an event of a number beyond ±1e150, are rejected.
 *
 * @param model - a sealed model
 * @param features - the features that the model reads, all of them declarative
 * @param options - the database, the table and its key, where events are, what to add
 * @returns the query, with a line break at its end and no semicolon
 * @throws SalienceError `invalid_configuration` that names the feature or term which the database cannot express, and
 *   says what to do; `missing_as_of`; `invalid_model`; `invalid_argument` for wrong options
 *
 * @example
 * ```ts
 * import { featureSet, numeric, pointsModel } from "salience";
 * import { toSql } from "salience/exporters";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "visited", when: { feature: "visits", above: 3 }, points: 5 }] });
 * const sql = toSql(model, features, { dialect: "duckdb", table: ["crm", "leads"], key: "lead_id" });
 * sql.includes("CASE WHEN s.f1_visits > 3e0 THEN 5e0 ELSE 0e0 END AS t1_visited"); // => true
 * toSql(model, features, { dialect: "duckdb", table: "leads", key: "" });
 * // throws SalienceError: toSql: expected key to be a name, received ""
 * ```
 */
export function toSql<Row>(model: AdditiveModel, features: FeatureSet<Row>, options: ToSqlOptions): string {
  const settings = readSettings(options);
  const scorer = createScorer(model, features);
  const { dialect, reasons, key } = settings;
  checkTexts(settings, model, scorer.features);
  checkMentioned(settings, features);
  const layers = createLayers(dialect, "salience_records", `${settings.table} AS t`);
  const { keys, featureOf, exact } = extractFeatures(settings, layers, model, scorer.features);
  const margin = marginSql(dialect, layers, featureOf, model);
  decideSql(settings, layers, featureOf, model);
  const columns = resultSql(settings, layers, model, margin, exact);
  if (reasons !== null) columns.push(...explainSql(dialect, layers, model, scorer.features, margin, reasons));
  const taken = key.find((name) => isTaken(name, columns));
  if (taken !== undefined)
    reject("toSql", "a key that is named unlike the columns of the result", taken, "invalid_configuration");
  const queries = layers.queries();
  checkTables(settings, queries);
  const selected = [
    ...keys.map((column, i) => `${column.sql} AS ${quoteName(dialect, "key", key[i])}`),
    ...columns.map(([name, sql]) => `${sql} AS ${name}`),
  ];
  return [
    `-- Salience, model ${model.provenance.contentHash}`,
    `WITH ${queries.map(([name, query]) => `${name} AS (\n  ${indent(query)}\n)`).join(",\n")}`,
    `SELECT\n${list(selected)}`,
    `FROM ${layers.last()} AS s\n`,
  ]
    .join("\n")
    .replaceAll(LINE_BREAK, "\n");
}

/** A table that is named like one of the query's own parts would be hidden by it. */
function checkTables({ dialect, table, events }: Settings, queries: readonly NamedQuery[]): void {
  const tables = [table, ...Array.from(events.values(), (one) => one.table)];
  for (const [name] of queries) {
    const isHidden = tables.some((one) => one.toLowerCase() === dialect.identifier(name).toLowerCase());
    if (isHidden) reject("toSql", "tables that are named unlike the parts of the query", name);
  }
}

/** An option about a field that no feature reads is a mistake. */
function checkMentioned<Row>({ columns, events, asOf }: Settings, features: FeatureSet<Row>): void {
  const mentioned = mentionedFields(features);
  for (const field of columns.keys()) {
    const isInstant = typeof asOf === "object" && asOf?.column === field;
    if (!isInstant && !mentioned.fields.has(field)) reject("toSql", "columns that a feature reads", field);
  }
  for (const [field, table] of events) {
    const properties = mentioned.events.get(field);
    if (properties === undefined) reject("toSql", "events that a feature reads", field);
    for (const property of table.columns.keys()) {
      if (!properties.has(property))
        reject("toSql", `events[${JSON.stringify(field)}].columns that a feature reads`, property);
    }
  }
}
