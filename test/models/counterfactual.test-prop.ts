import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counterfactual, type NumberReference, type Term } from "../../src/models/index";
import { modelOf, scorerOf, summary, type Values } from "./support";

const points = fc.integer({ min: -6, max: 6 });
const counts = { a: 5, b: 7 } as const; // the largest values of the whole numbers
const spreads = { a: 2, b: 0.5 } as const;
const levels = ["p", "q", "r"];
const domain: Readonly<Record<string, readonly (number | string)[]>> = {
  a: [0, 1, 2, 3, 4, 5],
  b: [0, 1, 2, 3, 4, 5, 6, 7],
  f: [0, 1],
  o: [0, 1, 2],
  c: levels,
};
const names = Object.keys(domain);
const ordinalLevels = ["low", "mid", "high"];

const reference = (name: keyof typeof counts): NumberReference => ({
  ...{ kind: "number", count: 10, missing: 0, mean: 2, standardDeviation: spreads[name], minimum: 0 },
  maximum: counts[name],
  quantiles: [0, 1, 2, 3, 4],
  integer: true,
});
const features = [
  summary("a", "number", { reference: reference("a") }),
  summary("b", "number", { reference: reference("b") }),
  summary("f", "flag"),
  summary("o", "ordinal", { levels: ordinalLevels }),
  summary("c", "category", {
    reference: {
      kind: "category",
      count: 3,
      missing: 0,
      levels: levels.map((level) => ({ level, count: 1 })),
    },
  }),
];

type SomeTerm = Partial<Term> & Pick<Term, "kind">;
const group = fc.constantFrom(null, "g");
const number = fc.constantFrom("a", "b", "f", "o");
const linear: fc.Arbitrary<SomeTerm> = fc.record({
  ...{ kind: fc.constant("linear" as const), feature: number, coefficient: points, group },
  center: points,
  missing: points,
});
const step: fc.Arbitrary<SomeTerm> = fc
  .record({
    ...{ kind: fc.constant("step" as const), feature: fc.constantFrom("a", "b"), group, missing: points },
    cuts: fc.constantFrom([1], [2.5], [2, 4], [0.5, 3, 6]).map((cuts) => cuts),
    contributions: fc.tuple(points, points, points, points),
  })
  .map((term) => ({ ...term, contributions: term.contributions.slice(0, term.cuts.length + 1) }));
const category: fc.Arbitrary<SomeTerm> = fc.record({
  ...{ kind: fc.constant("levels" as const), feature: fc.constant("c"), levels: fc.constant(levels), group },
  contributions: fc.tuple(points, points, points),
  missing: points,
  unseen: points,
});
const together: fc.Arbitrary<SomeTerm> = fc
  .record({
    x: fc.integer({ min: 0, max: 5 }),
    level: fc.constantFrom(...levels),
    contribution: points,
    group,
  })
  .map(({ x, level, contribution, group: inGroup }) => ({
    ...{ kind: "condition", contribution, times: null, minimum: null, maximum: null, otherwise: 0 },
    when: { all: [{ feature: "a", atLeast: x }, { not: { feature: "c", is: level } }] },
    group: inGroup,
  }));

const model = fc
  .record({
    terms: fc.array(fc.oneof(linear, step, category, together), { minLength: 1, maxLength: 5 }),
    cap: fc.tuple(points, points).map(([x, y]) => [Math.min(x, y), Math.max(x, y)] as const),
    disqualified: fc.option(fc.integer({ min: 0, max: 7 }), { nil: null }),
  })
  .map(({ terms, cap, disqualified }) =>
    modelOf({
      features,
      terms,
      groups: [{ id: "g", label: "g", group: null, minimum: cap[0], maximum: cap[1], reference: 0 }],
      gates:
        disqualified === null
          ? []
          : [{ kind: "disqualify", id: "d", when: { feature: "b", is: disqualified }, reason: "" }],
    }),
  );
const record = fc.record({
  ...{ a: fc.constantFrom(...(domain.a as number[])), b: fc.constantFrom(...(domain.b as number[])) },
  ...{ f: fc.constantFrom(0, 1), o: fc.constantFrom(0, 1, 2), c: fc.constantFrom(...levels) },
});
const actionable = fc.subarray(names, { minLength: 1 });
const search = fc.record({ model, record, actionable, target: fc.integer({ min: -10, max: 25 }) });

/** What a change of one feature costs. */
function cost(name: string, from: unknown, to: unknown): number {
  if (name === "f" || name === "c") return 1;
  const distance = Math.abs((to as number) - (from as number));
  return name === "o" ? distance : distance / spreads[name as keyof typeof spreads];
}

/** Every way to change the features: number of changes, distance and record, all that reach the target. */
function allThatReach(
  scored: (row: Values) => number,
  row: Values,
  free: readonly string[],
  target: number,
): { count: number; distance: number }[] {
  const ways = free.reduce<{ row: Values; count: number; distance: number }[]>(
    (list, name) =>
      list.flatMap((way) =>
        (domain[name] as readonly (number | string)[]).map((value) =>
          value === row[name]
            ? way
            : {
                row: { ...way.row, [name]: value },
                count: way.count + 1,
                distance: way.distance + cost(name, row[name], value),
              },
        ),
      ),
    [{ row, count: 0, distance: 0 }],
  );
  return ways.filter((way) => scored(way.row) >= target);
}

describe("counterfactual against every possibility", () => {
  it("finds the fewest changes and, up to two, the least distance; what it finds reaches the target when rescored", () => {
    fc.assert(
      fc.property(search, ({ model: one, record: row, actionable: free, target }) => {
        const scorer = scorerOf(one);
        const scored = (values: Values) => {
          const result = scorer.score(values);
          return result.status === "scored" ? result.score : Number.NaN;
        };
        const result = counterfactual(scorer, row, { target, actionable: free });
        const before = scored(row);
        expect(Object.is(result.scoreBefore, before)).toBe(true);
        const ways = allThatReach(scored, row, free, target);
        if (before >= target) {
          expect(result.status).toBe("already_reached");
          return;
        }
        const fewest = Math.min(...ways.map(({ count }) => count));
        const least = Math.min(
          ...ways.filter(({ count }) => count === fewest).map(({ distance }) => distance),
        );
        if (fewest > 2) {
          // beyond two the search is greedy: it may find nothing, or more than is needed
          if (ways.length === 0) {
            expect(result.status).toBe(Number.isNaN(before) ? "not_scored" : "not_reachable");
          }
          if (result.status !== "found") return;
          expect(result.changes.length).toBe(3);
        } else expect(result.status).toBe("found");
        const changed = { ...row } as Record<string, unknown>;
        let distance = 0;
        for (const { feature, from, to } of result.changes) {
          const known = (value: unknown) =>
            feature === "o" ? ordinalLevels.indexOf(value as string) : value;
          expect(free).toContain(feature);
          expect(known(from)).toBe(changed[feature]);
          expect(domain[feature]).toContain(known(to));
          distance += cost(feature, changed[feature], known(to));
          changed[feature] = known(to);
        }
        expect(scored(changed)).toBe(result.scoreAfter);
        expect(result.scoreAfter).toBeGreaterThanOrEqual(target);
        if (fewest <= 2) {
          expect(result.changes.length).toBe(fewest);
          expect(distance).toBeCloseTo(least, 9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("a real number under one slope: the nearest value to 1e-6 of its range, within its limits", () => {
    const slope = fc.double({ min: 0.1, max: 5, noNaN: true });
    const value = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        slope,
        fc.boolean(),
        value,
        fc.double({ min: -60, max: 60, noNaN: true }),
        (size, up, x, target) => {
          const coefficient = up ? size : -size;
          const real = modelOf({
            features: [
              summary("x", "number", {
                reference: { ...reference("a"), integer: false, maximum: 10, minimum: 0 },
              }),
            ],
            terms: [{ kind: "linear", feature: "x", coefficient, center: 0, missing: 0 }],
          });
          const scorer = scorerOf(real);
          const result = counterfactual(scorer, { x }, { target, actionable: ["x"] });
          const needed = target / coefficient;
          const end = up ? 10 : 0;
          if (coefficient * x >= target) expect(result.status).toBe("already_reached");
          else if (coefficient * end < target) expect(result.status).toBe("not_reachable");
          else {
            const to = result.changes[0]?.to as number;
            expect(result.status).toBe("found");
            expect(Math.abs(to - needed)).toBeLessThan(1e-5);
            expect(scorer.score({ x: to })).toMatchObject({ score: result.scoreAfter });
            expect(result.scoreAfter).toBeGreaterThanOrEqual(target);
            expect(to >= 0 && to <= 10).toBe(true);
          }
        },
      ),
    );
  });
});
