import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { bucketsByThreshold } from "../../../src/buckets/index";
import { toJavaScript } from "../../../src/exporters/javascript/index";
import { literal } from "../../../src/exporters/javascript/literal";
import {
  categorical,
  custom,
  daysSince,
  department,
  emailDomainType,
  featureSet,
  numeric,
  ordinal,
} from "../../../src/features/index";
import { type AdditiveModel, createScorer, sealModel } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { modelOf, summary } from "../../models/support";
import { importsOf, parse } from "../../support/sources";
import { type Any, expectSameScores, type Module, moduleOf } from "./support";

const DOLLAR = `${"`$"}{globalThis}${"`"}`;
const HOSTILE = [
  "'; process.exit(1); //",
  '"); throw 1; ("',
  DOLLAR,
  "</script><script>alert(1)</script>",
  "<!-- --> ]]>",
  "\u2028\u2029\u0000\\",
  "*/ evil /*",

  "toString",
  "hasOwnProperty",
  "\ud800 lone",
  "🙂 Ünïcode",
  "__proto__",
  "constructor",
];
const names = HOSTILE.filter((name) => !["__proto__", "constructor"].includes(name));

const hostileFeatures = featureSet<Any>()({
  ...Object.fromEntries(names.map((name) => [`number ${name}`, numeric(name, { fromText: true })])),
  ...Object.fromEntries(
    names.map((name) => [
      name,
      categorical(name, { levels: HOSTILE, aliases: { ["__proto__"]: "constructor", x: name } }),
    ]),
  ),
  order: ordinal("order", HOSTILE, { missing: ["none"] }),
});
const hostileModel = pointsModel({
  features: hostileFeatures,
  rules: [
    ...names.map((name, i) => ({
      id: `is ${name}`,
      when: { feature: name, is: HOSTILE[i] as string },
      points: i + 0.1,
    })),
    ...names.map((name) => ({
      id: `number ${name}`,
      when: { feature: `number ${name}`, above: 3 },
      points: 0.7,
    })),
    ...names.map((name) => ({
      id: `has ${name}`,
      when: { feature: name, contains: name.slice(1, 4) },
      points: 7,
    })),
    { id: "many", when: { feature: "toString", in: HOSTILE }, points: 0.3 },
    { id: "order", when: { feature: "order", in: ["__proto__", "constructor"] }, points: 11 },
  ],
  disqualify: [
    {
      id: "</script>",
      when: { feature: DOLLAR, is: "\u2028\u2029\u0000\\" },
      reason: "</script>\u2028",
    },
  ],
});

describe("the text of a module", () => {
  const text = toJavaScript(hostileModel, hostileFeatures);

  it("imports as a file, and gives what the scorer gives for hostile fields, levels and labels", async () => {
    const folder = mkdtempSync(join(tmpdir(), "salience-"));
    try {
      const file = join(folder, "score.mjs");
      writeFileSync(file, text);
      expect(spawnSync(process.execPath, ["--check", file], { encoding: "utf8" }).stderr).toBe("");
      const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Module;
      const records = HOSTILE.flatMap((level, i) => [
        Object.fromEntries(names.map((name) => [name, level])),
        Object.fromEntries(names.map((name, j) => [name, HOSTILE[(i + j) % HOSTILE.length]])),
        { ...Object.fromEntries(names.map((name, j) => [name, `${i + j}`])), order: level },
        { order: "none", [names[i % names.length] as string]: ` ${level} ` },
      ]);
      expectSameScores(module, createScorer(hostileModel, hostileFeatures), [
        ...records,
        {},
        Object.create(null),
      ]);
      expect(module.model).toBe(hostileModel.provenance.contentHash);
      expect(module.features).toEqual(hostileFeatures.names);
      expect(module.statuses).toEqual(["scored", "disqualified", "insufficient_data", "rejected"]);
      expect(module.gates).toEqual([{ id: "</script>", reason: "</script>\u2028" }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("has no import, and ends no script element", () => {
    expect(importsOf("score.js", text)).toEqual([]);
    expect(text).not.toMatch(/<\/|<!|[\u2028\u2029]/);
    expect(parse("score.js", text).statements.length).toBeGreaterThan(10);
  });

  it("is the same for the same model, whatever the order of the features", () => {
    const turned = featureSet<Any>()(
      Object.fromEntries(Object.entries(hostileFeatures.features).reverse()) as Any,
    );
    expect(toJavaScript(hostileModel, turned)).toBe(text);
  });

  it("changes nothing of frozen records, and keeps nothing of them", () => {
    const features = featureSet<Any>()({ c: categorical("c") });
    const model = modelOf({ features: [summary("c", "category")] });
    const { score } = moduleOf(model, features);
    const record = Object.freeze({ c: "__proto__" });
    expect(score(record)).toEqual(score({ c: "__proto__" }));
    expect(({} as Any).code).toBeUndefined();
  });

  it("holds only the helpers that the model needs", () => {
    const features = featureSet<Any>()({ x: numeric("x") });
    const small = toJavaScript(modelOf({ features: [summary("x")] }), features);
    for (const name of ["readInstant", "titleValue", "mailinator", "expit", "interpolate"]) {
      expect(small).not.toContain(name);
    }
    const more = featureSet<Any>()({ x: daysSince("x"), c: department("c"), d: emailDomainType("d") });
    const large = toJavaScript(
      modelOf({
        features: [summary("x"), summary("c", "category"), summary("d", "category")],
        link: "logit",
      }),
      more,
    );
    for (const name of ["readInstant", "titleValue", "mailinator", "expit"]) expect(large).toContain(name);
  });
});

describe("literals", () => {
  it("are the values to the bit", () => {
    const values = [
      ...HOSTILE,
      0,
      -0,
      -1.5,
      5e-324,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      1e21,
      true,
      null,
      ["a", [-0]],
    ];
    expect(new Function(`return ${literal(values)};`)()).toEqual(values);
    expect(literal([1, -2, -0])).toBe("[1, (-2), (-0)]");
  });
});

describe("results", () => {
  const features = featureSet<Any>()({ x: numeric("x"), c: categorical("c"), d: daysSince("d") });
  const asOf = new Date("2026-03-10");
  const model: AdditiveModel = modelOf({
    link: "logit",
    intercept: 0.1,
    features: [summary("x"), summary("c", "category"), summary("d")],
    terms: [
      { kind: "linear", feature: "x", coefficient: 0.3, center: 2, missing: -1, group: "g" },
      {
        kind: "piecewise",
        feature: "d",
        knots: [1, 5, 9],
        contributions: [1, 0.3, -2],
        missing: 0,
        group: "h",
      },
      {
        kind: "step",
        feature: "x",
        cuts: Array.from({ length: 20 }, (_, i) => i * 0.7),
        contributions: Array.from({ length: 21 }, (_, i) => i / 10),
        missing: 0.05,
      },
      {
        kind: "grid",
        rows: { feature: "x", cuts: [0, 3] },
        columns: { feature: "c", levels: ["a", "b"] },
        contributions: Array.from({ length: 16 }, (_, i) => i / 7),
      },
    ] as Any,
    groups: [
      { id: "g", label: "g", group: "h", minimum: -0.2, maximum: 0.9, reference: 0 },
      { id: "h", label: "h", group: null, minimum: null, maximum: 1.1, reference: 0 },
    ],
    gates: [
      { kind: "override", id: "o", when: { feature: "c", is: "vip" }, reason: "is a friend", margin: 4 },
      { kind: "disqualify", id: "d", when: { not: { feature: "x", atMost: 100 } }, reason: "too large" },
    ],
    calibration: { kind: "piecewise", margins: [-1, 0, 2], probabilities: [0.1, 0.3, 0.9] },
    coverageFloor: 0.5,
    lowConfidenceBelow: 0.9,
  });
  const records = [
    ...[-3, 0, 2.1, 3, 14, 99].map((x, i) => ({ x, c: ["a", "b", "z"][i % 3], d: `2026-03-0${i + 1}` })),
    ...[
      { x: 101, c: "vip" },
      { x: 101 },
      { c: "vip" },
      { c: "a" },
      {},
      { x: 1, d: "2026-04-01" },
      { x: 1, c: 3 },
    ],
    ...[null, undefined, 5, "text", [], { x: "1" }, { d: "soon", c: {} }],
  ];

  it("are those of the scorer for every kind of status, cap, gate and calibration", () => {
    const scorer = createScorer(model, features);
    const statuses = new Set(scorer.scoreAll(records, { asOf }).status);
    expect(statuses).toEqual(new Set([0, 1, 2, 3]));
    expectSameScores(moduleOf(model, features), scorer, records, { asOf });
    const logistic = sealModel({ ...model, calibration: { kind: "logistic", intercept: -0.3, slope: 0.7 } });
    expectSameScores(moduleOf(logistic, features), createScorer(logistic, features), records, { asOf });
    const points = sealModel({ ...model, link: "identity" });
    expectSameScores(moduleOf(points, features), createScorer(points, features), records, { asOf });
  });

  it("are those of the scorer for instants that are ISO 8601 text, for all records and for one", () => {
    const scorer = createScorer(model, features);
    for (const instant of ["2026-03-10T12:00", () => " 2026-03-10 ", () => "soon"]) {
      expectSameScores(moduleOf(model, features), scorer, records, { asOf: instant });
    }
  });

  it("have a bucket where buckets are given, -1 in the columns of records without a score", () => {
    const buckets = bucketsByThreshold({ "</A>": 0.6, B: 0.45, C: 0.2 }, { rest: "D" });
    const code = moduleOf(model, features, { buckets });
    const { bucket, score, status } = code.scoreAll(records, { asOf });
    const wanted = Array.from(score as Float64Array, (value, i) =>
      status[i] !== 0 ? -1 : value >= 0.6 ? 0 : value >= 0.45 ? 1 : value >= 0.2 ? 2 : 3,
    );
    expect(Array.from(bucket)).toEqual(wanted);
    expect(new Set(wanted).size).toBeGreaterThan(3);
    expect(code.buckets).toEqual(["</A>", "B", "C", "D"]);
    expect(code.score(records[5], { asOf }).bucket).toBe("</A>");
    expect(code.score(null, { asOf })).not.toHaveProperty("bucket");
  });

  it.each([
    [() => ({}), "missing_as_of", 'score: expected asOf, which feature "d" needs, received undefined'],
    [
      () => ({ asOf: "2026" }),
      "invalid_argument",
      'score: expected asOf to be a Date or ISO 8601 text, received "2026"',
    ],
    [() => ({ asof: asOf }), "invalid_argument", 'score: expected options with keys asOf, received "asof"'],
    [() => null, "invalid_argument", "score: expected options to be an object, received null"],
  ])("wrong options throw with a code, %#", (options, code, message) => {
    const { score } = moduleOf(model, features);
    expect(() => score({}, options() as Any)).toThrow(
      expect.objectContaining({ name: "SalienceError", code, message }),
    );
  });

  it("need an array of records", () => {
    const { scoreAll } = moduleOf(model, features);
    expect(() => scoreAll({} as Any, { asOf })).toThrow(
      "scoreAll: expected records to be an array, received an object",
    );
    expect(scoreAll([], { asOf }).rowCount).toBe(0);
  });
});

describe("what cannot be written", () => {
  const model = modelOf({ features: [summary("x")] });

  it("is a feature that is a function: it is named, with the way out", () => {
    const features = featureSet<Any>()({ x: custom((row: Any) => row.x) });
    expect(() => toJavaScript(model, features)).toThrow(
      'toJavaScript: expected feature "x" to be declarative (store its value in a field of the record, and read that), received "a function"',
    );
  });

  it("is a feature whose definition no extractor makes", () => {
    const feature = { ...numeric<Any>("x"), definition: { extractor: "numeric", field: "x", clip: "no" } };
    expect(() => toJavaScript(model, featureSet<Any>()({ x: feature }))).toThrow(
      'expected feature "x" to be declarative',
    );
    const other = { ...categorical<Any>("x"), type: "number" as const };
    expect(() => toJavaScript(model, featureSet<Any>()({ x: other }))).toThrow(
      'expected feature "x" to be declarative',
    );
  });

  it("is a model that was changed, or contradicts itself", () => {
    const features = featureSet<Any>()({ x: numeric("x") });
    expect(() => toJavaScript({ ...model, intercept: 1 }, features)).toThrow("content hash");
    expect(() => toJavaScript(null as Any, features)).toThrow("toJavaScript: expected a model");
    expect(() => toJavaScript(model, features, { bucket: 1 } as Any)).toThrow(
      "expected options with keys buckets",
    );
    expect(() => toJavaScript(model, features, { buckets: { labels: ["A"], cuts: [1] } })).toThrow("cuts");
  });
});
