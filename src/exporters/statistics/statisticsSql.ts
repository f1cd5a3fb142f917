import { checkOptions, reject } from "../../core/checks";
import { SalienceError } from "../../core/errors";
import type { FeatureSet } from "../../features/featureSet";
import type { CutsByFeature } from "../../training/counts/counts";
import { type FeatureBins, featureBins } from "../../training/counts/countsBins";
import { checkTexts } from "../sql/checkTexts";
import { compare } from "../sql/comparison";
import type { Dialect } from "../sql/dialect";
import { extractFeatures } from "../sql/extractFeatures";
import { caseOf, hint } from "../sql/format";
import { createLayers, list } from "../sql/layers";
import { readSettings, type Settings } from "../sql/settings";
import type { SqlFeature } from "../sql/sqlFeature";
import type { ToSqlOptions } from "../sql/types";
import { outcomeSql, type SqlOutcome } from "./outcomeSql";
import { unscored, withoutSpelling } from "./plainFeatures";

/** Options of {@link statisticsSql}. Those of the table are the same as for `toSql`. */
export interface StatisticsSqlOptions
  extends Pick<ToSqlOptions, "dialect" | "table" | "asOf" | "columns" | "events"> {
  /** The column, or columns, that identify a record: needed only where features read events. */
  readonly key?: ToSqlOptions["key"];
  /** Which records have the event, and which have not. */
  readonly outcome: SqlOutcome;
  /** The cuts between the bins of number features, by name. */
  readonly cuts?: CutsByFeature;
}

const OPTIONS = ["dialect", "table", "key", "asOf", "columns", "events", "outcome", "cuts"];

/**
 * The query that counts events and non-events per bin of each feature where the records are. Its result has the
 * columns `feature`, `bin`, `events` and `non_events`, a row per bin that holds records; `countsFromStatistics` and
 * `fitFromStatistics` read it, with the same features and cuts. What they make of it equals what `countsFromRecords`
 * makes of the records: missing values, rejected records and records without an outcome included.
 *
 * The bin of a category is its text as the table has it, without white space around it; aliases, placeholders and
 * case are applied when the rows are read. A category in a column of numbers is counted if `columns` says that it is
 * text. Features made of functions are refused by name, as by `toSql`. O(features · bins) to write.
 *
 * @param features - the features to count
 * @param options - `dialect`, `table`, `outcome`, `cuts`; `asOf`, `columns`, `events` and `key` as for `toSql`
 * @returns one SELECT
 * @throws SalienceError `invalid_configuration` for a feature that the database cannot compute, or a number without
 * cuts; `missing_as_of`; `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, flag } from "salience";
 * import { statisticsSql } from "salience/exporters";
 * const features = featureSet<{ demo: boolean }>()({ demo: flag("demo") });
 * const sql = statisticsSql(features, {
 *   dialect: "duckdb",
 *   table: "deals",
 *   outcome: { column: "status", event: "won", nonEvent: ["lost", "no decision"] },
 * });
 * sql.includes("GROUP BY"); // => true
 * ```
 */
export function statisticsSql<Row>(features: FeatureSet<Row>, options: StatisticsSqlOptions): string {
  checkOptions("statisticsSql", "options", options, OPTIONS);
  const { outcome, cuts, ...table } = options;
  const bins = featureBins("statisticsSql", features, cuts);
  return underOwnName(() => {
    const settings = readTable(table);
    const { dialect } = settings;
    const plain = withoutSpelling(features, settings.columns);
    const model = unscored(plain);
    checkTexts(settings, model, plain);
    const layers = createLayers(dialect, "salience_records", `${settings.table} AS t`);
    const known = layers.source("_outcome", outcomeSql("statisticsSql", dialect, outcome));
    const { featureOf } = extractFeatures(settings, layers, model, plain);
    const columns = bins.map((feature) => binSql(dialect, featureOf(feature.name), feature));
    const counted = [
      `${known.sql} AS outcome`,
      "s.rejection",
      ...columns.map((sql, i) => `${sql} AS b${i + 1}${hint((bins[i] as FeatureBins).name)}`),
    ];
    const last = `SELECT\n${list(counted)}\nFROM ${layers.last()} AS s\nWHERE ${known.sql} IS NOT NULL`;
    const queries = [...layers.queries(), ["salience_bins", last] as const].map(
      ([name, query]) => `${name} AS (\n  ${query.replaceAll("\n", "\n  ")}\n)`,
    );
    return `WITH ${queries.join(",\n")}\n${countSql(dialect, bins).join("\nUNION ALL\n")}\n`;
  });
}

/** A query per feature, and one each for the records that are counted and that are rejected. */
function countSql(dialect: Dialect, bins: readonly FeatureBins[]): string[] {
  const name = dialect.identifier;
  const block = (feature: string, bin: string, where: string) =>
    [
      "SELECT",
      `  ${dialect.text(feature)} AS ${name("feature")},`,
      `  ${bin} AS ${name("bin")},`,
      `  COUNT(CASE WHEN s.outcome = 1 THEN 1 END) AS ${name("events")},`,
      `  COUNT(CASE WHEN s.outcome = 0 THEN 1 END) AS ${name("non_events")}`,
      "FROM salience_bins AS s",
      `WHERE s.rejection ${where}`,
    ].join("\n");
  return [
    block("", dialect.text("counted"), "IS NULL"),
    block("", dialect.text("rejected"), "IS NOT NULL"),
    ...bins.map((feature, i) => {
      const column = `s.b${i + 1}${hint(feature.name)}`;
      return `${block(feature.name, column, "IS NULL")}\nGROUP BY ${column}`;
    }),
  ];
}

/** The settings of the table; without events, no record needs a key. */
function readTable({ key, ...table }: Omit<StatisticsSqlOptions, "outcome" | "cuts">): Settings {
  if (key === undefined && table.events !== undefined) {
    reject("statisticsSql", "key, which the table of events refers to", key);
  }
  return key === undefined
    ? { ...readSettings({ ...table, key: "none" }), key: [] }
    : readSettings({ ...table, key });
}

/** The text of a category, or the position of the bin of a number; NULL where it is missing. */
function binSql(dialect: Dialect, feature: SqlFeature, { limits: cuts }: FeatureBins): string {
  if (cuts === null) return feature.sql;
  const below = cuts.map((cut, i): [string, string] => [
    compare(dialect, feature, "<", cut),
    dialect.text(String(i)),
  ]);
  return caseOf([[`${feature.sql} IS NULL`, "NULL"], ...below], dialect.text(String(cuts.length)));
}

/** The parts that `toSql` is made of complain in its name. */
function underOwnName<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SalienceError)) throw error;
    throw new SalienceError(error.code, error.message.replace(/^toSql: /, "statisticsSql: "));
  }
}
