import { total } from "../counts/counts";
import type { Regression } from "./regression";
import type { ScorecardReport } from "./types";
import type { WeighedFeature } from "./weigh";

type LeftOut = ScorecardReport["leftOut"][number];

/**
 * Why a feature is not given to the regression.
 *
 * @param feature - the feature
 * @param minimum - smallest information value
 * @returns the reason, or null if there is none
 */
export function reasonBefore(feature: WeighedFeature, minimum: number): string | null {
  const filled = feature.parts.filter(({ counts }) => total(counts) > 0);
  if (filled.length === 1) {
    if (filled.some(({ bin }) => "missing" in bin)) return "it has no value";
    if (feature.finer.filter((bin) => total(bin) > 0).length > 1) {
      return "its event rates differ no more than by chance";
    }
    return feature.rareLevels > 1 ? "each of its levels has few records" : "it has one value only";
  }
  const { usedInformation } = feature;
  if (filled.filter(({ neutral }) => !neutral).length < 2) {
    return "apart from bins with too few records it has one bin only";
  }
  if (usedInformation > 0 && usedInformation >= minimum) return null;
  return `its information value is ${Number(usedInformation.toPrecision(2))}, below ${minimum}`;
}

/** The features that are not in a card, with the reasons. */
export function featuresLeftOut(
  all: readonly WeighedFeature[],
  { coefficients, dropped }: Regression,
  minimum: number,
): LeftOut[] {
  return all.flatMap((feature): LeftOut[] => {
    const { name, informationValue } = feature;
    const before = reasonBefore(feature, minimum);
    if (before !== null) return [{ name, reason: before, informationValue }];
    if (coefficients.has(name)) return [];
    const coefficient = dropped.get(name);
    const reason =
      coefficient === undefined
        ? "it can be computed from the others"
        : `wrong sign: its coefficient would be ${coefficient.toFixed(2)}`;
    return [{ name, reason, informationValue }];
  });
}
