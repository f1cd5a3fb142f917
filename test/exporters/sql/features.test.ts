import { expect, it } from "vitest";
import type { SqlColumnType } from "../../../src/exporters/sql/types";
import {
  categorical,
  daysSince,
  daysUntil,
  expression,
  type Feature,
  featureSet,
  flag,
  numeric,
  ordinal,
  ratio,
} from "../../../src/features/index";
import { formula } from "../../../src/formulas/index";
import { type AdditiveModel, sealModel, type Term } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { AS_OF, compareWithScorer, loadData, type TestData, type TestRow } from "./compare";
import { describeEngines, type Engine } from "./engines";
import { ODD_TEXTS } from "./oddValues";

const NUMBERS = [
  ...[null, 0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 7, 999, 12.345, 1e-9, 100, 2251799813685249.5],
  ...[1e100, -1e100, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];
const AS_OF_DATE = new Date("2026-03-01T12:00:00.250Z");

/** A model in which each feature's own value, and whether it is there, can be told from the contributions. */
function mirror(features: Readonly<Record<string, Feature<TestRow>>>): AdditiveModel {
  const base = pointsModel<TestRow>({
    features: featureSet<TestRow>()(features),
    rules: Object.keys(features).map((name) => ({
      id: name,
      when: { feature: name, exists: true },
      points: 1,
    })),
  });
  const terms = base.features.map(({ name, type, levels }): Term => {
    const common = { id: name, label: name, group: null, reference: 0, feature: name };
    if (type !== "category") return { ...common, kind: "linear", coefficient: 1, center: 0, missing: -0.125 };
    const texts = [
      ...new Set([...(levels ?? []), "web", "fair", "Web", "ÄÖ", "äö", "İs", "i̇s", "7", "0.5", "true"]),
    ];
    const contributions = texts.map((_, i) => i + 1);
    return { ...common, kind: "levels", levels: texts, contributions, missing: -1, unseen: -2 };
  });
  return sealModel({ ...base, terms });
}

interface Example {
  readonly title: string;
  readonly type: SqlColumnType;
  readonly values: readonly unknown[];
  readonly features: (field: string) => Readonly<Record<string, Feature<TestRow>>>;
}

const texts = (...more: readonly (string | null)[]) => [...more, ...ODD_TEXTS];
const cases = (...words: readonly string[]) =>
  words.flatMap((word) => [word, word.toUpperCase(), word.toLowerCase(), ` ${word}\u2003`]);

const EXAMPLES: readonly Example[] = [
  {
    title: "numbers: clip, transforms, placeholders",
    type: "number",
    values: NUMBERS,
    features: (field) => ({
      plain: numeric(field),
      clipped: numeric(field, { clip: [-0.75, 10] }),
      root: numeric(field, { clip: [0, null], transform: "sqrt" }),
      placeholder: numeric(field, { missing: [999, "n/a"] }),
    }),
  },
  {
    title: "a transform outside of its domain rejects the record",
    type: "number",
    values: [...NUMBERS, -0.999999999, -1e-12, 1e-12, 1e-17, 1e300],
    features: (field) => ({ log: numeric(field, { transform: "log1p" }), ratio: ratio(field, field) }),
  },
  {
    title: "numbers from text",
    type: "text",
    values: texts(
      "12",
      " 12.5 ",
      "n/a",
      "007",
      "+.5e-1",
      "1e+2",
      "9007199254740993",
      "0.1",
      "5e-1",
      "2e0",
      "1.7091",
      "1.5008753E7",
    ),
    features: (field) => ({
      fromText: numeric(field, { fromText: true, missing: ["n/a", 12.5] }),
      clipped: numeric(field, { fromText: true, missing: ["n/a", "yes"], clip: [-5, 5] }),
    }),
  },
  {
    title: "text without fromText rejects the record unless it is a placeholder",
    type: "text",
    values: texts("n/a"),
    features: (field) => ({ strict: numeric(field, { missing: ["n/a"] }) }),
  },
  {
    title: "categories of text: placeholders, aliases, levels, case",
    type: "text",
    values: texts(
      ...cases("web", "Web", "fair", "ÄÖ", "İs", "straße", "GoOgle ads", "K"),
      "Select",
      "select",
    ),
    features: (field) => ({
      plain: categorical(field),
      renamed: categorical(field, { missing: ["Select"], aliases: { fair: "web", "🙂 größer Ω": "ÄÖ" } }),
      folded: categorical(field, {
        ignoreCase: true,
        levels: ["Web", "ÄÖ", "i̇s"],
        missing: ["SELECT"],
        aliases: { "google ADS": "web", k: "fair" },
      }),
    }),
  },
  {
    title: "categories of numbers are the texts that JavaScript writes",
    type: "number",
    values: NUMBERS,
    features: (field) => ({
      plain: categorical(field, {
        levels: ["7", "7.0", "0.5", "999", "1e-9", "1e+100"],
        missing: ["12.345"],
      }),
      folded: categorical(field, { ignoreCase: true, aliases: { "1E+100": "web", "100": "7" } }),
    }),
  },
  {
    title: "categories, ordinals and flags of booleans",
    type: "boolean",
    values: [true, false, null],
    features: (field) => ({
      category: categorical(field, { levels: ["true", "other"] }),
      order: ordinal(field, ["false", "true"]),
      flag: flag(field),
      number: expression({ op: "field", field }),
    }),
  },
  {
    title: "ordinals: ranks, case, placeholders; an unknown level rejects the record",
    type: "text",
    values: texts(...cases("low", "Mid", "HÖCH"), "?", "nope"),
    features: (field) => ({
      order: ordinal(field, ["low", "Mid", "HÖCH"], { ignoreCase: true, missing: ["?"] }),
    }),
  },
  {
    title: "ordinals of numbers",
    type: "number",
    values: [1, 2, 0.5, 3, null, Number.NaN, Number.POSITIVE_INFINITY],
    features: (field) => ({ order: ordinal(field, ["0.5", "1", "2", "Infinity", "2.0"]) }),
  },
  {
    title: "flags of text: a value that is not listed rejects the record",
    type: "text",
    values: texts("Yes", " No ", "true", "1", "N/A"),
    features: (field) => ({
      flag: flag(field, { trueValues: ["Yes", 1], falseValues: ["No", "it's"] }),
      known: flag(field, { trueValues: ["Yes"], falseValues: ["No"], missing: ["N/A", "1"] }),
      nothing: flag(field, { missing: ["Yes"] }),
    }),
  },
  {
    title: "flags of numbers",
    type: "number",
    values: NUMBERS,
    features: (field) => ({
      flag: flag(field, { trueValues: [1, 0.1], falseValues: [0, -1, 2.5, 100] }),
      known: flag(field, { trueValues: [1], falseValues: [0], missing: [-1, 100] }),
    }),
  },
];

const DATES = [
  ...["2026-03-01", "2026-02-28T23:59:59.9999Z", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29"],
  ...[
    "0000-01-01",
    "9999-12-31T23:59:59",
    "1969-12-31T23:59:59.001Z",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
  ],
  ...["2026-01-00", "2026-01-31T24:00", "2026-01-31T10:60", "2026-01-31T10:30:60", "2026-01-31T10:30"],
  ...[
    "2026-01-31 10:30:15,5+02:00",
    "2026-01-31T10:30-0530",
    "2026-01-31T10:30:00.123456789+14",
    "2026-1-31",
  ],
  ...[
    "2026-01-31T10:30+24:00",
    "2026-01-31T10:30+02:60",
    "2026-01-31T10:30Zz",
    "2026-01-31T",
    " 2026-01-31\u00a0",
  ],
  ...[
    "2026-03-01T12:00:00.250Z",
    "2026-03-01T12:00:00.251Z",
    "20260131",
    "2026-01-31T10",
    "2026-01-31T10:30:15.57Z",
  ],
];

async function check(engine: Engine, data: TestData, set: Readonly<Record<string, Feature<TestRow>>>) {
  await loadData(engine, data);
  return compareWithScorer(engine, data, mirror(set), featureSet<TestRow>()(set), { explain: true });
}

describeEngines("features in SQL", (engine) => {
  it.each(EXAMPLES)("$title", async ({ type, values, features }) => {
    const field = `of ${type}`;
    const set = features(field);
    const data = { rows: values.map((value) => ({ [field]: value })), types: { [field]: type } };
    // alone, so that a record that one feature rejects shows the values of the others
    for (const [name, feature] of Object.entries(set)) {
      const found = await check(engine(), data, { [name]: feature });
      expect(found.differences, name).toEqual([]);
    }
    expect((await check(engine(), data, set)).differences).toEqual([]);
  });

  it("a number in text is the nearest double, to the last bit", async () => {
    const texts = ["1.7091", "1.5008753E7", "0.1", "1.234567891209E12", "0.000005", "123456.789e-7"];
    const set = { number: numeric<TestRow>("text", { fromText: true }) };
    const model = pointsModel<TestRow>({
      features: featureSet<TestRow>()(set),
      rules: texts.map((text, i) => ({
        id: text,
        when: { feature: "number", is: Number(text) },
        points: i + 1,
      })),
    });
    const data: TestData = { rows: texts.map((text) => ({ text })), types: { text: "text" } };
    await loadData(engine(), data);
    const found = await compareWithScorer(engine(), data, model, featureSet<TestRow>()(set));
    expect(found.differences).toEqual([]);
  });

  it("dates: timestamps, days and ISO text, against an instant for all", async () => {
    const dated = DATES.map((text) => new Date(text)).filter((date) => !Number.isNaN(date.getTime()));
    const recent = dated.filter((date) => date.getUTCFullYear() > 1900 && date.getUTCFullYear() < 3000);
    const days = recent.map((date) => new Date(Math.floor(date.getTime() / 86_400_000) * 86_400_000));
    const examples: readonly (readonly [SqlColumnType, readonly unknown[]])[] = [
      ["text", [...DATES, ...ODD_TEXTS]],
      ["timestamp", [...recent, null]],
      ["date", [...days, null]],
    ];
    for (const [type, values] of examples) {
      const data = { rows: values.map((when) => ({ when })), types: { when: type }, asOf: AS_OF_DATE };
      const found = await check(engine(), data, { since: daysSince("when"), until: daysUntil("when") });
      expect(found.differences, type).toEqual([]);
    }
  });

  it("an instant per record: a record without one is rejected, and no feature is named", async () => {
    const rows = [
      { when: new Date("2026-02-01T00:00:00Z"), [AS_OF]: new Date("2026-03-01T06:00:00Z") },
      { when: new Date("2026-02-01T00:00:00Z"), [AS_OF]: new Date("2026-01-01T00:00:00Z") },
      { when: null, [AS_OF]: new Date("2026-01-01T00:00:00Z") },
      { when: new Date("2026-02-01T00:00:00Z"), [AS_OF]: null },
    ];
    const data: TestData = { rows, types: { when: "timestamp", [AS_OF]: "timestamp" }, asOf: "column" };
    expect((await check(engine(), data, { since: daysSince("when") })).differences).toEqual([]);
  });

  it("expressions: every function, missing values, and results that are no numbers", async () => {
    const values = [null, 0, 1, -1, 0.5, -0.5, 2.5, -2.5, 3, 10, -7.25, 700, 1e60, -1e60, Number.NaN];
    const rows = values.flatMap((a) =>
      values.map((b) => ({ a, b, yes: (a ?? 0) > 0 ? true : b === null ? null : false })),
    );
    const texts = [
      ...[
        "a + b",
        "a - b",
        "a * b",
        "a / b",
        "a ^ b",
        "-a",
        "a == b",
        "a != b",
        "a < b",
        "a <= b",
        "a > b",
        "a >= b",
      ],
      ...[
        "a and b",
        "a or b",
        "not (a)",
        "a > 0 ? b : 1 - b",
        "yes and a > 1",
        "log(a)",
        "log1p(a)",
        "exp(a)",
        "sqrt(a)",
      ],
      ...[
        "abs(a)",
        "floor(a)",
        "ceil(a)",
        "round(a)",
        "min(a, b, 2)",
        "max(a, b)",
        "log1p(a) * (b + 3) / 2 - -1",
      ],
      "a * b * 1e60 - a",
    ];
    const set = Object.fromEntries(texts.map((text, i) => [`e${i}`, formula(text) as Feature<TestRow>]));
    const clip = expression<TestRow>({
      op: "call",
      name: "clip",
      arguments: [
        { op: "field", field: "a" },
        { op: "number", value: -1 },
        { op: "field", field: "b" },
      ],
    });
    const coalesce = expression<TestRow>({
      op: "call",
      name: "coalesce",
      arguments: [
        { op: "field", field: "a" },
        { op: "field", field: "b" },
        { op: "number", value: 4 },
      ],
    });
    const data: TestData = { rows, types: { a: "number", b: "number", yes: "boolean" } };
    for (const [name, feature] of Object.entries({ ...set, clip, coalesce })) {
      const found = await check(engine(), data, { [name]: feature });
      expect(found.differences, texts[Number(name.slice(1))] ?? name).toEqual([]);
    }
  });

  it("a logarithm is compared by what it was taken of: cuts and conditions hold to the last bit", async () => {
    const values = Array.from({ length: 400 }, (_, i) => i * 37 + (i % 3) / 7);
    const features = { size: numeric<TestRow>("size", { transform: "log1p" }) };
    const base = mirror(features);
    const cuts = [3, 700, 5000.142857142857].map(Math.log1p);
    const common = { label: "", group: null, reference: 0 };
    const at = Math.log1p(values[25] as number);
    const model = sealModel({
      ...base,
      terms: [
        {
          ...common,
          kind: "step",
          id: "step",
          feature: "size",
          cuts,
          contributions: [0, 1, 2, 3],
          missing: -1,
        },
        ...(["above", "atLeast", "below", "atMost", "is"] as const).map((key, i): Term => {
          const when = { feature: "size", [key]: at } as never;
          const rest = { times: null, minimum: null, maximum: null, otherwise: 0 };
          return { ...common, kind: "condition", id: key, when, contribution: 10 ** (i + 1), ...rest };
        }),
      ],
    });
    const data: TestData = { rows: values.map((size) => ({ size })), types: { size: "number" } };
    await loadData(engine(), data);
    const found = await compareWithScorer(engine(), data, model, featureSet<TestRow>()(features), {
      explain: true,
    });
    expect(found.differences).toEqual([]);
  });
});
