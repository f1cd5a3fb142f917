import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as api from "../../src/features/index";
import { counterfactual, createScorer, type NumberReference, type Term } from "../../src/models/index";
import { summarizeFeature } from "../../src/models/summarizeFeature";
import { modelOf } from "./support";

/** A record with one field, and the instant from which it is looked at. */
interface Row {
  readonly x: unknown;
}
const asOf = new Date("2026-06-30T12:00:00Z");
const daysBefore = (days: number) => new Date(asOf.getTime() - days * 86_400_000).toISOString();
type Feature = api.Feature<Row>;

/** A feature, the field of records before, and the field that has the value proposed. */
interface Case {
  readonly feature: Feature;
  readonly raw: readonly unknown[];
  readonly put: (to: number | string) => unknown;
  /** Whole numbers only: dates have no finer values that can be written down exactly. */
  readonly whole?: boolean;
}

const same = (to: number | string) => to;
const numbers = [-7, -1, 0, 1, 2, 2.5, 19, 20, 251, 999, null, ""];
const event = (more: object = {}) => ({ at: daysBefore(0), ...more });
const events = (count: number, more: (i: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, i) => event(more(i)));
const lists = [null, [], events(1), events(4, (i) => ({ at: daysBefore(i), n: i }))];
const dates = [null, daysBefore(0), daysBefore(3), daysBefore(40)];
const titles: Readonly<Record<string, string>> = {
  training: "Intern",
  entry: "Junior Developer",
  senior: "Senior Developer",
  manager: "Manager",
  director: "Director",
  vp: "VP",
  executive: "CEO",
  owner: "Owner",
};
const jobs: Readonly<Record<string, string>> = {
  engineering: "Engineer",
  finance: "Accountant",
  "human resources": "HR",
  "information technology": "CIO",
  legal: "Attorney",
  management: "President",
  marketing: "Marketing",
  operations: "Operations",
  product: "Product Owner",
  purchasing: "Buyer",
  sales: "Sales",
  support: "Support",
};
const addresses: Readonly<Record<string, string>> = {
  business: "a@acme.io",
  free: "a@gmail.com",
  education: "a@mit.edu",
  government: "a@nasa.gov",
  disposable: "a@mailinator.com",
  invalid: "none",
};

const visit = { at: daysBefore(0), n: 1 };
const cases: Readonly<Record<string, Case>> = {
  numeric: { feature: api.numeric("x" as never), raw: numbers.slice(0, -1), put: same },
  "numeric of a function": { feature: api.numeric((row) => row.x as number), raw: [1, 5, null], put: same },
  "numeric clip": {
    feature: api.numeric("x" as never, { clip: [0, 20] }),
    raw: numbers.slice(0, -1),
    put: same,
  },
  "numeric clip below 0": {
    feature: api.numeric("x" as never, { clip: [-20, -2] }),
    raw: numbers.slice(0, -1),
    put: same,
  },
  "numeric missing": {
    feature: api.numeric("x" as never, { missing: [2, 1, 20, "?"] }),
    raw: numbers.slice(0, -1),
    put: same,
  },
  "numeric log1p": {
    feature: api.numeric("x" as never, { transform: "log1p" }),
    raw: [0, 1, 9, null],
    put: same,
  },
  "numeric sqrt": {
    feature: api.numeric("x" as never, { transform: "sqrt", clip: [null, 9] }),
    raw: [0, 1, 9, 30, null],
    put: same,
  },
  "numeric everything": {
    feature: api.numeric("x" as never, {
      ...{ clip: [-5, 20], transform: "log1p", fromText: true, missing: [2, "3", 5] },
    }),
    raw: ["0", "1", 4, "251", null],
    put: (to) => String(to),
  },
  categorical: { feature: api.categorical("x" as never), raw: ["p", "q", "unknown", null], put: same },
  "categorical everything": {
    feature: api.categorical("x" as never, {
      ...{
        levels: ["P", "q"],
        ignoreCase: true,
        aliases: { cue: "q", r: "Select" },
        missing: ["Select", "s"],
      },
    }),
    raw: ["p", "cue", "Select", null],
    put: same,
  },
  ordinal: { feature: api.ordinal("x" as never, ["p", "q", "r"]), raw: ["p", "q", "r", null], put: same },
  "ordinal everything": {
    feature: api.ordinal("x" as never, ["p", "q", "r"], { ignoreCase: true, missing: ["R", "s"] }),
    raw: ["P", "q", "r", null],
    put: same,
  },
  flag: { feature: api.flag("x" as never), raw: [true, false, null], put: Boolean },
  "flag of values": {
    feature: api.flag("x" as never, { trueValues: ["Yes", 0], falseValues: ["No", 1] }),
    raw: ["Yes", "No", 0, null],
    put: (to) => (to === 1 ? "Yes" : "No"),
  },
  seniority: {
    feature: api.seniority("x" as never),
    raw: [...Object.values(titles), null],
    put: (to) => titles[to],
  },
  department: {
    feature: api.department("x" as never),
    raw: [...Object.values(jobs), null],
    put: (to) => jobs[to],
  },
  emailDomainType: {
    feature: api.emailDomainType("x" as never),
    raw: [...Object.values(addresses), null],
    put: (to) => addresses[to],
  },
  custom: { feature: api.custom((row) => row.x as number), raw: numbers.slice(0, -1), put: same },
  "custom category": {
    feature: api.custom((row) => row.x as string, { type: "category" }),
    raw: ["p", " q ", null],
    put: same,
  },
  "custom flag": {
    feature: api.custom((row) => row.x as boolean, { type: "flag" }),
    raw: [true, false, null],
    put: same,
  },
  ratio: {
    feature: api.ratio(
      (row) => row.x as number,
      () => 1,
    ),
    raw: [0, 3, null],
    put: same,
  },
  expression: {
    feature: api.expression({ op: "field", field: "x" }),
    raw: [0, 3, null],
    put: same,
  },
  daysSince: {
    feature: api.daysSince("x" as never),
    raw: dates,
    put: (to) => daysBefore(Number(to)),
    whole: true,
  },
  daysUntil: {
    feature: api.daysUntil("x" as never),
    raw: dates,
    put: (to) => daysBefore(-Number(to)),
    whole: true,
  },
  countEvents: { feature: api.countEvents("x" as never), raw: lists, put: (to) => events(Number(to)) },
  daysSinceEvent: {
    feature: api.daysSinceEvent("x" as never, { withinDays: 7 }),
    raw: lists,
    put: (to) => [{ at: daysBefore(Number(to)) }],
    whole: true,
  },
  sumEvents: {
    feature: api.sumEvents("x" as never, { value: "n" }),
    raw: lists,
    put: (to) => [event({ n: to })],
  },
  decayedSum: {
    feature: api.decayedSum("x" as never, { halfLifeDays: 7 }),
    raw: lists,
    put: (to) => events(Number(to)),
    whole: true,
  },
  "decayedSum of a weight": {
    feature: api.decayedSum("x" as never, { halfLifeDays: 7, weight: "n" }),
    raw: lists,
    put: (to) => [event({ n: to })],
  },
  growth: {
    feature: api.growth("x" as never, { value: "n", overDays: 30 }),
    raw: [...lists, [visit, { at: daysBefore(31), n: 2 }]],
    put: (to) => [
      { ...visit, n: Number(to) + 1 },
      { at: daysBefore(31), n: 1 },
    ],
    whole: true,
  },
  trend: {
    feature: api.trend("x" as never, { value: "n" }),
    raw: lists,
    put: (to) => [{ at: daysBefore(1), n: 0 }, event({ n: to })],
    whole: true,
  },
  recency: {
    feature: api.recencyFrequencyValue("x" as never, { measure: "recency", withinDays: 9 }),
    raw: lists,
    put: (to) => [{ at: daysBefore(Number(to)) }],
    whole: true,
  },
  age: {
    feature: api.recencyFrequencyValue("x" as never, { measure: "age", withinDays: 9 }),
    raw: lists,
    put: (to) => [{ at: daysBefore(Number(to)) }],
    whole: true,
  },
  frequency: {
    feature: api.recencyFrequencyValue("x" as never, { measure: "frequency", withinDays: 9 }),
    raw: lists,
    // nine days touch ten days of the calendar, the first and the last in part
    put: (to) => events(Number(to), (i) => ({ at: i === 9 ? daysBefore(8.9) : daysBefore(i) })),
  },
  span: {
    feature: api.recencyFrequencyValue("x" as never, { measure: "span", withinDays: 9 }),
    raw: lists,
    put: (to) => [{ at: to === 9 ? daysBefore(8.9) : daysBefore(Number(to)) }, event()],
  },
  value: {
    feature: api.recencyFrequencyValue("x" as never, { measure: "value", value: "n" }),
    raw: lists,
    put: (to) => [event({ n: to })],
  },
};

const wholeDays: NumberReference = {
  ...{ kind: "number", count: 9, missing: 0, mean: 5, standardDeviation: 5, minimum: -30, maximum: 30 },
  ...{ quantiles: [0, 2, 5, 8, 9], integer: true },
};
const points = fc.integer({ min: -9, max: 9 });
const levels = [
  "P",
  "R",
  "cue",
  "p",
  "q",
  "r",
  "s",
  "Select",
  ...Object.keys({ ...titles, ...jobs, ...addresses }),
];

/** A model of one feature: a term that fits its type, in the values that the model reads. */
function termOf(feature: Feature): fc.Arbitrary<Partial<Term> & Pick<Term, "kind">> {
  if (feature.type === "category") {
    return fc.array(points, { minLength: levels.length, maxLength: levels.length }).map((contributions) => ({
      ...{ kind: "levels", feature: "x", levels, contributions, missing: 0, unseen: 0 },
    }));
  }
  const linear = points.map((coefficient) => ({
    ...{ kind: "linear" as const, feature: "x", coefficient, center: 0, missing: 0 },
  }));
  const step = fc
    .record({
      cuts: fc.uniqueArray(fc.double({ min: -8, max: 25, noNaN: true }), { minLength: 1, maxLength: 4 }),
    })
    .chain(({ cuts }) =>
      fc.array(points, { minLength: cuts.length + 1, maxLength: cuts.length + 1 }).map((contributions) => ({
        ...{
          kind: "step" as const,
          feature: "x",
          cuts: [...cuts].sort((a, b) => a - b),
          contributions,
          missing: 0,
        },
      })),
    );
  const rule = fc
    .record({ at: fc.integer({ min: -3, max: 25 }), contribution: points })
    .map(({ at, contribution }) => ({
      ...{ kind: "condition" as const, when: { feature: "x", is: at }, contribution, times: null },
      ...{ minimum: null, maximum: null, otherwise: 0 },
    }));
  return feature.type === "flag"
    ? linear
    : fc.oneof(linear, step, ...(feature.type === "number" ? [rule] : []));
}

describe("a record with the changes that counterfactual proposes", () => {
  it("stands here for every extractor", () => {
    const extractors = Object.entries(api).flatMap(([name, value]) =>
      typeof value === "function" && !/^(read|featureSet|featureFrom|merge|is|check|evaluate)/.test(name)
        ? [name]
        : [],
    );
    const tried = new Set(Object.values(cases).map(({ feature }) => feature.definition?.extractor));
    const named = new Set([...tried, ...Object.keys(cases)]);
    expect(extractors.filter((name) => !named.has(name))).toEqual([]);
  });

  describe.each(Object.entries(cases))("%s", (_, { feature, raw, put, whole = false }) => {
    it("has the score that was promised, and a value that the feature can have", () => {
      const features = api.featureSet<Row>()({ x: feature });
      const summary = { ...summarizeFeature("x", feature), reference: whole ? wholeDays : null };
      let found = 0;
      fc.assert(
        fc.property(
          fc.array(termOf(feature), { minLength: 1, maxLength: 3 }),
          fc.constantFrom(...raw),
          fc.integer({ min: -20, max: 40 }),
          (terms, x, target) => {
            const scorer = createScorer(modelOf({ features: [summary], terms }), features);
            const proposal = counterfactual(scorer, { x }, { target, actionable: ["x"], asOf });
            if (proposal.status !== "found") return;
            found++;
            const to = proposal.changes[0]?.to as number | string;
            const changed = { x: put(to) };
            const result = scorer.score(changed, { asOf });
            expect(result).toMatchObject({ status: "scored" });
            expect(result.status === "scored" && result.score).toBeCloseTo(proposal.scoreAfter, 9);
            expect(scorer.explain(changed, { asOf }).values.x).toEqual(
              typeof to === "number" && feature.type === "number" ? expect.closeTo(to, 9) : to,
            );
          },
        ),
        { numRuns: 150, seed: 20_261_129 },
      );
      expect(found).toBeGreaterThan(3);
    });
  });
});
