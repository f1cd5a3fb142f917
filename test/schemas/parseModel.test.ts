import { describe, expect, it } from "vitest";
import * as z from "zod";
import { sealModel } from "../../src/models/sealModel";
import type { AdditiveModel, FeatureSummary, Term } from "../../src/models/types";
import { modelSchema, parseModel, parseRecords, serializeModel } from "../../src/schemas/index";

const summary = (name: string, type: FeatureSummary["type"]): FeatureSummary => ({
  name,
  type,
  label: name,
  unit: null,
  source: { system: "CRM", refreshedAt: "2026-01-01" },
  visibility: "public",
  phrase: null,
  levels: null,
  transform: null,
  reference: null,
});
const common = { label: "a term", group: null, reference: 0 };
const terms: readonly Term[] = [
  {
    ...common,
    kind: "linear",
    id: "t0",
    feature: "visits",
    coefficient: 0.5,
    center: 2,
    missing: 0,
    group: "g0",
  },
  {
    ...common,
    kind: "levels",
    id: "t1",
    feature: "origin",
    levels: ["Google", "Direct"],
    contributions: [1, 2],
    missing: 0,
    unseen: 0,
  },
  {
    ...common,
    kind: "step",
    id: "t2",
    feature: "visits",
    cuts: [1, 5],
    contributions: [0, 1, 2],
    missing: 0,
  },
  {
    ...common,
    kind: "piecewise",
    id: "t3",
    feature: "visits",
    knots: [0, 10],
    contributions: [0, 1],
    missing: 0,
  },
  {
    ...common,
    kind: "condition",
    id: "t4",
    when: { all: [{ feature: "visits", above: 3 }, { not: { feature: "origin", is: "Direct" } }] },
    contribution: 1,
    times: null,
    minimum: null,
    maximum: null,
    otherwise: 0,
  },
  {
    ...common,
    kind: "grid",
    id: "t5",
    rows: { feature: "visits", cuts: [3] },
    columns: { feature: "origin", levels: ["Google"] },
    contributions: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  },
];
const model = sealModel({
  kind: "additive",
  formatVersion: 1,
  link: "logit",
  intercept: -1.25,
  terms,
  groups: [
    { id: "g0", label: "inner", group: "g1", minimum: null, maximum: 10, reference: 0 },
    { id: "g1", label: "outer", group: null, minimum: 0, maximum: 20, reference: 0 },
  ],
  gates: [
    {
      kind: "disqualify",
      id: "competitor",
      when: { feature: "origin", in: ["Competitor"] },
      reason: "a competitor",
    },
    {
      kind: "override",
      id: "vip",
      when: { feature: "visits", atLeast: 99 },
      reason: "a known buyer",
      margin: 5,
    },
  ],
  calibration: { kind: "piecewise", margins: [-1, 1], probabilities: [0.1, 0.6] },
  features: [
    {
      ...summary("visits", "number"),
      reference: {
        kind: "number",
        count: 10,
        missing: 0,
        mean: 2,
        standardDeviation: 1,
        minimum: 0,
        maximum: 4,
        quantiles: [0, 1, 2, 3, 4],
        integer: true,
      },
    },
    {
      ...summary("origin", "category"),
      reference: { kind: "category", count: 1, missing: 0, levels: [{ level: "Google", count: 1 }] },
    },
  ],
  coverageFloor: 0.2,
  lowConfidenceBelow: 0.5,
  provenance: {
    method: "logistic",
    rows: 100,
    events: 40,
    from: "2026-01-01",
    to: null,
    libraryVersion: "0.1.0",
    edits: [],
    contentHash: "",
  },
} satisfies AdditiveModel);

type Path = readonly (string | number)[];

/** A copy of the model with another value at a path; undefined removes the key. */
function changed(path: Path, by: unknown): unknown {
  const copy = structuredClone(model) as unknown as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  const holder = path
    .slice(0, -1)
    .reduce((inner, key) => inner[key] as Record<string | number, unknown>, copy);
  if (by === undefined) delete holder[last];
  else holder[last] = by;
  return copy;
}

const refuses = (value: unknown, message: string) =>
  expect(() => parseModel(value)).toThrow(
    expect.objectContaining({ name: "SalienceError", code: "invalid_model", message }),
  );

describe("parseModel", () => {
  it("reads text and objects, and gives a new model of plain objects", () => {
    expect(parseModel(JSON.stringify(model))).toEqual(model);
    const read = parseModel(model);
    expect(read).toStrictEqual(model);
    expect(read).not.toBe(model);
    expect(read.terms[0]).not.toBe(model.terms[0]);
  });

  it("accepts a deep-frozen model", () => {
    const freeze = (value: unknown): unknown => {
      if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
      return value;
    };
    expect(parseModel(freeze(structuredClone(model)))).toEqual(model);
  });

  it("the order of keys does not matter", () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    expect(parseModel(reversed(model))).toEqual(model);
  });

  it.each<[Path, unknown, string]>([
    [["kind"], "tree", 'expected kind to be "additive", received "tree"'],
    [["formatVersion"], 2, "expected formatVersion to be 1, received 2"],
    [["formatVersion"], "1", 'expected formatVersion to be 1, received "1"'],
    [["formatVersion"], undefined, "expected formatVersion to be 1, received undefined"],
    [["link"], "probit", 'expected link to be "logit" or "identity", received "probit"'],
    [["intercept"], "-1.25", 'expected intercept to be a finite number, received "-1.25"'],
    [["intercept"], NaN, "expected intercept to be a finite number, received NaN"],
    [["intercept"], -Infinity, "expected intercept to be a finite number, received -Infinity"],
    [["intercept"], null, "expected intercept to be a finite number, received null"],
    [["terms"], 7, "expected terms to be a list, received 7"],
    [["terms", 0], null, "expected terms[0] to be an object, received null"],
    [
      ["terms", 0, "kind"],
      "cubic",
      'expected terms[0].kind to be "linear" or "levels" or "step" or "piecewise" or "condition" or "grid", received "cubic"',
    ],
    [["terms", 0, "coefficient"], "12", 'expected terms[0].coefficient to be a finite number, received "12"'],
    [
      ["terms", 0, "coefficient"],
      undefined,
      "expected terms[0].coefficient to be a finite number, received undefined",
    ],
    [["terms", 0, "group"], 3, "expected terms[0].group to be text, received 3"],
    [["terms", 0, "weight"], 3, 'expected terms[0] to be an object without other keys, received "weight"'],
    [["terms", 1, "levels", 1], 7, "expected terms[1].levels[1] to be text, received 7"],
    [["terms", 2, "cuts", 0], "1", 'expected terms[2].cuts[0] to be a finite number, received "1"'],
    [["terms", 4, "when"], 7, "expected terms[4].when to be an object, received 7"],
    [
      ["terms", 4, "when"],
      { feature: "visits", is: [1] },
      "expected terms[4].when.is to be a finite number or text or true or false, received an array of 1",
    ],
    [
      ["terms", 4, "when"],
      { feature: "visits", equals: 1 },
      'expected terms[4].when to be an object without other keys, received "equals"',
    ],
    [
      ["terms", 4, "when", "all", 0],
      { feature: "visits", above: [3] },
      "expected terms[4].when.all[0].above to be a finite number or text, received an array of 1",
    ],
    [
      ["terms", 4, "when", "all", 0],
      { feature: "visits", above: "3" },
      'expected "above" of "visits" in term "t4" to be a finite number, received "3"',
    ],
    [
      ["terms", 4, "when", "all", 1],
      { not: { feature: 7, exists: true } },
      "expected terms[4].when.all[1].not.feature to be text, received 7",
    ],
    [["terms", 4, "times"], 3, "expected terms[4].times to be text, received 3"],
    [
      ["terms", 5, "rows"],
      { feature: "visits", cuts: "3" },
      'expected terms[5].rows.cuts to be a list, received "3"',
    ],
    [
      ["gates", 0, "kind"],
      "reject",
      'expected gates[0].kind to be "disqualify" or "override", received "reject"',
    ],
    [["gates", 1, "margin"], undefined, "expected gates[1].margin to be a finite number, received undefined"],
    [["calibration"], {}, 'expected calibration.kind to be "logistic" or "piecewise", received undefined'],
    [
      ["features", 0, "type"],
      "text",
      'expected features[0].type to be "number" or "flag" or "ordinal" or "category", received "text"',
    ],
    [
      ["features", 0, "source", "refreshedAt"],
      3,
      "expected features[0].source.refreshedAt to be text, received 3",
    ],
    [
      ["features", 0, "reference", "quantiles"],
      [0, 1],
      "expected features[0].reference.quantiles to be a list of 5, received an array of 2",
    ],
    [
      ["features", 0, "reference", "quantiles"],
      [0, 1, 2, 3, 4, 5],
      "expected features[0].reference.quantiles to be a list of 5, received an array of 6",
    ],
    [
      ["features", 0, "reference", "standardDeviation"],
      -1,
      "expected features[0].reference.standardDeviation to be at least 0, received -1",
    ],
    [
      ["features", 1, "reference", "levels", 0, "count"],
      -1,
      "expected features[1].reference.levels[0].count to be at least 0, received -1",
    ],
    [["provenance", "edits"], [3], "expected provenance.edits[0] to be text, received 3"],
    [["provenance"], undefined, "expected provenance to be an object, received undefined"],
    [["extra"], 1, 'expected the model to be an object without other keys, received "extra"'],
  ])("the shape of %j may not be %j", (path, by, message) => {
    refuses(changed(path, by), `parseModel: ${message}`);
  });

  it.each<[Path, unknown, string]>([
    [["coverageFloor"], 1.5, "expected coverageFloor in [0, 1], received 1.5"],
    [["terms", 1, "contributions"], [1], 'expected term "t1" with 2 values, received 1'],
    [["terms", 2, "cuts"], [5, 1], 'expected cuts of term "t2" to increase, received 1'],
    [["terms", 3, "knots"], [0, 0], 'expected knots of term "t3" to increase, received 0'],
    [["terms", 0, "feature"], "visit", 'expected term "t0" to read a feature of the model, received "visit"'],
    [["terms", 0, "group"], "g9", 'expected term "t0" to name a group, received "g9"'],
    [["terms", 1, "id"], "t0", 'expected every id once, received "t0"'],
    [
      ["groups", 1, "group"],
      "g0",
      'expected group "g1" to name a group that is listed after it, received "g0"',
    ],
    [["calibration", "probabilities"], [0.6, 0.1], "expected calibration that never falls, received 0.1"],
    [
      ["terms", 4, "when"],
      { all: [] },
      'expected "all" of term "t4" to be a list of conditions, received an array of 0',
    ],
  ])("the parts must agree: %j may not be %j", (path, by, message) => {
    refuses(changed(path, by), `parseModel: ${message}`);
  });

  it("a model that was changed after it was sealed is refused", () => {
    expect(() => parseModel(changed(["intercept"], -1.26))).toThrow(
      /^parseModel: expected provenance\.contentHash to be "fnv1a64:[0-9a-f]{16}", as the model was not sealed or was changed afterwards, received "fnv1a64:/,
    );
    expect(() => parseModel(changed(["provenance", "contentHash"], ""))).toThrow("not sealed");
    expect(() => parseModel(changed(["provenance", "rows"], 101))).toThrow("not sealed");
  });

  it("the hash is that of the canonical JSON without it: another program can recompute it", () => {
    const { contentHash, ...provenance } = model.provenance;
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .sort()
          .map(([key, inner]) => [key, sorted(inner)]),
      );
    };
    let hash = 0xcbf29ce484222325n;
    for (const byte of new TextEncoder().encode(JSON.stringify(sorted({ ...model, provenance })))) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    }
    expect(contentHash).toBe(`fnv1a64:${hash.toString(16).padStart(16, "0")}`);
  });

  it.each<[unknown, string]>([
    ["", 'parseModel: expected the JSON text of a model, received ""'],
    ["{", 'parseModel: expected the JSON text of a model, received "{"'],
    ["null", "parseModel: expected the model to be an object, received null"],
    ["[]", "parseModel: expected the model to be an object, received an array of 0"],
    [undefined, "parseModel: expected the model to be an object, received undefined"],
    [3, "parseModel: expected the model to be an object, received 3"],
    [new Date(0), 'parseModel: expected kind to be "additive", received undefined'],
  ])("%j is no model", (value, message) => {
    refuses(value, message);
  });

  it("polluting keys are refused and pollute nothing", () => {
    const polluted = JSON.stringify(model).replace('"link"', '"__proto__":{"polluted":true},"link"');
    refuses(
      polluted,
      'parseModel: expected the model to be an object without other keys, received "__proto__"',
    );
    const inside = JSON.stringify(model).replace(
      '"coefficient"',
      '"__proto__":{"polluted":true},"coefficient"',
    );
    refuses(inside, 'parseModel: expected terms[0] to be an object without other keys, received "__proto__"');
    expect("polluted" in {}).toBe(false);
  });

  it("a feature may not be named like object internals", () => {
    refuses(
      changed(["features", 0, "name"], "__proto__"),
      'parseModel: expected a feature name other than those of object internals, received "__proto__"',
    );
  });

  it("deep nesting is refused and fills no stack", () => {
    const nested = (depth: number) =>
      `${'{"not":'.repeat(depth)}{"feature":"visits","exists":true}${"}".repeat(depth)}`;
    const withGate = (depth: number) =>
      JSON.stringify(changed(["gates", 0, "when"], "HERE")).replace('"HERE"', nested(depth));
    expect(() => parseModel(withGate(50))).toThrow("not sealed");
    refuses(
      withGate(51),
      'parseModel: expected the condition of gate "competitor" to be nested at most 50 deep, received 51',
    );
    refuses(withGate(100_000), "parseModel: expected the model to be nested at most 120 deep");
    const circle = changed(["intercept"], 0) as { terms: unknown[] };
    circle.terms.push(circle);
    refuses(circle, "parseModel: expected the model to be nested at most 120 deep");
  });
});

describe("serializeModel", () => {
  it("gives the same text whatever the order of keys", () => {
    const { kind, ...rest } = model;
    expect(serializeModel({ ...rest, kind })).toBe(serializeModel(model));
  });

  it("keeps every bit of every number", () => {
    for (const intercept of [0.1 + 0.2, 5e-324, Number.MAX_VALUE, -Number.EPSILON, 1 / 3]) {
      const sealed = sealModel({ ...model, intercept });
      expect(parseModel(serializeModel(sealed)).intercept).toBe(intercept);
    }
  });

  it("refuses what parseModel would refuse, under its own name", () => {
    expect(() => serializeModel({ ...model, intercept: NaN })).toThrow(
      "serializeModel: expected intercept to be a finite number, received NaN",
    );
    expect(() => serializeModel({ ...model, intercept: 3 })).toThrow(
      "serializeModel: expected provenance.contentHash",
    );
    expect(() => serializeModel(undefined as never)).toThrow(
      "serializeModel: expected the model to be an object",
    );
  });
});

describe("modelSchema", () => {
  it("accepts a model whose hash is out of date, so that it can be edited and sealed", () => {
    const edited = modelSchema.parse({ ...model, intercept: 3 });
    expect(parseModel(sealModel(edited)).intercept).toBe(3);
  });

  it("refuses models that contradict themselves", () => {
    const result = modelSchema.safeParse(changed(["terms", 2, "cuts"], [5, 1]));
    expect(result.error?.issues).toEqual([
      { code: "custom", path: [], message: 'expected cuts of term "t2" to increase, received 1' },
    ]);
  });

  it("its issues say what was expected", () => {
    const result = modelSchema.safeParse(changed(["terms", 0, "coefficient"], "12"));
    expect(result.error?.issues[0]).toMatchObject({
      path: ["terms", 0, "coefficient"],
      message: 'expected a finite number, received "12"',
    });
  });

  it.each<[Path, unknown, string]>([
    [
      ["terms", 4, "when"],
      { feature: "visits", is: [1] },
      "expected a finite number or text or true or false, received an array of 1",
    ],
    [
      ["terms", 4, "when"],
      { feature: "visits", above: [3] },
      "expected a finite number or text, received an array of 1",
    ],
    [["terms", 4, "when", "all", 1], { not: 7 }, "expected an object, received 7"],
    [["terms", 5, "rows"], { feature: "visits", cuts: "3" }, 'expected a list, received "3"'],
    [
      ["terms", 0, "kind"],
      "cubic",
      'expected "linear" or "levels" or "step" or "piecewise" or "condition" or "grid", received "cubic"',
    ],
  ])("its issues say what was expected of alternatives: %j may not be %j", (path, by, message) => {
    expect(modelSchema.safeParse(changed(path, by)).error?.issues[0]?.message).toBe(message);
  });

  it("combines with schemas of zod, and is a Standard Schema", () => {
    const Saved = z.object({ name: z.string(), model: modelSchema });
    expect(Saved.parse({ name: "v1", model }).model).toEqual(model);
    expect(
      Saved.safeParse({ name: "v1", model: changed(["link"], "probit") }).error?.issues[0]?.path,
    ).toEqual(["model", "link"]);
    const { accepted, rejected } = parseRecords(modelSchema, [model, {}]);
    expect(accepted).toEqual([model]);
    expect(rejected[0]?.issues[0]).toEqual({
      path: ["kind"],
      message: 'expected "additive", received undefined',
    });
  });
});
