import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { compileScorer } from "../../../src/exporters/javascript/index";
import { categorical, custom, daysSince, featureSet, numeric, readTable } from "../../../src/features/index";
import { createScorer, type Term } from "../../../src/models/index";
import { modelOf, summary } from "../../models/support";
import { projectRoot } from "../../support/sources";
import { type Any, expectSameScores, moduleOf } from "./support";

const features = featureSet<Any>()({ x: numeric("x"), c: categorical("c") });
const model = modelOf({
  features: [summary("x"), summary("c", "category")],
  terms: [{ kind: "linear", feature: "x", coefficient: 2, center: 1, missing: -3 }],
});

describe("compileScorer", () => {
  const scorer = createScorer(model, features);
  const compiled = compileScorer(model, features);
  const rows = [{ x: 1, c: "a" }, { x: 2 }, { x: "no" }];

  it("has the interface of createScorer: explanations and tables are the same", () => {
    expect(Object.keys(compiled).sort()).toEqual(Object.keys(scorer).sort());
    expect(compiled.model).toBe(model);
    expect(compiled.explain(rows[0])).toEqual(scorer.explain(rows[0]));
    expect(compiled.explainAll(rows)).toEqual(scorer.explainAll(rows));
    const { table } = readTable(rows, features);
    expect(compiled.scoreAll(table)).toEqual(scorer.scoreAll(table));
    expect(Object.keys(compiled.scoreAll(rows)).sort()).toEqual(Object.keys(scorer.scoreAll(rows)).sort());
  });

  it("refuses what createScorer refuses", () => {
    expect(() => compileScorer({ ...model, intercept: 1 }, features)).toThrow("content hash");
    expect(() => compileScorer(model, featureSet<Any>()({ x: numeric("x") }))).toThrow('feature "c"');
    expect(() => compiled.score({}, { asof: 1 } as Any)).toThrow(
      expect.objectContaining({ name: "SalienceError", code: "invalid_argument" }),
    );
    expect(() => compiled.scoreAll(5 as Any)).toThrow("scoreAll: expected records");
  });

  it("calls a feature that is a function; what it throws rejects the record", () => {
    const own = featureSet<Any>()({
      x: custom((row: Any, asOf: Date) => {
        if (row.x === "boom") throw new Error("boom");
        if (row.x === "text") throw "just text";
        return row.x === "days" ? asOf.getUTCDate() : row.x;
      }),
      c: categorical((row: Any) => row.tags?.[0]),
    });
    const asOf = new Date("2026-03-10");
    const records = [1, null, "boom", "text", "days", "1", Number.POSITIVE_INFINITY, {}].flatMap((x) => [
      { x, tags: ["a"] },
      { x, tags: [{}] },
      { x, tags: null },
      { x, tags: 5 },
    ]);
    expectSameScores(compileScorer(model, own), createScorer(model, own), records, { asOf });
  });

  it("a feature may score other records with the same scorer", () => {
    const scorers: Any[] = [];
    const make = (which: number) =>
      featureSet<Any>()({
        x: custom((row: Any) => (row.parent ? scorers[which].score(row.parent).margin : row.x)),
        c: categorical("c"),
      });
    scorers.push(createScorer(model, make(0)), compileScorer(model, make(1)));
    const records = [{ c: {}, parent: { x: 4 } }, { c: "a", parent: { x: 1, parent: { x: 7 } } }, { x: 3 }];
    expectSameScores(scorers[1], scorers[0], records);
  });

  it("where the host forbids evaluation, names createScorer as the way out", () => {
    const folder = mkdtempSync(join(tmpdir(), "salience-"));
    try {
      const source = `
        import { featureSet, numeric, pointsModel, createScorer } from "./src/index";
        import { compileScorer } from "./src/exporters/javascript/index";
        const features = featureSet()({ x: numeric("x") });
        const model = pointsModel({ features, rules: [{ id: "r", when: { feature: "x", above: 0 }, points: 5 }] });
        console.log(createScorer(model, features).score({ x: 1 }).score);
        try { compileScorer(model, features); } catch (error) { console.log(error.name, error.code, error.message); }`;
      const { outputFiles } = buildSync({
        stdin: { contents: source, resolveDir: projectRoot, loader: "ts" },
        bundle: true,
        format: "esm",
        platform: "node",
        write: false,
      });
      const file = join(folder, "host.mjs");
      writeFileSync(file, outputFiles[0]?.text ?? "");
      const run = spawnSync(process.execPath, ["--disallow-code-generation-from-strings", file], {
        encoding: "utf8",
      });
      expect(run.stdout.split("\n").slice(0, 2)).toEqual([
        "5",
        "SalienceError invalid_configuration compileScorer: expected a host that lets text be evaluated (createScorer gives the same results without), received an error: Code generation from strings disallowed for this context",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("hostile records", () => {
  const throwing = (what: unknown) => () => {
    throw what;
  };
  const evil = new Proxy({}, { ownKeys: throwing(1), get: throwing(2), getPrototypeOf: throwing(3) });
  const silent = Object.defineProperty(new Error(), "message", { get: throwing(new Error("twice")) });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const good = { x: 1, c: "a", at: "2026-01-01" };
  const hostile = [
    evil,
    revoked.proxy,
    { ...good, x: evil },
    { ...good, x: revoked.proxy },
    { ...good, x: silent },
    { ...good, c: evil },
    { ...good, x: 10n ** 400n },
    ...[silent, evil, revoked.proxy, null, "text", new Error("plain")].map((what) =>
      Object.defineProperty({ ...good }, "x", { get: throwing(what), enumerable: true }),
    ),
  ];
  const set = featureSet<Any>()({ x: numeric("x"), c: categorical("c") });
  const model = modelOf({
    features: [summary("x"), summary("c", "category")],
    terms: [{ kind: "linear", feature: "x", coefficient: 2, center: 0, missing: 0 }],
  });

  it.each(hostile.map((record, i) => ({ record, i })))(
    "is rejected, the others are scored: $i",
    ({ record }) => {
      const records = [good, record, good];
      const table = compileScorer(model, set).scoreAll(records);
      expect(table).toEqual(createScorer(model, set).scoreAll(records));
      expect(table.margin[0]).toBe(2);
      expect(table.margin[2]).toBe(2);
      const many = Array.from({ length: 300 }, (_, i) => (i === 150 ? record : good));
      expect(compileScorer(model, set).scoreAll(many)).toEqual(createScorer(model, set).scoreAll(many));
      expect(moduleOf(model, set).score(record)).toEqual(createScorer(model, set).score(record as never));
    },
  );

  it("an asOf that throws, or gives a hostile date, rejects its record", () => {
    const dated = featureSet<Any>()({ x: numeric("x"), c: categorical("c"), since: daysSince("at") });
    const late = modelOf({
      features: [summary("x"), summary("since")],
      terms: [{ kind: "linear", feature: "since", coefficient: 1, center: 0, missing: 0 }],
    });
    for (const what of [silent, evil, revoked.proxy, "text"]) {
      const records = [good, { ...good, x: 7 }, good];
      const thrown = (row: Any) => (row.x === 7 ? throwing(what)() : new Date("2026-01-05")) as Date;
      const given = (row: Any) => (row.x === 7 ? what : new Date("2026-01-05")) as Date;
      for (const asOf of [thrown, given]) {
        const wanted = createScorer(late, dated).scoreAll(records, { asOf });
        expect(wanted.rejected).toHaveLength(1);
        expect(compileScorer(late, dated).scoreAll(records, { asOf })).toEqual(wanted);
      }
    }
  });
});

describe("a sum that is not finite", () => {
  it("rejects the record, whatever a cap or a gate would say", () => {
    const set = featureSet<Any>()({ x: numeric("x"), c: categorical("c") });
    const linear = { kind: "linear", feature: "x", center: 0, missing: 0 } as const;
    const model = modelOf({
      features: [summary("x"), summary("c", "category")],
      terms: [
        { ...linear, coefficient: 10, group: "inner" },
        { ...linear, coefficient: -20 },
      ],
      groups: [
        { id: "inner", label: "", group: "outer", minimum: null, maximum: null, reference: 0 },
        { id: "outer", label: "", group: null, minimum: -4, maximum: 40, reference: 0 },
      ],
      gates: [
        { kind: "override", id: "vip", when: { feature: "c", is: "vip" }, reason: "a vip", margin: 90 },
      ],
    });
    const records = [0, 1, 1e307, 1e308, -1e308].flatMap((x) => [
      { x, c: "vip" },
      { x, c: "a" },
    ]);
    const scorer = createScorer(model, set);
    expect(scorer.score({ x: 1e308, c: "vip" }).status).toBe("rejected");
    expectSameScores(compileScorer(model, set), scorer, records);
    expectSameScores(moduleOf(model, set), scorer, records);
  });
});

describe("very large models", () => {
  it("are split into functions, and give the same bits", () => {
    const names = Array.from({ length: 250 }, (_, i) => `f${i}`);
    const texts = Array.from({ length: 60 }, (_, i) => `t${i}`);
    const levels = Array.from({ length: 3000 }, (_, i) => `level ${i}`);
    const many = featureSet<Any>()({
      ...Object.fromEntries(names.map((name) => [name, numeric(name)])),
      ...Object.fromEntries(texts.map((name) => [name, categorical(name)])),
    });
    const missing = 0.25;
    const terms: (Partial<Term> & Pick<Term, "kind">)[] = [
      ...names.map(
        (feature, i) =>
          ({
            kind: "linear",
            feature,
            coefficient: i / 7,
            center: 3,
            missing,
            group: i % 5 === 0 ? "g1" : null,
          }) as const,
      ),
      ...texts.map(
        (feature, i) =>
          ({
            ...{ kind: "levels", feature, missing, unseen: -0.125, group: i % 3 === 0 ? "g0" : null },
            ...{
              levels: i === 0 ? levels : levels.slice(i, i + 5),
              contributions: (i === 0 ? levels : levels.slice(i, i + 5)).map((_, j) => j / 9),
            },
          }) as const,
      ),
      ...texts.slice(10).map(
        (feature, i) =>
          ({
            ...{
              kind: "condition",
              contribution: i,
              times: i % 2 ? "f3" : null,
              minimum: null,
              maximum: 9,
              otherwise: -0.1,
            },
            when: {
              any: [
                { feature, contains: `${i}` },
                {
                  all: [
                    { feature: names[i], above: i },
                    { feature: "t1", in: levels.slice(0, 50) },
                  ],
                },
              ],
            },
          }) as Any,
      ),
    ];
    const large = modelOf({
      link: "logit",
      intercept: -2,
      features: [
        ...names.map((name) => summary(name)),
        ...texts.map((name) => summary(name, "category")),
      ].reverse(),
      terms,
      groups: [
        { id: "g0", label: "", group: "g1", minimum: -1, maximum: 2, reference: 0 },
        { id: "g1", label: "", group: null, minimum: null, maximum: 40, reference: 0 },
      ],
      gates: texts.map(
        (feature, i) =>
          ({
            ...(i % 2 ? { kind: "override", margin: i } : { kind: "disqualify" }),
            id: `gate ${i}`,
            when: { feature, is: `level ${900 + i}` },
            reason: "r",
          }) as Any,
      ),
      coverageFloor: 0.4,
    });
    const record = (seed: number) =>
      Object.fromEntries([
        ...names.map((name, i) => [name, (seed * 31 + i * 17) % 11 === 0 ? null : ((seed + i) % 23) / 4]),
        ...texts.map((name, i) => [
          name,
          (seed + i) % 9 === 0 ? null : `level ${(seed * 37 + i * 101) % (seed % 3 ? 300 : 3000)}`,
        ]),
      ]);
    const records = [
      ...Array.from({ length: 100 }, (_, i) => record(i)),
      { ...record(1), t0: "level 900" },
      { ...record(2), t1: "level 901" },
      { f0: 1 },
      { f7: "x", t3: {} },
      null,
    ];
    const text = moduleOf(large, many);
    const scorer = createScorer(large, many);
    expect(new Set(scorer.scoreAll(records).status)).toEqual(new Set([0, 1, 2, 3]));
    expectSameScores(text, scorer, records);
    expectSameScores(compileScorer(large, many), scorer, records);
  });
});
