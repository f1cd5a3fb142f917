import { checkOptions, reject } from "../../core/checks";
import type { Column, Table } from "../../core/columns";
import { readOpenOutcomes, readWeights } from "../../core/outcomes";
import { LIBRARY_VERSION } from "../../core/version";
import type { FeatureSet } from "../../features/featureSet";
import { cutsAtMost } from "../../models/evaluateTerm";
import { type Outcome, readLabelled, type TrainingData } from "../data/readTraining";
import { type BinCounts, type CutsByFeature, type EventCounts, type FeatureCounts, total } from "./counts";
import { type FeatureBins, featureBins } from "./countsBins";

/** Options of {@link countsFromTable}. */
export interface CountTableOptions<Row> {
  /** The features to count: columns of the table. */
  readonly features: FeatureSet<Row>;
  /** The cuts between the bins of number features, by name. */
  readonly cuts?: CutsByFeature;
  /** One per row: how many records it counts for, a finite number ≥ 0; 1 by default. */
  readonly weight?: ArrayLike<number>;
}

/**
 * Counts events and non-events per bin of each feature, from columns. O(records · features · log cuts).
 *
 * @param table - the records, as `readTable` reads them
 * @param outcomes - one per record: true or 1 for an event, false or 0 for a non-event, null for a record to leave
 * out
 * @param options - `features`, `cuts` for the number features, and `weight`
 * @returns the counts, without a window: `from` and `to` are null
 * @throws SalienceError `invalid_configuration` for a number feature without cuts, `invalid_argument`
 *
 * @example
 * ```ts
 * import { countsFromTable, featureSet, numeric, readTable } from "salience";
 * const features = featureSet<{ visits: number | null }>()({ visits: numeric("visits") });
 * const { table } = readTable([{ visits: 2 }, { visits: 3 }, { visits: 7 }, { visits: null }], features);
 * const { events, nonEvents, features: counted } = countsFromTable(table, [0, 1, 1, 0], { features, cuts: { visits: [3] } });
 * [events, nonEvents]; // => [2, 2]
 * counted[0]?.bins; // => [{ events: 0, nonEvents: 1 }, { events: 2, nonEvents: 0 }]
 * counted[0]?.missing; // => { events: 0, nonEvents: 1 }
 * ```
 */
export function countsFromTable<Row>(
  table: Table,
  outcomes: ArrayLike<Outcome>,
  options: CountTableOptions<Row>,
): EventCounts {
  checkOptions("countsFromTable", "options", options, ["features", "cuts", "weight"]);
  const bins = featureBins("countsFromTable", options.features, options.cuts);
  const data = readOutcomeTable("countsFromTable", table, outcomes, options);
  return countBins(data.table, data.outcomes, data.weights, bins);
}

/** Reads a table with outcomes beside it; what is wrong with one is an error, since there is nowhere to report it. */
export function readOutcomeTable<Row>(
  caller: string,
  table: Table,
  outcomes: ArrayLike<Outcome>,
  { features, weight }: Pick<CountTableOptions<Row>, "features" | "weight">,
): TrainingData {
  if (typeof table?.columns !== "object" || table.columns === null) reject(caller, "a table", table);
  const like = { name: "rows of the table", length: table.rowCount };
  readOpenOutcomes(caller, outcomes, like);
  readWeights(caller, weight, like);
  const options = { features, outcome: outcomes, ...(weight !== undefined && { weight }) };
  return readLabelled(caller, table, options, "nothing");
}

/**
 * Counts labelled records by bin, each by its weight.
 *
 * @param table - the records
 * @param outcomes - 1 for an event, 0 for a non-event
 * @param weights - how many records each counts for; null for one each
 * @param bins - the bins of every feature, columns of the table
 * @returns the counts, without a window
 */
export function countBins(
  table: Table,
  outcomes: Uint8Array,
  weights: Float64Array | null,
  bins: readonly FeatureBins[],
): EventCounts {
  const whole = countCodes(new Int32Array(outcomes.length), 1, outcomes, weights).bins[0] as BinCounts;
  return {
    kind: "counts",
    formatVersion: 1,
    ...whole,
    features: bins.map((feature) => countColumn(feature, table, outcomes, weights)),
    from: null,
    to: null,
    libraryVersion: LIBRARY_VERSION,
  };
}

function countColumn(
  feature: FeatureBins,
  table: Table,
  outcomes: Uint8Array,
  weights: Float64Array | null,
): FeatureCounts {
  const { name, type, cuts } = feature;
  const column = table.columns[name] as Column;
  const codes = binCodes(column, feature.limits);
  if (column.type === "category") {
    const { bins, missing } = countCodes(codes, column.levels.length, outcomes, weights);
    const seen = column.levels
      .map((level, code) => ({ level, counts: bins[code] as BinCounts }))
      .filter(({ counts }) => total(counts) > 0)
      .sort((a, b) => (a.level < b.level ? -1 : 1));
    const levels = seen.map(({ level }) => level);
    return { name, type, cuts: null, levels, bins: seen.map(({ counts }) => counts), missing };
  }
  const size = (cuts ?? []).length + 1;
  return { name, type, cuts, levels: feature.levels, ...countCodes(codes, size, outcomes, weights) };
}

/** The bin of each record: the code of a level, or the position among cuts; −1 for a missing value. O(n log cuts). */
export function binCodes(column: Column, cuts: readonly number[] | null): Int32Array {
  if (column.type === "category") return column.codes;
  const codes = new Int32Array(column.values.length);
  for (let i = 0; i < codes.length; i++) {
    const value = column.values[i] as number;
    codes[i] = Number.isNaN(value) ? -1 : cutsAtMost(cuts ?? [], value);
  }
  return codes;
}

function countCodes(codes: Int32Array, size: number, outcomes: Uint8Array, weights: Float64Array | null) {
  const counted = new Float64Array(2 * size + 2); // non-events and events of every bin, the missing ones first
  for (let i = 0; i < codes.length; i++) {
    const at = 2 * ((codes[i] as number) + 1) + (outcomes[i] as number);
    counted[at] = (counted[at] as number) + (weights === null ? 1 : (weights[i] as number));
  }
  const at = (bin: number): BinCounts => ({
    events: counted[2 * bin + 1] as number,
    nonEvents: counted[2 * bin] as number,
  });
  return { bins: Array.from({ length: size }, (_, i) => at(i + 1)), missing: at(0) };
}
