import { describe, expect, it } from "vitest";
import { SalienceError } from "../../src/core/index";
import {
  type AdditiveModel,
  checkModel,
  contentHash,
  createScorer,
  sealModel,
  type Term,
} from "../../src/models/index";
import { modelSchema, parseModel, serializeModel } from "../../src/schemas/index";
import { featuresOf, modelOf, summary } from "./support";

const rule = { contribution: 1, times: null, minimum: null, maximum: null, otherwise: 0 };
const numbers = {
  kind: "number",
  count: 9,
  missing: 1,
  mean: 2,
  standardDeviation: 1,
  minimum: 0,
  maximum: 9,
} as const;
const category = { kind: "category", count: 9, missing: 0, levels: [{ level: "a", count: 9 }] } as const;

/** A model with parts of every kind. */
const model = modelOf({
  terms: [
    { kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 0, group: "inner" },
    { kind: "step", feature: "x", cuts: [1, 2], contributions: [0, 1, 2], missing: 0 },
    { kind: "levels", feature: "c", levels: ["a", "b"], contributions: [1, 2], missing: 0, unseen: 0 },
    { kind: "piecewise", feature: "x", knots: [1, 2], contributions: [0, 1], missing: 0 },
    {
      kind: "condition",
      when: { all: [{ feature: "x", above: 1 }, { not: { feature: "f", is: true } }] },
      ...rule,
    },
    {
      kind: "condition",
      when: {
        any: [
          { feature: "c", in: ["a"] },
          { feature: "o", exists: true },
        ],
      },
      ...rule,
      times: "x",
      maximum: 3,
    },
    {
      kind: "grid",
      rows: { feature: "x", cuts: [] },
      columns: { feature: "c", levels: ["a"] },
      contributions: [1, 2, 3, 4, 5, 6],
    },
  ],
  groups: [
    { id: "inner", label: "inner", group: "outer", minimum: 0, maximum: 1, reference: 0 },
    { id: "outer", label: "outer", group: null, minimum: null, maximum: null, reference: 0 },
  ],
  gates: [
    { kind: "disqualify", id: "gate", when: { feature: "c", contains: "a" }, reason: "no" },
    { kind: "override", id: "over", when: { feature: "f", is: true }, reason: "yes", margin: 1 },
  ],
  calibration: { kind: "piecewise", margins: [0, 1], probabilities: [0.1, 0.9] },
  features: [
    summary("x", "number", {
      reference: { ...numbers, quantiles: [0, 1, 2, 3, 9], integer: true },
      clip: [0, null],
    }),
    summary("c", "category", { reference: category, source: { system: "CRM", refreshedAt: "2026-01-01" } }),
    summary("f", "flag"),
    summary("o", "ordinal"),
  ],
});

/** Features that fit a model. */
function boundTo(some: AdditiveModel) {
  const { names, features } = featuresOf(some);
  const clipOf = new Map(some.features.map(({ name, clip = null }) => [name, clip]));
  const entries = Object.entries(features).map(([name, one]) => [
    name,
    { ...one, clip: clipOf.get(name) ?? null },
  ]);
  return { names, features: Object.fromEntries(entries) } as ReturnType<typeof featuresOf>;
}
const features = boundTo(model);

const circle: unknown[] = [];
circle.push(circle);
function nested(depth: number): unknown {
  let when: unknown = { feature: "x", exists: true };
  for (let i = 0; i < depth; i++) when = { not: when };
  return when;
}

/** What may stand in the place of any part. */
const others: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["true", true],
  ["-1", -1],
  ["a word", "x"],
  ["an empty list", []],
  ["six numbers", [1, 2, 3, 4, 5, 6]],
  ["a circle", circle],
  ["nesting of 10,000", nested(10_000)],
  ["a long text", "x".repeat(20_000)],
];

/** The paths to the parts of a value; of a list of plain values, to the last. */
function pathsOf(value: unknown): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [[]];
  const places = Array.isArray(value) ? value.map((_, i) => i) : [];
  const keys = !Array.isArray(value)
    ? Object.keys(value)
    : places.slice(typeof value[0] === "object" ? 0 : -1);
  return [[], ...keys.flatMap((key) => pathsOf(value[key as never]).map((path) => [key, ...path]))];
}

/** A copy in which `change` has changed the object that a path leads to. */
function changed(
  path: readonly (string | number)[],
  change: (holder: Record<string, unknown>) => void,
): AdditiveModel {
  const copy = structuredClone(model) as unknown as Record<string, unknown>;
  change(path.reduce((inner, key) => inner[key] as Record<string, unknown>, copy));
  return copy as unknown as AdditiveModel;
}

/** Whether a call accepts its argument; it may refuse it in one way only. */
function accepts(call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SalienceError);
    return false;
  }
}

/** All that reads a model agrees about it. */
function expectAgreement(some: AdditiveModel): boolean {
  const isModel = accepts(() => checkModel("f", some));
  expect(modelSchema.safeParse(some).success).toBe(isModel);
  const rehashed = () => {
    const { provenance } = some;
    return { ...some, provenance: { ...provenance, contentHash: contentHash(some) } };
  };
  if (isModel) {
    const sealed = sealModel(some);
    expect(parseModel(serializeModel(sealed))).toEqual(sealed);
    expect(accepts(() => createScorer(sealed, boundTo(sealed)))).toBe(true);
  } else {
    expect(accepts(() => sealModel(some))).toBe(false);
    expect(accepts(() => parseModel(some))).toBe(false);
    accepts(() => createScorer(some, features));
    if (accepts(() => contentHash(some))) accepts(() => createScorer(rehashed(), features));
  }
  return isModel;
}

describe("checkModel, sealModel, parseModel, modelSchema and createScorer agree", () => {
  const paths = pathsOf(model).filter((path) => path.length > 0);

  it("about a model with parts of every kind", () => {
    expect(expectAgreement(model)).toBe(true);
    expect(paths.length).toBeGreaterThan(200);
  });

  it.each(others)("where %s stands in the place of any part", (_, value) => {
    for (const path of paths) {
      const key = path.at(-1) as string;
      expectAgreement(changed(path.slice(0, -1), (holder) => (holder[key] = value)));
    }
  });

  it("where any part is left out, or another one is added", () => {
    const holders = paths.filter((path) => typeof path.at(-1) === "string");
    const optional = holders.filter((path) => {
      const key = path.at(-1) as string;
      return expectAgreement(changed(path.slice(0, -1), (holder) => delete holder[key]));
    });
    expect(new Set(optional.map((path) => path.at(-1)))).toEqual(new Set(["refreshedAt", "clip"]));
    for (const path of pathsOf(model)) {
      const holder = path.reduce<unknown>((inner, key) => (inner as never)[key as never], model);
      if (typeof holder !== "object" || holder === null) continue;
      if (Array.isArray(holder)) continue;
      expect(expectAgreement(changed(path, (inner) => (inner.extra = 1)))).toBe(false);
    }
  });

  it("a part that is undefined is as if it were left out", () => {
    const { clip: _, ...without } = summary("x", "number", { clip: [0, 1] });
    const sealed = sealModel({
      ...model,
      features: [{ ...without, clip: undefined } as never, ...model.features.slice(1)],
    });
    expect(parseModel(serializeModel(sealed))).toEqual(sealed);
  });
});

describe("a model that scores nothing finite", () => {
  const wide = [-1e308, 1e308];

  it("has knots, cuts or margins further apart than a number can be, and is refused", () => {
    const parts = { feature: "x", missing: 0, contributions: [0, 1] } as const;
    expect(() => modelOf({ terms: [{ kind: "piecewise", ...parts, knots: wide }] })).toThrow(
      'knots of term "term 0" with a finite distance between the ends',
    );
    expect(() =>
      modelOf({ calibration: { kind: "piecewise", margins: wide, probabilities: [0, 1] } }),
    ).toThrow("margins of calibration with a finite distance");
  });

  it("has references without a finite sum, and is refused", () => {
    const linear = {
      kind: "linear",
      feature: "x",
      coefficient: 1,
      center: 0,
      missing: 0,
      reference: 1e308,
    } as const;
    expect(() => modelOf({ terms: [linear, linear] })).toThrow("the sum of the intercept and all references");
  });
});

describe("a model of 20,000 terms", () => {
  const terms = Array.from({ length: 20_000 }, (_, i): Partial<Term> & Pick<Term, "kind"> =>
    i % 2 === 0
      ? {
          kind: "condition",
          when: { all: [{ feature: "x", above: i }, { not: { feature: "c", is: "a" } }] },
          ...rule,
        }
      : { kind: "linear", feature: `n${i}`, coefficient: 1, center: 0, missing: 0 },
  );
  const many = Array.from({ length: 10_000 }, (_, i) => summary(`n${2 * i + 1}`));

  it("is sealed, parsed and bound in a time that is in proportion", () => {
    const time = (run: () => unknown) => {
      const before = process.cpuUsage();
      run();
      return process.cpuUsage(before).user / 1000;
    };
    let big = model;
    const sealing = time(() => {
      big = modelOf({ terms, features: [summary("x"), summary("c", "category"), ...many] });
    });
    const text = serializeModel(big);
    expect(sealing).toBeLessThan(1500);
    expect(time(() => parseModel(text))).toBeLessThan(1500);
    expect(time(() => createScorer(big, featuresOf(big)))).toBeLessThan(2000);
  });
});
