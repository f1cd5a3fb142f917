import type { NumberColumn } from "../../core/columns";
import type { Feature } from "../../features/types";
import { modelValue } from "../../models/modelValue";
import { originalValue } from "../../models/originalValue";

/** How a number feature reads the numbers of records. */
export type NumberReading = Pick<Feature<never>, "clip" | "transform">;

/**
 * A number column in original units: what the records have, within the feature's clip. Cuts and knots are found in it,
 * and given in it. O(n); a column without a transform is not copied.
 *
 * @param feature - the feature's clip and transform
 * @param column - its column
 * @returns one number per row, NaN for missing
 */
export function plainValues({ clip, transform }: NumberReading, column: NumberColumn): Float64Array {
  const { values, originals } = column;
  if (transform === null) return values;
  if (originals !== undefined) return originals.map((value) => modelValue({ clip, transform: null }, value));
  return values.map((value) => (Number.isNaN(value) ? value : originalValue(transform, value)));
}

/** Cuts or knots in original units, in the values that the feature has for them; NaN where its transform has none. */
export function readCuts(transform: NumberReading["transform"], cuts: readonly number[]): readonly number[] {
  return transform === null ? cuts : cuts.map((cut) => modelValue({ transform }, cut));
}
