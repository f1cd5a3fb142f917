import { expect, it } from "vitest";
import { bucketsByShare } from "../../../src/buckets/index";
import { mentionedFields } from "../../../src/exporters/sql/mentionedFields";
import { categorical, featureSet, flag, numeric, readTable } from "../../../src/features/index";
import { createScorer, withReference } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { fitLogistic } from "../../../src/training/index";
import type { DataSet } from "../../realData/dataSet";
import { bank } from "../../realData/dataSets/bank";
import { breastCancer } from "../../realData/dataSets/breastCancer";
import { cdnow } from "../../realData/dataSets/cdnow";
import { channelPaths } from "../../realData/dataSets/channelPaths";
import { crmPipeline } from "../../realData/dataSets/crmPipeline";
import { germanCredit } from "../../realData/dataSets/germanCredit";
import { olist } from "../../realData/dataSets/olist";
import { salvirt } from "../../realData/dataSets/salvirt";
import { xEducation } from "../../realData/dataSets/xEducation";
import { learnedKinds } from "../../realData/learnedKinds";
import { describeWithSharedData } from "../../support/sharedData";
import { AS_OF, compareWithScorer, loadData, type TestData, type TestRow } from "./compare";
import { describeEngines } from "./engines";
import { ODD_TEXTS } from "./oddValues";

const EVENTS: Readonly<Record<string, TestData["events"]>> = {
  cdnow: { orders: { at: "text", discs: "number", dollars: "number" } },
};

/** A data set as a warehouse would have it: what functions compute is a column, and so is the instant of a record. */
function asTable<Row>({ name, rows: read, features, outcome, asOf, weight, points }: DataSet<Row>) {
  const rows = read();
  const { table } = readTable(rows, features, asOf === undefined ? {} : { asOf });
  const computed = features.names.filter((name) => features.features[name]?.definition === null);
  const columns = computed.map((name) => ({ name, key: `computed ${name}`, column: table.columns[name] }));
  const records = rows.map((row, i): TestRow => {
    const extra = columns.map(({ key, column }) => {
      if (column?.type === "category") return [key, column.levels[column.codes[i] as number] ?? null];
      const value = column?.values[i] as number;
      return [key, Number.isNaN(value) ? null : value];
    });
    return {
      ...row,
      ...Object.fromEntries(extra),
      ...(typeof asOf === "function" ? { [AS_OF]: asOf(row) } : {}),
    };
  });
  const made = columns.map(({ name, key }) => {
    const type = features.features[name]?.type;
    if (type === "category") return [name, categorical<TestRow>(key)] as const;
    return [
      name,
      type === "flag" ? flag<TestRow>(key, { trueValues: [1], falseValues: [0] }) : numeric<TestRow>(key),
    ] as const;
  });
  const set = featureSet<TestRow>()({ ...(features.features as object), ...Object.fromEntries(made) });
  const fields = [...mentionedFields(set).fields, ...(typeof asOf === "function" ? [AS_OF] : [])];
  const types = Object.fromEntries(
    fields.map((key) => {
      const sample = records
        .map((record) => record[key])
        .find((value) => value !== null && value !== undefined);
      return [key, key === AS_OF ? "timestamp" : typeof sample === "number" ? "number" : "text"] as const;
    }),
  );
  const events = EVENTS[name];
  const data: TestData = {
    rows: records,
    types,
    ...(events === undefined ? {} : { events }),
    ...(asOf === undefined ? {} : { asOf: typeof asOf === "function" ? "column" : asOf }),
  };
  return { name, data, features: set, outcome: outcome as (row: TestRow) => never, weight, points };
}

/** Some of the records with odd values in place of their own, each in turn. */
function withOddValues(data: TestData): TestData {
  const fields = Object.keys(data.types).filter((key) => data.types[key] === "text");
  if (fields.length === 0) return data;
  const odd = ODD_TEXTS.flatMap((text, i) =>
    fields.map((field, k) => ({ ...data.rows[(i * 31 + k * 7) % data.rows.length], [field]: text })),
  );
  return { ...data, rows: [...data.rows, ...odd] };
}

/** Records with odd ones among them, models of them, and buckets; made once for all databases. */
function prepare<Row>(dataSet: DataSet<Row>) {
  const { data: original, features, outcome, weight, points } = asTable(dataSet);
  const asOf = original.asOf === "column" ? (row: TestRow) => row[AS_OF] as Date : original.asOf;
  const options = asOf === undefined ? {} : { asOf };
  const fitted = fitLogistic(original.rows, {
    features,
    outcome,
    ...options,
    ...(weight === undefined ? {} : { weight: weight as (row: TestRow) => number }),
  });
  const written = pointsModel({ features, ...(points as object), rules: points.rules as never });
  const { table } = readTable(original.rows, features, options);
  const kinds = dataSet.name === germanCredit.name ? learnedKinds(original.rows, features) : {};
  const models = { learned: fitted.model, written: withReference(written, table), ...kinds };
  const cases = Object.entries(models).map(([title, model]) => {
    const { score } = createScorer(model, features).scoreAll(table);
    return { title, model, buckets: bucketsByShare(score, { A: 0.1, B: 0.15, C: 0.25, D: 0.5 }) };
  });
  return { data: withOddValues(original), features, cases };
}

const DATA_SETS: readonly DataSet<never>[] = [
  ...[xEducation, salvirt, bank, germanCredit, crmPipeline, olist, cdnow, breastCancer, channelPaths],
] as never;

describeWithSharedData("SQL on every record of every data set", () => {
  const prepared = new Map<DataSet<never>, ReturnType<typeof prepare>>();

  describeEngines("real data", (engine) => {
    for (const dataSet of DATA_SETS) {
      it(`${dataSet.name}: same status, bucket and contributions, probabilities to 1e-9`, async () => {
        const { data, features, cases } = prepared.get(dataSet) ?? prepare(dataSet);
        prepared.set(dataSet, { data, features, cases });
        await loadData(engine(), data);
        for (const { title, model, buckets } of cases) {
          const explain = title === "written" && data.rows.length < 10_000;
          const found = await compareWithScorer(engine(), data, model, features, { buckets, explain });
          expect(found.differences, title).toEqual([]);
        }
      }, 60_000);
    }
  });
});
