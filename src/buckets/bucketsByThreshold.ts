import { checkNumber, checkOptions, reject } from "../core/checks";
import { checkLabels } from "./checkBuckets";
import type { Buckets } from "./types";

/** Options of {@link bucketsByThreshold}. */
export interface BucketsByThresholdOptions<Rest extends string> {
  /** The label of the lowest bucket, which takes every score below the last cut; `D` by default. */
  readonly rest?: Rest;
}

/**
 * Buckets from cuts that were chosen by hand: a score goes to the bucket with the highest cut that it
 * reaches, a score equal to a cut goes up, and the lowest bucket takes the rest. The order of the buckets is
 * the order of the cuts; the order of the keys does not matter. O(k log k) for k labels.
 *
 * @param cuts - the lowest score of each bucket but the last, by label: different finite numbers,
 *   probabilities or points alike
 * @param options - `rest`: the label of the lowest bucket, `D` by default
 * @returns the buckets, best first, as plain JSON
 * @throws SalienceError `invalid_argument` for a cut that is no finite number, `invalid_configuration` for
 *   two equal cuts, no cuts, or a label twice
 *
 * @example
 * ```ts
 * import { bucketOf, bucketsByThreshold } from "salience";
 * const buckets = bucketsByThreshold({ A: 0.6, B: 0.4, C: 0.2 });
 * buckets; // => { labels: ["A", "B", "C", "D"], cuts: [0.6, 0.4, 0.2] }
 * bucketOf(buckets, 0.4); // => "B"
 * bucketsByThreshold({ hot: 80, warm: 30 }, { rest: "cold" }).labels; // => ["hot", "warm", "cold"]
 * ```
 */
export function bucketsByThreshold<Label extends string, Rest extends string = "D">(
  cuts: Readonly<Record<Label, number>>,
  options: BucketsByThresholdOptions<Rest> = {},
): Buckets<Label | Rest> {
  if (typeof cuts !== "object" || cuts === null || Array.isArray(cuts)) {
    reject("bucketsByThreshold", "cuts to be an object of label and lowest score", cuts);
  }
  checkOptions("bucketsByThreshold", "options", options, ["rest"]);
  const entries = Object.entries(cuts) as [Label, number][];
  if (entries.length === 0) reject("bucketsByThreshold", "at least one cut", cuts, "invalid_configuration");
  for (const [label, cut] of entries)
    checkNumber("bucketsByThreshold", `cut of ${JSON.stringify(label)}`, cut);
  entries.sort((a, b) => b[1] - a[1]);
  entries.forEach(([, cut], i) => {
    if (cut === entries[i + 1]?.[1])
      reject("bucketsByThreshold", "different cuts", cut, "invalid_configuration");
  });
  const labels = [...entries.map(([label]) => label), options.rest ?? ("D" as Rest)];
  checkLabels("bucketsByThreshold", labels);
  return { labels, cuts: entries.map(([, cut]) => cut) };
}
