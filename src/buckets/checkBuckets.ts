import { POLLUTING_KEYS, reject } from "../core/checks";
import type { Buckets } from "./types";

/** Checks that labels are texts, at least one, each once, and none of them the name of a prototype. */
export function checkLabels(caller: string, labels: readonly unknown[]): void {
  if (labels.length === 0) reject(caller, "at least one label", 0, "invalid_configuration");
  labels.forEach((label, i) => {
    if (typeof label !== "string" || label === "" || POLLUTING_KEYS.includes(label)) {
      reject(
        caller,
        "labels that are text, not empty and not the name of a prototype",
        label,
        "invalid_configuration",
      );
    }
    if (labels.indexOf(label) !== i) reject(caller, "each label once", label, "invalid_configuration");
  });
}

/** Checks buckets, which may come from storage: labels, one cut fewer, cuts that never increase. O(labels). */
export function checkBuckets(caller: string, buckets: Buckets): void {
  if (!Array.isArray(buckets?.labels) || !Array.isArray(buckets.cuts)) {
    reject(caller, "buckets made by bucketsByThreshold or bucketsByShare", buckets);
  }
  const { labels, cuts } = buckets;
  checkLabels(caller, labels);
  if (cuts.length !== labels.length - 1) {
    reject(
      caller,
      `${labels.length - 1} cuts for ${labels.length} labels`,
      cuts.length,
      "invalid_configuration",
    );
  }
  for (let i = 0; i < cuts.length; i++) {
    const cut = cuts[i] as number;
    if (!Number.isFinite(cut) || cut > (cuts[i - 1] ?? cut)) {
      reject(caller, "finite cuts that never increase", cut, "invalid_configuration");
    }
  }
}

/** The position of the bucket of a score: the first whose cut it reaches, else the last. O(labels). */
export function bucketIndex(cuts: readonly number[], score: number): number {
  for (let i = 0; i < cuts.length; i++) if (score >= (cuts[i] as number)) return i;
  return cuts.length;
}
