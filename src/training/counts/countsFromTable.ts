import { checkOptions, reject } from "../../core/checks";
import type { Column, Table } from "../../core/columns";
import { LIBRARY_VERSION } from "../../core/version";
import type { FeatureSet } from "../../features/featureSet";
import { cutsAtMost } from "../../models/evaluateTerm";
import { readOutcomes } from "../data/readOutcome";
import type { Outcome } from "../data/readTraining";
import type { BinCounts, CutsByFeature, EventCounts, FeatureCounts } from "./counts";
import { type FeatureBins, featureBins } from "./countsBins";

/** Options of {@link countsFromTable}. */
export interface CountTableOptions<Row> {
  /** The features to count: columns of the table. */
  readonly features: FeatureSet<Row>;
  /** The cuts between the bins of number features, by name. */
  readonly cuts?: CutsByFeature;
}

/**
 * Counts events and non-events per bin of each feature, from columns. O(records · features · log cuts).
 *
 * @param table - the records, as `readTable` reads them
 * @param outcomes - one per record: true or 1 for an event, false or 0 for a non-event, null for a record to leave
 * out
 * @param options - `features`, and `cuts` for the number features
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
  checkOptions("countsFromTable", "options", options, ["features", "cuts"]);
  const bins = featureBins("countsFromTable", options.features, options.cuts);
  const classes = readOutcomeColumn("countsFromTable", table, outcomes);
  return countClasses("countsFromTable", table, classes, bins);
}

/** Checks a table and its outcomes, and gives the class of every record. */
export function readOutcomeColumn(caller: string, table: Table, outcomes: ArrayLike<Outcome>): Int8Array {
  if (typeof table?.columns !== "object" || table.columns === null) reject(caller, "a table", table);
  if (outcomes?.length !== table.rowCount) {
    reject(caller, `${table.rowCount} outcomes, one per row`, outcomes?.length);
  }
  return readOutcomes(caller, outcomes);
}

/**
 * Counts the records of a table by class and bin.
 *
 * @param caller - the public function that complains
 * @param table - the records
 * @param classes - 1 for an event, 0 for a non-event, −1 for a record that is not counted
 * @param bins - the bins of every feature
 * @returns the counts, without a window
 */
export function countClasses(
  caller: string,
  table: Table,
  classes: Int8Array,
  bins: readonly FeatureBins[],
): EventCounts {
  let [events, nonEvents] = [0, 0];
  for (const outcome of classes) {
    if (outcome === 1) events++;
    else if (outcome === 0) nonEvents++;
  }
  const features = bins.map((feature): FeatureCounts => {
    const column = Object.hasOwn(table.columns, feature.name) ? table.columns[feature.name] : undefined;
    const expected = feature.type === "category" ? "category" : "number";
    if (column?.type !== expected) reject(caller, `a ${expected} column "${feature.name}"`, column?.type);
    return countColumn(feature, column, classes);
  });
  return {
    kind: "counts",
    formatVersion: 1,
    events,
    nonEvents,
    features,
    from: null,
    to: null,
    libraryVersion: LIBRARY_VERSION,
  };
}

function countColumn(feature: FeatureBins, column: Column, classes: Int8Array): FeatureCounts {
  const { name, type, cuts } = feature;
  if (column.type === "category") {
    const { bins, missing } = countCodes(column.codes, column.levels.length, classes);
    const seen = column.levels
      .map((level, code) => ({ level, counts: bins[code] as BinCounts }))
      .filter(({ counts }) => counts.events + counts.nonEvents > 0)
      .sort((a, b) => (a.level < b.level ? -1 : 1));
    const levels = seen.map(({ level }) => level);
    return { name, type, cuts: null, levels, bins: seen.map(({ counts }) => counts), missing };
  }
  const limits = cuts ?? [];
  const codes = new Int32Array(column.values.length);
  for (let i = 0; i < codes.length; i++) {
    const value = column.values[i] as number;
    codes[i] = Number.isNaN(value) ? -1 : cutsAtMost(limits, value);
  }
  return { name, type, cuts, levels: feature.levels, ...countCodes(codes, limits.length + 1, classes) };
}

function countCodes(codes: Int32Array, size: number, classes: Int8Array) {
  const counted = new Float64Array(2 * size + 2); // non-events and events of every bin, the missing ones first
  for (let i = 0; i < codes.length; i++) {
    const outcome = classes[i] as number;
    if (outcome < 0) continue;
    const at = 2 * ((codes[i] as number) + 1) + outcome;
    counted[at] = (counted[at] as number) + 1;
  }
  const at = (bin: number): BinCounts => ({
    events: counted[2 * bin + 1] as number,
    nonEvents: counted[2 * bin] as number,
  });
  return { bins: Array.from({ length: size }, (_, i) => at(i + 1)), missing: at(0) };
}
