import type { BinnedData } from "./binned";
import { gridSteps } from "./growPairs";
import type { StepSettings } from "./growSteps";
import type { PairAxis } from "./pairAxes";

/** Two features that may act together, and by how much their cells would lower the loss of records not seen. */
export interface RankedPair {
  readonly rows: PairAxis;
  readonly columns: PairAxis;
  /** Estimated gain of the log loss out of fold, summed over records; what is not above 0 is noise. */
  readonly estimate: number;
  /** The estimate in standard errors. */
  readonly z: number;
  /** The same without fold k, at position k: by this bag k chooses, so that its fold does not judge its own choice. */
  readonly zWithout: readonly number[];
}

/**
 * Ranks pairs of features by what a single step over their cells, learned on the residuals of all other folds, would
 * gain on each fold. A pair of mere noise gains less than nothing on average. O(pairs · (records + folds · cells)).
 */
export function rankPairs(
  data: BinnedData,
  axes: readonly PairAxis[],
  residuals: Float64Array,
  hessians: Float64Array,
  folds: number,
  steps: StepSettings,
): RankedPair[] {
  const ranked: RankedPair[] = [];
  axes.forEach((rows, i) => {
    for (const columns of axes.slice(i + 1)) {
      ranked.push({
        rows,
        columns,
        ...estimatedGain(data, rows, columns, residuals, hessians, folds, steps),
      });
    }
  });
  return ranked.sort((a, b) => b.estimate - a.estimate);
}

/** What records are sorted into: the cell of each, and whether cells have an order. */
type Axis = Pick<PairAxis, "codes" | "count" | "ordered">;

/** The gain of a single step over the cells of two axes, learned on the other folds, and its standard errors. */
export function estimatedGain(
  data: BinnedData,
  rows: Axis,
  columns: Axis,
  residuals: Float64Array,
  hessians: Float64Array,
  folds: number,
  steps: StepSettings,
): Pick<RankedPair, "estimate" | "z" | "zWithout"> {
  const cells = rows.count * columns.count;
  const shape = {
    rows: rows.count,
    columns: columns.count,
    rowsOrdered: rows.ordered,
    columnsOrdered: columns.ordered,
  };
  const byFold = Array.from({ length: folds }, (_, fold) => {
    const [g, h] = [new Float64Array(cells), new Float64Array(cells)];
    const to = data.folds[fold + 1] as number;
    for (let i = data.folds[fold] as number; i < to; i++) {
      const cell = (rows.codes[i] as number) * columns.count + (columns.codes[i] as number);
      g[cell] = (g[cell] as number) + (residuals[i] as number);
      h[cell] = (h[cell] as number) + (hessians[i] as number);
    }
    return { g, h };
  });
  const all = { g: new Float64Array(cells), h: new Float64Array(cells) };
  for (const { g, h } of byFold) {
    for (let cell = 0; cell < cells; cell++) {
      all.g[cell] = (all.g[cell] as number) + (g[cell] as number);
      all.h[cell] = (all.h[cell] as number) + (h[cell] as number);
    }
  }
  const step = new Float64Array(cells);
  const gains = byFold.map(({ g, h }) => {
    let [gain, variance] = [0, 0];
    const otherG = all.g.map((value, cell) => value - (g[cell] as number));
    const otherH = all.h.map((value, cell) => value - (h[cell] as number));
    gridSteps(otherG, otherH, shape, steps, step);
    for (let cell = 0; cell < cells; cell++) {
      const value = step[cell] as number;
      gain += value * (g[cell] as number) - 0.5 * value * value * (h[cell] as number);
      variance += value * value * (h[cell] as number);
    }
    return { gain, variance };
  });
  const whole = total(gains);
  return {
    estimate: whole.gain,
    z: zOf(whole),
    zWithout: gains.map((_, fold) => zOf(total(gains.filter((_, other) => other !== fold)))),
  };
}

interface Gain {
  readonly gain: number;
  readonly variance: number;
}

function total(gains: readonly Gain[]): Gain {
  return gains.reduce((a, b) => ({ gain: a.gain + b.gain, variance: a.variance + b.variance }), {
    gain: 0,
    variance: 0,
  });
}

function zOf({ gain, variance }: Gain): number {
  return variance > 0 ? gain / Math.sqrt(variance) : 0;
}
