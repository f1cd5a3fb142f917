import { sum } from "../../core/numeric";
import type { FeatureSet } from "../../features/featureSet";
import { total } from "../counts/counts";
import type { Card } from "./points";
import type { Regression } from "./regression";
import type { ScorecardFeature } from "./types";
import type { WeighedFeature } from "./weigh";

/**
 * The features of a card as they are reported, the most informative first.
 *
 * @param features - the feature set
 * @param used - the features of the card
 * @param card - the points
 * @param regression - the coefficients
 * @returns one per feature of the card
 */
export function reportedFeatures<Row>(
  features: FeatureSet<Row>,
  used: readonly WeighedFeature[],
  card: Card,
  regression: Regression,
): ScorecardFeature[] {
  const reported = used.map((one): ScorecardFeature => {
    const { name, trend, informationValue, informationRetained } = one;
    const records = sum(one.parts.map(({ counts }) => total(counts)));
    const points = card.points.get(name) as readonly number[];
    return {
      name,
      label: features.features[name]?.label ?? name,
      trend,
      informationValue,
      informationRetained,
      coefficient: regression.coefficients.get(name) as number,
      bins: one.parts.map(({ bin, counts, neutral }, i) => ({
        bin,
        ...counts,
        share: total(counts) / records,
        eventRate: counts.events / total(counts),
        ...(one.evidence[i] as WeighedFeature["evidence"][number]),
        points: points[i] as number,
        neutral,
      })),
    };
  });
  return reported.sort((a, b) => b.informationValue - a.informationValue || (a.name < b.name ? -1 : 1));
}
