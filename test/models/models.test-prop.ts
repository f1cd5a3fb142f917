import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "../../src/features/index";
import {
  type AdditiveModel,
  type Condition,
  createScorer,
  diffExplanations,
  SCORE_STATUSES,
  sealModel,
  type Term,
  withReference,
} from "../../src/models/index";
import { parseModel, serializeModel } from "../../src/schemas/index";
import { arbitraryModel, arbitraryValues } from "../support/arbitraryModel";
import { featuresOf, scorerOf, type Values } from "./support";

/** A model with up to eight records of values for its features. */
const scored = arbitraryModel.chain((model) =>
  fc.tuple(fc.constant(model), fc.array(arbitraryValues(model), { minLength: 1, maxLength: 8 })),
);

const same = (x: unknown, y: unknown) => expect(Object.is(x, y), `${x} and ${y}`).toBe(true);

describe("any model on any record", () => {
  it("contributions and base sum to the margin to 1e-9", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const { base, contributions, margin } = scorerOf(model).explainAll(rows);
        margin.forEach((value, i) => {
          const total = contributions.reduce((sum, column) => sum + (column[i] as number), base);
          expect(Math.abs(total - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value) / 1e4));
        });
      }),
      { numRuns: 300 },
    );
  });

  it("the margin is what a reading of the types says, record by record", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const { margin } = scorerOf(model).explainAll(rows);
        rows.forEach((row, i) => {
          expect(margin[i]).toBeCloseTo(plainMargin(model, row), 8);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("score, scoreAll and explain agree bit for bit", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const scorer = scorerOf(model);
        const all = scorer.scoreAll(rows);
        const explained = scorer.explainAll(rows);
        rows.forEach((row, i) => {
          const result = scorer.score(row);
          const explanation = scorer.explain(row);
          expect(explanation.result).toEqual(result);
          expect(SCORE_STATUSES[all.status[i] as number]).toBe(result.status);
          same(explanation.margin, explained.margin[i]);
          if (result.status === "scored") {
            same(result.score, all.score[i]);
            same(result.margin, all.margin[i]);
            same(result.probability ?? Number.NaN, all.probability[i]);
            same(result.score, explanation.score);
          } else same(all.score[i], Number.NaN);
          explanation.contributions.forEach(({ contribution }, k) => {
            same(contribution, explained.contributions[k]?.[i]);
          });
        });
      }),
    );
  });

  it("a record is scored alike alone, among others and in another order", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const scorer = scorerOf(model);
        const forwards = scorer.explainAll(rows).margin;
        const backwards = scorer.explainAll([...rows].reverse()).margin;
        expect(Array.from(backwards).reverse()).toEqual(Array.from(forwards));
      }),
    );
  });

  it("saved and loaded it gives the same bits", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const loaded = parseModel(JSON.parse(serializeModel(model)));
        const features = featuresOf(model);
        expect(createScorer(loaded, features).explainAll(rows)).toEqual(
          createScorer(model, features).explainAll(rows),
        );
      }),
    );
  });

  it("the order of keys, of the model and of the record, does not matter", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const reversed = (value: object) => Object.fromEntries(Object.entries(value).reverse());
        const other = createScorer(reversed(model) as unknown as AdditiveModel, featuresOf(model));
        expect(other.explainAll(rows.map(reversed))).toEqual(scorerOf(model).explainAll(rows));
      }),
    );
  });

  it("a frozen model and frozen records are accepted and unchanged; the same call gives the same result", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const before = JSON.stringify([model, rows]);
        const scorer = scorerOf(deepFreeze(model));
        const frozen = deepFreeze(rows);
        expect(scorer.explainAll(frozen)).toEqual(scorer.explainAll(frozen));
        expect(frozen.map((row) => scorer.score(row))).toEqual(frozen.map((row) => scorer.score(row)));
        expect(JSON.stringify([model, rows])).toBe(before);
      }),
    );
  });

  it("a probability is in [0, 1], and never falls as the margin rises", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const { margin, probability, status } = scorerOf(model).scoreAll(rows);
        const points = Array.from(margin, (x, i) => [x, probability[i] as number] as const)
          .filter((_, i) => status[i] === 0)
          .sort((a, b) => a[0] - b[0]);
        let previous = 0;
        for (const [, p] of points) {
          if (Number.isNaN(p)) continue;
          expect(p).toBeGreaterThanOrEqual(previous);
          expect(p).toBeLessThanOrEqual(1);
          previous = p;
        }
      }),
    );
  });

  it("coverage is the share of features with a value, and decides status and confidence", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        rows.forEach((row) => {
          const result = scorerOf(model).score(row);
          const missing = model.features.map(({ name }) => name).filter((name) => row[name] === null);
          const coverage = 1 - missing.length / model.features.length;
          if (result.status === "insufficient_data") {
            expect(result.missing).toEqual(missing);
            expect(coverage).toBeLessThan(model.coverageFloor);
          }
          if (result.status === "scored") {
            expect(result.coverage).toBeCloseTo(coverage, 12);
            expect(result.lowConfidence).toBe(result.coverage < model.lowConfidenceBelow);
          }
        });
      }),
    );
  });

  it("a reference population changes no score; its base is the mean of its margins without overrides", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        const features = featuresOf(model);
        const { table } = readTable(rows as readonly Values[], features);
        const referred = withReference(model, table);
        expect(createScorer(referred, features).scoreAll(rows)).toEqual(
          createScorer(model, features).scoreAll(rows),
        );
        const plain = sealModel({ ...referred, gates: [] });
        const { base, margin } = createScorer(plain, features).explainAll(rows);
        expect(base).toBeCloseTo(margin.reduce((a, b) => a + b) / rows.length, 8);
      }),
    );
  });

  it("differences are exact: lines and causes sum to the change of the margin to 1e-9", () => {
    const pair = arbitraryModel.chain((model) =>
      fc.tuple(
        fc.constant(model),
        arbitraryValues(model),
        arbitraryValues(model),
        fc.double({ noNaN: true, min: -9, max: 9 }),
      ),
    );
    fc.assert(
      fc.property(pair, ([model, then, now, raise]) => {
        const terms = model.terms
          .map((term, i) => (i === 0 ? { ...term, label: "other" } : term))
          .slice(0, 4);
        const other = sealModel({ ...model, intercept: model.intercept + raise, terms });
        const [before, after] = [scorerOf(model), createScorer(other, featuresOf(model))];
        const difference = diffExplanations({ scorer: before, row: then }, { scorer: after, row: now });
        const expected = after.explain(now).margin - before.explain(then).margin;
        const tolerance = 1e-9 * Math.max(1, Math.abs(expected) / 1e4);
        const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
        expect(difference.marginChange).toBe(expected);
        expect(Math.abs(total(difference.changes.map(({ change }) => change)) - expected)).toBeLessThan(
          tolerance,
        );
        expect(Math.abs(total(Object.values(difference.byCause)) - expected)).toBeLessThan(tolerance);
        expect(difference.byCause.time).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** The margin of one record, written down from the doc comments of the types, without columns. */
function plainMargin(model: AdditiveModel, row: Values): number {
  const sums = new Map(model.groups.map(({ id }) => [id, 0]));
  let margin = model.intercept;
  const add = (group: string | null, value: number) => {
    if (group === null) margin += value;
    else sums.set(group, (sums.get(group) as number) + value);
  };
  for (const term of model.terms) add(term.group, plainTerm(term, row, model));
  for (const { id, group, minimum, maximum } of model.groups) {
    const sum = sums.get(id) as number;
    add(
      group,
      maximum !== null && sum > maximum ? maximum : minimum !== null && sum < minimum ? minimum : sum,
    );
  }
  const gate = model.gates.find(({ when }) => plainTruth(when, row, model) === true);
  return gate?.kind === "override" ? gate.margin : margin;
}

function plainTerm(term: Term, row: Values, model: AdditiveModel): number {
  if (term.kind === "condition") {
    if (plainTruth(term.when, row, model) !== true) return term.otherwise;
    const count = term.times === null ? 1 : ((row[term.times] as number | null) ?? 0);
    let points = term.contribution * count;
    if (term.minimum !== null && points < term.minimum) points = term.minimum;
    if (term.maximum !== null && points > term.maximum) points = term.maximum;
    return points;
  }
  if (term.kind === "grid") {
    const [height, width] = [term.rows, term.columns].map((axis) =>
      "cuts" in axis ? axis.cuts.length + 2 : axis.levels.length + 2,
    ) as [number, number];
    expect(term.contributions).toHaveLength(height * width);
    const [i, j] = [term.rows, term.columns].map((axis) => {
      const value = row[axis.feature];
      if (value === null) return "cuts" in axis ? axis.cuts.length + 1 : axis.levels.length + 1;
      if ("cuts" in axis) return axis.cuts.filter((cut) => cut <= (value as number)).length;
      const position = axis.levels.indexOf(value as string);
      return position === -1 ? axis.levels.length : position;
    }) as [number, number];
    return term.contributions[i * width + j] as number;
  }
  const value = row[term.feature];
  if (value === null || value === undefined) return term.missing;
  if (term.kind === "levels") return term.contributions[term.levels.indexOf(value as string)] ?? term.unseen;
  const x = value as number;
  if (term.kind === "linear") return term.coefficient * (x - term.center);
  if (term.kind === "step") return term.contributions[term.cuts.filter((cut) => cut <= x).length] as number;
  const knots = term.knots.map((knot, i) => [knot, term.contributions[i] as number] as const);
  const below = knots.filter(([knot]) => knot <= x).at(-1);
  const above = knots.find(([knot]) => knot > x);
  if (below === undefined) return (above as readonly [number, number])[1];
  if (above === undefined) return below[1];
  return below[1] + ((x - below[0]) / (above[0] - below[0])) * (above[1] - below[1]);
}

function plainTruth(when: Condition, row: Values, model: AdditiveModel): boolean | null {
  if ("all" in when || "any" in when) {
    const all = "all" in when;
    const parts = (all ? when.all : when.any).map((part) => plainTruth(part, row, model));
    if (parts.includes(!all)) return !all;
    return parts.includes(null) ? null : all;
  }
  if ("not" in when) {
    const inner = plainTruth(when.not, row, model);
    return inner === null ? null : !inner;
  }
  const value = row[when.feature] as number | string | null;
  if ("exists" in when) return (value !== null) === when.exists;
  if (value === null) return null;
  const levels = model.features.find(({ name }) => name === when.feature)?.levels ?? null;
  const equals = (wanted: unknown) =>
    typeof value === "string"
      ? value === wanted
      : typeof wanted === "string"
        ? levels?.indexOf(wanted) === value
        : Number(wanted) === value;
  if ("is" in when) return equals(when.is);
  if ("in" in when) return when.in.some(equals);
  const text = String(value).toLowerCase();
  if ("contains" in when) return text.includes(when.contains.toLowerCase());
  if ("startsWith" in when) return text.startsWith(when.startsWith.toLowerCase());
  if ("endsWith" in when) return text.endsWith(when.endsWith.toLowerCase());
  const rank = (bound: number | string | undefined) =>
    typeof bound === "string" ? levels?.indexOf(bound) : bound;
  const [above, atLeast, below, atMost] = [when.above, when.atLeast, when.below, when.atMost].map(rank);
  const x = value as number;
  return !(
    (above !== undefined && x <= above) ||
    (atLeast !== undefined && x < atLeast) ||
    (below !== undefined && x >= below) ||
    (atMost !== undefined && x > atMost)
  );
}
