import { checkNumber, POLLUTING_KEYS, reject } from "../../core/checks";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature, FeatureType } from "../../features/types";
import type { CutsByFeature } from "./counts";

/** The bins of a feature before anything is counted; a category has no levels yet. */
export interface FeatureBins {
  readonly name: string;
  readonly type: FeatureType;
  readonly cuts: readonly number[] | null;
  /** The levels of an ordinal feature, else null. */
  readonly levels: readonly string[] | null;
}

/**
 * The bins of every feature: those of numbers from their cuts, one per level of an ordinal feature, no and yes of a
 * flag; those of a category are its levels, found by counting.
 *
 * @param caller - the public function that complains
 * @param features - the feature set
 * @param cuts - cuts of the number features
 * @returns bins in the order of the names
 * @throws SalienceError `invalid_argument`, `invalid_configuration` for a number feature without cuts
 */
export function featureBins<Row>(
  caller: string,
  features: FeatureSet<Row>,
  cuts: CutsByFeature = {},
): FeatureBins[] {
  checkFeatureSet(caller, features);
  if (typeof cuts !== "object" || cuts === null || Array.isArray(cuts)) {
    reject(caller, "cuts to be lists by feature name", cuts);
  }
  const numbers = features.names.filter((name) => features.features[name]?.type === "number");
  const stranger = Object.keys(cuts).find((name) => !numbers.includes(name));
  if (stranger !== undefined) reject(caller, "cuts of number features", stranger, "invalid_configuration");
  return features.names.map((name) => {
    const { type, levels } = features.features[name] as Feature<Row>;
    if (type === "category") return { name, type, cuts: null, levels: null };
    if (type === "flag") return { name, type, cuts: [1], levels: null };
    if (type === "ordinal") {
      const ranks = (levels ?? []).slice(1).map((_, i) => i + 1);
      return { name, type, cuts: ranks, levels: [...(levels ?? [])] };
    }
    const own = Object.hasOwn(cuts, name) ? cuts[name] : undefined;
    if (own === undefined) reject(caller, `cuts of the number "${name}"`, own, "invalid_configuration");
    checkCuts(caller, name, own);
    return { name, type, cuts: [...own], levels: null };
  });
}

/** Checks that cuts are finite numbers that increase. */
export function checkCuts(caller: string, name: string, cuts: unknown): void {
  if (!Array.isArray(cuts)) reject(caller, `cuts of "${name}" to be a list`, cuts);
  cuts.forEach((cut, i) => {
    checkNumber(caller, `cuts of "${name}"`, cut);
    if (i > 0 && !(cut > cuts[i - 1])) reject(caller, `cuts of "${name}" to increase`, cut);
  });
}

/** Checks a list of different texts that can be keys. */
export function checkNames(caller: string, what: string, names: unknown): void {
  if (!Array.isArray(names)) reject(caller, `${what} to be a list`, names);
  const seen = new Set<unknown>();
  for (const name of names) {
    const isText = typeof name === "string" && name !== "" && !POLLUTING_KEYS.includes(name);
    if (!isText || seen.has(name)) reject(caller, `${what} to be different texts`, name);
    seen.add(name);
  }
}
