/**
 * A symmetric matrix as its lower triangle, row by row: entry (i, j) with i ≥ j is at i · (i + 1) / 2 + j.
 */
export type Triangle = Float64Array;

/** Position of entry (i, j), i ≥ j, of a lower triangle. */
export function at(i: number, j: number): number {
  return (i * (i + 1)) / 2 + j;
}

/**
 * Cholesky's factor of a positive definite matrix, with columns that depend on earlier ones marked and left
 * out: their pivot is below `tolerance` times their diagonal.
 *
 * @param matrix - lower triangle, unchanged
 * @param size - number of rows
 * @param tolerance - relative size of a pivot that counts as zero
 * @returns the factor's lower triangle, and which columns depend on earlier ones
 */
export function cholesky(
  matrix: Triangle,
  size: number,
  tolerance = 1e-11,
): { factor: Triangle; dependent: boolean[] } {
  const factor = matrix.slice();
  const dependent: boolean[] = new Array(size).fill(false);
  for (let j = 0; j < size; j++) {
    const row = at(j, 0);
    let pivot = factor[row + j] as number;
    for (let k = 0; k < j; k++) pivot -= (factor[row + k] as number) ** 2;
    dependent[j] = !(pivot > tolerance * (matrix[row + j] as number));
    const root = dependent[j] ? 0 : Math.sqrt(pivot);
    factor[row + j] = root;
    for (let i = j + 1; i < size; i++) {
      const other = at(i, 0);
      let value = factor[other + j] as number;
      for (let k = 0; k < j; k++) value -= (factor[other + k] as number) * (factor[row + k] as number);
      factor[other + j] = root === 0 ? 0 : value / root;
    }
  }
  return { factor, dependent };
}

/**
 * Solves a system from Cholesky's factor; entries of dependent columns become 0.
 *
 * @param factor - as {@link cholesky} gives it
 * @param rightSide - unchanged
 * @returns the solution
 */
export function choleskySolve(factor: Triangle, rightSide: ArrayLike<number>): Float64Array {
  const x = forwardSolve(factor, rightSide);
  for (let i = x.length - 1; i >= 0; i--) {
    const row = at(i, 0);
    const root = factor[row + i] as number;
    const value = root === 0 ? 0 : (x[i] as number) / root;
    x[i] = value;
    for (let k = 0; k < i; k++) x[k] = (x[k] as number) - (factor[row + k] as number) * value;
  }
  return x;
}

/**
 * The value vᵀ·A⁻¹·v from Cholesky's factor of A; entries of dependent columns count as 0.
 *
 * @param factor - as {@link cholesky} gives it
 * @param vector - v
 * @returns a number ≥ 0
 */
export function inverseForm(factor: Triangle, vector: ArrayLike<number>): number {
  return forwardSolve(factor, vector).reduce((total, value) => total + value * value, 0);
}

/**
 * The diagonal of the inverse from Cholesky's factor; entries of dependent columns are 0. O(size³ / 6).
 *
 * @param factor - as {@link cholesky} gives it
 * @param size - number of rows
 * @returns one entry per row
 */
export function inverseDiagonal(factor: Triangle, size: number): Float64Array {
  // row i of L⁻¹ is (eᵢ − Σ_{k<i} Lᵢₖ · row k) / Lᵢᵢ; the inverse is (L⁻¹)ᵀ·L⁻¹
  const inverse = new Float64Array(factor.length);
  const diagonal = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const row = at(i, 0);
    const root = factor[row + i] as number;
    if (root === 0) continue;
    for (let k = 0; k < i; k++) {
      const times = factor[row + k] as number;
      const other = at(k, 0);
      for (let j = 0; j <= k; j++) {
        inverse[row + j] = (inverse[row + j] as number) - times * (inverse[other + j] as number);
      }
    }
    inverse[row + i] = 1;
    for (let j = 0; j <= i; j++) {
      const value = (inverse[row + j] as number) / root;
      inverse[row + j] = value;
      diagonal[j] = (diagonal[j] as number) + value * value;
    }
  }
  return diagonal;
}

function forwardSolve(factor: Triangle, rightSide: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(rightSide);
  for (let i = 0; i < x.length; i++) {
    const row = at(i, 0);
    let value = x[i] as number;
    for (let k = 0; k < i; k++) value -= (factor[row + k] as number) * (x[k] as number);
    const root = factor[row + i] as number;
    x[i] = root === 0 ? 0 : value / root;
  }
  return x;
}
