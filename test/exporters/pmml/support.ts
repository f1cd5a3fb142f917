import { expect } from "vitest";
import { type ToPmmlOptions, toPmml } from "../../../src/exporters/pmml/toPmml";
import type { FeatureSet } from "../../../src/features/index";
import { type AdditiveModel, createScorer, SCORE_STATUSES } from "../../../src/models/index";
import { readPmml } from "../../support/pmmlInterpreter";

const EXPRESSIBLE = ["numeric", "categorical", "flag", "ordinal", "ratio", "expression"];

/** The features of a model that PMML cannot express. */
export const materialisedOf = <Row>(model: AdditiveModel, { features }: FeatureSet<Row>): string[] =>
  model.features
    .map(({ name }) => name)
    .filter((name) => !EXPRESSIBLE.includes(features[name]?.definition?.extractor ?? ""));

/** The record with the values of the features that PMML cannot express as columns. */
function withColumns<Row>(
  row: Row,
  features: FeatureSet<Row>,
  names: readonly string[],
  asOf: Date | undefined,
) {
  const values = names.map((name) => {
    const value = features.features[name]?.read(row, asOf?.getTime() ?? Number.NaN);
    return [name, value];
  });
  return { ...row, ...Object.fromEntries(values) } as Readonly<Record<string, unknown>>;
}

/** The largest difference that counts as none. */
const close = (x: number, y: number) => Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(y));

/**
 * Expects the document of a model to say of every record what its scorer says: status, margin, score, probability,
 * coverage, low confidence, the gate that decided, and every contribution.
 */
export function expectSameScores<Row extends object>(
  model: AdditiveModel,
  features: FeatureSet<Row>,
  rows: readonly Row[],
  asOf?: Date | ((row: Row) => Date),
  more: ToPmmlOptions = {},
): void {
  const materialised = more.materialised ?? materialisedOf(model, features);
  const document = readPmml(toPmml(model, features, { explain: true, ...more, materialised }));
  const scorer = createScorer(model, features);
  const options = asOf === undefined ? {} : { asOf };
  const { contributions, lines, scores } = scorer.explainAll(rows, options);
  const problems: string[] = [];
  rows.forEach((row, i) => {
    const instant = typeof asOf === "function" ? asOf(row) : asOf;
    const result = document.evaluate(withColumns(row, features, materialised, instant));
    const equal = (name: string, wanted: number | string | boolean | null) => {
      const got = result[name] ?? null;
      const same =
        typeof got === "number" && typeof wanted === "number" ? close(got, wanted) : Object.is(got, wanted);
      if (!same) problems.push(`record ${i}: ${name} is ${got}, not ${wanted}`);
    };
    const orNull = (value: number | undefined) => (Number.isNaN(value) ? null : (value as number));
    const gate = model.gates[scores.gate[i] as number];
    equal("status", SCORE_STATUSES[scores.status[i] as number] as string);
    equal("margin", orNull(scores.margin[i]));
    equal("score", orNull(scores.score[i]));
    equal("probability", orNull(scores.probability[i]));
    equal("coverage", scores.coverage[i] as number);
    equal("lowConfidence", scores.lowConfidence[i] === 1);
    equal("rule", gate?.id ?? null);
    equal("reason", gate?.reason ?? null);
    lines.forEach(({ id }, k) => {
      equal(`contribution:${id}`, orNull(contributions[k]?.[i]));
    });
  });
  expect(problems.slice(0, 10)).toEqual([]);
}
