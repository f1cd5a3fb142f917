import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toPmml } from "../../../src/exporters/index";
import {
  categorical,
  custom,
  daysSince,
  type Expression,
  type ExpressionFunction,
  expression,
  featureSet,
  flag,
  numeric,
  ordinal,
  ratio,
} from "../../../src/features/index";
import { type AdditiveModel, sealModel } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { fitLogistic } from "../../../src/training/index";
import { featuresOf, modelOf } from "../../models/support";
import { readPmml } from "../../support/pmmlInterpreter";
import { expectSameScores } from "./support";

type Row = Record<string, unknown>;

const xmllint = "/usr/bin/xmllint";

/** A model that shows every value: numbers as they are, categories by level. */
function modelFor(
  features: ReturnType<ReturnType<typeof featureSet<Row>>>,
  levels: readonly string[] = [],
): AdditiveModel {
  const summaries = pointsModel({
    features,
    rules: features.names.map((name) => ({ id: name, when: { feature: name, exists: true }, points: 1 })),
    coverageFloor: 0,
  });
  const terms = features.names.map((name) =>
    features.features[name]?.type === "category"
      ? {
          kind: "levels" as const,
          feature: name,
          levels,
          contributions: levels.map((_, i) => i + 1),
          missing: -1,
          unseen: -2,
        }
      : { kind: "linear" as const, feature: name, coefficient: 1, center: 0, missing: -1000 },
  );
  return modelOf({ ...summaries, terms });
}

const visited = { feature: "visits", above: 0 } as const;

describe("toPmml, the document", () => {
  const features = featureSet<Row>()({
    visits: numeric("visits", { missing: [999], clip: [0, 20] }),
    source: categorical("source"),
  });
  const model = modelOf({
    intercept: 1.5,
    link: "logit",
    features: [
      { ...modelFor(features).features.find(({ name }) => name === "source") } as never,
      { ...modelFor(features).features.find(({ name }) => name === "visits") } as never,
    ],
    terms: [
      {
        kind: "step",
        id: "visits",
        label: "visits & more",
        feature: "visits",
        cuts: [1, 5],
        contributions: [0, 0.25, 0.5],
        missing: -0.5,
      },
      {
        kind: "levels",
        id: "source",
        label: "source",
        feature: "source",
        levels: ['"web" <b>'],
        contributions: [2],
        missing: 0,
        unseen: -1,
      },
    ],
  });

  it("is a RegressionModel of computed terms, with the model's hash in the header", () => {
    const lines = toPmml(model, features).split("\n");
    expect(lines.slice(0, lines.indexOf("  <Output>") + 1)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4">',
      ' <Header description="Additive model, method test">',
      `  <Extension extender="salience" name="contentHash" value="${model.provenance.contentHash}"/>`,
      '  <Application name="salience" version="0.1.0"/>',
      " </Header>",
      ' <DataDictionary numberOfFields="2">',
      '  <DataField name="source" optype="categorical" dataType="string">',
      '   <Value value="" property="missing"/>',
      "  </DataField>",
      '  <DataField name="visits" optype="continuous" dataType="double">',
      '   <Value value="" property="missing"/>',
      '   <Value value="999" property="missing"/>',
      "  </DataField>",
      " </DataDictionary>",
      " <TransformationDictionary>",
      '  <DerivedField name="text:source" optype="categorical" dataType="string">',
      '   <Apply function="if">',
      '    <Apply function="isNotMissing">',
      '     <FieldRef field="source"/>',
      "    </Apply>",
      '    <Apply function="if">',
      '     <Apply function="matches">',
      '      <FieldRef field="source"/>',
      '      <Constant dataType="string">\\S</Constant>',
      "     </Apply>",
      '     <Apply function="trimBlanks">',
      '      <FieldRef field="source"/>',
      "     </Apply>",
      "    </Apply>",
      "   </Apply>",
      "  </DerivedField>",
      '  <DerivedField name="feature:visits" optype="continuous" dataType="double">',
      '   <Apply function="if">',
      '    <Apply function="isNotMissing">',
      '     <FieldRef field="visits"/>',
      "    </Apply>",
      '    <Apply function="min">',
      '     <Apply function="max">',
      '      <FieldRef field="visits"/>',
      '      <Constant dataType="double">0</Constant>',
      "     </Apply>",
      '     <Constant dataType="double">20</Constant>',
      "    </Apply>",
      "   </Apply>",
      "  </DerivedField>",
      " </TransformationDictionary>",
      ' <RegressionModel modelName="salience" functionName="regression" normalizationMethod="none">',
      "  <MiningSchema>",
      '   <MiningField name="source" usageType="active" invalidValueTreatment="returnInvalid"/>',
      '   <MiningField name="visits" usageType="active" invalidValueTreatment="returnInvalid"/>',
      "  </MiningSchema>",
      "  <Output>",
    ]);
  });

  it("discretizes steps and maps levels, missing and unseen ones included", () => {
    const text = toPmml(model, features);
    expect(text).toContain(
      [
        '   <DerivedField name="term:visits" displayName="visits &amp; more" optype="continuous" dataType="double">',
        '    <Discretize field="feature:visits" mapMissingTo="-0.5" dataType="double">',
        '     <DiscretizeBin binValue="0">',
        '      <Interval closure="openOpen" rightMargin="1"/>',
        "     </DiscretizeBin>",
        '     <DiscretizeBin binValue="0.25">',
        '      <Interval closure="closedOpen" leftMargin="1" rightMargin="5"/>',
        "     </DiscretizeBin>",
        '     <DiscretizeBin binValue="0.5">',
        '      <Interval closure="closedOpen" leftMargin="5"/>',
        "     </DiscretizeBin>",
        "    </Discretize>",
        "   </DerivedField>",
        '   <DerivedField name="term:source" displayName="source" optype="continuous" dataType="double">',
        '    <MapValues outputColumn="value" dataType="double" mapMissingTo="0" defaultValue="-1">',
        '     <FieldColumnPair field="text:source" column="key1"/>',
        "     <InlineTable>",
        "      <row>",
        "       <key1>&quot;web&quot; &lt;b&gt;</key1>",
        "       <value>2</value>",
        "      </row>",
        "     </InlineTable>",
        "    </MapValues>",
        "   </DerivedField>",
      ].join("\n"),
    );
    expect(text).toContain(
      [
        '  <RegressionTable intercept="1.5">',
        '   <NumericPredictor name="term:visits" coefficient="1"/>',
        '   <NumericPredictor name="term:source" coefficient="1"/>',
        "  </RegressionTable>",
      ].join("\n"),
    );
  });

  it("is well-formed for xmllint", ({ skip }) => {
    if (!existsSync(xmllint)) skip("xmllint is not installed");
    const hostile = modelOf({
      features: [{ ...model.features[0], name: `a "b" <c> & 'd' ]]>\t\r\n 🙂` } as never],
      terms: [
        {
          kind: "levels",
          feature: `a "b" <c> & 'd' ]]>\t\r\n 🙂`,
          levels: ["]]>", "<!--", "&amp;", "\r\n"],
          contributions: [1, 2, 3, 4],
          missing: 0,
          unseen: 0,
        },
      ],
    });
    const own = featuresOf(hostile);
    for (const text of [
      toPmml(model, features, { explain: true }),
      toPmml(hostile, own, { materialised: own.names }),
    ]) {
      const { status, stderr } = spawnSync(xmllint, ["--noout", "-"], { input: text });
      expect(`${status} ${stderr}`).toBe("0 ");
      const broken = spawnSync(xmllint, ["--noout", "-"], { input: text.replace("</Header>", "") });
      expect(broken.status).not.toBe(0);
    }
  });

  it("keeps every character of names and levels: markup, quotes, tabs, line ends, emoji", () => {
    const name = `a "b" <c> & 'd' ]]>\t\r\n 🙂`;
    const levels = ["]]>", "<!--", "&amp;", "\r\n", "a\tb", "'"];
    const hostile = modelOf({
      features: [{ ...model.features[0], name } as never],
      terms: [
        { kind: "levels", feature: name, levels, contributions: [1, 2, 3, 4, 5, 6], missing: 0, unseen: 9 },
      ],
    });
    expectSameScores(
      hostile,
      featuresOf(hostile),
      [...levels, "other"].map((level) => ({ [name]: level })),
    );
  });

  it("computed fields and outputs do not take the name of a column", () => {
    const own = featureSet<Row>()({
      score: numeric("score", { clip: [0, 1] }),
      "feature:score": numeric("feature:score"),
      margin: numeric("margin"),
    });
    const text = toPmml(modelFor(own), own);
    expect(readPmml(text).evaluate({ score: 5, "feature:score": 2, margin: 3 })).toMatchObject({
      "output:score": 6,
      "output:margin": 6,
      status: "scored",
    });
  });
});

describe("toPmml, the features", () => {
  const check = (
    features: ReturnType<ReturnType<typeof featureSet<Row>>>,
    rows: readonly Row[],
    levels?: readonly string[],
  ) => expectSameScores(modelFor(features, levels), features, rows);
  const values = (field: string, ...all: readonly unknown[]) => all.map((value) => ({ [field]: value }));

  it("numeric: clip, transform, missing codes; outside the transform's domain the record is rejected", () => {
    const rows = values("x", 0, -0.5, -1, -2, 3, 1e300, -1e300, 5e-324, null, undefined, Number.NaN, 999, 7);
    check(featureSet<Row>()({ x: numeric("x") }), rows);
    check(featureSet<Row>()({ x: numeric("x", { missing: [999, -2] }) }), rows);
    check(featureSet<Row>()({ x: numeric("x", { clip: [-0.75, 5] }) }), rows);
    check(
      featureSet<Row>()({ x: numeric("x", { clip: [null, 5] }), y: numeric("y", { clip: [1, null] }) }),
      rows,
    );
    check(featureSet<Row>()({ x: numeric("x", { transform: "log1p" }) }), rows);
    check(featureSet<Row>()({ x: numeric("x", { transform: "sqrt", clip: [-3, 100] }) }), rows);
    check(featureSet<Row>()({ x: numeric("x", { transform: "log1p", clip: [-0.5, 100] }) }), rows);
  });

  it("numeric: text is converted by the engine, blanks and placeholders are missing", () => {
    const features = featureSet<Row>()({ x: numeric("x", { fromText: true, missing: ["n/a", 999] }) });
    check(features, values("x", "1", " 2.5 ", "-1e3", "", "n/a", "999", "999.0", "+.5"));
    expect(() => readPmml(toPmml(modelFor(features), features)).evaluate({ x: "twelve" })).toThrow(
      "no number",
    );
  });

  it("categorical: blanks dropped, aliases, placeholders, case, unlisted levels", () => {
    const levels = ["Google", "google", "Bing", "it's", "größer 🙂", "__proto__"];
    const rows = values(
      "s",
      ...[
        "Google",
        " Google ",
        "GOOGLE",
        "adwords",
        "AdWords",
        "Select",
        "select",
        "",
        "  ",
        null,
        undefined,
      ],
      ...["bing", "it's", "größer 🙂", "GRÖSSER 🙂", "__proto__", "constructor", "new", "\tGoogle\n", "none"],
    );
    check(featureSet<Row>()({ s: categorical("s") }), rows, levels);
    check(featureSet<Row>()({ s: categorical("s", { ignoreCase: true }) }), rows, levels);
    check(featureSet<Row>()({ s: categorical("s", { missing: ["Select"] }) }), rows, levels);
    check(
      featureSet<Row>()({
        s: categorical("s", {
          levels,
          missing: ["Select"],
          aliases: { adwords: "Google", none: "Select", [JSON.parse('"__proto__"')]: "Bing" },
        }),
      }),
      rows,
      levels,
    );
    check(
      featureSet<Row>()({
        s: categorical("s", {
          levels: ["Google", "Bing"],
          ignoreCase: true,
          missing: ["SELECT"],
          aliases: { adwords: "google", none: "select" },
        }),
        t: categorical("s", { ignoreCase: true }),
      }),
      rows,
      levels,
    );
  });

  it("flag: booleans, listed texts, listed numbers; an unlisted value rejects the record", () => {
    check(featureSet<Row>()({ f: flag("f") }), values("f", true, false, null));
    check(
      featureSet<Row>()({ f: flag("f", { trueValues: ["Yes", "Y"], falseValues: ["No"] }) }),
      values("f", "Yes", " Y ", "No", "perhaps", "yes", "", null),
    );
    check(featureSet<Row>()({ f: flag("f", { trueValues: ["Yes"] }) }), values("f", "Yes", "No", ""));
    check(
      featureSet<Row>()({ f: flag("f", { trueValues: [1, 2], falseValues: [0] }) }),
      values("f", 1, 2, 0, 3, null),
    );
    check(featureSet<Row>()({ f: flag("f", { falseValues: [0] }) }), values("f", 1, 0, null));
    check(
      featureSet<Row>()({ f: flag("f", { trueValues: ["Yes"], missing: ["N/A"] }) }),
      values("f", "Yes", " N/A ", "No"),
    );
  });

  it("ordinal: ranks, case, placeholders; an unlisted value rejects the record", () => {
    const rows = values("o", "small", "Mid", " big ", "BIG", "huge", "?", "", null);
    check(featureSet<Row>()({ o: ordinal("o", ["small", "mid", "big"]) }), rows);
    check(
      featureSet<Row>()({ o: ordinal("o", ["small", "Mid", "big"], { ignoreCase: true, missing: ["?"] }) }),
      rows,
    );
    check(
      featureSet<Row>()({ o: ordinal("o", ["small", "big"], { missing: ["small", "big"] }) }),
      rows.slice(0, 1),
    );
  });

  it("ratio: missing where a part is, where the denominator is 0, and where the quotient is not finite", () => {
    const features = featureSet<Row>()({ r: ratio("a", "b") });
    const pairs = [
      [3, 4],
      [0, 5],
      [-1, 3],
      [3, 0],
      [0, 0],
      [1e300, 1e-300],
      [null, 2],
      [2, null],
      [1e-300, 1e300],
    ];
    check(
      features,
      pairs.map(([a, b]) => ({ a, b })),
    );
  });

  const field = (name: string): Expression => ({ op: "field", field: name });
  const value = (x: number): Expression => ({ op: "number", value: x });
  const call = (name: ExpressionFunction, ...parts: Expression[]): Expression => ({
    op: "call",
    name,
    arguments: parts,
  });
  const numbers = [
    null,
    0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    3,
    -3,
    0.49999999999999994,
    710,
    -0.3,
    4503599627370495.5,
    1e300,
    -1e300,
    2147483648.5,
  ];
  const pairs = numbers.flatMap((x) => numbers.map((y) => ({ x, y, z: 2 })));

  it.each([
    ...([
      "add",
      "subtract",
      "multiply",
      "divide",
      "power",
      "equal",
      "notEqual",
      "less",
      "lessOrEqual",
    ] as const),
    ...(["greater", "greaterOrEqual", "and", "or", "min", "max", "coalesce"] as const),
  ])("expression: %s of two arguments, missing ones included", (name) => {
    check(featureSet<Row>()({ e: expression(call(name, field("x"), field("y"))) }), pairs);
  });

  it.each(["negate", "not", "log", "log1p", "exp", "sqrt", "abs", "floor", "ceil", "round"] as const)(
    "expression: %s, missing outside of its domain",
    (name) => {
      check(featureSet<Row>()({ e: expression(call(name, field("x"))) }), pairs);
    },
  );

  it("expression: if, clip, constants and nesting", () => {
    const trees = [
      call("if", field("x"), field("y"), value(7)),
      call("if", call("greater", field("x"), value(0)), call("sqrt", field("x")), call("log1p", field("y"))),
      call("if", value(1), field("x"), field("y")),
      call("clip", field("x"), value(-1), field("y")),
      call("coalesce", field("x"), call("divide", field("y"), value(0)), value(3)),
      call("coalesce", value(3), field("x")),
      call("and", field("x"), value(1), field("y")),
      call("or", value(0), field("x"), call("not", field("y"))),
      call("add", call("multiply", field("x"), value(1e-3)), call("max", field("x"), field("y"), value(2))),
      field("x"),
    ];
    for (const tree of trees) check(featureSet<Row>()({ e: expression(tree) }), pairs);
  });

  it("a feature that is a column already is read by its own name, as it is", () => {
    const features = featureSet<Row>()({
      opened: daysSince("date"),
      letters: custom((row) => String(row.name).length),
      plan: custom((row) => row.plan as string, { type: "category" }),
    });
    const asOf = new Date("2026-03-01T12:00:00Z");
    const rows = [
      { date: "2026-02-01", name: "Ada", plan: " pro" },
      { date: null, name: "", plan: null },
      { date: "2026-02-28T23:59:59.999+02:00", name: "Grace", plan: "free" },
    ];
    expectSameScores(modelFor(features, ["pro"]), features, rows, asOf);
  });

  it("columns that several features read alike are declared once", () => {
    const features = featureSet<Row>()({
      plain: numeric("x"),
      root: numeric("x", { transform: "sqrt" }),
      share: ratio("x", "y"),
    });
    expect([...readPmml(toPmml(modelFor(features), features)).columns]).toEqual([
      ["x", "double"],
      ["y", "double"],
    ]);
    check(features, [
      { x: 4, y: 8 },
      { x: null, y: 1 },
      { x: -1, y: 1 },
    ]);
  });
});

describe("toPmml, models", () => {
  it("a learned model with numbers, categories and flags, missing and unseen values included", () => {
    const rows = Array.from({ length: 240 }, (_, i) => ({
      x: i % 7 === 0 ? null : (i * 37) % 50,
      s: i % 11 === 0 ? "" : ["a", "b", "c & d"][i % 3],
      f: i % 2 === 0,
      won: (i * 53) % 10 < 3 + (i % 3),
    }));
    const features = featureSet<Row>()({
      x: numeric("x", { transform: "log1p" }),
      s: categorical("s"),
      f: flag("f"),
    });
    const { model } = fitLogistic(rows as Row[], { features, outcome: (row) => row.won as boolean });
    expectSameScores(model, features, [...rows, { x: 1e9, s: "never seen", f: null }, {}] as Row[]);
    expectSameScores(
      sealModel({ ...model, calibration: { kind: "logistic", intercept: 0.25, slope: 1.75 } }),
      features,
      rows as Row[],
    );
    expectSameScores(
      sealModel({
        ...model,
        calibration: { kind: "piecewise", margins: [-1, 0, 2], probabilities: [0.1, 0.4, 0.4] },
      }),
      features,
      rows as Row[],
    );
  });

  it("probabilities far in the tails neither overflow nor become 0.5", () => {
    const features = featureSet<Row>()({ x: numeric("x") });
    const linear = { kind: "linear" as const, feature: "x", coefficient: 1, center: 0, missing: 0 };
    const model = modelOf({ link: "logit", features: modelFor(features).features, terms: [linear] });
    expectSameScores(
      model,
      features,
      [-1000, -745, -40, 0, 40, 745, 1000].map((x) => ({ x })),
    );
  });

  it("without gates there is no rule and no reason; without a probability there is none", () => {
    const features = featureSet<Row>()({ visits: numeric("visits") });
    const model = pointsModel({ features, rules: [{ id: "visited", when: visited, points: 5 }] });
    expect(readPmml(toPmml(model, features)).evaluate({ visits: 3 })).toEqual({
      predicted: 5,
      sum: 5,
      margin: 5,
      score: 5,
      status: "scored",
      coverage: 1,
      lowConfidence: false,
    });
  });

  it("contributions are outputs only where they are asked for", () => {
    const features = featureSet<Row>()({ visits: numeric("visits") });
    const model = pointsModel({ features, rules: [{ id: "visited", when: visited, points: 5 }] });
    expect(toPmml(model, features)).not.toContain("contribution:");
    expect(toPmml(model, features, { explain: true, name: "leads" })).toContain(
      'name="contribution:visited"',
    );
  });

  it("does not change frozen arguments", () => {
    const features = featureSet<Row>()({ visits: numeric("visits") });
    const model = Object.freeze(
      pointsModel({ features, rules: [{ id: "visited", when: visited, points: 5 }] }),
    );
    const before = JSON.stringify(model);
    toPmml(model, features, Object.freeze({ materialised: Object.freeze([]) }));
    expect(JSON.stringify(model)).toBe(before);
  });
});

describe("toPmml refuses", () => {
  const features = featureSet<Row>()({ visits: numeric("visits") });
  const model = modelFor(features);
  const refused = (own: Parameters<ReturnType<typeof featureSet<Row>>>[0]) => {
    const set = featureSet<Row>()(own);
    return () => toPmml(modelFor(set as never), set);
  };

  it("an extractor that PMML cannot express, by the feature's name and with the way out", () => {
    expect(refused({ lastTouch: daysSince("at") })).toThrow(
      'toPmml: expected feature "lastTouch" made of data by numeric, categorical, flag, ordinal, ratio, expression (PMML cannot express it: materialise it as a column, and name it in the option materialised), received "daysSince"',
    );
    expect(refused({ fit: custom(() => 1) })).toThrow('received "a JavaScript function"');
    expect(refused({ fit: numeric((row) => row.x as number) })).toThrow('received "a JavaScript function"');
  });

  it("a flag of texts and numbers: no column holds both", () => {
    expect(refused({ f: flag("f", { trueValues: ["Yes", 1] }) })).toThrow(
      'feature "f" with only texts or only numbers',
    );
  });

  it("two features that read one column as different types, or with different missing values", () => {
    expect(refused({ a: numeric("x"), b: categorical("x") })).toThrow(
      'toPmml: expected feature "b" to read "x" as "a" does',
    );
    expect(refused({ a: numeric("x"), b: numeric("x", { missing: [9] }) })).toThrow(
      'feature "b" to read "x"',
    );
  });

  it("characters that XML 1.0 forbids, naming the part", () => {
    expect(refused({ "a\u0001": numeric("x") })).toThrow(
      'expected feature "a\u0001" without characters that XML 1.0 forbids, received "a\\u0001 (U+0001)"',
    );
    expect(refused({ a: numeric("x\u0000") })).toThrow('feature "a" without characters');
    expect(refused({ a: categorical("x", { aliases: { "\ud800": "b" } }) })).toThrow("(U+D800)");
    const label = modelOf({ ...model, terms: [{ ...model.terms[0], label: "\u001b[31m" } as never] });
    expect(() => toPmml(label, features)).toThrow('term "term 0" without characters');
    const gate = {
      kind: "disqualify" as const,
      id: "g",
      when: { feature: "visits", exists: false },
      reason: "\uffff",
    };
    expect(() => toPmml(modelOf({ ...model, gates: [gate] }), features)).toThrow(
      'gate "g" without characters',
    );
    expect(() => toPmml(model, features, { name: "\b" })).toThrow("name without characters");
  });

  it("a model that was changed, is malformed, or does not fit the features", () => {
    expect(() => toPmml({ ...model, intercept: 5 }, features)).toThrow("content hash");
    expect(() => toPmml({ ...model, intercept: Number.NaN }, features)).toThrow("toPmml: expected intercept");
    expect(() => toPmml(model, featureSet<Row>()({ other: numeric("x") }))).toThrow('feature "visits"');
    expect(() => toPmml(null as never, features)).toThrow("toPmml: expected a model");
    expect(() => toPmml(modelOf({ features: [] }), features)).toThrow("a model that reads a column");
    expect(refused({ e: expression({ op: "number", value: 4 }) })).toThrow("a model that reads a column");
  });

  it("unknown or wrong options", () => {
    expect(() => toPmml(model, features, { naem: "x" } as never)).toThrow(
      "options with keys name, materialised, explain",
    );
    expect(() => toPmml(model, features, { name: "" })).toThrow("name to be text");
    expect(() => toPmml(model, features, { explain: 1 as never })).toThrow("explain to be true or false");
    expect(() => toPmml(model, features, { materialised: "visits" as never })).toThrow("a list of features");
    expect(() => toPmml(model, features, { materialised: ["other"] })).toThrow("features of the model");
  });
});

describe("numbers without a size", () => {
  const ends = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const features = featureSet<Row>()({
    plain: numeric("plain"),
    clipped: numeric("clipped", { clip: [0, 9], transform: "sqrt" }),
    share: ratio("top", "bottom"),
    sum: expression<Row>({
      op: "call",
      name: "coalesce",
      arguments: [
        { op: "number", value: 1 },
        { op: "field", field: "x" },
      ],
    } as Expression),
  });

  it("an infinite input rejects the record, wherever it is read and whatever becomes of it", () => {
    const good = { plain: 1, clipped: 4, top: 1, bottom: 2, x: 3 };
    const rows = Object.keys(good).flatMap((field) => ends.map((end) => ({ ...good, [field]: end })));
    expectSameScores(modelFor(features), features, [good, ...rows]);
    const document = readPmml(toPmml(modelFor(features), features, { materialised: ["plain"] }));
    expect(rows.map((row) => document.evaluate(row).status)).toEqual(rows.map(() => "rejected"));
  });

  it("a sum that is not finite rejects the record, whatever a cap or a gate would say", () => {
    const two = featureSet<Row>()({ a: numeric("a"), b: numeric("b") });
    const linear = { kind: "linear", center: 0, missing: 0 } as const;
    const model = modelOf({
      ...modelFor(two),
      terms: [
        { ...linear, feature: "a", coefficient: 10, group: "capped" },
        { ...linear, feature: "b", coefficient: -10 },
      ],
      groups: [{ id: "capped", label: "", group: null, minimum: null, maximum: 40, reference: 0 }],
      gates: [
        { kind: "override", id: "vip", when: { feature: "b", atLeast: 1 }, reason: "a vip", margin: 90 },
      ],
    });
    const numbers = [0, 1, -1e308, 1e308, 1e300];
    const rows = numbers.flatMap((a) => numbers.map((b) => ({ a, b })));
    expectSameScores(model, two, rows);
    const document = readPmml(toPmml(model, two));
    expect(document.evaluate({ a: 1e308, b: 1 })).toMatchObject({ status: "rejected", coverage: 0 });
  });
});
