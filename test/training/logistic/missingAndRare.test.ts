import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { createScorer, type LevelsTerm, type LinearTerm } from "../../../src/models/index";
import { type FitLogisticOptions, fitLogistic } from "../../../src/training/index";

interface Row {
  readonly visits: number | null;
  readonly source: string | null;
  readonly won?: boolean;
}

const features = featureSet<Row>()({ visits: numeric("visits"), source: categorical("source") });
const train = (rows: readonly Row[], options: Partial<FitLogisticOptions<Row>> = {}) =>
  fitLogistic(rows, { features, outcome: (row) => row.won, ...options });
const won = (i: number) => (i * 31) % 97 < 30;

/** `counts` records of each source. */
const withSources = (counts: Readonly<Record<string, number>>): Row[] =>
  Object.entries(counts)
    .flatMap(([source, count]) => new Array(count).fill(source === "(none)" ? null : source))
    .map((source, i) => ({ visits: (i * 13) % 17, source, won: won(i) }));

const levelsOf = (model: ReturnType<typeof train>["model"]) =>
  model.terms.find((term) => term.kind === "levels") as LevelsTerm;
const margins = (model: ReturnType<typeof train>["model"], rows: readonly Row[]) =>
  createScorer(model, features).scoreAll(rows).margin;
const columns = (result: ReturnType<typeof train>) => result.report.coefficients.map(({ column }) => column);

/** The events, and the sum of predictions, of the records that pass. */
function calibration(
  { model }: ReturnType<typeof train>,
  rows: readonly Row[],
  pass: (row: Row) => boolean,
): [number, number] {
  const chosen = rows.filter(pass);
  const { probability } = createScorer(model, features).scoreAll(chosen);
  return [chosen.filter((row) => row.won).length, probability.reduce((total, p) => total + p, 0)];
}

describe("missing numbers", () => {
  const rows = withSources({ web: 120, fair: 120 }).map((row, i) =>
    i % 6 === 0 ? { ...row, visits: null } : row,
  );

  it("have a learned contribution of their own", () => {
    const result = train(rows, { penalty: "none" });
    expect(columns(result)).toContain("visits (missing)");
    const term = result.model.terms.find((one) => one.kind === "linear") as LinearTerm;
    const row = result.report.coefficients.find(({ column }) => column === "visits (missing)");
    expect(term.missing).toBe(row?.estimate);
    expect(term.missing).not.toBe(0);
  });

  it("are calibrated without penalty: their predictions sum to their events", () => {
    const [events, total] = calibration(
      train(rows, { penalty: "none" }),
      rows,
      ({ visits }) => visits === null,
    );
    expect(total).toBeCloseTo(events, 8);
  });

  it("count as the mean where there are too few to learn from, and the report says so", () => {
    const few = withSources({ web: 60, fair: 60 }).map((row, i) => (i < 4 ? { ...row, visits: null } : row));
    const { model, report } = train(few);
    const term = model.terms.find((one) => one.kind === "linear") as LinearTerm;
    expect(term.missing).toBe(0);
    expect(report.warnings[0]?.message).toBe(
      "without effect: visits (missing) (only 4 records: taken as average)",
    );
  });

  it("that were never seen in training count as the average record: contribution 0", () => {
    const { model } = train(withSources({ web: 60, fair: 60 }));
    const { contributions } = createScorer(model, features).explain({ visits: null, source: "web" });
    expect(contributions.find(({ id }) => id === "visits")?.contribution).toBe(0);
  });
});

describe("missing text", () => {
  const counts = { web: 80, fair: 60, "(none)": 40 };

  it("is a level of its own", () => {
    const rows = withSources(counts);
    const result = train(rows, { penalty: "none" });
    expect(columns(result)).toEqual(["(intercept)", "source (missing)", "source = fair", "visits"]);
    const [events, total] = calibration(result, rows, ({ source }) => source === null);
    expect(total).toBeCloseTo(events, 8);
  });

  it("as the most frequent level is the baseline, and contributes 0", () => {
    const rows = withSources({ web: 50, fair: 40, "(none)": 90 });
    const result = train(rows, { penalty: "none" });
    expect(columns(result)).toEqual(["(intercept)", "source = fair", "source = web", "visits"]);
    expect(levelsOf(result.model).missing).toBe(0);
    for (const level of [null, "web", "fair"]) {
      const [events, total] = calibration(result, rows, ({ source }) => source === level);
      expect(total, String(level)).toBeCloseTo(events, 8);
    }
  });

  it("that is rare shares the contribution of the rare levels", () => {
    const { model } = train(withSources({ web: 80, fair: 60, a: 5, b: 4, "(none)": 3 }));
    const term = levelsOf(model);
    const [a, b] = ["a", "b"].map((level) => term.contributions[term.levels.indexOf(level)]);
    expect(a).toBe(b);
    expect(term.missing).toBe(a);
    expect(a).not.toBe(0);
  });
});

describe("levels", () => {
  it.each(["none", { l2: 1 }] as const)("rare ones share one contribution, penalty %j", (penalty) => {
    const rows = withSources({ web: 80, fair: 60, a: 5, b: 4, c: 6 });
    const result = train(rows, { penalty });
    expect(columns(result)).toContain("source (rare levels)");
    const term = levelsOf(result.model);
    expect(term.levels).toEqual(["a", "b", "c", "fair", "web"]);
    const [a, b, c] = term.contributions;
    expect([b, c]).toEqual([a, a]);
    expect(result.report.warnings.find(({ code }) => code === "rare_levels")).toEqual({
      code: "rare_levels",
      features: ["source"],
      message: "levels with few records share a coefficient: 3 of source",
    });
  });

  it("too few to share one add nothing, and the report says so", () => {
    const { model, report } = train(withSources({ web: 80, fair: 60, a: 5 }));
    expect(levelsOf(model).contributions[0]).toBe(0);
    expect(report.warnings[0]?.message).toBe(
      "without effect: source (rare levels) (only 5 records: nothing is added)",
    );
  });

  it("a minimum count of 1 pools nothing", () => {
    const result = train(withSources({ web: 80, fair: 60, a: 5, b: 1 }), { minimumLevelCount: 1 });
    expect(columns(result)).toEqual([
      "(intercept)",
      ...["a", "b", "fair", "web"].map((level) => `source = ${level}`),
      "visits",
    ]);
  });

  it("exactly the minimum count is enough for a coefficient of one's own", () => {
    const counted = (count: number) => columns(train(withSources({ web: 80, fair: 60, a: count })));
    expect(counted(10)).toContain("source = a");
    expect(counted(9)).not.toContain("source = a");
  });

  it("records count by weight", () => {
    const rows = withSources({ web: 80, fair: 60, a: 5 });
    expect(columns(train(rows, { weight: () => 2 }))).toContain("source = a");
  });

  it("without penalty the most frequent level is the baseline; at a tie the first in sorted order", () => {
    expect(columns(train(withSources({ web: 50, fair: 60 }), { penalty: "none" }))).toEqual([
      "(intercept)",
      "source = web",
      "visits",
    ]);
    expect(columns(train(withSources({ web: 50, fair: 50 }), { penalty: "none" }))).toEqual([
      "(intercept)",
      "source = web",
      "visits",
    ]);
  });

  it.each([
    ["penalty", {}],
    ["no penalty", { penalty: "none" }],
    ["weights", { weight: (row: Row) => (row.source === "web" ? 2.5 : 1) }],
  ] as const)(
    "one never seen is neutral: contribution exactly 0 against the reference (%s)",
    (_, options) => {
      const rows = withSources({ web: 80, fair: 61, a: 17, b: 4, c: 9 });
      const { model } = train(rows, options);
      const { contributions } = createScorer(model, features).explain({ visits: 3, source: "somewhere new" });
      expect(contributions.find(({ id }) => id === "source")?.contribution).toBe(0);
      expect(levelsOf(model).contributions).not.toContain(levelsOf(model).unseen);
    },
  );

  it("one that only records of weight 0 have was never seen", () => {
    const rows = withSources({ web: 80, fair: 60, ghost: 20 });
    const { model } = train(rows, { weight: (row) => (row.source === "ghost" ? 0 : 1) });
    expect(levelsOf(model).levels).toEqual(["fair", "web"]);
    const [ghost, other] = margins(model, [
      { visits: 2, source: "ghost" },
      { visits: 2, source: "other" },
    ]);
    expect(ghost).toBe(other);
  });

  it("a category of one level is left out", () => {
    const { report } = train(withSources({ web: 80 }));
    expect(report.warnings[0]).toEqual({
      code: "left_out",
      features: ["source"],
      message: "without effect: source (it has one level only)",
    });
  });
});
