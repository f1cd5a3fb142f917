import { describe, expect, it } from "vitest";
import {
  cholesky,
  choleskySolve,
  inverseDiagonal,
  inverseForm,
} from "../../../src/training/logistic/cholesky";

// [[4, 2, 6], [2, 5, 5], [6, 5, 14]] = L·Lᵀ with L = [[2, 0, 0], [1, 2, 0], [3, 1, 2]]
const matrix = Float64Array.of(4, 2, 5, 6, 5, 14);
// its third row and column are the sum of the other two
const dependent = Float64Array.of(4, 2, 5, 6, 7, 13);

describe("cholesky", () => {
  it("the factor of a positive definite matrix", () => {
    expect(cholesky(matrix, 3)).toEqual({
      factor: Float64Array.of(2, 1, 2, 3, 1, 2),
      dependent: [false, false, false],
    });
  });

  it("a column that depends on earlier ones is marked", () => {
    expect(cholesky(dependent, 3).dependent).toEqual([false, false, true]);
    expect(cholesky(Float64Array.of(0, 0, 1), 2).dependent).toEqual([true, false]);
  });

  it("the matrix is unchanged", () => {
    const copy = matrix.slice();
    cholesky(copy, 3);
    expect(copy).toEqual(matrix);
  });
});

describe("choleskySolve", () => {
  it("solves: A·(1, −2, 3) = (18, 7, 38)", () => {
    const solution = choleskySolve(cholesky(matrix, 3).factor, [18, 7, 38]);
    [1, -2, 3].forEach((value, i) => {
      expect(solution[i]).toBeCloseTo(value, 12);
    });
  });

  it("entries of dependent columns are 0, and the others solve the rest", () => {
    // A·(1, 2, 0) = (8, 12, 20)
    const solution = choleskySolve(cholesky(dependent, 3).factor, [8, 12, 20]);
    expect(Array.from(solution, (value) => Math.round(value * 1e12) / 1e12)).toEqual([1, 2, 0]);
  });
});

describe("inverseDiagonal and inverseForm", () => {
  // A⁻¹ = [[45, 2, −20], [2, 20, −8], [−20, −8, 16]] / 64
  const { factor } = cholesky(matrix, 3);

  it("the diagonal of the inverse", () => {
    inverseDiagonal(factor, 3).forEach((value, i) => {
      expect(value).toBeCloseTo([45 / 64, 20 / 64, 16 / 64][i] as number, 14);
    });
  });

  it("vᵀ·A⁻¹·v", () => {
    expect(inverseForm(factor, [1, 0, 0])).toBeCloseTo(45 / 64, 14);
    expect(inverseForm(factor, [1, 1, 1])).toBeCloseTo((45 + 20 + 16 + 2 * (2 - 20 - 8)) / 64, 14);
  });

  it("dependent columns count as 0: [[4, 2], [2, 5]]⁻¹ has the diagonal 5/16, 4/16", () => {
    const pair = cholesky(dependent, 3).factor;
    Array.from(inverseDiagonal(pair, 3)).forEach((value, i) => {
      expect(value).toBeCloseTo([5 / 16, 4 / 16, 0][i] as number, 14);
    });
    expect(inverseForm(pair, [0, 0, 1])).toBe(0);
  });
});
