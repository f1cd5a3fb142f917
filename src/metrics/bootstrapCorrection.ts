import { normalCdf, normalQuantile } from "../core/normal";
import { sum } from "../core/numeric";
import type { RandomSource } from "../core/random";
import { mean } from "../core/statistics";
import { type ResampledUnits, rowsOf } from "./bootstrapUnits";

/** So many evaluations give the acceleration well enough. */
const MOST_BLOCKS = 200;

/**
 * Where in the sorted repeats the ends of the bias-corrected interval lie, as shares; NaN where all repeats are on one
 * side of the value.
 */
export function correctedLevels(
  value: number,
  sorted: Float64Array,
  z: number,
  acceleration: number,
): { readonly low: number; readonly high: number } {
  const below = sorted.filter((repeat) => repeat < value).length;
  const equal = sorted.filter((repeat) => repeat === value).length;
  const share = (below + equal / 2) / sorted.length;
  if (!(share > 0 && share < 1)) return { low: Number.NaN, high: Number.NaN };
  const bias = normalQuantile(share);
  const levelOf = (quantile: number) =>
    normalCdf(bias + (bias + quantile) / (1 - acceleration * (bias + quantile)));
  return { low: levelOf(-z), high: levelOf(z) };
}

/** How fast the standard error changes with the value: a sixth of the skewness of the jackknife. */
export function acceleration(
  evaluate: (rows: Uint32Array) => number,
  units: ResampledUnits,
  random: RandomSource,
): number {
  const order = shuffled(units.starts.length - 1, random);
  const blocks = Math.min(order.length, MOST_BLOCKS);
  const left = Array.from({ length: blocks }, (_, block) => {
    const kept = order.filter((_, i) => i % blocks !== block);
    const length = kept.reduce(
      (rows, unit) => rows + (units.starts[unit + 1] as number) - (units.starts[unit] as number),
      0,
    );
    return length === 0 ? Number.NaN : evaluate(rowsOf(units, kept, length));
  }).filter((value) => Number.isFinite(value));
  const center = mean(left);
  const squares = sum(left.map((value) => (center - value) * (center - value)));
  const cubes = sum(left.map((value) => (center - value) * (center - value) * (center - value)));
  return squares > 0 ? cubes / (6 * squares * Math.sqrt(squares)) : 0;
}

function shuffled(n: number, random: RandomSource): Uint32Array {
  const order = new Uint32Array(n).map((_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
