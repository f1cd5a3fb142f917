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
  const size = rightSide.length;
  const x = Float64Array.from(rightSide);
  for (let i = 0; i < size; i++) {
    const row = at(i, 0);
    let value = x[i] as number;
    for (let k = 0; k < i; k++) value -= (factor[row + k] as number) * (x[k] as number);
    const root = factor[row + i] as number;
    x[i] = root === 0 ? 0 : value / root;
  }
  for (let i = size - 1; i >= 0; i--) {
    let value = x[i] as number;
    for (let k = i + 1; k < size; k++) value -= (factor[at(k, i)] as number) * (x[k] as number);
    const root = factor[at(i, i)] as number;
    x[i] = root === 0 ? 0 : value / root;
  }
  return x;
}

/**
 * The inverse from Cholesky's factor; rows and columns of dependent columns are 0.
 *
 * @param factor - as {@link cholesky} gives it
 * @param size - number of rows
 * @returns the rows of the inverse
 */
export function choleskyInverse(factor: Triangle, size: number): Float64Array[] {
  return Array.from({ length: size }, (_, j) => {
    const unit = new Float64Array(size);
    unit[j] = 1;
    const column = choleskySolve(factor, unit);
    return (factor[at(j, j)] as number) === 0 ? new Float64Array(size) : column;
  });
}
