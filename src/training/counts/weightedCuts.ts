import { positions, sortWith } from "../../core/sortWith";
import { quantileCuts, shortestBetween } from "../counts/quantileCuts";
import { isUnit } from "../data/weightedNumbers";

/**
 * `quantileCuts` for records that count several times: whole weights give the cuts of repeated records.
 * O(n).
 *
 * @param values - finite numbers; NaN has no part
 * @param weights - one per number, above 0
 * @param bins - bins wanted
 * @returns increasing cuts
 */
export function weightedCuts(values: Float64Array, weights: Float64Array, bins: number): number[] {
  if (isUnit(weights)) return quantileCuts(values, bins);
  const present = positions(values.length).filter((i) => !Number.isNaN(values[i]));
  const { sorted, payload: order } = sortWith(
    Float64Array.from(present, (i) => values[i] as number),
    present,
  );
  // where a new number starts, and the weight of all before it
  const starts: { readonly at: number; readonly before: number }[] = [];
  let weight = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] !== sorted[i - 1]) starts.push({ at: i, before: weight });
    weight += weights[order[i] as number] as number;
  }
  const cuts = new Set<number>();
  let next = 0;
  for (let bin = 1; bin < bins && starts.length > 0; bin++) {
    const wanted = (bin * weight) / bins;
    while (next < starts.length && (starts[next]?.before as number) < wanted) next++;
    const [below, above] = [starts[next - 1], starts[next]];
    const isBelow =
      below !== undefined && (above === undefined || wanted - below.before <= above.before - wanted);
    const { at } = (isBelow ? below : above) as { readonly at: number };
    cuts.add(shortestBetween(sorted[at - 1] as number, sorted[at] as number));
  }
  return [...cuts].sort((a, b) => a - b);
}
