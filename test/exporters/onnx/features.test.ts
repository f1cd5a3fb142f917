import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/index";
import { toOnnx } from "../../../src/exporters/onnx/index";
import {
  categorical,
  daysSince,
  expression,
  type Feature,
  type FeatureSet,
  featureSet,
  flag,
  numeric,
  ordinal,
  ratio,
} from "../../../src/features/index";
import { modelOf, summary } from "../../models/support";
import { differences, readOnnx, runOnnx, scorerColumns, type Values } from "./support";

/** Status and value of a number feature, after a comparison of everything with the scorer; "no" where missing. */
async function read(feature: Feature<Values>, rows: readonly Values[], asOf?: Date): Promise<unknown[]> {
  const { type, levels, transform } = feature;
  const features = featureSet<Values>()({ f: feature }) as FeatureSet<never>;
  const model = modelOf({
    features: [summary("f", type, { transform, ...(type === "ordinal" ? { levels } : {}) })],
    terms: [{ kind: "linear", feature: "f", coefficient: 1, center: 0, missing: 0 }],
  });
  const options = asOf === undefined ? {} : { asOf };
  const ours = await runOnnx(model, features, rows, options);
  expect(differences(ours, scorerColumns(model, features, rows, options))).toEqual([]);
  return rows.map((_, i) =>
    ours.status?.[i] === 3 ? "rejected" : ours.coverage?.[i] === 0 ? "missing" : ours.margin?.[i],
  );
}

const rowsOf = (values: readonly unknown[]) => values.map((v): Values => ({ v }));

describe("numeric", () => {
  it("a listed value is missing, before clipping; an infinite one rejects the record", async () => {
    const feature = numeric<Values>("v", { missing: [999, -0], clip: [-5, 20] });
    const values = [
      999,
      0,
      998,
      3.5,
      -6,
      null,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    const expected = ["missing", "missing", 20, 3.5, -5, "missing", "missing", "rejected", "rejected"];
    expect(await read(feature, rowsOf(values))).toEqual(expected);
  });

  it("text is converted by the caller", async () => {
    const feature = numeric<Values>("v", { fromText: true, missing: ["n/a", 7] });
    const values = ["12.5", " 1e3 ", "n/a", "7", "", "twelve", "1e999"];
    const expected = [12.5, 1000, "missing", "missing", "missing", "rejected", "rejected"];
    expect(await read(feature, rowsOf(values))).toEqual(expected);
  });

  it("log1p has the bits of Math.log1p; outside of its domain the record is rejected", async () => {
    const feature = numeric<Values>("v", { transform: "log1p" });
    const values = [0, 1, 3, 7, 1e-20, 1e-9, 0.41421, -0.29289, 5000, 123_456.789, 2 ** 53, 1e308, -0.999999];
    expect(await read(feature, rowsOf([...values, -1, -2, null]))).toEqual([
      ...values.map(Math.log1p),
      ...["rejected", "rejected", "missing"],
    ]);
  });

  it("sqrt rejects what is below 0, unless it is clipped", async () => {
    const values = rowsOf([9, 2, -1, 0]);
    expect(await read(numeric<Values>("v", { transform: "sqrt" }), values)).toEqual([
      3,
      Math.SQRT2,
      "rejected",
      0,
    ]);
    expect(await read(numeric<Values>("v", { transform: "sqrt", clip: [0, null] }), values)).toEqual([
      3,
      Math.SQRT2,
      0,
      0,
    ]);
  });
});

describe("flag", () => {
  it("without lists it is given as 1 and 0", async () => {
    expect(await read(flag<Values>("v"), rowsOf([true, false, null, 2]))).toEqual([
      1,
      0,
      "missing",
      "rejected",
    ]);
  });

  it("with numbers it is given as numbers, booleans as 1 and 0", async () => {
    const feature = flag<Values>("v", { trueValues: [2], falseValues: [-1] });
    expect(await read(feature, rowsOf([2, -1, true, false, null, 3]))).toEqual([
      1,
      0,
      1,
      0,
      "missing",
      "rejected",
    ]);
  });

  it("a placeholder is missing", async () => {
    const numbers = flag<Values>("v", { trueValues: [2], missing: [9, 0] });
    expect(await read(numbers, rowsOf([2, 9, 0, true, 3]))).toEqual([1, "missing", "missing", 1, "rejected"]);
    const texts = flag<Values>("v", { trueValues: ["Yes"], missing: ["N/A"] });
    expect(await read(texts, rowsOf(["Yes", " N/A ", "No"]))).toEqual([1, "missing", "rejected"]);
  });

  it("with texts it is given as text, trimmed, in its case", async () => {
    const feature = flag<Values>("v", { trueValues: ["Yes", 1], falseValues: ["No", 0] });
    const values = ["Yes", " No\u00a0", "yes", "", " ", null, 1, 0, true, false];
    const expected = [1, 0, "rejected", "missing", "missing", "missing", 1, 0, 1, 0];
    expect(await read(feature, rowsOf(values))).toEqual(expected);
  });
});

describe("ordinal", () => {
  it("the rank of a level; a placeholder is missing; anything else rejects the record", async () => {
    const feature = ordinal<Values>("v", ["Low", "MID", "high", "1"], { ignoreCase: true, missing: ["?"] });
    const values = ["low", "MID", "\tHigh ", 1, "?", "", null, "huge"];
    expect(await read(feature, rowsOf(values))).toEqual([
      0,
      1,
      2,
      3,
      "missing",
      "missing",
      "missing",
      "rejected",
    ]);
    const strict = ordinal<Values>("v", ["Low", "MID"]);
    expect(await read(strict, rowsOf(["Low", "low"]))).toEqual([0, "rejected"]);
  });

  it("conditions compare ranks, given as levels or numbers", async () => {
    const features = featureSet<Values>()({ f: ordinal("v", ["low", "mid", "high"]) }) as FeatureSet<never>;
    const whens = [
      { feature: "f", is: "mid" },
      { feature: "f", in: ["low", 2] },
      { feature: "f", atLeast: 1, below: 2 },
    ];
    const model = modelOf({
      features: [summary("f", "ordinal")],
      terms: whens.map((when, i) => ({
        ...{
          kind: "condition" as const,
          when,
          contribution: 10 ** i,
          times: null,
          minimum: null,
          maximum: null,
        },
        otherwise: 0,
      })),
    });
    const { margin } = await runOnnx(model, features, rowsOf(["low", "mid", "high", null]));
    expect(margin).toEqual([10, 101, 10, 0]);
  });
});

describe("ratio, dates, expressions", () => {
  it("a ratio without a finite result is missing; an infinite part rejects the record", async () => {
    const rows = [
      ...[
        [30, 40],
        [1, 0],
        [0, 0],
        [null, 2],
        [1e308, 1e-10],
        [Number.POSITIVE_INFINITY, 1],
        [1, Number.NEGATIVE_INFINITY],
      ],
    ].map(([a, b]): Values => ({ a, b }));
    const expected = [0.75, "missing", "missing", "missing", "missing", "rejected", "rejected"];
    expect(await read(ratio<Values>("a", "b"), rows)).toEqual(expected);
  });

  it("a date after the instant was not known then; what is no date rejects the record", async () => {
    const asOf = new Date("2026-03-11T12:00:00Z");
    const values = [
      "2026-03-01",
      "2026-03-11T12:00:00.000Z",
      "2026-03-11T12:00:00.001Z",
      null,
      "",
      "soon",
      new Date(Number.NaN),
    ];
    const expected = [10.5, 0, "missing", "missing", "missing", "rejected", "rejected"];
    expect(await read(daysSince<Values>("v"), rowsOf(values), asOf)).toEqual(expected);
  });

  it("an expression rounds halves away from zero, and is missing where a part without a default is", async () => {
    const v = { op: "field", field: "v" } as const;
    const round = expression<Values>({ op: "call", name: "round", arguments: [v] });
    const values = [2.5, -2.5, 0.49999999999999994, 4503599627370497, null, true];
    expect(await read(round, rowsOf(values))).toEqual([3, -3, 0, 4503599627370497, "missing", 1]);
  });

  it.each(["exp", "log", "log1p"] as const)(
    "%s has the bits of JavaScript's own, at any magnitude",
    async (name) => {
      const random = seededRandom(7).next;
      const view = new DataView(new ArrayBuffer(8));
      const values = Array.from({ length: 20_000 }, (_, i) => {
        view.setUint32(0, random() * 2 ** 32);
        view.setUint32(4, random() * 2 ** 32);
        const anything = view.getFloat64(0);
        const near = (random() - 0.5) * 2 ** (-3 * (i % 20));
        return [Number.isFinite(anything) ? anything : 0, (random() - 0.5) * 1500, near, 1 + near, i][i % 5];
      });
      const edges = [
        0,
        -0,
        1,
        -1,
        3,
        2 ** 53,
        709.78,
        709.79,
        -745.13,
        -745.14,
        -708.5,
        5e-324,
        2 ** -1022,
        0.41421318,
        -0.292893,
      ];
      const tree = { op: "call", name, arguments: [{ op: "field", field: "v" }] } as const;
      const [one] = await read(expression<Values>(tree), rowsOf([1, ...edges, ...values]));
      expect(one).toBe(Math[name](1));
    },
  );

  it("a power is the runtime's own: within a few units in the last place", async () => {
    const parts = [{ op: "field", field: "v" } as const, { op: "number", value: 1.7 } as const];
    const features = featureSet<Values>()({
      f: expression({ op: "call", name: "power", arguments: parts }),
    }) as FeatureSet<never>;
    const model = modelOf({
      features: [summary("f")],
      terms: [{ kind: "linear", feature: "f", coefficient: 1, center: 0, missing: 0 }],
    });
    const rows = rowsOf(Array.from({ length: 500 }, (_, i) => i * 0.37));
    expect(
      differences(await runOnnx(model, features, rows), scorerColumns(model, features, rows), 1e-15),
    ).toEqual([]);
  });
});

describe("categorical", () => {
  const levelsOf = async (feature: Feature<Values>, listed: readonly string[], texts: readonly unknown[]) => {
    const features = featureSet<Values>()({ f: feature }) as FeatureSet<never>;
    const model = modelOf({
      features: [summary("f", "category")],
      terms: [
        {
          kind: "levels",
          feature: "f",
          levels: listed,
          contributions: listed.map((_, i) => i + 1),
          missing: -1,
          unseen: 0,
        },
      ],
    });
    const ours = await runOnnx(model, features, rowsOf(texts));
    expect(differences(ours, scorerColumns(model, features, rowsOf(texts)))).toEqual([]);
    return ours.margin;
  };

  it("white space, case, aliases and placeholders are treated as by the feature", async () => {
    const feature = categorical<Values>("v", {
      ...{ levels: ["Google", "Straße"], ignoreCase: true, missing: ["Select"] },
      aliases: { AdWords: "Google", "n/a": "SELECT" },
    });
    const texts = [
      "Google",
      "\u2003gOOGLE\ufeff",
      "adwords",
      "ADWORDS ",
      "select",
      "N/A",
      "STRAẞE",
      "STRASSE",
      "Kelvin",
      12,
      true,
    ];
    expect(await levelsOf(feature, ["Google", "Straße", "12", "true", "kelvin"], texts)).toEqual([
      ...[1, 1, 1, 1, -1, -1, 2, 0, 5, 3, 4],
    ]);
  });

  it("quotes, backslashes, emoji, line breaks and patterns stand for themselves", async () => {
    const listed = [
      '"',
      "'; DROP TABLE x; --",
      "\\",
      "🙂",
      "a\nb",
      ".*",
      "[^a]",
      "(?i)a",
      "ä",
      "\ufffd",
      "{1}",
      "a|b",
      "^$",
    ];
    expect(await levelsOf(categorical("v"), listed, listed)).toEqual(listed.map((_, i) => i + 1));
    expect(
      await levelsOf(
        categorical("v"),
        listed,
        listed.map((text) => ` ${text} `),
      ),
    ).toEqual(listed.map((_, i) => i + 1));
    expect(
      await levelsOf(categorical("v", { ignoreCase: true }), listed, ["A", "b ", "aab", "Ä", "\\\\"]),
    ).toEqual([0, 0, 0, 9, 0]);
  });

  it("a thousand levels, which no single pattern can hold", async () => {
    const listed = Array.from({ length: 1000 }, (_, i) => `level number ${i} of many`);
    const texts = [
      `${listed[999]} `,
      listed[0],
      `\n${listed[123]}`.toUpperCase(),
      "level number 1000 of many ",
    ];
    expect(await levelsOf(categorical("v", { ignoreCase: true }), listed, texts)).toEqual([1000, 1, 124, 0]);
  });

  it("a text is searched where it is no known level too", async () => {
    const features = featureSet<Values>()({
      f: categorical("v", { aliases: { cto: "chief technology officer" } }),
    }) as FeatureSet<never>;
    const whens = [
      { contains: "Chief" },
      { startsWith: "vp" },
      { endsWith: ".io" },
      { contains: "a b" },
      { startsWith: " vp" },
    ];
    const model = modelOf({
      features: [summary("f", "category")],
      terms: whens.map((test, i) => ({
        ...{
          kind: "condition" as const,
          when: { feature: "f", ...test } as never,
          contribution: 10 ** i,
          times: null,
        },
        ...{ minimum: null, maximum: null, otherwise: 0 },
      })),
    });
    const texts = [
      "the CHIEF of staff",
      "cto",
      " VP of\nsales ",
      "ada@acme.IO\t",
      "ada@acme.io.",
      "A B",
      " ab",
      "",
      null,
    ];
    const ours = await runOnnx(model, features, rowsOf(texts));
    expect(ours.margin).toEqual([1, 1, 10, 100, 0, 1000, 0, 0, 0]);
    expect(differences(ours, scorerColumns(model, features, rowsOf(texts)))).toEqual([]);
  });

  it("case is looked up for features that ignore it only: the letters of Unicode are many", () => {
    const model = modelOf({
      features: [summary("f", "category")],
      terms: [{ kind: "levels", feature: "f", levels: ["K"], contributions: [1], missing: 0, unseen: 0 }],
    });
    const sizeOf = (feature: Feature<Values>) =>
      toOnnx(model, featureSet<Values>()({ f: feature }) as FeatureSet<never>).length;
    expect(sizeOf(categorical("v", { levels: ["K"], ignoreCase: true }))).toBeGreaterThan(
      sizeOf(categorical("v")),
    );
    expect(
      readOnnx(toOnnx(model, featureSet<Values>()({ f: categorical("v") }) as FeatureSet<never>)).operators,
    ).toContain("RegexFullMatch");
  });
});
