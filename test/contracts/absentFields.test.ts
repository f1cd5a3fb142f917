import { describe, expect, test } from "vitest";
import { scoreStream } from "../../src/batch/index";
import { compileScorer } from "../../src/exporters/index";
import {
  categorical,
  countEvents,
  createScorer,
  custom,
  type FeatureSet,
  featureSet,
  fitBoosted,
  fitElasticNet,
  fitLogistic,
  fitNaiveBayes,
  fitPooled,
  fitScorecard,
  numeric,
  pointsModel,
  ratio,
  readColumns,
  readTable,
  seededRandom,
} from "../../src/index";
import { fitWithMlLogisticRegression } from "../../src/interop/index";
import { scoreInWorkers } from "../../src/threads/index";

type Any = Record<string, unknown>;
const features = featureSet<Any>()({
  Visits: numeric("Visits"),
  employees: numeric("employees"),
  source: categorical("source"),
});
const random = seededRandom(7);
const rows: Any[] = Array.from({ length: 200 }, (_, i) => {
  const employees = random.integer(500);
  return { visits: i, employees, source: i % 3 ? "web" : "fair", won: random.next() < employees / 600 };
});
const said = {
  code: "unknown_field",
  message: 'no record has the field "Visits", which feature "Visits" reads: did you mean "visits"?',
};
const expected = { ...said, feature: "Visits", field: "Visits" };

describe("a field that no record has is said, with the nearest name", () => {
  test("by readTable", () => {
    expect(readTable(rows, features).warnings).toEqual([expected]);
    expect(readTable(rows, features).rejected).toEqual([]);
  });

  const model = pointsModel({
    features,
    rules: [
      { id: "visited", when: { feature: "Visits", atLeast: 3 }, points: 10 },
      { id: "large", when: { feature: "employees", atLeast: 100 }, points: 5 },
    ],
  });
  test.each([
    ["createScorer", createScorer(model, features)],
    ["compileScorer", compileScorer(model, features)],
  ])("by the tables of %s", (_, scorer) => {
    expect(scorer.scoreAll(rows).warnings).toEqual([expected]);
    expect(scorer.explainAll(rows).scores.warnings).toEqual([expected]);
    expect(scorer.scoreAll([{ Visits: 3 }]).warnings.map(({ field }) => field)).toEqual(["employees"]);
    expect(scorer.scoreAll([]).warnings).toEqual([]);
  });

  test("by streams and threads", async () => {
    const scorer = createScorer(model, features);
    expect((await scoreInWorkers(scorer, rows, { threads: 1 })).warnings).toEqual([expected]);
    for await (const { scores } of scoreStream(scorer, rows)) expect(scores.warnings).toEqual([expected]);
  });

  const outcome = (row: Any) => row.won as boolean;
  const fits: Readonly<
    Record<string, (all: FeatureSet<Any>) => { readonly code: string; readonly message: string }[]>
  > = {
    fitLogistic: (all) => [...fitLogistic(rows, { features: all, outcome }).report.warnings],
    "fitLogistic, Firth": (all) => [
      ...fitLogistic(rows, { features: all, outcome, penalty: "firth" }).report.warnings,
    ],
    fitElasticNet: (all) => [...fitElasticNet(rows, { features: all, outcome }).report.warnings],
    fitScorecard: (all) => [...fitScorecard(rows, { features: all, outcome }).report.warnings],
    fitBoosted: (all) => [...fitBoosted(rows, { features: all, outcome }).report.warnings],
    fitNaiveBayes: (all) => [...fitNaiveBayes(rows, { features: all, outcome }).report.warnings],
    fitPooled: (all) => [...fitPooled(rows, { features: all, outcome, segment: "source" }).report.warnings],
    fitWithMlLogisticRegression: (all) => [
      ...fitWithMlLogisticRegression(rows, { features: all, outcome }).report.warnings,
    ],
  };
  test.each(Object.keys(fits))("by %s", (name) => {
    const found = fits[name]?.(features) ?? [];
    expect(found.filter(({ code }) => code === "unknown_field")).toEqual([expect.objectContaining(said)]);
    const known = featureSet<Any>()({ employees: numeric("employees"), source: categorical("source") });
    expect(fits[name]?.(known).map(({ code }) => code)).not.toContain("unknown_field");
  });
});

describe("what counts as absent", () => {
  const warned = (set: Parameters<ReturnType<typeof featureSet<Any>>>[0], records: readonly unknown[]) =>
    readTable(records as Any[], featureSet<Any>()(set)).warnings;

  test("a field that one record has is not absent, even if it says nothing there", () => {
    expect(warned({ x: numeric("x") }, [{}, { y: 1 }, { x: null }])).toEqual([]);
    expect(warned({ x: numeric("x") }, [{}, { y: 1 }])).toHaveLength(1);
  });

  test("a header with a byte-order mark or blanks is the nearest name", () => {
    const [first, second] = warned({ id: numeric("id"), stage: categorical("Deal Stage") }, [
      { "\uFEFFid": 1, " Deal Stage": "Won" },
    ]);
    expect(first?.message).toContain('did you mean "\\uFEFFid"?');
    expect(second?.message).toContain('did you mean " Deal Stage"?');
  });

  test("every field of a feature is looked for, and events too", () => {
    const set = featureSet<Any>()({
      use: ratio("seatsUsed", "seatsPaid"),
      visits: countEvents("events", { withinDays: 3 }),
    });
    const { warnings } = readTable([{ seatsUsed: 3 }], set, { asOf: new Date(0) });
    expect(warnings.map(({ feature, field }) => [feature, field])).toEqual([
      ["use", "seatsPaid"],
      ["visits", "events"],
    ]);
  });

  test("a getter of a class counts, a function of the record names no field", () => {
    class Lead {
      get visits(): number {
        return 3;
      }
    }
    expect(warned({ visits: numeric("visits") }, [new Lead()])).toEqual([]);
    expect(warned({ any: custom(() => 3) }, [{}])).toEqual([]);
  });

  test("records that are none, and that refuse to be asked, do not end the reading", () => {
    const refusing = new Proxy(
      {},
      {
        has: () => {
          throw new Error("no");
        },
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    expect(warned({ x: numeric("x") }, [null, 3, refusing])).toEqual([]);
    expect(warned({ x: numeric("x") }, [null, "text"])).toHaveLength(1);
  });

  test("columns have to be there: one that is not is an error with the nearest name", () => {
    expect(() => readColumns({ X: [1] }, featureSet<Any>()({ x: numeric("x") }))).toThrow(
      'readColumns: expected a column "x", which feature "x" reads: did you mean "X"?, received null',
    );
    expect(readColumns({ x: [1] }, featureSet<Any>()({ x: numeric("x") })).warnings).toEqual([]);
  });
});
