import { checkConfidence, checkOptions, reject } from "../core/checks";
import { chiSquareQuantile, chiSquareTail } from "../core/chiSquare";
import { sum } from "../core/numeric";
import { readNumbers } from "../core/readNumbers";
import type { ConfidenceOptions } from "./confidence";

/** What a comparison of two samples says, given how much chance alone does. */
export type ShiftVerdict = "shifted" | "within_chance" | "not_enough_data";

/** How far two samples of one variable are apart, and whether chance explains it. */
export interface PopulationStability {
  /** The index as it is usually computed, ≥ 0. */
  readonly value: number;
  /** The customary word for `value`: below 0.10 stable, below 0.25 moderate, else major. It takes no account of n. */
  readonly customary: "stable" | "moderate" | "major";
  /** `"shifted"` where `tested` is above `threshold`. It says that there is a shift, `customary` whether it is large. */
  readonly verdict: ShiftVerdict;
  /** The index of the same counts with sparse bins put together and ½ added to each; NaN without enough data. */
  readonly tested: number;
  /** (1/n + 1/m) · χ²: what `tested` exceeds by chance in 1 − confidence of cases; NaN without enough data. */
  readonly threshold: number;
  /** Chance of a `tested` at least as large from samples of one distribution; NaN without enough data. */
  readonly p: number;
  /** Bins that were tested, less one. */
  readonly degrees: number;
}

/** Where bins would hold fewer records than this in the smaller sample, they are put together: Cochran's rule. */
const FEWEST_EXPECTED = 5;

/**
 * Population stability index: how far the distribution of a variable has moved between two samples.
 *
 *     PSI = Σ over bins b of (a_b / m − e_b / n) · ln((a_b / m) / (e_b / n))
 *
 * with e_b of the n records of the first sample and a_b of the m of the second in bin b. A bin that is empty in one
 * sample would make it infinite: a 0 is replaced by ½ before the sums are taken, as in `weightOfEvidence`; a bin
 * that is empty in both is left out.
 *
 * The customary limits 0.10 and 0.25 take no account of n: on two samples of 100 from one distribution, in 10 bins,
 * the index is above 0.10 more often than not. Beside the customary word stands a verdict with a threshold that
 * depends on n: for samples of one distribution, PSI / (1/n + 1/m) is distributed nearly like χ² with B − 1 degrees of
 * freedom, B the number of bins, so
 *
 *     threshold = (1/n + 1/m) · χ²_confidence(B − 1)
 *
 * That holds for bins with enough records. So the value tested puts together all bins that would hold fewer than 5
 * records in the smaller sample at the shares of both samples together, and adds ½ to each count, without which empty
 * and nearly empty bins exceed the threshold up to three times too often. Fewer than two such bins are not enough data.
 * With many records a shift that matters to nobody is beyond chance: read both words. O(bins).
 *
 * @param expected - counts per bin, ≥ 0, of the first sample; sums of weights are allowed
 * @param actual - counts of the second sample in the same bins
 * @param options - `confidence`: 0.99 by default
 * @returns the index, in nats, and the verdict
 * @throws SalienceError `invalid_argument` for a wrong count or other bins; `invalid_data` for a sample without records
 *
 * Source: B. Yurdakul, Statistical Properties of Population Stability Index, Western Michigan University (2018);
 * W. G. Cochran, Some Methods for Strengthening the Common χ² Tests, Biometrics 10 (1954).
 *
 * @example
 * ```ts
 * import { populationStabilityIndex } from "salience";
 * const small = populationStabilityIndex([40, 35, 25], [28, 38, 34]);
 * small.value; // ≈ 0.0729
 * [small.verdict, small.threshold]; // ≈ ["within_chance", 0.1842]
 * const large = populationStabilityIndex([4000, 3500, 2500], [2800, 3800, 3400]);
 * [large.customary, large.verdict]; // => ["stable", "shifted"]
 * ```
 */
export function populationStabilityIndex(
  expected: ArrayLike<number>,
  actual: ArrayLike<number>,
  options: ConfidenceOptions = {},
): PopulationStability {
  const caller = "populationStabilityIndex";
  checkOptions(caller, "options", options, ["confidence"]);
  const confidence = checkConfidence(caller, options.confidence ?? 0.99);
  const counts = readCounts(caller, expected, actual);
  const value = index(counts, (count) => (count === 0 ? 0.5 : count));
  const bins = withoutSparse(counts);
  const degrees = bins.expected.length - 1;
  const customary = value < 0.1 ? "stable" : value < 0.25 ? "moderate" : "major";
  if (degrees === 0) {
    const none = { tested: Number.NaN, threshold: Number.NaN, p: Number.NaN };
    return { value, customary, verdict: "not_enough_data", ...none, degrees };
  }
  const tested = index(bins, (count) => count + 0.5);
  const perDegree = 1 / sum(counts.expected) + 1 / sum(counts.actual);
  const threshold = perDegree * chiSquareQuantile(confidence, degrees);
  const verdict = tested > threshold ? "shifted" : "within_chance";
  const p = chiSquareTail(tested / perDegree, degrees);
  return { value, customary, verdict, tested, threshold, p, degrees };
}

interface BinCounts {
  readonly expected: Float64Array;
  readonly actual: Float64Array;
}

/** The counts of the bins that hold a record. */
function readCounts(caller: string, expected: ArrayLike<number>, actual: ArrayLike<number>): BinCounts {
  const first = readNumbers(caller, { name: "expected", low: 0 }, expected);
  const like = { name: "expected", length: first.length };
  const second = readNumbers(caller, { name: "actual", low: 0 }, actual, like);
  for (const [name, counts] of Object.entries({ expected: first, actual: second })) {
    const total = sum(counts);
    if (!(total > 0 && Number.isFinite(total)))
      reject(caller, `${name} with at least one record`, total, "invalid_data");
  }
  const holdsRecords = (_: number, b: number) => first[b] !== 0 || second[b] !== 0;
  return { expected: first.filter(holdsRecords), actual: second.filter(holdsRecords) };
}

function index({ expected, actual }: BinCounts, smooth: (count: number) => number): number {
  const e = expected.map(smooth);
  const a = actual.map(smooth);
  const n = sum(e);
  const m = sum(a);
  const terms = e.map((count, b) => {
    const before = count / n;
    const after = (a[b] as number) / m;
    return (after - before) * Math.log(after / before);
  });
  return sum(terms);
}

/** The counts with all sparse bins in one, and that one in the smallest other bin where it is sparse still. */
function withoutSparse({ expected, actual }: BinCounts): BinCounts {
  const n = sum(expected);
  const m = sum(actual);
  const share = Math.min(n, m) / (n + m);
  const isSparse = (e: number, a: number) => (e + a) * share < FEWEST_EXPECTED;
  const kept: [number, number][] = [];
  const rest: [number, number] = [0, 0];
  expected.forEach((e, b) => {
    const a = actual[b] as number;
    if (!isSparse(e, a)) kept.push([e, a]);
    else {
      rest[0] += e;
      rest[1] += a;
    }
  });
  kept.sort(([e, a], [f, b]) => e + a - (f + b) || e - f); // so that the order of the bins does not matter
  const [smallest] = kept;
  if (smallest === undefined || !isSparse(...rest)) {
    if (rest[0] + rest[1] > 0) kept.push(rest);
  } else {
    smallest[0] += rest[0];
    smallest[1] += rest[1];
  }
  return {
    expected: Float64Array.from(kept, ([e]) => e),
    actual: Float64Array.from(kept, ([, a]) => a),
  };
}
