import type { Column, Table } from "../../core/columns";
import type { FeatureSet } from "../../features/featureSet";
import type { FeatureType } from "../../features/types";

/** How many numbers a model has to learn for a feature. */
export interface FeatureParameters {
  readonly feature: string;
  readonly type: FeatureType;
  /** One for a number or flag, one less than the levels of a category, one more where values are missing. */
  readonly parameters: number;
  /** Different values of a category, else null. */
  readonly levels: number | null;
  /** Levels with fewer records than `minimumLevelCount`, which share one parameter; null but for a category. */
  readonly rareLevels: number | null;
  /** Records without a value. */
  readonly missing: number;
  /** Whether all records say the same, or nothing: it has no parameter then. */
  readonly constant: boolean;
}

/**
 * The numbers that a logistic regression learns for each feature, rare levels sharing one. O(records · features).
 *
 * @param features - the feature set
 * @param table - the records
 * @param minimumLevelCount - fewest records of a level with a parameter of its own
 * @returns one entry per feature
 */
export function countParameters<Row>(
  features: FeatureSet<Row>,
  table: Table,
  minimumLevelCount: number,
): FeatureParameters[] {
  return features.names.map((feature) => {
    const column = table.columns[feature] as Column;
    const { type } = features.features[feature] as { type: FeatureType };
    return {
      feature,
      type,
      ...(column.type === "number" ? ofNumbers(column.values) : ofLevels(column, minimumLevelCount)),
    };
  });
}

type Counted = Omit<FeatureParameters, "feature" | "type">;

function ofNumbers(values: Float64Array): Counted {
  let missing = 0;
  let first = Number.NaN;
  let differs = false;
  for (const value of values) {
    if (Number.isNaN(value)) missing++;
    else if (Number.isNaN(first)) first = value;
    else if (value !== first) differs = true;
  }
  const hasBoth = missing > 0 && missing < values.length;
  const parameters = Number(differs) + Number(hasBoth);
  return { parameters, levels: null, rareLevels: null, missing, constant: parameters === 0 };
}

function ofLevels(
  { codes, levels }: { codes: Int32Array; levels: readonly string[] },
  fewest: number,
): Counted {
  const counts = new Float64Array(levels.length + 1);
  for (const code of codes) counts[code + 1] = (counts[code + 1] as number) + 1;
  const missing = counts[0] as number;
  const seen = counts.subarray(1).filter((count) => count > 0);
  const rareLevels = seen.filter((count) => count < fewest).length;
  const values = seen.length - rareLevels + Number(rareLevels > 0) + Number(missing > 0);
  const parameters = Math.max(0, values - 1);
  return { parameters, levels: seen.length, rareLevels, missing, constant: parameters === 0 };
}
