import { choleskySolve, type Triangle } from "./cholesky";
import { readRow } from "./designRow";
import type { Design } from "./designTypes";

/**
 * xᵢᵀ·A⁻¹·xᵢ for every row of a design with an intercept in front. O(rows · filled columns²).
 *
 * @param design - the design
 * @param factor - Cholesky's factor of A
 * @param fixed - coefficients whose columns count as 0
 * @returns one number per row
 */
export function rowForms(design: Design, factor: Triangle, fixed: readonly boolean[]): Float64Array {
  const size = fixed.length;
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    if (fixed[j]) continue;
    const unit = new Float64Array(size);
    unit[j] = 1;
    inverse.set(choleskySolve(factor, unit), j * size);
  }
  const places = new Int32Array(design.parts.length + 1);
  const values = new Float64Array(design.parts.length + 1);
  return Float64Array.from({ length: design.rowCount }, (_, row) => {
    const filled = readRow(design, row, places, values);
    let form = 0;
    for (let a = 0; a < filled; a++) {
      const at = (places[a] as number) * size;
      let half = ((inverse[at + (places[a] as number)] as number) * (values[a] as number)) / 2;
      for (let b = 0; b < a; b++)
        half += (inverse[at + (places[b] as number)] as number) * (values[b] as number);
      form += 2 * half * (values[a] as number);
    }
    return form;
  });
}
