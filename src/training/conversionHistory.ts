import { reject } from "../core/checks";
import type { Column, Table } from "../core/columns";
import { quantileSorted } from "../core/statistics";
import type { FeatureSet } from "../features/featureSet";
import type { Feature } from "../features/types";
import { cutsAtMost } from "../models/evaluateTerm";
import type { ConversionHistory, HistoryCell } from "../models/history";
import { originalValue } from "../models/originalValue";

const FEW_VALUES = 6;
const CELLS = 5;

/**
 * How often records converted, by the values of each feature: what a narrative quotes. A number with at most
 * six different values has a cell for each, any other is cut into about five cells of equal size; missing
 * values have a cell of their own. Values are original ones, before a transform. O(records · features).
 *
 * @param features - the feature set
 * @param table - the records, as `readTable` reads them
 * @param outcomes - 1 or true for an event, 0 or false for a non-event, one per record
 * @returns counts of records and events, in all and by cell
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
): ConversionHistory {
  if (!Array.isArray(features?.names)) reject("conversionHistory", "features made by featureSet", features);
  if (typeof table?.columns !== "object" || table.columns === null) {
    reject("conversionHistory", "a table", table);
  }
  if (outcomes?.length !== table.rowCount) {
    reject("conversionHistory", `${table.rowCount} outcomes`, outcomes?.length);
  }
  const events = Uint8Array.from(outcomes, (outcome) =>
    outcome === true || outcome === 1
      ? 1
      : outcome === false || outcome === 0
        ? 0
        : reject("conversionHistory", "outcomes to be booleans, 0 or 1", outcome),
  );
  const cells = features.names.map((name) => {
    const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
    if (column === undefined) reject("conversionHistory", `a column "${name}"`, column);
    return [name, historyCells(features.features[name] as Feature<Row>, column, events)] as const;
  });
  let total = 0;
  for (const event of events) total += event;
  return { rows: events.length, events: total, features: Object.fromEntries(cells) };
}

function historyCells<Row>(feature: Feature<Row>, column: Column, events: Uint8Array): HistoryCell[] {
  if (column.type === "category") {
    const names = column.levels;
    const { cells, missing } = countCells(column.codes, names.length, events);
    return [...byLevel(names, cells), ...missing];
  }
  const { values } = column;
  if (feature.type === "ordinal") {
    const names = feature.levels as readonly string[];
    const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value));
    const { cells, missing } = countCells(codes, names.length, events);
    return [...byLevel(names, cells, false), ...missing];
  }
  const original = values.map((value) =>
    Number.isNaN(value) ? value : originalValue(feature.transform, value),
  );
  const starts = cellStarts(original.filter((value) => !Number.isNaN(value)).sort());
  const codes = Int32Array.from(original, (value) => (Number.isNaN(value) ? -1 : cutsAtMost(starts, value)));
  const { cells, missing } = countCells(codes, starts.length + 1, events);
  const ranges = cells.map(({ rows, events: e }, i) => ({
    from: starts[i - 1] ?? null,
    to: starts[i] ?? null,
    rows,
    events: e,
  }));
  return [...ranges.filter(({ rows }) => rows > 0), ...missing];
}

function countCells(codes: Int32Array, size: number, events: Uint8Array) {
  const cells = Array.from({ length: size }, () => ({ rows: 0, events: 0 }));
  const without = { rows: 0, events: 0 };
  codes.forEach((code, i) => {
    const cell = code < 0 ? without : (cells[code] as { rows: number; events: number });
    cell.rows++;
    cell.events += events[i] as number;
  });
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
function cellStarts(sorted: Float64Array): number[] {
  const different = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  if (different.length <= FEW_VALUES) return Array.from(different.subarray(1));
  const quantiles = Array.from({ length: CELLS - 1 }, (_, i) => quantileSorted(sorted, (i + 1) / CELLS));
  // where most values are the smallest one, such as 0 visits, it has a cell of its own
  const smallest = sorted[0] as number;
  const cuts = quantiles.map((cut) => (cut > smallest ? cut : (different[1] as number)));
  return [...new Set(cuts)].sort((a, b) => a - b);
}
