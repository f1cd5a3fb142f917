import fc from "fast-check";
import { describe, it } from "vitest";
import {
  categorical,
  type Expression,
  type ExpressionFunction,
  expression,
  type Feature,
  type FeatureSet,
  featureSet,
  flag,
  numeric,
  ordinal,
} from "../../../src/features/index";
import type { AdditiveModel, Condition, FeatureSummary } from "../../../src/models/index";
import { modelOf, summary } from "../../models/support";
import { arbitraryModel } from "../../support/arbitraryModel";
import { differences, runOnnx, scorerColumns, type Values } from "./support";

/** Runs a model both ways and compares. */
async function expectSame(
  model: AdditiveModel,
  features: FeatureSet<never>,
  rows: readonly Values[],
  tolerance = 0,
): Promise<void> {
  const options = { explain: true, buckets: { labels: ["A", "B", "C"], cuts: [0.7, 0.2] } };
  const found = differences(
    await runOnnx(model, features, rows, options),
    scorerColumns(model, features, rows, options),
    tolerance,
  );
  if (found.length > 0) throw new Error(found.join("\n"));
}

/** An extractor for a feature of a model, over a field of the same name. */
function featureOf({ name, type, levels, transform }: FeatureSummary): Feature<Values> {
  if (type === "category") return categorical<Values>(name);
  if (type === "flag") return flag<Values>(name);
  if (type === "ordinal") return ordinal<Values>(name, levels ?? []);
  return numeric<Values>(name, transform === null ? {} : { transform });
}

const raw = ({ type, levels, reference }: FeatureSummary): fc.Arbitrary<unknown> => {
  if (type === "flag") return fc.boolean();
  const known = [...(levels ?? []), "Google", "__proto__", "a, b", "größer 🙂"];
  if (type === "category") {
    const more = reference?.kind === "category" ? reference.levels.map(({ level }) => level) : [];
    return fc.oneof(fc.constantFrom(...known, ...more), fc.string({ maxLength: 8 }));
  }
  if (type === "ordinal")
    return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...(levels ?? [])) }, fc.constant("?"));
  return fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: -1, max: 20 }) },
    { weight: 5, arbitrary: fc.double({ min: -2, max: 100, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(1e308, -1e308, Number.POSITIVE_INFINITY, 5e-324) },
  );
};

const modelAndRows = arbitraryModel
  .filter(({ features }) =>
    features.every(({ type, levels }) => type !== "ordinal" || (levels?.length ?? 0) > 1),
  )
  .chain((model) => {
    const values = fc.tuple(...model.features.map((feature) => fc.option(raw(feature), { nil: null })));
    const row = values.map((all) =>
      Object.fromEntries(all.map((value, i) => [model.features[i]?.name, value])),
    );
    return fc.record({ model: fc.constant(model), rows: fc.array(row, { minLength: 1, maxLength: 20 }) });
  });

describe("toOnnx", () => {
  it("a model of any kind gives the results of the scorer, to the bit", async () => {
    await fc.assert(
      fc.asyncProperty(modelAndRows, async ({ model, rows }) => {
        const entries = model.features.map((feature) => [feature.name, featureOf(feature)]);
        await expectSame(model, featureSet<Values>()(Object.fromEntries(entries)) as FeatureSet<never>, rows);
      }),
      { numRuns: 50 },
    );
  });

  it("text with any letters, white space and case is cleaned, spelled and searched as by the features", async () => {
    const letter = fc.constantFrom(
      ...[
        "a",
        "A",
        "i",
        "I",
        "İ",
        "ı",
        "\u0307",
        "ß",
        "ẞ",
        "k",
        "K",
        "K",
        "é",
        "É",
        "ǅ",
        "ǆ",
        "🙂",
        "𐐀",
        "𐐨",
        "z",
      ],
      ...[
        " ",
        "\t",
        "\n",
        "\r",
        "\v",
        "\f",
        "\u0085",
        "\u00a0",
        "\u1680",
        "\u2003",
        "\u2028",
        "\u3000",
        "\ufeff",
        "\u200b",
      ],
      ...['"', "'", "\\", "]", "[", "^", "-", ".", "*", "(", "|", "$", "{", "_", "\ufffd"],
    );
    const sigma = fc.constantFrom("σ", "ς", "Σ", "a", ".");
    const any = (from: fc.Arbitrary<string>) =>
      fc.array(from, { minLength: 1, maxLength: 3 }).map((all) => all.join(""));
    const word = fc.oneof({ weight: 4, arbitrary: any(letter) }, { weight: 1, arbitrary: any(sigma) });
    const input = fc.record({
      ignoreCase: fc.boolean(),
      levels: fc.uniqueArray(word, { maxLength: 4, selector: (text) => text.toLowerCase() }),
      aliases: fc.dictionary(word, word, { maxKeys: 2 }),
      missing: fc.array(word, { maxLength: 2 }),
      listed: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
      sought: any(letter),
      texts: fc.array(
        fc.oneof(
          word,
          fc.tuple(word, word).map((pair) => pair.join("")),
        ),
        { minLength: 1, maxLength: 12 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ listed, sought, texts, ...options }) => {
        const known = [
          ...listed,
          ...options.levels,
          ...options.missing,
          ...Object.keys(options.aliases),
          sought,
        ];
        const wrapped = known.flatMap((text) => [
          text,
          ` ${text}\n`,
          text.toUpperCase(),
          `x${text}`,
          `${text} y`,
          text.repeat(2),
        ]);
        const features = featureSet<Values>()({ c: categorical("c", options) });
        const conditions: Condition[] = [
          { feature: "c", contains: sought },
          { feature: "c", startsWith: sought },
          { not: { feature: "c", endsWith: sought } },
          { feature: "c", in: listed },
          { feature: "c", exists: true },
        ];
        const model = modelOf({
          features: [summary("c", "category")],
          terms: [
            {
              kind: "levels",
              feature: "c",
              levels: listed,
              contributions: listed.map((_, i) => i + 1),
              missing: -1,
              unseen: -2,
            },
            ...conditions.map((when, i) => ({
              ...{ kind: "condition" as const, when, contribution: 10 ** (i + 1), otherwise: 0 },
              ...{ times: null, minimum: null, maximum: null },
            })),
          ],
        });
        await expectSame(
          model,
          features as FeatureSet<never>,
          [...texts, ...wrapped].map((c) => ({ c })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("an expression of any functions gives the feature's values, to the bit but for powers", async () => {
    const names = {
      1: ["negate", "not", "log", "log1p", "exp", "sqrt", "abs", "floor", "ceil", "round"],
      2: [
        ...[
          "add",
          "subtract",
          "multiply",
          "divide",
          "power",
          "equal",
          "notEqual",
          "less",
          "lessOrEqual",
          "greater",
        ],
        ...["greaterOrEqual", "and", "or", "min", "max", "coalesce"],
      ],
      3: ["if", "clip", "and", "or", "min", "max", "coalesce"],
    } as const;
    const { tree } = fc.letrec<{ tree: Expression }>((tie) => {
      const call = (count: 1 | 2 | 3) =>
        fc
          .tuple(
            fc.constantFrom<ExpressionFunction>(...(names[count] as readonly ExpressionFunction[])),
            fc.array(tie("tree"), { minLength: count, maxLength: count }),
          )
          .map(([name, parts]): Expression => ({ op: "call", name, arguments: parts }));
      return {
        tree: fc.oneof(
          { depthSize: "medium", withCrossShrink: true },
          fc.constantFrom("x", "y").map((field): Expression => ({ op: "field", field })),
          fc
            .constantFrom(0, 1, 2, -1, 0.5, 1e-9, 700, 1e300)
            .map((value): Expression => ({ op: "number", value })),
          call(1),
          call(2),
          call(3),
        ),
      };
    });
    const value = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        undefined,
        Number.NaN,
        "",
        true,
        false,
        0,
        1,
        -1,
        0.5,
        -0.5,
        2.5,
        0.49999999999999994,
      ),
      fc.integer({ min: -30, max: 30 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -50, max: 50, noNaN: true }),
    );
    const rows = fc.array(fc.record({ x: value, y: value, z: value }), { minLength: 5, maxLength: 10 });
    const hasPower = (part: Expression): boolean =>
      part.op === "call" && (part.name === "power" || part.arguments.some(hasPower));
    await fc.assert(
      fc.asyncProperty(tree, rows, async (part, records) => {
        const features = featureSet<Values>()({ e: expression(part), z: numeric("z") });
        const model = modelOf({
          features: [summary("e"), summary("z")],
          terms: [{ kind: "linear", feature: "e", coefficient: 1, center: 0, missing: -1000 }],
        });
        fc.pre(!hasPower(part) || !isFragile(part));
        await expectSame(model, features as FeatureSet<never>, records, hasPower(part) ? 1e-12 : 0);
      }),
      { numRuns: 100 },
    );
  });
});

/** Whether a last digit may decide: after a power comes what is not continuous. */
function isFragile(part: Expression): boolean {
  return /"(less|greater|equal|notEqual|floor|ceil|round|and|or|not|if|subtract|add|divide|exp|log|coalesce|clip|power)".*"power"/.test(
    JSON.stringify(part),
  );
}
