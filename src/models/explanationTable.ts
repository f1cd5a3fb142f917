import type { Column } from "../core/columns";
import type { FeatureValue } from "../features/types";
import { conditionFeatures } from "./evaluateCondition";
import { originalValue } from "./originalValue";
import type { Contribution } from "./resultTypes";
import type { ScoreTable } from "./scoreTable";
import { termFeatures } from "./termFeatures";
import type { AdditiveModel, FeatureSummary, TermGroup } from "./types";

/** What a column of contributions stands for: a term, the cap of a group, or the overrides. */
export interface ExplanationLine
  extends Pick<Contribution, "id" | "kind" | "label" | "feature" | "features"> {
  /** What the reference population has on average, already subtracted. */
  readonly reference: number;
}

/** The explanations of many records as columns: entry i of every column belongs to record i. */
export interface ExplanationTable {
  /** The margin of the reference population. */
  readonly base: number;
  /** What the columns of `contributions` stand for. */
  readonly lines: readonly ExplanationLine[];
  /** One column per line; over a record they sum to margin − base. NaN for rejected records. */
  readonly contributions: readonly Float64Array[];
  /** The margin of every record that could be read, even if it was disqualified; NaN for rejected ones. */
  readonly margin: Float64Array;
  /** The scores, as `scoreAll` gives them. */
  readonly scores: ScoreTable;
}

/** The lines that a model's explanation has, in the order in which the evaluation visits them. */
export function explanationLines(model: AdditiveModel): ExplanationLine[] {
  const overrides = model.gates.filter((gate) => gate.kind === "override");
  const overridden = overrides.flatMap((gate) => conditionFeatures(gate.when));
  return [
    ...model.terms.map((term) => line(term.kind, term, termFeatures(term))),
    ...model.groups.map((group) =>
      line("cap", { ...group, label: capLabel(group) }, featuresWithin(model, group.id)),
    ),
    ...overrides
      .slice(0, 1)
      .map(() => line("override", { id: "override", label: "override", reference: 0 }, overridden)),
  ];
}

function line(
  kind: ExplanationLine["kind"],
  { id, label, reference }: Pick<ExplanationLine, "id" | "label" | "reference">,
  read: readonly string[],
): ExplanationLine {
  const features = [...new Set(read)];
  const only = kind === "cap" || kind === "override" || features.length > 1 ? undefined : features[0];
  return { id, kind, label, feature: only ?? null, features, reference };
}

/** The features of a group's terms and of the groups inside it. */
function featuresWithin(model: AdditiveModel, id: string): string[] {
  const own = model.terms.filter(({ group }) => group === id).flatMap(termFeatures);
  const inner = model.groups.filter(({ group }) => group === id);
  return [...own, ...inner.flatMap((group) => featuresWithin(model, group.id))];
}

function capLabel({ label, minimum, maximum }: TermGroup): string {
  const bounds = [
    maximum === null ? "" : `capped at ${maximum}`,
    minimum === null ? "" : `at least ${minimum}`,
  ];
  return [label, bounds.filter(Boolean).join(", ")].join(" ").trim();
}

/** The margin of the reference population: the intercept plus the mean of every line. */
export function baseMargin(model: AdditiveModel): number {
  let base = model.intercept;
  for (const term of model.terms) base += term.reference;
  for (const group of model.groups) base += group.reference;
  return base;
}

/** The value of a feature in one row of its column, as the record has it: before clip and transform, levels by name. */
export function valueAt(feature: FeatureSummary, column: Column, i: number): FeatureValue {
  if (column.type === "category") return column.levels[column.codes[i] as number] ?? null;
  const value = column.values[i] as number;
  if (Number.isNaN(value)) return null;
  if (feature.type === "ordinal") return feature.levels?.[value] ?? value;
  return column.originals?.[i] ?? originalValue(feature.transform, value);
}

/** The usual value of a feature: the median or the most frequent level of the reference population. */
export function usualValue(feature: FeatureSummary): FeatureValue {
  const { reference } = feature;
  if (reference === null) return null;
  if (reference.kind === "category") return reference.levels[0]?.level ?? null;
  if (reference.count === 0) return null;
  const median = reference.quantiles[2];
  return feature.type === "ordinal" ? (feature.levels?.[Math.round(median)] ?? median) : median;
}
