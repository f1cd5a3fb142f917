import { describe, expect, test } from "vitest";
import { daysSince } from "../../src/features/daysSince";
import { featureSet, numeric } from "../../src/features/index";
import { createScorer } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { folders } from "../support/sources";

// biome-ignore lint/suspicious/noExplicitAny: functions are called with anything
type Any = any;

/** Every exported function once, by its name. */
const functions = new Map<string, Any>();
for (const path of ["../../src/index.ts", ...folders.map((folder) => `../../src/${folder}/index.ts`)]) {
  for (const [name, value] of Object.entries(await import(path))) {
    if (typeof value === "function") functions.set(name, value);
  }
}

/** What a function may be called with that is wrong for all of them, as lists of arguments. */
const wrongArguments: Readonly<Record<string, readonly unknown[]>> = {
  nothing: [],
  null: [null, null, null, null],
  numbers: [5, 5, 5, 5],
  "texts that mean nothing": ["?", "?", "?", "?"],
  "empty objects": [{}, {}, {}, {}],
  "empty lists": [[], [], [], []],
  "an unknown option": [{ wrong: 1 }, { wrong: 1 }, { wrong: 1 }, { wrong: 1 }],
  functions: [() => 1, () => 1, () => 1, () => 1],
  "records and an unknown option": [[{ a: 1 }], { wrong: 1 }],
  symbols: [Symbol("s"), Symbol("s"), Symbol("s"), Symbol("s")],
  NaN: [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
};

/** Functions without a name of their own in messages, each with the reason. */
const notApplicable: Readonly<Record<string, string>> = {
  SalienceError: "a class",
  // shared checks: the name of the calling function is their first argument
  checkConfidence: "says its caller",
  checkDecay: "says its caller",
  checkExpression: "says its caller",
  checkInstant: "says its caller",
  checkModel: "says its caller",
  checkNumber: "says its caller",
  checkOneOf: "says its caller",
  checkOptions: "says its caller",
  checkPositive: "says its caller",
  checkSeed: "says its caller",
  checkWhole: "says its caller",
  reject: "says its caller",
  // arithmetic of one or two numbers, without a check: what is no number gives NaN
  erfc: "arithmetic",
  exp2: "arithmetic",
  expit: "arithmetic",
  log1pExp: "arithmetic",
  logExpit: "arithmetic",
  logit: "arithmetic",
  normalCdf: "arithmetic",
  power: "arithmetic",
  quantileSorted: "arithmetic on a sorted list, without a check",
  // every value has an answer
  describeValue: "describes any value",
  parseInstant: "gives NaN for what is no text of an instant",
  // the first call only carries the type of the record
  featureSet: "checks in its second call",
};

/** What is still wrong, to be emptied. */
const known: Readonly<Record<string, string>> = {};

/** What went wrong in a call: nothing where it was refused by name or gave a result. */
async function misnamed(name: string, call: () => unknown): Promise<string | null> {
  try {
    await call();
    return null;
  } catch (error) {
    const { name: kind, message } = error as Error;
    return kind === "SalienceError" && message.startsWith(`${name}: `) ? null : `${kind}: ${message}`;
  }
}

const checked = [...functions.keys()].filter((name) => !(name in notApplicable) && !(name in known)).sort();

test("what is said to be not applicable exists, and what is known to be wrong is wrong", async () => {
  expect(Object.keys(notApplicable).filter((name) => !functions.has(name))).toEqual([]);
  for (const name of Object.keys(known)) {
    const found = await Promise.all(
      Object.values(wrongArguments).map((list) => misnamed(name, () => functions.get(name)(...list))),
    );
    expect(
      found.filter((one) => one !== null),
      name,
    ).not.toEqual([]);
  }
});

describe("a wrong call is refused with the name of the function that was called", () => {
  test.each(checked)("%s", async (name) => {
    const found: Record<string, string> = {};
    for (const [what, list] of Object.entries(wrongArguments)) {
      const wrong = await misnamed(name, () => functions.get(name)(...list));
      if (wrong !== null) found[what] = wrong;
    }
    expect(found).toEqual({});
  });
});

interface Lead {
  readonly visits: number;
  readonly called: string;
  readonly won: boolean;
}
const leads: readonly Lead[] = Array.from({ length: 60 }, (_, i) => ({
  visits: (i * 7) % 11,
  called: "2026-01-01",
  won: i % 3 === 0,
}));
const features = featureSet<Lead>()({ visits: numeric("visits") });
const dated = featureSet<Lead>()({ visits: numeric("visits"), called: daysSince("called") });
const rules = [{ id: "called", when: { feature: "called", atMost: 30 }, points: 10 }] as const;
const scorer = createScorer(pointsModel({ features: dated, rules }), dated);
const outcome = (lead: Lead) => lead.won;
const byRecord = { features: dated, outcome };
const fit = { fit: () => ({ model: scorer.model }) };

/** Calls of functions that read records, in which nothing is wrong but that an instant is missing. */
const withoutInstant: Readonly<Record<string, (call: Any) => unknown>> = {
  readTable: (call) => call(leads, dated),
  readColumns: (call) => call({ visits: [1], called: ["2026-01-01"] }, dated),
  counterfactual: (call) => call(scorer, leads[0], { target: 10, actionable: { visits: {} } }),
  diffExplanations: (call) => call({ scorer, row: leads[0] }, { scorer, row: leads[1] }),
  compareModels: (call) => call(scorer, scorer, leads),
  conversionHistory: (call) => call(leads, byRecord),
  countsFromRecords: (call) => call(leads, { ...byRecord, cuts: { visits: [3], called: [3] } }),
  updateCounts: (call) => call(null, leads, { ...byRecord, cuts: { visits: [3], called: [3] } }),
  dataSufficiency: (call) => call(leads, byRecord),
  leakageReport: (call) => call(leads, byRecord),
  fitLogistic: (call) => call(leads, byRecord),
  fitElasticNet: (call) => call(leads, byRecord),
  fitPooled: (call) => call(leads, { ...byRecord, segment: () => "a" }),
  fitScorecard: (call) => call(leads, byRecord),
  fitNaiveBayes: (call) => call(leads, byRecord),
  fitBoosted: (call) => call(leads, byRecord),
  crossValidate: (call) => call(leads, { ...byRecord, ...fit }),
  fitWithMlLogisticRegression: (call) => call(leads, byRecord),
  scoreStream: (call) => call(scorer, leads),
  scoreRecords: (call) => call(scorer, leads),
  scoreInWorkers: (call) => call(scorer, leads),
};

describe("a missing instant is said by the function that was called", () => {
  test.each(Object.keys(withoutInstant))("%s", async (name) => {
    expect(functions.has(name)).toBe(true);
    const call = withoutInstant[name] as (call: Any) => unknown;
    expect(await misnamed(name, () => call(functions.get(name)))).toBe(null);
  });
});

describe("the methods of a scorer say their own names", () => {
  const methods: Readonly<Record<string, (given: Any) => unknown>> = {
    score: () => scorer.score(leads[0] as Lead),
    scoreAll: () => scorer.scoreAll(leads),
    explain: () => scorer.explain(leads[0] as Lead),
    explainAll: () => scorer.explainAll(leads),
  };
  test.each(Object.keys(methods))("%s", (name) => {
    expect(methods[name]).toThrow(new RegExp(`^${name}: expected asOf, which feature "called" needs`));
  });
});

test("features that are none are refused by the second call of featureSet", () => {
  expect(() => featureSet<Lead>()({ visits: 5 as never })).toThrow(/^featureSet: /);
  expect(features.names).toEqual(["visits"]);
});
