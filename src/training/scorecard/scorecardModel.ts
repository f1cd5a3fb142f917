import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import type { AdditiveModel, LevelsTerm, StepTerm } from "../../models/types";
import { buildModel, originOf, summariesOf } from "../data/buildModel";
import type { Profiles } from "../data/columnProfile";
import { readCuts } from "../data/plainValues";
import type { TrainingData } from "../data/readTraining";
import { type Card, meanPoints, type PointsOptions, scaleOf } from "./points";
import type { WeighedFeature } from "./weigh";

/** What is said of a scorecard's model beside the card. */
export interface ScorecardModelOptions {
  readonly scale: PointsOptions;
  readonly coverageFloor: number;
  readonly lowConfidenceBelow: number;
  readonly profiles: Profiles;
}

/**
 * The additive model of a card: points as they are printed, and the probability that belongs to them by the scale.
 *
 * @param features - the feature set
 * @param data - the records it was learned from
 * @param weighed - the features of the card
 * @param card - the points
 * @param options - the scale, floors, profiles of the columns
 * @returns the sealed model
 */
export function scorecardModel<Row>(
  features: FeatureSet<Row>,
  data: TrainingData,
  weighed: readonly WeighedFeature[],
  card: Card,
  { scale, profiles, ...floors }: ScorecardModelOptions,
): AdditiveModel {
  const { factor, offset } = scaleOf(scale);
  const names = weighed.map(({ name }) => name);
  return buildModel("fitScorecard", originOf("scorecard", data), {
    link: "identity",
    intercept: card.base,
    terms: weighed.map((one) => {
      const { label, transform } = features.features[one.name] as Feature<Row>;
      const term = termOf(one, label ?? one.name, card.points.get(one.name) as readonly number[]);
      return term.kind === "step" ? { ...term, cuts: readCuts(transform, term.cuts) } : term;
    }),
    calibration: { kind: "logistic", intercept: -offset / factor, slope: 1 / factor },
    features: summariesOf(features, names, data, profiles),
    ...floors,
  });
}

function termOf(feature: WeighedFeature, label: string, points: readonly number[]): StepTerm | LevelsTerm {
  const { name, parts, cells, levels } = feature;
  const at = (part: number) => points[part] as number;
  const missing = at(parts.findIndex(({ bin }) => "missing" in bin));
  const shared = { id: name, label, group: null, reference: meanPoints(feature, points), feature: name };
  if (cells !== null) {
    return { kind: "step", ...shared, cuts: cells.cuts, contributions: cells.parts.map(at), missing };
  }
  const { names, parts: places, others } = levels as NonNullable<WeighedFeature["levels"]>;
  return {
    kind: "levels",
    ...shared,
    levels: names,
    contributions: places.map(at),
    missing,
    unseen: at(others),
  };
}
