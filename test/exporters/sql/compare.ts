import { type Buckets, bucketOf } from "../../../src/buckets/index";
import { mentionedFields } from "../../../src/exporters/sql/mentionedFields";
import { toSql } from "../../../src/exporters/sql/toSql";
import type { SqlColumn, SqlColumnType, SqlEvents } from "../../../src/exporters/sql/types";
import type { AsOf, FeatureSet } from "../../../src/features/index";
import { type AdditiveModel, createScorer, SCORE_STATUSES } from "../../../src/models/index";
import type { Engine, TestColumn, Value } from "./engines";

export type TestRow = Readonly<Record<string, unknown>>;

/** Records, and the table that holds them. */
export interface TestData {
  readonly rows: readonly TestRow[];
  /** The columns by key of the record, but for lists of events. */
  readonly types: Readonly<Record<string, SqlColumnType>>;
  /** The columns of events by key of the record. */
  readonly events?: Readonly<Record<string, Readonly<Record<string, SqlColumnType>>>>;
  readonly asOf?: Date | "column";
}

/** The column with the instant of a record. */
export const AS_OF = "as_of";

/** Loads records into `leads`, and their events into a table named after the field. */
export async function loadData(engine: Engine, { rows, types, events = {} }: TestData): Promise<void> {
  const columns = Object.entries(types).map(
    ([name, type]): TestColumn => ({ name, type, values: rows.map((row) => row[name] as Value) }),
  );
  await engine.load("leads", [{ name: "id", type: "integer", values: rows.map((_, i) => i) }, ...columns]);
  for (const [field, properties] of Object.entries(events)) {
    const list = rows.flatMap((row, i) =>
      ((row[field] ?? []) as readonly TestRow[]).map((event) => ({ lead: i, event })),
    );
    await engine.load(`events of ${field}`, [
      { name: "lead", type: "integer", values: list.map(({ lead }) => lead) },
      { name: "position", type: "integer", values: list.map((_, i) => i) },
      ...Object.entries(properties).map(
        ([name, type]): TestColumn => ({ name, type, values: list.map(({ event }) => event[name] as Value) }),
      ),
    ]);
  }
}

export interface Comparison {
  /** The records whose outcomes differ in more than rounding, with what differs. */
  readonly differences: readonly string[];
  /** The largest difference of probabilities. */
  readonly probability: number;
  /** The largest difference of margins, relative to their size. */
  readonly margin: number;
  readonly sql: string;
}

/** Scores in the database and in process, and compares everything. */
export async function compareWithScorer(
  engine: Engine,
  data: TestData,
  model: AdditiveModel,
  features: FeatureSet<TestRow>,
  options: { readonly buckets?: Buckets; readonly explain?: boolean } = {},
): Promise<Comparison> {
  const asOf: AsOf<TestRow> | undefined =
    data.asOf === "column" ? (row) => row[AS_OF] as Date : (data.asOf ?? undefined);
  const scorer = createScorer(model, features);
  const scoring = asOf === undefined ? {} : { asOf };
  const explained = scorer.explainAll(data.rows, scoring);
  const { scores } = explained;
  const sql = toSql(model, features, {
    dialect: engine.dialect,
    table: "leads",
    key: "id",
    columns: columnsOf(features, data.types),
    ...(data.asOf === undefined ? {} : { asOf: data.asOf === "column" ? { column: AS_OF } : data.asOf }),
    ...(data.events === undefined ? {} : { events: eventTables(features, data.events) }),
    ...(options.buckets === undefined ? {} : { buckets: options.buckets }),
    ...(options.explain === undefined ? {} : { explain: options.explain }),
  });
  const result = await engine.query(sql);
  const differences: string[] = [];
  const largest = { probability: 0, margin: 0 };
  const rejected = new Map(scores.rejected.map((one) => [one.index, one.feature]));
  const ids = result.id as readonly number[];
  if (ids.length !== data.rows.length) differences.push(`${ids.length} rows for ${data.rows.length}`);
  ids.forEach((id, k) => {
    const at = (name: string) => result[name]?.[k];
    // where an overflow is an error, a record with so large a contribution is rejected
    const isBeyond =
      explained.contributions.some((line) => Math.abs(line[id] as number) >= 1e299) ||
      numbersOfEvents(data, id).some((number) => Math.abs(number) > 1e150);
    if (TRAPPING.includes(engine.dialect) && isBeyond && at("status") === "rejected") return;
    const status = SCORE_STATUSES[scores.status[id] as number];
    const isScored = status === "scored";
    const gate = status === "rejected" ? undefined : model.gates[scores.gate[id] as number];
    const expect = (name: string, wanted: unknown) => {
      if (at(name) !== wanted) differences.push(`${id} ${name}: ${at(name)}, not ${wanted}`);
    };
    const near = (name: string, wanted: number, tolerance: number): number => {
      const got = at(name) === null ? Number.NaN : Number(at(name));
      if (Object.is(got, wanted)) return 0;
      const gap = Math.abs(got - wanted);
      if (!(gap <= tolerance)) differences.push(`${id} ${name}: ${got}, not ${wanted}`);
      return gap;
    };
    const relative = (value: number) => 1e-9 * Math.max(1, Math.abs(value));
    expect("status", status);
    expect("gate", gate?.id ?? null);
    expect("gate_reason", gate?.reason ?? null);
    expect("rejected_feature", rejected.get(id) ?? null);
    expect("low_confidence", scores.lowConfidence[id] === 1);
    near("coverage", scores.coverage[id] as number, 0);
    const margin = scores.margin[id] as number;
    const gap = near("margin", margin, relative(margin));
    if (isScored) largest.margin = Math.max(largest.margin, gap / Math.max(1, Math.abs(margin)));
    near("score", scores.score[id] as number, relative(scores.score[id] as number));
    const difference = near("probability", scores.probability[id] as number, 1e-9);
    largest.probability = Math.max(largest.probability, difference);
    if (options.buckets !== undefined)
      expect("bucket", isScored ? bucketOf(options.buckets, scores.score[id] as number) : null);
    if (options.explain === true) {
      near("base", explained.base, 0);
      const names = Object.keys(result).filter((name) => name.startsWith("contribution_"));
      if (names.length !== explained.lines.length) differences.push(`${names.length} contributions`);
      names.forEach((name, line) => {
        const wanted = explained.contributions[line]?.[id] as number;
        near(
          name,
          wanted,
          relative(Math.max(Math.abs(wanted), Math.abs(explained.margin[id] as number) || 0)),
        );
      });
    }
  });
  return { differences: differences.slice(0, 10), ...largest, sql };
}

/** Where an overflow is an error. */
const TRAPPING = ["postgres", "bigquery", "snowflake"];

/** The numbers in the events of a record. */
function numbersOfEvents({ rows, events = {} }: TestData, id: number): number[] {
  const lists = Object.keys(events).map((field) => (rows[id]?.[field] ?? []) as readonly TestRow[]);
  return lists.flat().flatMap((event) => Object.values(event).filter((value) => typeof value === "number"));
}

/** The types of columns that a feature reads, as the option has them. */
function columnsOf(
  features: FeatureSet<TestRow>,
  types: Readonly<Record<string, SqlColumnType>>,
): Record<string, SqlColumn> {
  const { fields } = mentionedFields(features);
  return Object.fromEntries(Object.entries(types).filter(([name]) => name === AS_OF || fields.has(name)));
}

function eventTables(
  features: FeatureSet<TestRow>,
  events: NonNullable<TestData["events"]>,
): Record<string, SqlEvents> {
  const mentioned = mentionedFields(features).events;
  return Object.fromEntries(
    Object.entries(events).map(([field, properties]) => {
      const used = Object.entries(properties).filter(([name]) => mentioned.get(field)?.has(name));
      const table = { table: `events of ${field}`, key: "lead", order: "position" };
      return [field, { ...table, columns: Object.fromEntries(used) }];
    }),
  );
}
