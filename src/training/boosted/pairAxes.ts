import type { BinnedFeature } from "./binned";

/** A feature with few cells: one side of a pair. */
export interface PairAxis {
  readonly feature: BinnedFeature;
  /** Whether cells are in an order that means something. */
  readonly ordered: boolean;
  /** The cell of each bin: 0 is missing. */
  readonly cells: Uint16Array;
  /** How many cells there are, that of missing values included. */
  readonly count: number;
  /** The cell of each record. */
  readonly codes: Uint16Array;
}

const NUMBER_CELLS = 32;
const LEVEL_CELLS = 48;

/**
 * Merges bins into few cells: neighbouring bins of a number into cells of about equal size; of a category the most
 * frequent levels keep a cell each, and all others share the last one. O(records).
 */
export function pairAxis(feature: BinnedFeature): PairAxis {
  const cells = feature.kind === "number" ? rangeCells(feature) : levelCells(feature);
  const count = cells.reduce((most, cell) => Math.max(most, cell), 0) + 1;
  const codes = new Uint16Array(feature.codes.length);
  for (let i = 0; i < codes.length; i++) codes[i] = cells[feature.codes[i] as number] as number;
  return { feature, ordered: feature.kind === "number", cells, count, codes };
}

function rangeCells({ count, sizes }: BinnedFeature): Uint16Array {
  const cells = new Uint16Array(count);
  let left = sizes.subarray(1).reduce((a, b) => a + b, 0);
  let cell = 1;
  let inCell = 0;
  let target = left / (NUMBER_CELLS - 1);
  for (let bin = 1; bin < count; bin++) {
    const size = sizes[bin] as number;
    const binsLeft = count - bin;
    const isFull = inCell > 0 && inCell + size / 2 > target;
    if (cell < NUMBER_CELLS - 1 && (isFull || (inCell > 0 && binsLeft <= NUMBER_CELLS - 1 - cell))) {
      left -= inCell;
      cell++;
      inCell = 0;
      target = left / (NUMBER_CELLS - cell);
    }
    cells[bin] = cell;
    inCell += size;
  }
  return cells;
}

function levelCells({ count, sizes, levels }: BinnedFeature): Uint16Array {
  const bins = Array.from(levels, (_, i) => i + 1);
  const kept =
    levels.length < LEVEL_CELLS
      ? bins
      : bins
          .sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b)
          .slice(0, LEVEL_CELLS - 2)
          .sort((a, b) => a - b);
  const cells = new Uint16Array(count).fill(kept.length + 1);
  cells[0] = 0;
  kept.forEach((bin, i) => {
    cells[bin] = i + 1;
  });
  return cells;
}
