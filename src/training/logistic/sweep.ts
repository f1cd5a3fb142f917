import { makeKernel } from "../kernel/kernel";
import { BLOCK_ROWS, BLOCK_STRIDE, type Kernel } from "../kernel/kernelTypes";
import { type Triangle, at as triangleAt } from "./cholesky";
import type { Design, DesignPart } from "./designTypes";
import {
  addCoefficients,
  addProducts,
  addResiduals,
  clearProducts,
  type Indicators,
  makeIndicators,
  sumsOf,
  writeProducts,
} from "./indicators";
import { allRuns, type Run } from "./runs";

/** A block of rows: what the caller turns margins into. */
export interface Block {
  readonly rows: number;
  /** Where its rows come from. */
  readonly runs: readonly Run[];
  /** The margin of each row. */
  readonly margins: Float64Array;
  /** To be filled: what columns are multiplied with. */
  readonly residuals: Float64Array;
  /** To be filled where products are wanted: what products of columns are weighted with, numbers ≥ 0. */
  readonly curvatures: Float64Array;
}

/** What a sweep adds up. */
export interface SweepSums {
  /** Xᵀ·residuals, the intercept first. */
  readonly cross: Float64Array;
  /** The lower triangle of Xᵀ·diag(curvatures)·X, the intercept first; null where it was not wanted. */
  readonly products: Triangle | null;
}

/** Reads rows of a design once, block by block. */
export type Sweep = (beta: Float64Array, wantsProducts: boolean, visit: (block: Block) => void) => SweepSums;

type ValuesPart = Extract<DesignPart, { kind: "values" }>;

/**
 * Prepares a design for sweeps: margins Xβ, Xᵀr and XᵀWX in one reading of the columns, in blocks that stay in the
 * cache. Beside the sums, memory does not grow with rows.
 *
 * @param design - the design X
 * @param blocks - the rows to read, all by default
 * @returns the sweep
 */
export function makeSweep(
  design: Design,
  blocks: readonly (readonly Run[])[] = allRuns(design.rowCount),
): Sweep {
  const values = design.parts.filter((part) => part.kind === "values");
  const indicators = design.parts.filter((part) => part.kind !== "values").map(makeIndicators);
  const kernel = makeKernel(values.length + 1, blocks.length * BLOCK_ROWS);
  const curvatures = new Float64Array(BLOCK_STRIDE);
  const size = design.columns.length + 1;
  return (beta, wantsProducts, visit) => {
    design.proceed?.();
    clear(kernel, indicators, beta, wantsProducts);
    const { margins, residuals } = kernel;
    for (const runs of blocks) {
      const { at, rows: inLast } = runs[runs.length - 1] as Run;
      const rows = at + inLast;
      computeMargins(kernel, values, indicators, beta, runs, rows);
      visit({ rows, runs, margins, residuals, curvatures });
      residuals[rows] = 0;
      kernel.project(rows);
      for (const one of indicators) addResiduals(one, rows, residuals);
      if (wantsProducts) squareBlock(kernel, indicators, curvatures, rows);
    }
    const columnAt = [0, ...values.map((part) => part.column + 1)];
    return {
      cross: crossSums(kernel, indicators, columnAt, size),
      products: wantsProducts ? triangleOf(kernel, indicators, columnAt, size) : null,
    };
  };
}

function clear(kernel: Kernel, indicators: readonly Indicators[], beta: Float64Array, products: boolean) {
  kernel.sums.fill(0);
  if (products) {
    kernel.products.fill(0);
    clearProducts(indicators, kernel.width);
  }
  for (const { first, count, coefficients, sums } of indicators) {
    coefficients.set(beta.subarray(first, first + count), 1);
    sums.fill(0);
  }
}

function computeMargins(
  kernel: Kernel,
  values: readonly ValuesPart[],
  indicators: readonly Indicators[],
  beta: Float64Array,
  runs: readonly Run[],
  rows: number,
): void {
  kernel.margins.fill(beta[0] as number, 0, rows);
  kernel.columns.fill(1, 0, rows);
  for (let k = 0; k < values.length; k++) {
    const part = values[k] as ValuesPart;
    kernel.load(k + 1, part.values, runs, rows, part, beta[part.column + 1] as number);
  }
  for (const one of indicators) {
    for (const run of runs) addCoefficients(one, run, kernel.margins);
  }
}

function squareBlock(
  kernel: Kernel,
  indicators: readonly Indicators[],
  curvatures: Float64Array,
  rows: number,
): void {
  for (let i = 0; i < rows; i++) kernel.roots[i] = Math.sqrt(curvatures[i] as number);
  kernel.roots[rows] = 0;
  curvatures[rows] = 0;
  kernel.square(rows);
  addProducts(indicators, rows, kernel, curvatures);
}

function crossSums(
  { sums }: Kernel,
  indicators: readonly Indicators[],
  columnAt: readonly number[],
  size: number,
): Float64Array {
  const cross = new Float64Array(size);
  columnAt.forEach((position, j) => {
    cross[position] = sums[j] as number;
  });
  for (const one of indicators) cross.set(sumsOf(one), one.first);
  return cross;
}

function triangleOf(
  { products, width }: Kernel,
  indicators: readonly Indicators[],
  columnAt: readonly number[],
  size: number,
): Triangle {
  const triangle: Triangle = new Float64Array((size * (size + 1)) / 2);
  columnAt.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      triangle[triangleAt(row, columnAt[j] as number)] = products[i * width + j] as number;
    }
  });
  writeProducts(indicators, columnAt, width, triangle);
  return triangle;
}
