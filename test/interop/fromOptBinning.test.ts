import { describe, expect, it } from "vitest";
import { fromOptBinning, type OptBinningRow, type OptBinningScorecard } from "../../src/interop/index";
import { createScorer } from "../../src/models/index";

const age: OptBinningRow[] = [
  { Variable: "age", Bin: "(-inf, 30.50)", WoE: -0.8, Coefficient: -1.5, Points: 12, Count: 200 },
  { Variable: "age", Bin: "[30.50, 45.25)", WoE: 0.1, Coefficient: -1.5, Points: 23, Count: 500 },
  { Variable: "age", Bin: "[45.25, inf)", WoE: 0.6, Coefficient: -1.5, Points: 31, Count: 280 },
  { Variable: "age", Bin: "Special", WoE: 0.2, Coefficient: -1.5, Points: 20, Count: 0 },
  { Variable: "age", Bin: "Missing", WoE: 0.4, Coefficient: -1.5, Points: 20.5, Count: 20 },
];
const job: OptBinningRow[] = [
  { Variable: "job", Bin: ["clerk", 'it\'s & "other"'], WoE: 0.3, Coefficient: -0.5, Points: 5, Count: 600 },
  { Variable: "job", Bin: ["boss", 7 as never], WoE: -0.9, Coefficient: -0.5, Points: -2, Count: 390 },
  { Variable: "job", Bin: "Special", WoE: 0, Coefficient: -0.5, Points: 1, Count: 0 },
  { Variable: "job", Bin: "Missing", WoE: 0.7, Coefficient: -0.5, Points: 1.25, Count: 10 },
];
const points: OptBinningScorecard = { values: "points", table: [...age, ...job] };
const woe: OptBinningScorecard = {
  values: "woe",
  table: [...age, ...job],
  intercept: -1,
  metricMissing: 0,
  metricSpecial: 0,
};

const scoresOf = (scorecard: OptBinningScorecard, rows: readonly Record<string, unknown>[]) => {
  const { model, features } = fromOptBinning(scorecard);
  return createScorer(model, features).scoreAll(rows);
};
const marginOf = (scorecard: OptBinningScorecard, row: Record<string, unknown>) =>
  scoresOf(scorecard, [row]).margin[0] as number;

describe("fromOptBinning, points", () => {
  it("the score is the sum of the bins' points, as Scorecard.score gives it; a bound belongs to the bin above", () => {
    const rows = [
      { age: 30.499, job: "clerk" },
      { age: 30.5, job: "boss" },
      { age: 45.25, job: 'it\'s & "other"' },
      { age: -1e9, job: 7 },
    ];
    expect(Array.from(scoresOf(points, rows).score)).toEqual([12 + 5, 23 - 2, 31 + 5, 12 - 2]);
    expect(scoresOf(points, rows).probability.every(Number.isNaN)).toBe(true);
  });

  it("a missing value gets the points of its row, and so does a category that is in no bin", () => {
    expect(marginOf(points, { age: 20, job: null })).toBe(12 + 1.25);
    expect(marginOf(points, { age: 20, job: "poet" })).toBe(12 + 1.25);
    expect(marginOf(points, {})).toBe(20.5 + 1.25);
  });

  it("the intercept of an intercept-based scorecard is added", () => {
    expect(marginOf({ ...points, intercept: 100 }, { age: 20, job: "boss" })).toBe(110);
  });

  it("rows without WoE, as the summary table has them, and in any order of bins", () => {
    const summary = [...age]
      .reverse()
      .map(({ Variable, Bin, Points }) => ({ Variable, Bin, Points }) as OptBinningRow);
    expect(marginOf({ values: "points", table: summary }, { age: 31 })).toBe(23);
  });
});

describe("fromOptBinning, weight of evidence", () => {
  const expit = (x: number) => 1 / (1 + Math.exp(-x));

  it("the log-odds are the intercept plus coefficient · WoE of each bin", () => {
    // −1 + (−1.5)(−0.8) + (−0.5)(−0.9) = −1 + 1.2 + 0.45
    expect(marginOf(woe, { age: 20, job: "boss" })).toBeCloseTo(0.65, 12);
    expect(scoresOf(woe, [{ age: 20, job: "boss" }]).probability[0]).toBeCloseTo(expit(0.65), 12);
  });

  it("a missing value has the WoE that fit was given, 0, against its own table, or the empirical one where that is said", () => {
    // age missing, job clerk: −1 + 0 + (−0.5)(0.3), or −1 + (−1.5)(0.4) + (−0.5)(0.3)
    expect(marginOf(woe, { job: "clerk" })).toBeCloseTo(-1.15, 12);
    expect(marginOf({ ...woe, metricMissing: "empirical" }, { job: "clerk" })).toBeCloseTo(-1.75, 12);
    expect(marginOf({ ...woe, metricMissing: 0.25 }, { job: "clerk" })).toBeCloseTo(-1.525, 12);
  });

  it("a category in no bin has the WoE 0, or the one that is said", () => {
    expect(marginOf(woe, { age: 31, job: "poet" })).toBeCloseTo(-1.15, 12);
    // ln(1 − m / n) with 30 missing or special records of 900 non-events
    const unknown = Math.log(1 - 30 / 900);
    expect(marginOf({ ...woe, metricUnknown: unknown }, { age: 31, job: "poet" })).toBeCloseTo(
      -1.15 - 0.5 * unknown,
      12,
    );
  });
});

describe("fromOptBinning, bins", () => {
  it("exact splits stand in the place of the rounded bounds", () => {
    const exact = { ...points, splits: { age: [30.4963, 45.2549] } };
    expect(marginOf(exact, { age: 30.498, job: "clerk" })).toBe(23 + 5);
    expect(marginOf(points, { age: 30.498, job: "clerk" })).toBe(12 + 5);
    expect(marginOf(exact, { age: 45.2549, job: "clerk" })).toBe(31 + 5);
  });

  it("special codes of a number have their points, and no neighbouring number has", () => {
    const coded = { ...points, specialCodes: { age: [-999, 0, 30.5] } };
    const next = { "-999": -998.9999999999999, "0": 5e-324, "30.5": 30.500000000000004 };
    expect(
      scoresOf(
        coded,
        [-999, 0, 30.5].map((x) => ({ age: x, job: "clerk" })),
      ).score,
    ).toEqual(Float64Array.of(25, 25, 25));
    expect(marginOf(coded, { age: next["-999"], job: "clerk" })).toBe(17);
    expect(marginOf(coded, { age: -999.0000000000001, job: "clerk" })).toBe(17);
    expect(marginOf(coded, { age: next["0"], job: "clerk" })).toBe(17);
    expect(marginOf(coded, { age: next["30.5"], job: "clerk" })).toBe(28);
    expect(marginOf(coded, { age: 30.499999999999996, job: "clerk" })).toBe(17);
  });

  it("special codes may have rows by name, and categories have them too", () => {
    const named = [
      ...age.slice(0, 3),
      { ...(age[3] as OptBinningRow), Bin: "refused", Points: 40 },
      { ...(age[3] as OptBinningRow), Bin: "unknown", Points: 50 },
      age[4] as OptBinningRow,
      ...job,
    ];
    const codes = { age: { refused: [-1], unknown: [-2, -3] }, job: ["?", 99] };
    const scorecard = { ...points, table: named, specialCodes: codes };
    expect([-1, -2, -3, -4].map((x) => marginOf(scorecard, { age: x, job: "?" }))).toEqual([41, 51, 51, 13]);
    expect(marginOf(scorecard, { age: -1, job: "99" })).toBe(41);
  });

  it("scientific notation, negative bounds, and a variable with one bin", () => {
    const table: OptBinningRow[] = [
      { Variable: "x", Bin: "(-inf, -1.50)", Points: 1 },
      { Variable: "x", Bin: "[-1.50, 2.5e+3)", Points: 2 },
      { Variable: "x", Bin: "[2500, inf)", Points: 3 },
      { Variable: "x", Bin: "Missing", Points: 0 },
      { Variable: "toString", Bin: "(-inf, inf)", Points: 10 },
      { Variable: "toString", Bin: "Missing", Points: 0 },
    ];
    const rows = [-2, -1.5, 2499, 2500].map((x) => ({ x, toString: 1 }));
    expect(Array.from(scoresOf({ values: "points", table }, rows).score)).toEqual([11, 12, 12, 13]);
  });
});

describe("fromOptBinning refuses", () => {
  const first = age[0] as OptBinningRow;
  const withTable =
    (...table: unknown[]) =>
    () =>
      fromOptBinning({ values: "points", table } as never);
  const bins = (...all: unknown[]) =>
    withTable(...all.map((Bin) => ({ Variable: "x", Bin, Points: 1 })), {
      Variable: "x",
      Bin: "Missing",
      Points: 0,
    });
  const change = (base: OptBinningScorecard, more: object) => () => fromOptBinning({ ...base, ...more });

  it.each([
    [
      "bins that overlap",
      bins("(-inf, 2.00)", "[1.00, inf)"),
      'bins of "x" that do not overlap, received "a bin from 1 after one to 2"',
    ],
    ["bins that leave a gap", bins("(-inf, 1.00)", "[2.00, inf)"), 'bins of "x" without a gap'],
    ["bins that end before infinity", bins("(-inf, 1.00)"), "nothing from 1 on"],
    ["bins that start after minus infinity", bins("[1.00, inf)"), "without a gap"],
    [
      "a bin that rounding made empty",
      bins("(-inf, 1.50)", "[1.50, 1.50)", "[1.50, inf)"),
      "fit with more show_digits",
    ],
    ["a bin that is no interval", bins("1.5 to 3"), 'bins of "x" such as "[1.50, 3.00)"'],
    ["a bin that is open below", bins("(1.50, 3.00)"), 'bins of "x" such as'],
    ["categories as text", bins("['a' 'b']"), "a list of categories"],
    ["a number as a bin", bins(3), 'bins of "x" such as'],
    [
      "intervals and categories",
      bins("(-inf, inf)", ["a"]),
      'expected "x" to have intervals or lists of categories, received "both"',
    ],
    ["neither", bins(), 'received "neither"'],
    ["a category twice", bins(["a", "b"], ["b "]), 'every category of "x"'],
    ["an empty category", bins(["a", " "]), 'categories of "x" that are not empty'],
    ["a category that is an object", bins([{}]), 'categories of "x" to be text'],
    ["two rows for missing values", bins("(-inf, inf)", "Missing"), 'one row "Missing" of "x", received 2'],
    ["no row for missing values", withTable(first), 'one row "Missing" of "age", received 0'],
    [
      "a variable whose rows are apart",
      withTable(...age, ...job, first),
      'every variable, its rows together once, received "age"',
    ],
    [
      "object internals as a variable",
      withTable({ ...first, Variable: "__proto__" }),
      "Variable of table[0]",
    ],
    ["a row that is none", withTable(null), "table[0] to be a row"],
    ["an empty table", withTable(), "a table with rows"],
    ["points that are no number", withTable({ ...first, Points: "12" }, ...age.slice(1)), 'Points of "age"'],
    ["another kind of values", change(points, { values: "odds" }), "values points or woe"],
    ["an unknown key", change(points, { pdo: 20 }), "scorecard with keys"],
    ["woe without an intercept", change(woe, { intercept: undefined }), "intercept to be a finite number"],
    [
      "woe without saying what missing means",
      change(woe, { metricMissing: undefined }),
      'metricMissing "empirical" or the number',
    ],
    [
      "woe without saying what special means",
      change(woe, { metricSpecial: "table" }),
      'metricSpecial "empirical" or the number',
    ],
    [
      "metrics with points, which contain them",
      change(points, { metricMissing: 0 }),
      "no metricMissing with points",
    ],
    ["metricUnknown with points", change(points, { metricUnknown: 0 }), "no metricUnknown with points"],
    [
      "two coefficients of one variable",
      change(woe, { table: [{ ...first, Coefficient: 2 }, ...age.slice(1)] }),
      'one Coefficient of "age", 2',
    ],
    [
      "a WoE that is no number",
      change(woe, { table: [{ ...first, WoE: "" }, ...age.slice(1)] }),
      'WoE of "age"',
    ],
    [
      "splits of another variable",
      change(points, { splits: { size: [1] } }),
      'splits with keys age, job, received "size"',
    ],
    ["too few splits", change(points, { splits: { age: [30.5] } }), '2 splits of "age"'],
    [
      "splits that are not those of the bins",
      change(points, { splits: { age: [30.5, 46] } }),
      "45.25 to 2 digits",
    ],
    [
      "splits of categories",
      change(points, { splits: { job: [0.5] } }),
      'no splits for the categories of "job"',
    ],
    [
      "special records without codes",
      change(points, { table: [...age.slice(0, 3), { ...(age[3] as OptBinningRow), Count: 4 }, age[4]] }),
      'specialCodes of "age", whose row "Special" has 4 records',
    ],
    [
      "special codes without a row",
      change(points, { specialCodes: { age: { refused: [-1] } } }),
      'a row "\\"refused\\"" of "age"',
    ],
    [
      "texts as codes of a number",
      change(points, { specialCodes: { age: ["?"] } }),
      'specialCodes of "age" to be numbers',
    ],
    [
      "codes that are no list",
      change(points, { specialCodes: { age: { Special: -1 } } }),
      'specialCodes of "age" to be lists',
    ],
    ["what is no object", () => fromOptBinning([] as never), "scorecard to be an object"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message.replace('"\\"refused\\""', '"refused"'));
    expect(run).toThrow(/^fromOptBinning: expected /);
  });
});
