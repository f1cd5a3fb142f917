import { reject } from "../core/checks";
import { checkColumn, copyNumbers } from "../core/readNumbers";
import { positions, sortWith } from "../core/sortWith";

/**
 * Benjamini and Hochberg's adjusted p-values: the smallest false discovery rate at which each test is still counted as
 * a discovery. Calling everything with an adjusted value of at most q a discovery keeps the expected share of false
 * ones among the discoveries at or below q.
 *
 *     adjusted₍ₖ₎ = min over j ≥ k of min(1, p₍ⱼ₎ · m / j)
 *
 * with p₍ₖ₎ the k-th smallest of m p-values. It holds for independent tests, and for positively dependent ones.
 * O(m).
 *
 * @param pValues - in [0, 1]; NaN for a test that could not be made, which does not count among the m
 * @returns the adjusted values in the order of the input; NaN where the p-value is
 * @throws SalienceError `invalid_argument` for a wrong value, with its position
 *
 * Source: Y. Benjamini and Y. Hochberg, Controlling the False Discovery Rate, Journal of the Royal Statistical Society
 * B 57 (1995).
 *
 * @example
 * ```ts
 * import { benjaminiHochberg } from "salience";
 * Array.from(benjaminiHochberg([0.01, 0.04, 0.03, 0.5])); // ≈ [0.04, 0.05333, 0.05333, 0.5]
 * ```
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const fail = (value: unknown, i: number) =>
    reject("benjaminiHochberg", `pValues[${i}] in [0, 1], or NaN for a test that was not made`, value);
  const adjusted = copyNumbers(checkColumn("benjaminiHochberg", "pValues", pValues), fail);
  adjusted.forEach((p, i) => {
    if (p < 0 || p > 1) fail(p, i);
  });
  const made = positions(adjusted.length).filter((i) => !Number.isNaN(adjusted[i]));
  const { sorted, payload } = sortWith(
    adjusted.filter((p) => !Number.isNaN(p)),
    made,
  );
  const m = sorted.length;
  let smallest = 1;
  for (let k = m; k >= 1; k--) {
    smallest = Math.min(smallest, ((sorted[k - 1] as number) * m) / k);
    adjusted[payload[k - 1] as number] = smallest;
  }
  return adjusted;
}
