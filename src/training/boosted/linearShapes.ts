import type { Table } from "../../core/columns";
import { selectRows } from "../data/selectRows";
import { makeDesign } from "../logistic/design";
import type { Design, DesignColumn } from "../logistic/designTypes";
import { solveLogistic } from "../logistic/newton";
import type { BinnedFeature } from "./binned";

/** A linear model as shapes: its intercept, and a contribution per bin of all features. */
export interface LinearShapes {
  readonly intercept: number;
  readonly shapes: Float64Array;
}

const PENALTY = 1;
const MINIMUM_COUNT = 10;
const MOST_COLUMNS = 400;

/**
 * A ridge logistic regression of some records, with each number's line read off at the mean values of its bins: few
 * records hold less noise along a straight line than in steps. O(records · columns²).
 *
 * @param table - all records
 * @param rows - positions of those to learn from
 * @param outcomes - 1 or 0 per record of the table
 * @param weights - one per record of the table
 * @param features - the bins
 * @returns the shapes, or null where there are too many columns
 */
export function linearShapes(
  table: Table,
  rows: Uint32Array,
  outcomes: Uint8Array,
  weights: Float64Array,
  features: readonly BinnedFeature[],
): LinearShapes | null {
  const chosen = selectRows(table, rows);
  const chosenWeights = Float64Array.from(rows, (i) => weights[i] as number);
  const design = makeDesign(chosen, chosenWeights, { minimumLevelCount: MINIMUM_COUNT, baseline: false });
  if (design.columns.length > MOST_COLUMNS) return null;
  const { beta } = solveLogistic({
    design,
    outcomes: Uint8Array.from(rows, (i) => outcomes[i] as number),
    weights: chosenWeights,
    penalties: Float64Array.from([0, ...design.columns.map(() => PENALTY)]),
    fixed: [false, ...design.columns.map(() => false)],
  });
  if (!beta.every(Number.isFinite)) return null;
  const parts = features.map((feature) => shapeOf(feature, design, beta));
  const shapes = new Float64Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    shapes.set(part, at);
    at += part.length;
  }
  return { intercept: beta[0] as number, shapes };
}

function shapeOf(feature: BinnedFeature, design: Design, beta: Float64Array): Float64Array {
  const { name, kind, count, levels, centers, pooled } = feature;
  const shape = new Float64Array(count);
  const find = (role: DesignColumn["role"], level: string | null = null) => {
    const j = design.columns.findIndex(
      (column) => column.feature === name && column.role === role && column.level === level,
    );
    return j < 0 ? null : { column: design.columns[j] as DesignColumn, value: beta[j + 1] as number };
  };
  const rare = find("rare")?.value ?? 0;
  shape[0] = find("missing")?.value ?? (design.rareMissing.includes(name) ? rare : 0);
  if (kind === "number") {
    const line = find("value");
    if (line === null) return shape;
    for (let bin = 1; bin < count; bin++) {
      shape[bin] = (line.value * ((centers[bin] as number) - line.column.mean)) / line.column.scale;
    }
    return shape;
  }
  levels.forEach((level, i) => {
    shape[i + 1] = find("level", level)?.value ?? rare;
  });
  if (pooled.length > 0) shape[count - 1] = rare;
  return shape;
}
