import type { Column, Table } from "../../core/columns";
import type { BinnedData, BinnedFeature } from "./binned";
import type { FoldOrder } from "./foldOrder";
import { levelBins } from "./levelBins";
import { numberBins } from "./numberBins";

/** Which way a shape may go, by feature. */
export type Directions = ReadonlyMap<string, 1 | -1>;

/**
 * Records as bins, in the order of folds.
 *
 * @param table - the records
 * @param names - the features, sorted
 * @param outcomes - 1 or 0 per record
 * @param weights - one per record
 * @param folds - the order
 * @param directions - monotone features
 * @returns the bins
 */
export function binData(
  table: Table,
  names: readonly string[],
  outcomes: Uint8Array,
  weights: Float64Array,
  { order, folds }: FoldOrder,
  directions: Directions,
): BinnedData {
  const ordered = Float64Array.from(order, (i) => weights[i] as number);
  const features = names.map((name) =>
    binColumn(name, table.columns[name] as Column, order, ordered, directions.get(name) ?? 0),
  );
  return {
    rowCount: table.rowCount,
    features,
    outcomes: Float64Array.from(order, (i) => outcomes[i] as number),
    weights: ordered,
    folds,
  };
}

function binColumn(
  name: string,
  column: Column,
  order: Uint32Array,
  weights: Float64Array,
  direction: BinnedFeature["direction"],
): BinnedFeature {
  const bins = column.type === "number" ? numberBins(column.values) : levelBins(column.codes, column.levels);
  const { cuts, levels, pooled } = { cuts: [], levels: [], pooled: [], ...bins };
  const count = column.type === "number" ? cuts.length + 2 : levels.length + (pooled.length > 0 ? 2 : 1);
  const codes = inOrder(bins.codes, order);
  const counts = new Int32Array(count);
  const sizes = new Float64Array(count);
  for (let i = 0; i < codes.length; i++) {
    const bin = codes[i] as number;
    counts[bin] = (counts[bin] as number) + 1;
    sizes[bin] = (sizes[bin] as number) + (weights[i] as number);
  }
  const kind = column.type;
  const centers = kind === "number" ? meanByBin(column.values, codes, order, count) : new Float64Array(0);
  const exact = kind === "number" ? singleByBin(column.values, codes, order, count) : new Float64Array(0);
  return { name, kind, codes, count, cuts, levels, pooled, direction, centers, exact, sizes, counts };
}

function inOrder(codes: Uint16Array, order: Uint32Array): Uint16Array {
  const ordered = new Uint16Array(order.length);
  for (let i = 0; i < order.length; i++) ordered[i] = codes[order[i] as number] as number;
  return ordered;
}

/** The value of each bin that holds no other, else NaN. */
function singleByBin(
  values: Float64Array,
  codes: Uint16Array,
  order: Uint32Array,
  count: number,
): Float64Array {
  const single = new Float64Array(count).fill(Number.NaN);
  const isMixed = new Uint8Array(count);
  for (let i = 0; i < order.length; i++) {
    const bin = codes[i] as number;
    const value = values[order[i] as number] as number;
    if (bin === 0 || isMixed[bin] === 1) continue;
    if (Number.isNaN(single[bin] as number)) single[bin] = value;
    else if (single[bin] !== value) {
      single[bin] = Number.NaN;
      isMixed[bin] = 1;
    }
  }
  return single;
}

function meanByBin(
  values: Float64Array,
  codes: Uint16Array,
  order: Uint32Array,
  count: number,
): Float64Array {
  const means = new Float64Array(count);
  const counts = new Float64Array(count);
  for (let i = 0; i < order.length; i++) {
    const bin = codes[i] as number;
    if (bin === 0) continue;
    const value = values[order[i] as number] as number;
    counts[bin] = (counts[bin] as number) + 1;
    means[bin] = (means[bin] as number) + (value - (means[bin] as number)) / (counts[bin] as number);
  }
  return means;
}
