import { describe, expect, it } from "vitest";
import { toOnnx } from "../../../src/exporters/onnx/index";
import {
  categorical,
  countEvents,
  custom,
  daysSince,
  daysUntil,
  emailDomainType,
  type Feature,
  type FeatureSet,
  featureSet,
  numeric,
  seniority,
} from "../../../src/features/index";
import type { AdditiveModel, Term } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { modelOf, summary } from "../../models/support";
import { differences, feedsOf, readOnnx, runBytes, runOnnx, scorerColumns, type Values } from "./support";

const setOf = (features: Readonly<Record<string, Feature<Values>>>) =>
  featureSet<Values>()(features) as FeatureSet<never>;
const plain = setOf({ x: numeric("x"), c: categorical("c") });
const both = [summary("x"), summary("c", "category")];
const rowsOf = (xs: readonly unknown[], cs: readonly unknown[] = []) =>
  xs.map((x, i): Values => ({ x, c: cs[i] ?? null }));

type Parts = Parameters<typeof modelOf>[0];

/** The margins of records, after a comparison of everything with the scorer. */
async function marginsOf(parts: Parts, rows: readonly Values[], features = plain): Promise<unknown> {
  const model = modelOf({ features: both, ...parts });
  const options = { explain: true };
  const ours = await runOnnx(model, features, rows, options);
  expect(differences(ours, scorerColumns(model, features, rows, options))).toEqual([]);
  return ours.margin;
}

describe("the file", () => {
  const model = modelOf({
    features: both,
    link: "logit",
    terms: [
      { kind: "levels", feature: "c", levels: ["ä", "'"], contributions: [1, 2], missing: 0, unseen: 3 },
    ],
    gates: [{ kind: "disqualify", id: "no", reason: "bad", when: { feature: "x", below: 0 } }],
  });

  it("is an ONNX model of format 9 with operator sets 20 and ai.onnx.ml 4, by this library", () => {
    const file = readOnnx(toOnnx(model, plain));
    expect(file.irVersion).toBe(9);
    expect(file.opsets).toEqual({ "": 20, "ai.onnx.ml": 4 });
    expect(file.producer).toBe("salience 0.1.0");
    expect(file.inputs).toEqual(["x", "c"]);
    expect(file.outputs).toEqual([
      ...["score", "probability", "margin", "coverage", "low_confidence", "status", "gate"],
    ]);
  });

  it("says what model it is, and what inputs, statuses, gates, buckets and lines mean", () => {
    const buckets = { labels: ["A", "B"], cuts: [0.5] };
    const { metadata } = readOnnx(toOnnx(model, plain, { buckets, explain: true }));
    expect(metadata["salience.contentHash"]).toBe(model.provenance.contentHash);
    expect(metadata["salience.libraryVersion"]).toBe("0.1.0");
    expect(metadata["salience.kind"]).toBe("additive");
    expect(metadata["salience.method"]).toBe("test");
    const read = (key: string) => JSON.parse(metadata[`salience.${key}`] as string);
    expect(read("inputs")).toEqual([
      { field: "x", kind: "number", input: "x" },
      { field: "c", kind: "text", input: "c" },
    ]);
    expect(read("statuses")).toEqual(["scored", "disqualified", "insufficient_data", "rejected"]);
    expect(read("gates")).toEqual([{ id: "no", kind: "disqualify", reason: "bad" }]);
    expect(read("buckets")).toEqual(buckets);
    expect(read("base")).toBe(0);
    expect(read("lines").map(({ id }: { id: string }) => id)).toEqual(["term 0"]);
  });

  it("has the same bytes every time, and leaves its arguments as they are", () => {
    const copy = structuredClone(model);
    const bytes = toOnnx(model, plain, Object.freeze({ explain: true }));
    expect(toOnnx(copy, plain, { explain: true })).toEqual(bytes);
    expect(model).toEqual(copy);
    expect(toOnnx(modelOf({ features: both, intercept: 1 }), plain)).not.toEqual(bytes);
  });

  it("takes no record, one, and many", async () => {
    for (const count of [0, 1, 1000]) {
      const rows = Array.from({ length: count }, (_, i) => ({ x: i - 3, c: i % 3 ? "ä" : null }));
      const options = { explain: true, buckets: { labels: ["A", "B"], cuts: [0.9] } };
      const ours = await runOnnx(model, plain, rows, options);
      expect(ours.score).toHaveLength(count);
      expect(differences(ours, scorerColumns(model, plain, rows, options))).toEqual([]);
    }
  });

  it("gives a model without terms its intercept, and contributions without columns", async () => {
    const ours = await runOnnx(modelOf({ features: both, intercept: 2.5 }), plain, rowsOf([1, 2]), {
      explain: true,
    });
    expect(ours.margin).toEqual([2.5, 2.5]);
    expect(ours.contributions).toEqual([]);
  });
});

describe("names of inputs", () => {
  const linear = (feature: string): Partial<Term> & Pick<Term, "kind"> => ({
    ...({ kind: "linear", feature, coefficient: 1, center: 0, missing: 0 } as const),
  });

  it("a field with the name of an output, or read in several ways, is called by the way of reading too", async () => {
    const features = setOf({
      a: numeric("score"),
      b: numeric("size"),
      c: categorical("size"),
      d: numeric("size:text"),
      e: numeric("v1"),
    });
    const names = ["a", "b", "c", "d", "e"];
    const model = modelOf({
      features: names.map((name) => summary(name, name === "c" ? "category" : "number")),
      terms: [
        ...["a", "b", "d", "e"].map(linear),
        { kind: "levels", feature: "c", levels: ["12"], contributions: [1000], missing: 0, unseen: 0 },
      ],
    });
    const rows = [{ score: 1, size: 12, "size:text": 100, v1: 5000 }];
    expect(readOnnx(toOnnx(model, features)).inputs).toEqual([
      ...["score:number", "size:number", "size:text", "size:text:number", "v1"],
    ]);
    expect((await runOnnx(model, features, rows)).margin).toEqual([1 + 12 + 100 + 5000 + 1000]);
  });

  it("any text is a name", async () => {
    const names = ["'; DROP TABLE leads; --", 'a "b"', "größer 🙂", "a\\b", "line\nbreak", "  ", "toString"];
    const features = setOf(Object.fromEntries(names.map((name) => [name, numeric<Values>(name)])));
    const model = modelOf({ features: names.map((name) => summary(name)), terms: names.map(linear) });
    const row = Object.fromEntries(names.map((name, i) => [name, 10 ** i]));
    expect((await runOnnx(model, features, [row])).margin).toEqual([1_111_111]);
  });

  it("as_of is one instant for all records, or one for each", async () => {
    const features = setOf({ since: daysSince("at"), until: daysUntil("at") });
    const model = modelOf({
      features: [summary("since"), summary("until")],
      terms: ["since", "until"].map(linear),
    });
    const bytes = toOnnx(model, features);
    const file = readOnnx(bytes);
    expect(file.inputs).toEqual(["at", "as_of"]);
    const rows = [{ at: "2026-03-01" }, { at: new Date("2026-03-04T12:00:00Z") }, { at: null }];
    const asOf = new Date("2026-03-03");
    const one = await runBytes(bytes, feedsOf(file, features, rows, asOf));
    // since 2 days and until −2; not yet known and until 1.5
    expect(one.margin).toEqual([0, 1.5, 0]);
    expect(one.coverage).toEqual([1, 0.5, 0]);
    const each = await runBytes(
      bytes,
      feedsOf(file, features, rows, () => asOf),
    );
    expect(each).toEqual(one);
    const never = await runBytes(
      bytes,
      feedsOf(file, features, rows, () => new Date(Number.NaN)),
    );
    expect(never.status).toEqual([3, 3, 3]);
  });
});

describe("terms", () => {
  it("linear: coefficient times the distance from the center", async () => {
    const term = { kind: "linear", feature: "x", coefficient: 2, center: 1, missing: -7 } as const;
    expect(await marginsOf({ terms: [term] }, rowsOf([3, null, -1]))).toEqual([4, -7, -4]);
  });

  it("linear: a coefficient that 32 bits round to 1 is kept", async () => {
    const term = { kind: "linear", feature: "x", coefficient: 1 + 1e-9, center: 1e-50, missing: 0 } as const;
    expect(await marginsOf({ terms: [term] }, rowsOf([1e6, 0]))).toEqual([
      1e6 * (1 + 1e-9),
      -1e-50 * (1 + 1e-9),
    ]);
  });

  it("step: a value equal to a cut goes up", async () => {
    const term = { kind: "step", feature: "x", cuts: [0, 10], contributions: [1, 2, 3], missing: 9 } as const;
    const rows = rowsOf([-1, 0, 9.999, 10, 1e308, null]);
    expect(await marginsOf({ terms: [term] }, rows)).toEqual([1, 2, 2, 3, 3, 9]);
  });

  it("step: without cuts there is one contribution", async () => {
    const term = { kind: "step", feature: "x", cuts: [], contributions: [4], missing: 9 } as const;
    expect(await marginsOf({ terms: [term] }, rowsOf([5, null]))).toEqual([4, 9]);
  });

  it("piecewise: straight between knots, constant outside", async () => {
    const term = {
      kind: "piecewise",
      feature: "x",
      knots: [0, 10, 20],
      contributions: [1, 3, 2],
      missing: 9,
    } as const;
    const rows = rowsOf([-5, 0, 5, 10, 15, 20, 1e308, -1e308, null]);
    expect(await marginsOf({ terms: [term] }, rows)).toEqual([1, 1, 2, 3, 2.5, 2, 2, 1, 9]);
  });

  it("levels: a listed one, an unlisted one, a missing one", async () => {
    const term = {
      kind: "levels",
      feature: "c",
      levels: ["a", "b"],
      contributions: [1, 2],
      missing: 3,
      unseen: 4,
    } as const;
    const texts = ["a", " b\t", "B", "", " \n", "c"];
    expect(await marginsOf({ terms: [term] }, rowsOf([1, 1, 1, 1, 1, 1], texts))).toEqual([1, 2, 4, 3, 3, 4]);
  });

  it("grid: a cell per pair, with cells for unlisted levels and missing values", async () => {
    const term = {
      kind: "grid",
      rows: { feature: "x", cuts: [0] },
      columns: { feature: "c", levels: ["a"] },
      contributions: [0, 1, 2, 10, 11, 12, 20, 21, 22],
    } as const;
    const rows = rowsOf(
      [-1, -1, -1, 0, 0, 0, null, null, null],
      ["a", "z", null, "a", "z", null, "a", "z", null],
    );
    const margins = await marginsOf({ terms: [term] }, rows);
    expect(margins).toEqual([0, 1, 2, 10, 11, 12, 20, 21, 22]);
  });

  it("condition: once, or times a value within bounds; a missing count is no time", async () => {
    const common = {
      kind: "condition",
      when: { feature: "c", is: "a" },
      otherwise: -1,
      minimum: null,
    } as const;
    const once = { ...common, contribution: 5, times: null, maximum: 4 };
    const times = { ...common, contribution: 10, times: "x", maximum: 25 };
    const rows = rowsOf([1, 2, 9, null, 1], ["a", "a", "a", "a", "b"]);
    expect(await marginsOf({ terms: [once, times] }, rows)).toEqual([14, 24, 29, 4, -2]);
  });

  it("three-valued logic: what is not known is neither true nor false, nor is its opposite", async () => {
    const isOne = { feature: "x", is: 1 };
    const isA = { feature: "c", is: "a" };
    const whens = [
      ...[isOne, { not: isOne }, { all: [isOne, isA] }, { not: { all: [isOne, isA] } }],
      ...[{ any: [isOne, isA] }, { not: { any: [isOne, isA] } }, { not: { feature: "x", exists: false } }],
    ];
    const terms = whens.map((when, i) => ({
      ...{
        kind: "condition" as const,
        when,
        contribution: 2 ** i,
        times: null,
        minimum: null,
        maximum: null,
      },
      otherwise: 0,
    }));
    const rows = rowsOf([1, 2, null, null, null, 1], ["a", "b", "a", "b", null, null]);
    // written out by hand, the first condition is the lowest digit
    expect(await marginsOf({ terms }, rows)).toEqual([
      0b1010101, 0b1101010, 0b0010000, 0b0001000, 0, 0b1010001,
    ]);
  });
});

describe("groups, gates, calibration", () => {
  const one = (id: string, group: string | null, x: number) =>
    ({ id, group, kind: "linear", feature: "x", coefficient: x, center: 0, missing: 0 }) as const;
  const noCap = { label: "", reference: 0, minimum: null };

  it("a cap within a cap", async () => {
    const parts = {
      terms: [one("a", "inner", 1), one("b", "outer", 1), one("c", null, 1)],
      groups: [
        { ...noCap, id: "inner", group: "outer", maximum: 3 },
        { ...noCap, id: "outer", group: null, minimum: -4, maximum: 5 },
      ],
    };
    // 2: 2 + 2 + 2; 4: min(3 + 4, 5) + 4; -3: max(-6, -4) - 3
    expect(await marginsOf(parts, rowsOf([2, 4, -3]))).toEqual([6, 9, -7]);
  });

  it("the first gate that holds decides; too little evidence without one; coverage 0 where rejected", async () => {
    const model = modelOf({
      features: both,
      coverageFloor: 1,
      lowConfidenceBelow: 1,
      terms: [one("a", null, 1)],
      gates: [
        { kind: "override", id: "o", reason: "r", when: { feature: "x", above: 10 }, margin: 77 },
        { kind: "disqualify", id: "d", reason: "r", when: { feature: "x", above: 5 } },
      ],
    });
    const rows = rowsOf([11, 6, 1, 1, Number.POSITIVE_INFINITY], ["a", "a", "a", null, "a"]);
    const options = { explain: true };
    const ours = await runOnnx(model, plain, rows, options);
    expect(ours.status).toEqual([0, 1, 0, 2, 3]);
    expect(ours.gate).toEqual([0, 1, -1, -1, -1]);
    expect(ours.margin).toEqual([77, Number.NaN, 1, Number.NaN, Number.NaN]);
    expect(ours.coverage).toEqual([1, 1, 1, 0.5, 0]);
    expect(ours.low_confidence).toEqual([false, false, false, true, false]);
    expect(differences(ours, scorerColumns(model, plain, rows, options))).toEqual([]);
  });

  it.each<[string, AdditiveModel["calibration"]]>([
    ["none", null],
    ["logistic", { kind: "logistic", intercept: -0.3, slope: 0.7 }],
    ["piecewise", { kind: "piecewise", margins: [-1, 0, 2], probabilities: [0.1, 0.2, 0.9] }],
  ])("calibration: %s", async (_, calibration) => {
    const margins = [-800, -745.2, -700, -699.9, -30, -1, -0.5, 0, 1e-9, 1, 2, 3, 40, 800, 1e308];
    for (const link of ["logit", "identity"] as const) {
      const model = modelOf({ features: both, link, calibration, terms: [one("a", null, 1)] });
      const ours = await runOnnx(model, plain, rowsOf(margins));
      expect(differences(ours, scorerColumns(model, plain, rowsOf(margins)))).toEqual([]);
      expect("probability" in ours).toBe(link === "logit" || calibration !== null);
    }
  });

  it("a sum that overflows is infinite, and has no bucket", async () => {
    const model = modelOf({ features: both, terms: [one("a", null, 1e300), one("b", null, -1e300)] });
    const options = { buckets: { labels: ["A", "B"], cuts: [0] } };
    const rows = rowsOf([1e300, 1]);
    const ours = await runOnnx(model, plain, rows, options);
    expect(ours.bucket).toEqual(["", "A"]);
    expect(differences(ours, scorerColumns(model, plain, rows, options))).toEqual([]);
  });

  it("buckets: a score equal to a cut goes up, of equal cuts the best counts", async () => {
    const buckets = { labels: ["A+", "Ä", "C", "🙂"], cuts: [5, 2, 2] };
    const model = modelOf({ features: both, terms: [one("a", null, 1)] });
    const { bucket } = await runOnnx(model, plain, rowsOf([5, 4.9, 2, 1.9, 1e9]), { buckets });
    expect(bucket).toEqual(["A+", "Ä", "Ä", "🙂", "A+"]);
  });
});

describe("what is refused", () => {
  const refuse = (feature: Feature<Values>) => {
    const levels = feature.type === "ordinal" ? feature.levels : null;
    const features = [summary("f", feature.type, { levels })];
    return expect(() => toOnnx(modelOf({ features }), setOf({ f: feature })));
  };
  const wayOut = (way: string, more = "") =>
    `toOnnx: expected feature "f" to be one that ONNX can express (materialise it as a column and read that: ${way}("f"${more}))`;

  it("features over events, job titles and mail addresses, and functions: by name, with the way out", () => {
    refuse(countEvents("events")).toThrow(`${wayOut("numeric")}, received "countEvents"`);
    refuse(seniority("title")).toThrow(`${wayOut("ordinal", ", levels")}, received "seniority"`);
    refuse(emailDomainType("mail")).toThrow(`${wayOut("categorical")}, received "emailDomainType"`);
    refuse(custom(() => 1)).toThrow(`${wayOut("numeric")}, received a function`);
    refuse(numeric((row) => row.x as number)).toThrow(`${wayOut("numeric")}, received a function`);
  });

  it("a search for text with a Greek sigma, which becomes lower case by its place in the word", () => {
    const features = setOf({ c: categorical("c") });
    const model = pointsModel({
      features: features as FeatureSet<Values>,
      rules: [{ id: "r", when: { feature: "c", contains: "ΟΔΟΣ" }, points: 1 }],
    });
    expect(() => toOnnx(model, features)).toThrow(
      'toOnnx: expected "contains" of "c" without a Greek sigma, whose lower case depends on its neighbours, received "ΟΔΟΣ"',
    );
  });

  it("a model that reads no field, for then the number of records is unknown", () => {
    expect(() => toOnnx(modelOf({ features: [] }), plain)).toThrow(
      "toOnnx: expected a model that reads a field of the record, received 0",
    );
  });

  it("a model that was changed, features that do not fit, unknown options, broken buckets", () => {
    const model = modelOf({ features: both });
    expect(() => toOnnx({ ...model, intercept: 1 }, plain)).toThrow("content hash");
    expect(() => toOnnx({ ...model, intercept: Number.NaN }, plain)).toThrow(
      "toOnnx: expected intercept to be a finite number, received NaN",
    );
    expect(() => toOnnx(null as never, plain)).toThrow("toOnnx: expected a model, received null");
    expect(() => toOnnx(model, setOf({ x: numeric("x") }))).toThrow('feature "c" of kind category');
    expect(() => toOnnx(model, null as never)).toThrow("features made by featureSet");
    expect(() => toOnnx(model, plain, { bucket: 1 } as never)).toThrow(
      'toOnnx: expected options with keys buckets, explain, received "bucket"',
    );
    expect(() => toOnnx(model, plain, null as never)).toThrow("toOnnx: expected options to be an object");
    expect(() => toOnnx(model, plain, { explain: 1 as never })).toThrow(
      "toOnnx: expected explain to be true or false, received 1",
    );
    expect(() => toOnnx(model, plain, { buckets: { labels: ["A", "B"], cuts: [] } })).toThrow(
      "toOnnx: expected 1 cuts for 2 labels, received 0",
    );
  });
});

describe("a sum that is not finite", () => {
  it("rejects the record, whatever a cap or a gate would say", async () => {
    const linear = { kind: "linear", feature: "x", center: 0, missing: 0 } as const;
    const parts: Parts = {
      terms: [
        { ...linear, coefficient: 10, group: "capped" },
        { ...linear, coefficient: -20 },
      ],
      groups: [{ id: "capped", label: "", group: null, minimum: null, maximum: 40, reference: 0 }],
      gates: [
        { kind: "override", id: "vip", when: { feature: "c", is: "vip" }, reason: "a vip", margin: 90 },
      ],
    };
    const rows = rowsOf([1, 5e306, 5e306, 1e308, 1e308, -1e308], ["a", "a", "vip", "a", "vip", "vip"]);
    expect(await marginsOf(parts, rows)).toEqual([
      -10,
      40 - 20 * 5e306,
      90,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});
