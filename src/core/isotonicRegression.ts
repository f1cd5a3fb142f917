import { checkOptions, reject } from "./checks";
import { readNumbers } from "./readNumbers";
import { sumError } from "./roundingErrors";
import { positions, sortWith } from "./sortWith";

/** Options of {@link isotonicRegression}. */
export interface IsotonicOptions {
  /** One number ≥ 0 per value; a weight of 2 counts as the same value twice. Every value counts once if absent. */
  readonly weights?: ArrayLike<number>;
  /** Whether the curve must not fall, the default, or must not rise. */
  readonly direction?: "increasing" | "decreasing";
}

/** A monotone curve: constant up to the first threshold and from the last on, straight lines in between. */
export interface IsotonicCurve {
  /** The x at which the curve bends, increasing. */
  readonly thresholds: Float64Array;
  /** The fitted value at each threshold. */
  readonly values: Float64Array;
}

/**
 * Isotonic regression: the monotone step function that is nearest to the values, by pooling adjacent violators.
 *
 *     minimise Σ w · (y − f(x))²  over all f with f(a) ≤ f(b) for a < b
 *
 * with w the weight (1 by default). Values at equal x are averaged first, so the order of the rows cannot matter. Where
 * neighbouring averages are out of order, they are pooled into a block, which gets their mean. The result has both
 * ends of each block, so that a block is flat and the way from one to the next is a straight line, as scikit-learn's
 * `IsotonicRegression` predicts it. O(n), including the sort.
 *
 * @param x - finite numbers, in any order
 * @param y - one finite number per x
 * @param options - `weights`; `direction`: `"increasing"`, the default, or `"decreasing"`
 * @returns the thresholds and the fitted values; values at successive thresholds are equal within a block and
 *   strictly monotone from one to the next
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no values, or
 *   none of weight above 0
 *
 * Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid and E. Silverman, An Empirical Distribution Function for
 * Sampling with Incomplete Information, Annals of Mathematical Statistics 26 (1955).
 *
 * @example
 * ```ts
 * import { isotonicRegression } from "salience/core";
 * const { thresholds, values } = isotonicRegression([1, 2, 3, 4], [0, 1, 0, 1]);
 * Array.from(thresholds); // => [1, 2, 3, 4]
 * Array.from(values); // => [0, 0.5, 0.5, 1]
 * ```
 */
export function isotonicRegression(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: IsotonicOptions = {},
): IsotonicCurve {
  const caller = "isotonicRegression";
  checkOptions(caller, "options", options, ["weights", "direction"]);
  const { direction = "increasing" } = options;
  if (direction !== "increasing" && direction !== "decreasing")
    reject(caller, 'direction to be "increasing" or "decreasing"', direction);
  const xs = readNumbers(caller, { name: "x" }, x);
  const like = { name: "x", length: xs.length };
  const ys = readNumbers(caller, { name: "y" }, y, like);
  const weights =
    options.weights === undefined
      ? null
      : readNumbers(caller, { name: "weights", low: 0 }, options.weights, like);
  if (xs.length === 0) reject(caller, "at least one value", 0, "invalid_data");
  if (weights?.every((weight) => weight === 0))
    reject(caller, "at least one weight above 0", options.weights, "invalid_data");
  const sign = direction === "increasing" ? 1 : -1;
  return curve(poolViolators(sortedPoints(xs, ys, weights), sign), sign);
}

interface Points {
  /** Increasing. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Null where every point counts once. */
  readonly weights: Float64Array | null;
}

function sortedPoints(x: Float64Array, y: Float64Array, weights: Float64Array | null): Points {
  if (weights === null) {
    const { sorted, payload } = sortWith(x, y);
    return { x: sorted, y: payload, weights };
  }
  const { sorted, payload } = sortWith(x, positions(x.length));
  const rows = payload.filter((row) => (weights[row] as number) > 0);
  return {
    x: sorted.filter((_, i) => (weights[payload[i] as number] as number) > 0),
    y: Float64Array.from(rows, (row) => y[row] as number),
    weights: Float64Array.from(rows, (row) => weights[row] as number),
  };
}

/** Neighbouring points with one value: entry b belongs to block b, from `first[b]` up to the next block. */
interface Blocks {
  readonly points: Points;
  readonly count: number;
  readonly first: Uint32Array;
  readonly value: Float64Array;
}

/**
 * Makes a block of each group of equal x, and joins a block with the one before for as long as its value is not above
 * that one's.
 */
function poolViolators(points: Points, sign: 1 | -1): Blocks {
  const { x, y, weights } = points;
  const n = x.length;
  const first = new Uint32Array(n);
  const value = new Float64Array(n);
  const weight = new Float64Array(n);
  const total = new Float64Array(n); // Σ weight · y, as a sum and what it lost in rounding
  const lost = new Float64Array(n);
  let count = 0;
  for (let i = 0; i < n; ) {
    let start = i;
    let w = 0;
    let sum = 0;
    let error = 0;
    do {
      const pointWeight = weights === null ? 1 : (weights[i] as number);
      const term = sign * pointWeight * (y[i] as number);
      const next = sum + term;
      error += sumError(sum, term, next);
      sum = next;
      w += pointWeight;
      i++;
    } while (x[i] === x[i - 1]);
    let mean = (sum + error) / w;
    while (count > 0 && (value[count - 1] as number) >= mean) {
      count--;
      const before = total[count] as number;
      const next = before + sum;
      error += (lost[count] as number) + sumError(before, sum, next);
      sum = next;
      w += weight[count] as number;
      start = first[count] as number;
      mean = (sum + error) / w;
    }
    first[count] = start;
    value[count] = mean;
    weight[count] = w;
    total[count] = sum;
    lost[count] = error;
    count++;
  }
  return { points, count, first, value };
}

/** Both ends of each block, or its one x. */
function curve({ points: { x }, count, first, value }: Blocks, sign: 1 | -1): IsotonicCurve {
  const thresholds = new Float64Array(2 * count);
  const values = new Float64Array(2 * count);
  let size = 0;
  for (let block = 0; block < count; block++) {
    const start = first[block] as number;
    const end = block + 1 < count ? (first[block + 1] as number) : x.length;
    const fitted = sign * (value[block] as number) + 0;
    thresholds[size] = x[start] as number;
    values[size++] = fitted;
    if (x[start] === x[end - 1]) continue;
    thresholds[size] = x[end - 1] as number;
    values[size++] = fitted;
  }
  return { thresholds: thresholds.slice(0, size), values: values.slice(0, size) };
}
