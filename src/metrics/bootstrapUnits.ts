import { reject } from "../core/checks";
import type { RandomSource } from "../core/random";
import { positions } from "../core/sortWith";
import { type GroupedRows, type GroupLabel, groupRows } from "./groupRows";

/** What is drawn with replacement: single records, or clusters of them. */
export interface ResampledUnits {
  /** All rows, unit by unit. */
  readonly rows: Uint32Array;
  /** The rows of unit u are `rows[starts[u]]` up to, not including, `rows[starts[u + 1]]`. */
  readonly starts: Uint32Array;
  /** Where the units of each stratum begin, and the number of units at the end: draws stay within a stratum. */
  readonly strata: Uint32Array;
}

/** The units that the options ask for, of n records. O(n). */
export function resampledUnits(
  caller: string,
  {
    strata,
    clusters,
  }: { readonly strata?: ArrayLike<GroupLabel>; readonly clusters?: ArrayLike<GroupLabel> },
  n: number,
): ResampledUnits {
  if (strata !== undefined && clusters !== undefined) {
    reject(caller, "strata or clusters, not both", "both");
  }
  if (clusters !== undefined) {
    const { rows, starts } = known(caller, "clusters", clusters, n);
    return { rows, starts, strata: Uint32Array.of(0, starts.length - 1) };
  }
  const starts = positions(n + 1);
  if (strata === undefined) return { rows: positions(n), starts, strata: Uint32Array.of(0, n) };
  const grouped = known(caller, "strata", strata, n);
  return { rows: grouped.rows, starts, strata: grouped.starts };
}

function known(caller: string, name: string, column: ArrayLike<GroupLabel>, n: number): GroupedRows {
  const grouped = groupRows(caller, name, column, n);
  const unknown = grouped.labels.indexOf(null);
  if (unknown >= 0) {
    const row = grouped.rows[grouped.starts[unknown] as number] as number;
    reject(caller, `${name}[${row}] to be known: give such a record a label of its own`, column[row]);
  }
  return grouped;
}

/** The rows of as many units as there are, drawn with replacement within each stratum. O(n). */
export function drawUnits({ rows, starts, strata }: ResampledUnits, random: RandomSource): Uint32Array {
  const units = new Uint32Array(starts.length - 1);
  let length = 0;
  for (let s = 0; s + 1 < strata.length; s++) {
    const first = strata[s] as number;
    const next = strata[s + 1] as number;
    for (let i = first; i < next; i++) {
      const unit = first + Math.floor(random.next() * (next - first));
      units[i] = unit;
      length += (starts[unit + 1] as number) - (starts[unit] as number);
    }
  }
  return rowsOf({ rows, starts }, units, length);
}

/** The rows of some units, one after the other. */
export function rowsOf(
  { rows, starts }: Pick<ResampledUnits, "rows" | "starts">,
  units: Uint32Array,
  length: number,
): Uint32Array {
  const picked = new Uint32Array(length);
  let at = 0;
  for (let u = 0; u < units.length; u++) {
    const unit = units[u] as number;
    const next = starts[unit + 1] as number;
    for (let i = starts[unit] as number; i < next; i++) picked[at++] = rows[i] as number;
  }
  return picked;
}
