import { expect, it } from "vitest";
import { bucketOf, bucketReport, bucketsByThreshold } from "../../../src/buckets/index";
import type { NumberColumn } from "../../../src/core/columns";
import { seededRandom } from "../../../src/core/index";
import {
  bucketReportFromCounts,
  countsFromStatistics,
  fitFromStatistics,
  type SqlOutcome,
  type StatisticsRow,
  type StatisticsSqlOptions,
  statisticsSql,
} from "../../../src/exporters/statistics/index";
import {
  categorical,
  type Feature,
  type FeatureSet,
  featureSet,
  readTable,
} from "../../../src/features/index";
import { plainValues } from "../../../src/training/data/plainValues";
import {
  countsFromRecords,
  fitNaiveBayes,
  naiveBayesFromCounts,
  quantileCuts,
} from "../../../src/training/index";
import type { DataSet, Texts } from "../../realData/dataSet";
import { bank } from "../../realData/dataSets/bank";
import { germanCredit } from "../../realData/dataSets/germanCredit";
import { salvirt } from "../../realData/dataSets/salvirt";
import { xEducation } from "../../realData/dataSets/xEducation";
import { describeWithSharedData } from "../../support/sharedData";
import { describeEngines, type Engine } from "../sql/engines";
import { type FlagRow, flagFeatures, type OddRow, oddFeatures, oddRows } from "./odd";

const buckets = bucketsByThreshold({ A: 0.7, B: 0.4 }, { rest: "C" });

type Cell = string | number | boolean | null;

/** Records as a table, with columns of the types that databases have for the values. */
function load(engine: Engine, name: string, rows: readonly Readonly<Record<string, Cell>>[]): Promise<void> {
  const keys = Object.keys(rows[0] as object);
  return engine.load(
    name,
    keys.map((key) => {
      const values = rows.map((row) => row[key] as Cell);
      const types = new Set(values.flatMap((value) => (value === null ? [] : [typeof value])));
      return {
        name: key,
        values,
        type: types.has("number") ? "number" : types.has("boolean") ? "boolean" : "text",
      };
    }),
  );
}

/** The rows of the counting query, in whatever types the database gives. */
async function count<Row>(
  engine: Engine,
  features: FeatureSet<Row>,
  options: Omit<StatisticsSqlOptions, "dialect">,
): Promise<StatisticsRow[]> {
  const result = await engine.query(statisticsSql(features, { ...options, dialect: engine.dialect }));
  const { feature = [], ...columns } = result;
  expect(Object.keys(columns)).toEqual(["bin", "events", "non_events"]);
  return feature.map((name, i) => {
    const cells = Object.entries(columns).map(([column, values]) => [column, values[i]]);
    return { feature: name, ...Object.fromEntries(cells) } as StatisticsRow;
  });
}

/** The cuts that `fitNaiveBayes` would choose. */
function cutsOf<Row>(rows: readonly Row[], features: FeatureSet<Row>, asOf?: (row: Row) => Date) {
  const { table } = readTable(rows, features, { asOf });
  const numbers = features.names.filter((name) => features.features[name]?.type === "number");
  return Object.fromEntries(
    numbers.map((name) => {
      const values = plainValues(
        features.features[name] as Feature<Row>,
        table.columns[name] as NumberColumn,
      );
      return [name, quantileCuts(values)];
    }),
  );
}

describeEngines("what a database counts, and the model made of it, is what is counted here", (engine) => {
  it("texts, missing and unusable values, dates, events and open records of every kind", async () => {
    const leads = oddRows.map(({ events: _, ...row }) => row);
    await load(engine(), "odd", leads);
    const visits = oddRows.flatMap(({ id, events }) => events.map((event) => ({ id, ...event })));
    await load(engine(), "odd events", visits);
    const asOf = (row: OddRow) => new Date(row.asOf);
    const cuts = cutsOf(oddRows, oddFeatures, asOf);
    const rows = await count(engine(), oddFeatures, {
      table: "odd",
      key: "id",
      asOf: { column: "asOf" },
      columns: { asOf: "text", contactedAt: "text" },
      events: { events: { table: "odd events", key: "id", columns: { at: "text" } } },
      outcome: { column: "status", event: ["won", "Won"], nonEvent: ["lost", "no decision"] },
      cuts,
    });
    const known = ({ status }: OddRow) => {
      if (status === "won" || status === "Won") return true;
      return status === "lost" || status === "no decision" ? false : null;
    };
    const here = countsFromRecords(oddRows, { features: oddFeatures, outcome: known, asOf, cuts });
    const [from, to] = [new Date(here.counts.from as string), new Date(here.counts.to as string)];
    const there = countsFromStatistics(rows, { features: oddFeatures, cuts, window: { from, to } });
    expect(there.counts).toEqual(here.counts);
    const exactly = here.counts.features.find(({ name }) => name === "exactly");
    expect(exactly?.levels?.length).toBeGreaterThan(15);
    const rejected = here.rejected.map(({ index }) => known(oddRows[index] as OddRow));
    expect(rejected.length).toBeGreaterThan(5);
    expect(there.rejected).toEqual({
      events: rejected.filter((won) => won === true).length,
      nonEvents: rejected.filter((won) => won === false).length,
    });
  });

  const typed = [
    { flag: true, number: 1 },
    { flag: true, number: 0 },
    { flag: false, number: 2 },
    { flag: null, number: 1 },
  ];

  it.each([
    [{ column: "flag", event: true, nonEvent: false }, 2, 1],
    [{ column: "flag", event: false, nonEvent: true }, 1, 2],
    [{ column: "number", event: 1, nonEvent: [0, 2] }, 2, 2],
  ] as const)("an outcome of another type: %j", async (outcome, events, nonEvents) => {
    await load(engine(), "typed", typed);
    const rows = await count(engine(), flagFeatures, { table: "typed", outcome });
    expect(countsFromStatistics(rows, { features: flagFeatures }).counts).toMatchObject({
      events,
      nonEvents,
    });
  });

  it("no closed record has no bins", async () => {
    await load(engine(), "typed", typed);
    const outcome = { column: "number", event: 8, nonEvent: 9 };
    const rows = await count(engine(), flagFeatures, { table: "typed", outcome });
    expect(countsFromStatistics(rows, { features: flagFeatures }).counts).toEqual(
      countsFromRecords<FlagRow>([], { features: flagFeatures, outcome: () => null }).counts,
    );
  });

  it("hostile names of tables, columns, features and values stay names and values", async () => {
    const evil = "'; DROP TABLE typed; --";
    const column = `"${evil}" \\ 😀`;
    const rows = [evil, null, "b"].map((text, i) => ({ [column]: text, [evil]: i === 0 ? evil : column }));
    await load(engine(), column, rows);
    const features = featureSet<Record<string, string | null>>()({ [column]: categorical(column) });
    const outcome = { column: evil, event: evil, nonEvent: column };
    const found = await count(engine(), features, { table: column, outcome });
    expect(countsFromStatistics(found, { features }).counts).toEqual(
      countsFromRecords(rows, { features, outcome: (row) => row[evil] === evil }).counts,
    );
  });

  describeWithSharedData("real data", () => {
    const sets: readonly [DataSet<Texts>, SqlOutcome][] = [
      [germanCredit, { column: "creditability", event: "bad", nonEvent: "good" }],
      [xEducation, { column: "Converted", event: "1", nonEvent: "0" }],
      [salvirt, { column: "Status", event: "Won", nonEvent: "Lost" }],
      [bank, { column: "y", event: "yes", nonEvent: "no" }],
    ];
    it.each(sets)("$name: the same bits in every term", async (set, outcome) => {
      const records = set.rows();
      const { features } = set;
      await load(engine(), set.name, records);
      const cuts = cutsOf(records, features);
      const { model, report } = fitFromStatistics(
        await count(engine(), features, { table: set.name, outcome, cuts }),
        { features, cuts },
      );
      const here = fitNaiveBayes(records, { features, outcome: set.outcome });
      expect(report.counts).toEqual(here.report.counts);
      expect(model).toEqual(naiveBayesFromCounts(here.report.counts, { features }));
      expect(model.terms).toEqual(here.model.terms);
      expect(model.intercept).toBe(here.model.intercept);
      expect(report.rejected).toEqual({ events: 0, nonEvents: 0 });
    });
  });

  it("buckets that were written to a table are reported as those of the records", async () => {
    const random = seededRandom(6);
    const scored = Array.from({ length: 500 }, () => {
      const score = random.next();
      return { bucket: score < 0.1 ? null : bucketOf(buckets, score), score, won: random.next() < score };
    });
    await load(engine(), "scored", scored);
    const features = featureSet<(typeof scored)[number]>()({ bucket: categorical("bucket") });
    const outcome = { column: "won", event: true, nonEvent: false };
    const rows = await count(engine(), features, { table: "scored", outcome });
    const { counts } = countsFromStatistics(rows, { features });
    const scores = scored.map(({ bucket, score }) => (bucket === null ? Number.NaN : score));
    expect(bucketReportFromCounts(buckets, counts)).toEqual(
      bucketReport(
        buckets,
        scored.map(({ won }) => won),
        scores,
      ),
    );
  });
});
