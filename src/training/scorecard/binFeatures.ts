import type { CategoryColumn, NumberColumn } from "../../core/columns";
import { sum } from "../../core/numeric";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { plainValues } from "../data/plainValues";
import type { TrainingData } from "../data/readTraining";
import type { BinnedFeature, BinningContext } from "./binFeature";
import { binLevels } from "./binLevels";
import { binNumbers } from "./binNumbers";
import type { CheckedSettings } from "./settings";

/** So many events and non-events are expected, at the least, where a bin says something. */
const EXPECTED = 5;

/**
 * Puts every feature into bins.
 *
 * @param features - the feature set
 * @param data - the records
 * @param settings - sizes, trends, special codes
 * @returns one per feature, in the order of the names
 */
export function binFeatures<Row>(
  features: FeatureSet<Row>,
  data: TrainingData,
  settings: CheckedSettings,
): BinnedFeature[] {
  const context = contextOf(data, settings);
  return features.names.map((name) => {
    settings.proceed();
    const feature = features.features[name] as Feature<Row>;
    const special = ownOf(settings.special, name) ?? [];
    const column = data.table.columns[name] as NumberColumn | CategoryColumn;
    if (column.type === "category") return binLevels(name, column, special as string[], context);
    const levels = feature.type === "ordinal" ? feature.levels : null;
    const fixed = feature.type === "flag" ? [1] : ownOf(settings.cuts, name);
    const binning = {
      trend: ownOf(settings.monotone, name) ?? "auto",
      fine: levels?.slice(1).map((_, i) => i + 1) ?? fixed ?? null,
      fixed: fixed !== undefined,
      special: special.map((code) => (levels === null ? Number(code) + 0 : levels.indexOf(String(code)))),
      levels,
    };
    return binNumbers("fitScorecard", name, plainValues(feature, column), binning, context);
  });
}

/** Records and sizes: a bin is large enough where 5 events and 5 non-events would be expected in it. */
export function contextOf(
  { outcomes, weights }: Pick<TrainingData, "outcomes" | "weights">,
  {
    maximumBins,
    minimumBinShare,
    preBins,
  }: Pick<CheckedSettings, "maximumBins" | "minimumBinShare" | "preBins">,
): BinningContext {
  const records = sum(weights);
  const share = sum(weights.map((weight, i) => weight * (outcomes[i] as number))) / records;
  const enough = EXPECTED / Math.min(share, 1 - share);
  const fewest = Math.max(enough, minimumBinShare * records);
  return { outcomes, weights, enough, fewest, maximumBins, preBins };
}

function ownOf<T>(byName: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(byName, name) ? byName[name] : undefined;
}
