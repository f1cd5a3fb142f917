import { reject } from "../core/checks";
import { LONGEST_TEXT, SHORTER_TEXT } from "../core/longestText";
import { checkColumn } from "../core/readNumbers";

/** The name of a group of records; null where it is not known. */
export type GroupLabel = string | number | boolean | null;

/** Records by group: the rows of group g are `rows[starts[g]]` up to, not including, `rows[starts[g + 1]]`. */
export interface GroupedRows {
  /** The groups in the order of their first record. */
  readonly labels: readonly GroupLabel[];
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
}

/** Sorts record numbers by group, keeping their order within it. Null, NaN and empty text are one group, null. O(n). */
export function groupRows(
  caller: string,
  name: string,
  column: ArrayLike<GroupLabel | undefined>,
  length: number,
): GroupedRows {
  checkColumn(caller, name, column);
  if (column.length !== length) reject(caller, `${name} of length ${length}, as the records`, column.length);
  const codes = new Uint32Array(length);
  const codeOf = new Map<GroupLabel, number>();
  const sizes: number[] = [];
  for (let i = 0; i < length; i++) {
    const label = readLabel(caller, name, column[i], i);
    let code = codeOf.get(label);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(label, code);
      sizes.push(0);
    }
    codes[i] = code;
    (sizes[code] as number)++;
  }
  const starts = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, g) => {
    starts[g + 1] = (starts[g] as number) + size;
  });
  const at = starts.slice();
  const rows = new Uint32Array(length);
  for (let i = 0; i < length; i++) rows[(at[codes[i] as number] as number)++] = i;
  return { labels: [...codeOf.keys()], rows, starts };
}

function readLabel(caller: string, name: string, value: unknown, i: number): GroupLabel {
  if (value === null || value === undefined || value === "" || Number.isNaN(value)) return null;
  if (typeof value === "string" && value.length > LONGEST_TEXT) {
    return reject(caller, `${name}[${i}] to be ${SHORTER_TEXT}`, value);
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return reject(caller, `${name}[${i}] to be text, a number or true or false`, value);
}
