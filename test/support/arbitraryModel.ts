import fc from "fast-check";
import { sealModel } from "../../src/models/sealModel";
import type {
  AdditiveModel,
  Calibration,
  Condition,
  FeatureSummary,
  Gate,
  GridAxis,
  Term,
  TermGroup,
} from "../../src/models/types";

/** Finite numbers of moderate size, so that sums of them stay exact enough to compare; never -0. */
const number = fc
  .oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -100, max: 100, noNaN: true }))
  .map((x) => x + 0);
const count = fc.nat(1000);
const text = fc.oneof(
  fc.constantFrom("", "a label", "__proto__", 'with "quotes"', "größer 🙂"),
  fc.string({ maxLength: 12 }),
);
const name = fc
  .oneof(
    fc.constantFrom("visits", "Total Time", "toString", "hasOwnProperty", "é"),
    fc.string({ minLength: 1, maxLength: 12 }),
  )
  .filter((text) => !["__proto__", "constructor", "prototype"].includes(text));
const level = fc.oneof(
  fc.constantFrom("Google", "__proto__", "a, b"),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const levels = fc.uniqueArray(level, { minLength: 1, maxLength: 4 });
const increasing = (minLength: number) =>
  fc.uniqueArray(number, { minLength, maxLength: 5 }).map((values) => values.sort((a, b) => a - b));
const numbers = (length: number) => fc.array(number, { minLength: length, maxLength: length });
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const bounds = fc.tuple(nullable(number), nullable(number)).map(([a, b]) => {
  const swap = a !== null && b !== null && a > b;
  return { minimum: swap ? b : a, maximum: swap ? a : b };
});

const numberReference: fc.Arbitrary<FeatureSummary["reference"]> = fc.record({
  kind: fc.constant("number" as const),
  count,
  missing: count,
  mean: number,
  standardDeviation: number.map(Math.abs),
  minimum: number,
  maximum: number,
  quantiles: fc
    .tuple(number, number, number, number, number)
    .map((five) => five.sort((a, b) => a - b) as [number, number, number, number, number]),
  integer: fc.boolean(),
});
const categoryReference: fc.Arbitrary<FeatureSummary["reference"]> = fc.record({
  kind: fc.constant("category" as const),
  count,
  missing: count,
  levels: levels.chain((all) =>
    fc.tuple(...all.map((one) => count.map((times) => ({ level: one, count: times })))),
  ),
});

/** The summary of one feature of a type. */
const feature = (name: string, type: FeatureSummary["type"]): fc.Arbitrary<FeatureSummary> =>
  fc.record({
    name: fc.constant(name),
    type: fc.constant(type),
    label: text,
    unit: nullable(text),
    source: nullable(
      fc.oneof(
        fc.record({ system: text }),
        fc.record({ system: text, refreshedAt: fc.constant("2026-01-31") }),
      ),
    ),
    visibility: fc.constantFrom("public", "internal", "protected"),
    phrase: nullable(text),
    levels: type === "ordinal" ? levels : type === "category" ? nullable(levels) : fc.constant(null),
    transform: type === "number" ? fc.constantFrom(null, "log1p", "sqrt") : fc.constant(null),
    reference: nullable(type === "category" ? categoryReference : numberReference),
  });

/** Two to six features of unique names, at least one of numbers and one of categories. */
const features: fc.Arbitrary<readonly FeatureSummary[]> = fc
  .uniqueArray(name, { minLength: 2, maxLength: 6 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name, i) =>
        (i === 0
          ? fc.constant("number" as const)
          : i === 1
            ? fc.constant("category" as const)
            : fc.constantFrom("number" as const, "flag" as const, "ordinal" as const, "category" as const)
        ).chain((type) => feature(name, type)),
      ),
    ),
  );

const split = (all: readonly FeatureSummary[]) => ({
  ofNumbers: fc.constantFrom(...all.filter(({ type }) => type !== "category").map(({ name }) => name)),
  ofCategories: fc.constantFrom(...all.filter(({ type }) => type === "category").map(({ name }) => name)),
});

/** A condition over features, of every form. */
export function arbitraryCondition(all: readonly FeatureSummary[]): fc.Arbitrary<Condition> {
  const { ofNumbers, ofCategories } = split(all);
  const operand = ({ type, levels }: FeatureSummary): fc.Arbitrary<number | string | boolean> => {
    if (type === "category") return level;
    if (type === "flag") return fc.oneof(fc.boolean(), fc.constantFrom(0, 1));
    return type === "ordinal" && levels
      ? fc.oneof(fc.constantFrom(...levels), fc.nat(levels.length))
      : number;
  };
  const any = fc.constantFrom(...all);
  const match = (key: string) =>
    fc.record({ feature: ofCategories, [key]: level }) as fc.Arbitrary<Condition>;
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      any.chain((one) => fc.record({ feature: fc.constant(one.name), is: operand(one) })),
      any.chain((one) =>
        fc.record({
          feature: fc.constant(one.name),
          in: fc.array(operand(one), { minLength: 1, maxLength: 3 }),
        }),
      ),
      fc
        .record(
          { feature: ofNumbers, above: number, atLeast: number, below: number, atMost: number },
          { requiredKeys: ["feature"] },
        )
        .filter((condition) => Object.keys(condition).length > 1) as fc.Arbitrary<Condition>,
      ...bounded(all),
      match("contains"),
      match("startsWith"),
      match("endsWith"),
      fc.record({ feature: any.map(({ name }) => name), exists: fc.boolean() }),
      fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie("condition") }),
    ),
  })).condition;
}

/** A range of an ordinal feature between named levels, where there is one. */
function bounded(all: readonly FeatureSummary[]): fc.Arbitrary<Condition>[] {
  return all
    .filter(({ type }) => type === "ordinal")
    .map(({ name, levels }) => {
      const bound = fc.constantFrom(...(levels ?? []));
      const range = fc.record({ atLeast: bound, below: bound }, { requiredKeys: ["atLeast"] });
      return range.map((ends): Condition => ({ feature: name, ...ends }));
    });
}

/** A term of any kind over features. */
function arbitraryTerm(
  all: readonly FeatureSummary[],
  id: string,
  groups: readonly string[],
): fc.Arbitrary<Term> {
  const { ofNumbers, ofCategories } = split(all);
  const common = {
    id: fc.constant(id),
    label: text,
    group: groups.length === 0 ? fc.constant(null) : nullable(fc.constantFrom(...groups)),
    reference: number,
  };
  const kind = <Kind extends Term["kind"]>(kind: Kind) => ({ kind: fc.constant(kind), ...common });
  const axis: fc.Arbitrary<GridAxis> = fc.oneof(
    fc.record({ feature: ofNumbers, cuts: increasing(0) }),
    fc.record({ feature: ofCategories, levels }),
  );
  const cells = (side: GridAxis) => ("cuts" in side ? side.cuts.length : side.levels.length) + 2;
  return fc.oneof(
    fc.record({
      ...kind("linear"),
      feature: ofNumbers,
      coefficient: number,
      center: number,
      missing: number,
    }),
    levels.chain((list) =>
      fc.record({
        ...kind("levels"),
        feature: ofCategories,
        levels: fc.constant(list),
        contributions: numbers(list.length),
        missing: number,
        unseen: number,
      }),
    ),
    increasing(0).chain((cuts) =>
      fc.record({
        ...kind("step"),
        feature: ofNumbers,
        cuts: fc.constant(cuts),
        contributions: numbers(cuts.length + 1),
        missing: number,
      }),
    ),
    increasing(1).chain((knots) =>
      fc.record({
        ...kind("piecewise"),
        feature: ofNumbers,
        knots: fc.constant(knots),
        contributions: numbers(knots.length),
        missing: number,
      }),
    ),
    fc
      .tuple(
        fc.record({
          ...kind("condition"),
          when: arbitraryCondition(all),
          contribution: number,
          times: nullable(ofNumbers),
          otherwise: number,
        }),
        bounds,
      )
      .map(([term, limits]) => ({ ...term, ...limits })),
    fc.tuple(axis, axis).chain(([rows, columns]) =>
      fc.record({
        ...kind("grid"),
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        contributions: numbers(cells(rows) * cells(columns)),
      }),
    ),
  );
}

/** Groups that may belong to a later one. */
const groups: fc.Arbitrary<readonly TermGroup[]> = fc.nat(3).chain((length) =>
  fc.tuple(
    ...Array.from({ length }, (_, i) =>
      fc
        .tuple(
          fc.record({
            id: fc.constant(`group ${i}`),
            label: text,
            group:
              i === length - 1
                ? fc.constant(null)
                : nullable(fc.integer({ min: i + 1, max: length - 1 }).map((j) => `group ${j}`)),
            reference: number,
          }),
          bounds,
        )
        .map(([group, limits]) => ({ ...group, ...limits })),
    ),
  ),
);

const gate = (all: readonly FeatureSummary[], id: string): fc.Arbitrary<Gate> => {
  const common = { id: fc.constant(id), when: arbitraryCondition(all), reason: text };
  return fc.oneof(
    fc.record({ kind: fc.constant("disqualify" as const), ...common }),
    fc.record({ kind: fc.constant("override" as const), ...common, margin: number }),
  );
};

const calibration: fc.Arbitrary<Calibration> = fc.oneof(
  fc.record({ kind: fc.constant("logistic" as const), intercept: number, slope: number.map(Math.abs) }),
  increasing(1).chain((margins) =>
    fc.record({
      kind: fc.constant("piecewise" as const),
      margins: fc.constant(margins),
      probabilities: fc
        .array(
          fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
          { minLength: margins.length, maxLength: margins.length },
        )
        .map((values) => values.sort((a, b) => a - b)),
    }),
  ),
);

/** Sealed models with terms, conditions, groups, gates and calibrations of every kind. */
export const arbitraryModel: fc.Arbitrary<AdditiveModel> = fc
  .tuple(features, groups, fc.nat(5), fc.nat(2))
  .chain(([all, capped, termCount, gateCount]) =>
    fc.record({
      kind: fc.constant("additive" as const),
      formatVersion: fc.constant(1 as const),
      link: fc.constantFrom("logit" as const, "identity" as const),
      intercept: number,
      terms: fc.tuple(
        ...Array.from({ length: termCount }, (_, i) =>
          arbitraryTerm(
            all,
            `term ${i}`,
            capped.map(({ id }) => id),
          ),
        ),
      ),
      groups: fc.constant(capped),
      gates: fc.tuple(...Array.from({ length: gateCount }, (_, i) => gate(all, `gate ${i}`))),
      calibration: nullable(calibration),
      features: fc.constant(all),
      coverageFloor: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
      lowConfidenceBelow: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
      provenance: fc.record({
        method: text,
        rows: nullable(count),
        events: nullable(count),
        from: nullable(fc.constant("2026-01-01T00:00:00.000Z")),
        to: nullable(fc.constant("2026-06-30T00:00:00.000Z")),
        libraryVersion: fc.constant("0.1.0"),
        edits: fc.array(text, { maxLength: 2 }),
        contentHash: fc.constant(""),
      }),
    }),
  )
  .map(sealModel);

/** Values of a model's features for one record: of the right type, or missing. */
export function arbitraryValues(
  model: AdditiveModel,
): fc.Arbitrary<Readonly<Record<string, number | string | null>>> {
  const value = ({ type, levels }: FeatureSummary): fc.Arbitrary<number | string> => {
    if (type === "category") return level;
    if (type === "flag") return fc.constantFrom(0, 1);
    return type === "ordinal" && levels ? fc.nat(levels.length - 1) : number;
  };
  return fc
    .tuple(...model.features.map((feature) => nullable(value(feature))))
    .map((values) => Object.fromEntries(values.map((one, i) => [model.features[i]?.name as string, one])));
}
