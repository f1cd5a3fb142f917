import { checkNumber, POLLUTING_KEYS, reject } from "../../core/checks";
import { limitsOf } from "../../features/asValue";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature, FeatureType } from "../../features/types";
import { readCuts } from "../data/plainValues";
import type { CutsByFeature } from "./counts";

/** The bins of a feature before anything is counted; a category has no levels yet. */
export interface FeatureBins {
  readonly name: string;
  readonly type: FeatureType;
  readonly cuts: readonly number[] | null;
  /** The cuts in the values that the feature has for them, after its transform. */
  readonly limits: readonly number[] | null;
  /** The levels of an ordinal feature, else null. */
  readonly levels: readonly string[] | null;
}

/**
 * The bins of every feature: those of numbers from their cuts, one per level of an ordinal feature, no and yes of a
 * flag; those of a category are its levels, found by counting.
 *
 * @param caller - name of the calling function
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
  const unknown = Object.keys(cuts).find((name) => !numbers.includes(name));
  if (unknown !== undefined) reject(caller, "cuts of number features", unknown, "invalid_configuration");
  return features.names.map((name) => {
    const { type, levels, transform } = features.features[name] as Feature<Row>;
    if (type === "category") return { name, type, cuts: null, limits: null, levels: null };
    if (type === "flag") return { name, type, cuts: [1], limits: [1], levels: null };
    if (type === "ordinal") {
      const ranks = (levels ?? []).slice(1).map((_, i) => i + 1);
      return { name, type, cuts: ranks, limits: ranks, levels: [...(levels ?? [])] };
    }
    const own = Object.hasOwn(cuts, name) ? cuts[name] : undefined;
    if (own === undefined) reject(caller, `cuts of the number "${name}"`, own, "invalid_configuration");
    checkCuts(caller, name, own);
    return { name, type, cuts: [...own], limits: checkedLimits(caller, name, transform, own), levels: null };
  });
}

/** Cuts in the values of a feature, each of which its transform has to have. */
function checkedLimits(
  caller: string,
  name: string,
  transform: Feature<never>["transform"],
  cuts: readonly number[],
): readonly number[] {
  const limits = readCuts(transform, cuts);
  const at = limits.findIndex((limit) => !Number.isFinite(limit));
  if (at >= 0) reject(caller, `cuts of "${name}" that ${transform} can take`, cuts[at]);
  return limits;
}

/** Checks that cuts are finite numbers that increase. */
export function checkCuts(caller: string, name: string, cuts: unknown): void {
  if (!Array.isArray(cuts)) reject(caller, `cuts of "${name}" to be a list`, cuts);
  cuts.forEach((cut, i) => {
    checkNumber(caller, `cuts of "${name}"`, cut);
    if (i > 0 && !(cut > cuts[i - 1])) reject(caller, `cuts of "${name}" to increase`, cut);
  });
}

/** Checks that a feature has numbers on both sides of its cuts, as far as its clip and transform say. */
export function checkReached<Row>(
  caller: string,
  name: string,
  feature: Feature<Row>,
  cuts: readonly number[],
): void {
  const { minimum, maximum } = limitsOf(feature);
  for (const cut of cuts) {
    if (cut < minimum) reject(caller, `cuts of "${name}" of at least ${minimum}, its smallest value`, cut);
    if (cut > maximum) reject(caller, `cuts of "${name}" of at most ${maximum}, its largest value`, cut);
  }
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
