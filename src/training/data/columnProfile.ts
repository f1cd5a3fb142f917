import type { Column } from "../../core/columns";
import { quantileSorted } from "../../core/statistics";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { originalValue } from "../../models/originalValue";
import { referenceOf } from "../../models/summarizeFeature";
import type { CategoryReference, FeatureSummary, NumberReference } from "../../models/types";
import { type Moments, moments } from "./moments";
import { type OrderedColumn, orderColumn } from "./orderedColumn";
import type { TrainingData } from "./readTraining";
import { isUnit, weightedNumbers, weightedQuantile } from "./weightedNumbers";

/** What reference distributions and histories need to know of a number column, in original values. */
export interface NumberProfile {
  readonly values: Float64Array;
  readonly moments: Moments;
  /** The quantile at one of {@link PROFILE_QUANTILES}. */
  quantile(probability: number): number;
  readonly all: OrderedColumn["all"];
  readonly below: OrderedColumn["below"];
}

const REFERENCE_QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** The ends of the cells of a history. */
export const HISTORY_QUANTILES = [0.2, 0.4, 0.6, 0.8] as const;

const NOTHING: Moments = { weight: 0, missing: 0, mean: 0, squares: 0, minimum: 0, maximum: 0 };

/** Profiles by feature name. */
export type Profiles = ReadonlyMap<string, NumberProfile>;

/** The records that a profile, a history or a reference distribution is made of. */
export type ProfiledRecords = Pick<TrainingData, "table" | "outcomes" | "weights">;

/**
 * Profiles of the number columns of a table, each record by its weight. O(records · features), and
 * O(records · log records · features) where weights differ.
 *
 * @param features - the feature set
 * @param records - columns, outcomes and weights
 * @param known - moments of columns where they are known already
 * @returns one profile per number column
 */
export function profileColumns<Row>(
  features: FeatureSet<Row>,
  { table, outcomes, weights }: ProfiledRecords,
  known: ReadonlyMap<string, Moments> = new Map(),
): Profiles {
  const profiles = new Map<string, NumberProfile>();
  const unequal = isUnit(weights) ? null : weights;
  for (const name of features.names) {
    const column = table.columns[name] as Column;
    if (column.type !== "number") continue;
    const { transform } = features.features[name] as Feature<Row>;
    const { originals } = column;
    const values =
      originals ??
      (transform === null ? column.values : column.values.map((value) => original(transform, value)));
    const exact = (values === column.values ? known.get(name) : undefined) ?? moments(values, unequal);
    profiles.set(
      name,
      unequal === null ? profile(values, outcomes, exact) : weightedProfile(values, outcomes, unequal, exact),
    );
  }
  return profiles;
}

/** The profile of records that count several times: whole weights give that of repeated records. */
function weightedProfile(
  values: Float64Array,
  outcomes: Uint8Array,
  weights: Float64Array,
  known: Moments,
): NumberProfile {
  const numbers = weightedNumbers(values, weights);
  const below = (limit: number) => {
    let [rows, events] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      if (!((values[i] as number) < limit)) continue;
      rows += weights[i] as number;
      events += (weights[i] as number) * (outcomes[i] as number);
    }
    return { rows, events };
  };
  return {
    values,
    moments: known,
    all: below(Number.POSITIVE_INFINITY),
    below,
    quantile: (probability) => weightedQuantile(numbers, probability),
  };
}

function original(transform: "log1p" | "sqrt", value: number): number {
  return Number.isNaN(value) ? value : originalValue(transform, value);
}

function profile(values: Float64Array, events: Uint8Array, known: Moments): NumberProfile {
  const last = known.weight - 1;
  const below = (probability: number) => Math.floor(last * probability);
  const all = last < 0 ? [] : [...REFERENCE_QUANTILES, ...HISTORY_QUANTILES];
  const wanted = all.flatMap((p) => [below(p), Math.min(below(p) + 1, last)]);
  const ranks = [...new Set(wanted)].sort((a, b) => a - b);
  const ordered = orderColumn(values, events, known, ranks);
  const numberAt = new Map(ranks.map((rank, i) => [rank, ordered.atRanks[i] as number]));
  return {
    values,
    moments: known,
    all: ordered.all,
    below: ordered.below,
    quantile(probability) {
      if (last < 0) return Number.NaN;
      const rank = below(probability);
      const pair = [numberAt.get(rank), numberAt.get(Math.min(rank + 1, last))] as [number, number];
      return quantileSorted(pair, last * probability - rank);
    },
  };
}

/**
 * The distribution of a column, as models keep it: what `referenceOf` says, from a profile where there is one.
 *
 * @param name - the feature
 * @param records - columns and weights
 * @param profiles - of the number columns
 * @param transform - the transform of the feature
 * @returns counts, and quantiles or level counts
 */
export function profiledReference(
  name: string,
  { table, weights }: ProfiledRecords,
  profiles: Profiles,
  transform: FeatureSummary["transform"],
): NumberReference | CategoryReference {
  const known = profiles.get(name);
  const { weight, missing, mean, squares, minimum, maximum } = known?.moments ?? NOTHING;
  // squares of 1e200 overflow
  if (known === undefined || !(squares / weight < Number.POSITIVE_INFINITY)) {
    return referenceOf(table.columns[name] as Column, transform, weights);
  }
  return {
    kind: "number",
    count: weight,
    missing,
    mean,
    standardDeviation: Math.sqrt(squares / weight),
    minimum,
    maximum,
    quantiles: REFERENCE_QUANTILES.map(known.quantile) as unknown as NumberReference["quantiles"],
    integer: known.values.every((value) => Number.isInteger(value) || Number.isNaN(value)),
  };
}
