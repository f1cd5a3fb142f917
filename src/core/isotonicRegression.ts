import { checkOneOf, checkOptions, reject } from "./checks";
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
  checkOneOf(caller, "direction", direction, ["increasing", "decreasing"]);
  const xs = readNumbers(caller, { name: "x" }, x);
  const like = { name: "x", length: xs.length };
  // outcomes often come as bytes, which need no check and sort faster than doubles
  const ys =
    y instanceof Uint8Array && y.length === xs.length ? y : readNumbers(caller, { name: "y" }, y, like);
  const weights =
    options.weights === undefined
      ? null
      : readNumbers(caller, { name: "weights", low: 0 }, options.weights, like);
  if (xs.length === 0) reject(caller, "at least one value", 0, "invalid_data");
  if (weights?.every((weight) => weight === 0))
    reject(caller, "at least one weight above 0", options.weights, "invalid_data");
  const sign = direction === "increasing" ? 1 : -1;
  const points = averageTies(sortPoints(xs, ys, weights));
  return curve(points.x, poolRuns(fallingRuns(points, sign)), sign);
}

interface Points {
  /** Increasing. */
  readonly x: Float64Array;
  readonly y: Float64Array | Uint8Array;
  /** Above 0; null where every point counts once. */
  readonly weights: Float64Array | null;
}

function sortPoints(x: Float64Array, y: Points["y"], weights: Float64Array | null): Points {
  if (weights === null) {
    const { sorted, payload } = sortWith(x, y);
    return { x: sorted, y: payload, weights };
  }
  const pairs = new Float64Array(2 * x.length); // side by side, because they are fetched from all over the memory
  for (let row = 0; row < x.length; row++) {
    pairs[2 * row] = y[row] as number;
    pairs[2 * row + 1] = weights[row] as number;
  }
  const { sorted, payload } = sortWith(x, positions(x.length));
  const ys = new Float64Array(x.length);
  const ws = new Float64Array(x.length);
  let kept = 0;
  for (let i = 0; i < x.length; i++) {
    const row = payload[i] as number;
    const weight = pairs[2 * row + 1] as number;
    if (weight === 0) continue;
    sorted[kept] = sorted[i] as number;
    ys[kept] = pairs[2 * row] as number;
    ws[kept++] = weight;
  }
  return { x: sorted.subarray(0, kept), y: ys.subarray(0, kept), weights: ws.subarray(0, kept) };
}

/** One point for each group of equal x. */
function averageTies(points: Points): Points {
  const { x, y, weights } = points;
  let distinct = 1;
  for (let i = 1; i < x.length; i++) if (x[i] !== x[i - 1]) distinct++;
  if (distinct === x.length) return points;
  const merged = {
    x: new Float64Array(distinct),
    y: new Float64Array(distinct),
    weights: new Float64Array(distinct),
  };
  for (let i = 0, group = 0; i < x.length; group++) {
    const at = x[i] as number;
    let weight = 0;
    let total = 0;
    let lost = 0;
    for (; i < x.length && x[i] === at; i++) {
      const pointWeight = weights === null ? 1 : (weights[i] as number);
      const term = pointWeight * (y[i] as number);
      const next = total + term;
      lost += sumError(total, term, next);
      total = next;
      weight += pointWeight;
    }
    merged.x[group] = at;
    merged.y[group] = (total + lost) / weight;
    merged.weights[group] = weight;
  }
  return merged;
}

/** Neighbouring points: entry i of the columns belongs to block i. */
interface Blocks {
  readonly count: number;
  /** The position of the first point; one entry more than there are blocks. */
  readonly start: Uint32Array;
  readonly weight: Float64Array;
  /** The sum of weight · y, and what was lost when that was rounded. */
  readonly total: Float64Array;
  readonly lost: Float64Array;
}

/**
 * Blocks of points of which none is above the one before. They will have one value in any case, and finding them
 * needs no branch that is hard to foresee: twice as fast as pooling point by point.
 */
function fallingRuns({ y, weights }: Points, sign: 1 | -1): Blocks {
  const runs = emptyRuns(y, sign);
  const { start, weight, total, lost } = runs;
  if (weights === null && y instanceof Uint8Array) return countBytes(y, sign, runs);
  let run = 0;
  let previous = Number.POSITIVE_INFINITY;
  for (let i = 0; i < y.length; i++) {
    const value = sign * (y[i] as number);
    const pointWeight = weights === null ? 1 : (weights[i] as number);
    const term = pointWeight * value;
    run += value > previous ? 1 : 0;
    previous = value;
    start[run + 1] = i + 1;
    (weight[run] as number) += pointWeight;
    const before = total[run] as number;
    const sum = before + term;
    total[run] = sum;
    (lost[run] as number) += sumError(before, term, sum);
  }
  return runs;
}

function emptyRuns(y: Points["y"], sign: 1 | -1): Blocks {
  let count = 1;
  for (let i = 1; i < y.length; i++) count += sign * (y[i] as number) > sign * (y[i - 1] as number) ? 1 : 0;
  const column = () => new Float64Array(count);
  return { count, start: new Uint32Array(count + 1), weight: column(), total: column(), lost: column() };
}

/** Bytes that count once are whole numbers: no sum of them is rounded. */
function countBytes(y: Uint8Array, sign: 1 | -1, runs: Blocks): Blocks {
  const { count, start, weight, total } = runs;
  let run = 0;
  let previous = Number.POSITIVE_INFINITY;
  for (let i = 0; i < y.length; i++) {
    const value = sign * (y[i] as number);
    run += value > previous ? 1 : 0;
    previous = value;
    start[run + 1] = i + 1;
    (total[run] as number) += value;
  }
  for (run = 0; run < count; run++) weight[run] = (start[run + 1] as number) - (start[run] as number);
  return runs;
}

/** Joins a block with the one before for as long as its mean is not above that one's. The columns are overwritten. */
function poolRuns(runs: Blocks): Blocks {
  const { start, weight, total, lost } = runs;
  const end = start[runs.count] as number;
  const means = new Float64Array(runs.count);
  let count = 0;
  for (let run = 0; run < runs.count; run++) {
    let first = start[run] as number;
    let w = weight[run] as number;
    let sum = total[run] as number;
    let error = lost[run] as number;
    let mean = (sum + error) / w;
    while (count > 0 && (means[count - 1] as number) >= mean) {
      count--;
      const before = total[count] as number;
      const joined = before + sum;
      error += (lost[count] as number) + sumError(before, sum, joined);
      sum = joined;
      w += weight[count] as number;
      first = start[count] as number;
      mean = (sum + error) / w;
    }
    start[count] = first;
    weight[count] = w;
    total[count] = sum;
    lost[count] = error;
    means[count++] = mean;
  }
  start[count] = end;
  return { count, start, weight, total, lost };
}

/** Both ends of each block, or its one x. */
function curve(x: Float64Array, { count, start, weight, total, lost }: Blocks, sign: 1 | -1): IsotonicCurve {
  const thresholds = new Float64Array(2 * count);
  const values = new Float64Array(2 * count);
  let size = 0;
  for (let block = 0; block < count; block++) {
    const first = start[block] as number;
    const last = (start[block + 1] as number) - 1;
    const mean = ((total[block] as number) + (lost[block] as number)) / (weight[block] as number);
    thresholds[size] = x[first] as number;
    values[size++] = sign * mean + 0;
    if (first === last) continue;
    thresholds[size] = x[last] as number;
    values[size++] = sign * mean + 0;
  }
  return { thresholds: thresholds.slice(0, size), values: values.slice(0, size) };
}
