import { checkOptions, reject } from "../../core/checks";
import type { Column, Table } from "../../core/columns";
import { readOutcomes, readWeights } from "../../core/outcomes";
import { checkColumn } from "../../core/readNumbers";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import type { ConversionHistory, HistoryCell } from "../../models/history";
import {
  HISTORY_QUANTILES,
  type NumberProfile,
  type ProfiledRecords,
  type Profiles,
  profileColumns,
} from "./columnProfile";
import { readLabelled } from "./readTraining";

const FEW_VALUES = 6;

/**
 * How often records converted, by the values of each feature: what a narrative quotes. A number with at most
 * six different values has a cell for each, any other is cut into about five cells of equal size; missing
 * values have a cell of their own. Values are the records' own, before clip and transform. O(records · features).
 *
 * @param features - the feature set
 * @param table - the records, as `readTable` reads them
 * @param outcomes - 1 or true for an event, 0 or false for a non-event, one per record
 * @param options - `weights`: how many records each counts for, ≥ 0; 1 by default
 * @returns counts of records and events, by weight, in all and by cell
 * @throws SalienceError `invalid_argument` for inconsistent lengths or other outcomes
 *
 * @example
 * ```ts
 * import { categorical, conversionHistory, featureSet, readTable } from "salience";
 * const features = featureSet<{ source: string }>()({ source: categorical("source") });
 * const { table } = readTable([{ source: "web" }, { source: "fair" }, { source: "web" }], features);
 * conversionHistory(features, table, [1, 0, 0]);
 * // => { rows: 3, events: 1, features: { source: [
 * //   { level: "fair", rows: 1, events: 0 }, { level: "web", rows: 2, events: 1 }] } }
 * ```
 */
export function conversionHistory<Row>(
  features: FeatureSet<Row>,
  table: Table,
  outcomes: ArrayLike<number | boolean>,
  options: { readonly weights?: ArrayLike<number> } = {},
): ConversionHistory {
  const caller = "conversionHistory";
  checkOptions(caller, "options", options, ["weights"]);
  if (typeof table?.columns !== "object" || table.columns === null) reject(caller, "a table", table);
  const like = { name: "rows of the table", length: table.rowCount };
  checkColumn(caller, "outcomes", outcomes);
  if (outcomes.length !== table.rowCount) reject(caller, `${table.rowCount} outcomes`, outcomes.length);
  const flags = readOutcomes(caller, outcomes);
  const weights = readWeights(caller, options.weights, like);
  const input = {
    features,
    outcome: flags as ArrayLike<0 | 1>,
    ...(weights !== null && { weight: weights }),
  };
  const data = readLabelled<Row>(caller, table, input, "nothing");
  return historyOf(features, data, profileColumns(features, data));
}

/** {@link conversionHistory} of records that were read, from profiles of the number columns. */
export function historyOf<Row>(
  features: FeatureSet<Row>,
  records: ProfiledRecords,
  profiles: Profiles,
): ConversionHistory {
  const [all] = countCells(new Int32Array(records.outcomes.length), 1, records).cells;
  const whole = all as Counted;
  const cells = features.names.map((name) => {
    const column = records.table.columns[name] as Column;
    const feature = features.features[name] as Feature<Row>;
    return [name, historyCells(feature, column, records, whole, profiles.get(name))] as const;
  });
  return { ...whole, features: Object.fromEntries(cells) };
}

interface Counted {
  readonly rows: number;
  readonly events: number;
}

function historyCells<Row>(
  feature: Feature<Row>,
  column: Column,
  records: ProfiledRecords,
  whole: Counted,
  known: NumberProfile | undefined,
): HistoryCell[] {
  if (column.type === "category") {
    const names = column.levels;
    const { cells, missing } = countCells(column.codes, names.length, records);
    return [...byLevel(names, cells), ...missing];
  }
  if (feature.type === "ordinal") {
    const names = feature.levels as readonly string[];
    const codes = Int32Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : value));
    const { cells, missing } = countCells(codes, names.length, records);
    return [...byLevel(names, cells, false), ...missing];
  }
  return numberCells(known as NumberProfile, whole);
}

function numberCells(known: NumberProfile, whole: Counted): HistoryCell[] {
  const { values, moments, quantile, all, below } = known;
  const starts = cellStarts(values, moments.minimum, quantile);
  const found = starts.map(below);
  const ranges = [...starts, null].map((to, i) => {
    const [before, until] = [found[i - 1] ?? { rows: 0, events: 0 }, found[i] ?? all];
    const [rows, won] = [until.rows - before.rows, until.events - before.events];
    return { from: starts[i - 1] ?? null, to, rows, events: won };
  });
  const isMissing = values.some(Number.isNaN);
  const missing = {
    missing: true as const,
    rows: whole.rows - all.rows,
    events: Math.max(0, whole.events - all.events), // sums of weights are rounded
  };
  return [...ranges.filter(({ rows }) => rows > 0), ...(isMissing ? [missing] : [])];
}

function countCells(codes: Int32Array, size: number, { outcomes, weights }: ProfiledRecords) {
  const rows = new Float64Array(size + 1); // missing values first
  const won = new Float64Array(size + 1);
  for (let i = 0; i < codes.length; i++) {
    const at = Math.max(codes[i] as number, -1) + 1;
    const weight = weights[i] as number;
    rows[at] = (rows[at] as number) + weight;
    won[at] = (won[at] as number) + weight * (outcomes[i] as number);
  }
  const cells = Array.from(rows, (count, at): Counted => ({ rows: count, events: won[at] as number }));
  const without = cells.shift() as Counted;
  return { cells, missing: without.rows > 0 ? [{ missing: true as const, ...without }] : [] };
}

function byLevel(
  names: readonly string[],
  cells: readonly { rows: number; events: number }[],
  sorted = true,
) {
  const list = cells
    .map((cell, i) => ({ level: names[i] as string, ...cell }))
    .filter(({ rows }) => rows > 0);
  return sorted ? list.sort((a, b) => (a.level < b.level ? -1 : 1)) : list;
}

/** The values at which a new cell starts. */
function cellStarts(
  values: Float64Array,
  smallest: number,
  quantile: (probability: number) => number,
): number[] {
  const different = firstDifferent(values);
  if (different.length <= FEW_VALUES) return different.slice(1);
  // where most values are the smallest one, such as 0 visits, it has a cell of its own
  const cuts = HISTORY_QUANTILES.map((p) => {
    const cut = quantile(p);
    return cut > smallest ? cut : nextAbove(values, smallest);
  });
  return [...new Set(cuts)].sort((a, b) => a - b);
}

/** The different values in order, or some of them where there are more than a few. */
function firstDifferent(values: Float64Array): number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length && found.length <= FEW_VALUES; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value) && !found.includes(value)) found.push(value);
  }
  return found.sort((a, b) => a - b);
}

function nextAbove(values: Float64Array, smallest: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value > smallest && value < next) next = value;
  }
  return next;
}
