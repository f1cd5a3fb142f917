import type { Triangle } from "./cholesky";
import type { Design } from "./designTypes";
import type { Run } from "./runs";
import { makeSweep } from "./sweep";

/** Intercept plus columns times coefficients, one margin per row. */
export function designTimes(design: Design, beta: Float64Array): Float64Array {
  const all = new Float64Array(design.rowCount);
  makeSweep(design)(beta, false, ({ runs, margins }) => {
    for (const { from, rows, at } of runs) all.set(margins.subarray(at, at + rows), from);
  });
  return all;
}

/** The same with the size of every product: how large the parts of each margin are. */
export function designSizes(design: Design, beta: Float64Array): Float64Array {
  const sizes = new Float64Array(design.rowCount).fill(Math.abs(beta[0] as number));
  for (const part of design.parts) {
    const sizeAt = (column: number) => Math.abs(beta[column + 1] as number);
    for (let i = 0; i < sizes.length; i++) {
      let size = 0;
      if (part.kind === "levels") {
        const place = part.places[(part.codes[i] as number) + 1] as number;
        if (place > 0) size = sizeAt(part.first + place - 1);
      } else {
        const value = part.values[i] as number;
        if (part.kind === "missing") size = Number.isNaN(value) ? sizeAt(part.column) : 0;
        else if (!Number.isNaN(value))
          size = sizeAt(part.column) * Math.abs((value - part.mean) * part.inverse);
      }
      sizes[i] = (sizes[i] as number) + size;
    }
  }
  return sizes;
}

/**
 * Xᵀ·residuals and Xᵀ·diag(curvatures)·X with an intercept in front.
 *
 * @param design - the design X
 * @param curvatures - one per row, at least 0
 * @param residuals - one per row, or null for zeros
 * @param sample - the rows to read, all by default
 * @returns the vector and the lower triangle
 */
export function crossProducts(
  design: Design,
  curvatures: Float64Array,
  residuals: Float64Array | null = null,
  sample?: readonly (readonly Run[])[],
): { cross: Float64Array; products: Triangle } {
  const beta = new Float64Array(design.columns.length + 1);
  const { cross, products } = makeSweep(design, sample)(beta, true, (block) => {
    for (const { from, rows, at } of block.runs) {
      block.curvatures.set(curvatures.subarray(from, from + rows), at);
      if (residuals === null) block.residuals.fill(0, at, at + rows);
      else block.residuals.set(residuals.subarray(from, from + rows), at);
    }
  });
  return { cross, products: products as Triangle };
}
