import { type StepSettings, stepOf } from "./growSteps";

/** A grid of cells: row 0 and column 0 are missing values. */
export interface GridShape {
  readonly rows: number;
  readonly columns: number;
  /** Whether rows, and columns, are in an order that can be cut. */
  readonly rowsOrdered: boolean;
  readonly columnsOrdered: boolean;
}

/**
 * A step over the cells of two features. Two numbers: one value per quadrant of the best pair of cuts. A number and a
 * category: one value per level on either side of the best cut, levels shrunk one by one. Two categories: one value
 * per cell. Missing values are a level of a category, and count as a part of their own for a number.
 */
export function gridSteps(
  g: Float64Array,
  h: Float64Array,
  shape: GridShape,
  settings: StepSettings,
  step: Float64Array,
): void {
  const { rows, columns, rowsOrdered, columnsOrdered } = shape;
  if (rowsOrdered && columnsOrdered) quadrantSteps(g, h, rows, columns, settings, step);
  else if (rowsOrdered) cutSteps(g, h, rows, columns, columns, 1, settings, step);
  else if (columnsOrdered) cutSteps(g, h, columns, rows, 1, columns, settings, step);
  else {
    for (let at = 0; at < rows * columns; at++) {
      step[at] = stepOf(g[at] as number, h[at] as number, settings.levelShrinkage);
    }
  }
}

/** The best cut of an ordered axis of `size` cells, with levels on the other; strides say where cells are. */
function cutSteps(
  g: Float64Array,
  h: Float64Array,
  size: number,
  levels: number,
  stride: number,
  levelStride: number,
  { levelShrinkage: shrinkage }: StepSettings,
  step: Float64Array,
): void {
  const gains = new Float64Array(size + 1);
  for (let level = 0; level < levels; level++) {
    const start = level * levelStride;
    let gradient = 0;
    let hessian = 0;
    for (let k = 1; k < size; k++) {
      gradient += g[start + k * stride] as number;
      hessian += h[start + k * stride] as number;
    }
    let below = 0;
    let weight = 0;
    for (let k = 1; k < size - 1; k++) {
      below += g[start + k * stride] as number;
      weight += h[start + k * stride] as number;
      const above = gradient - below;
      gains[k + 1] =
        (gains[k + 1] as number) +
        (below * below) / (weight + shrinkage) +
        (above * above) / (hessian - weight + shrinkage);
    }
  }
  let cut = 1;
  for (let k = 2; k < size; k++) if ((gains[k] as number) > (gains[cut] as number)) cut = k;
  for (let level = 0; level < levels; level++) {
    const start = level * levelStride;
    step[start] = stepOf(g[start] as number, h[start] as number, shrinkage);
    fillPart(g, h, start, stride, 1, cut, shrinkage, step);
    fillPart(g, h, start, stride, cut, size, shrinkage, step);
  }
}

function fillPart(
  g: Float64Array,
  h: Float64Array,
  start: number,
  stride: number,
  from: number,
  to: number,
  shrinkage: number,
  step: Float64Array,
): void {
  let gradient = 0;
  let hessian = 0;
  for (let k = from; k < to; k++) {
    gradient += g[start + k * stride] as number;
    hessian += h[start + k * stride] as number;
  }
  const value = stepOf(gradient, hessian, shrinkage);
  for (let k = from; k < to; k++) step[start + k * stride] = value;
}

function quadrantSteps(
  g: Float64Array,
  h: Float64Array,
  rows: number,
  columns: number,
  { shrinkage, levelShrinkage }: StepSettings,
  step: Float64Array,
): void {
  const { row, column } = bestQuadrants(g, h, rows, columns, shrinkage);
  const fill = (r0: number, r1: number, c0: number, c1: number, lambda: number) => {
    let gradient = 0;
    let hessian = 0;
    for (let r = r0; r < r1; r++) {
      for (let c = c0; c < c1; c++) {
        gradient += g[r * columns + c] as number;
        hessian += h[r * columns + c] as number;
      }
    }
    const value = stepOf(gradient, hessian, lambda);
    for (let r = r0; r < r1; r++) step.fill(value, r * columns + c0, r * columns + c1);
  };
  fill(0, 1, 0, 1, levelShrinkage);
  fill(0, 1, 1, columns, levelShrinkage);
  fill(1, rows, 0, 1, levelShrinkage);
  fill(1, row, 1, column, shrinkage);
  fill(1, row, column, columns, shrinkage);
  fill(row, rows, 1, column, shrinkage);
  fill(row, rows, column, columns, shrinkage);
}

/** The pair of cuts whose four quadrants lower the loss most; from cell 1 on. */
export function bestQuadrants(
  g: Float64Array,
  h: Float64Array,
  rows: number,
  columns: number,
  shrinkage: number,
): { readonly row: number; readonly column: number } {
  const gradients = cumulated(g, rows, columns);
  const hessians = cumulated(h, rows, columns);
  const end = columns - 1;
  const lastRow = (rows - 1) * columns;
  const [allG, allH] = [gradients[lastRow + end] as number, hessians[lastRow + end] as number];
  let best = Number.NEGATIVE_INFINITY;
  let found = { row: 1, column: 1 };
  for (let row = 1; row < rows - 1; row++) {
    const at = row * columns;
    const [topG, topH] = [gradients[at + end] as number, hessians[at + end] as number];
    for (let column = 1; column < end; column++) {
      const [a, wa] = [gradients[at + column] as number, hessians[at + column] as number];
      const [left, wl] = [gradients[lastRow + column] as number, hessians[lastRow + column] as number];
      const b = topG - a;
      const c = left - a;
      const d = allG - topG - left + a;
      const score =
        (a * a) / (wa + shrinkage) +
        (b * b) / (topH - wa + shrinkage) +
        (c * c) / (wl - wa + shrinkage) +
        (d * d) / (allH - topH - wl + wa + shrinkage);
      if (score > best) {
        best = score;
        found = { row: row + 1, column: column + 1 };
      }
    }
  }
  return found;
}

/** Sums over all cells above and to the left, cells of missing values left out. */
function cumulated(values: Float64Array, rows: number, columns: number): Float64Array {
  const sums = new Float64Array(rows * columns);
  for (let row = 1; row < rows; row++) {
    let inRow = 0;
    for (let column = 1; column < columns; column++) {
      inRow += values[row * columns + column] as number;
      sums[row * columns + column] = inRow + (sums[(row - 1) * columns + column] as number);
    }
  }
  return sums;
}
