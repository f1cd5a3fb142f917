import { POLLUTING_KEYS, reject } from "../core/checks";
import { describeValue } from "../core/describe";
import type { FieldWarning, FieldWarningCode } from "./fieldWarning";

/** A row as a reader of CSV gives it: texts, or values that it has converted already, by field. */
export type TextRow = Readonly<Record<string, unknown>>;

/** A field of the rows. */
export interface Header {
  /** As in the rows. */
  readonly field: string;
  /** Without a byte-order mark and blanks around it, unless another field has that name. */
  readonly name: string;
}

/** The fields that the rows have. */
export interface Headers {
  readonly headers: readonly Header[];
  /** Whether a row can be read, by position. */
  readonly isRow: readonly boolean[];
  readonly warnings: readonly FieldWarning[];
}

const MOST_FIELDS = 10_000;

/**
 * The fields of rows, in the order in which they are met, and what is wrong with their names.
 *
 * @param caller - the name of the calling function
 * @param rows - the rows
 * @returns the fields, and which rows are none
 * @throws SalienceError `invalid_argument` if the rows are no array, or have more than 10,000 fields
 */
export function readHeaders(caller: string, rows: readonly TextRow[]): Headers {
  if (!Array.isArray(rows)) reject(caller, "rows to be an array of records", rows);
  const fields = new Set<string>();
  const isRow: boolean[] = [];
  for (const row of rows) {
    const keys = keysOf(row);
    isRow.push(keys !== null);
    for (const key of keys ?? []) {
      fields.add(key);
      if (fields.size > MOST_FIELDS) reject(caller, `rows of at most ${MOST_FIELDS} fields`, fields.size);
    }
  }
  const names = new Map<string, number>();
  for (const field of fields) names.set(cleanName(field), (names.get(cleanName(field)) ?? 0) + 1);
  const named = [...fields].map((field) => ({
    field,
    name: names.get(cleanName(field)) === 1 ? cleanName(field) : field,
  }));
  const headers = named.filter(({ name }) => !POLLUTING_KEYS.includes(name));
  return { headers, isRow, warnings: [...oddRows(isRow), ...headerWarnings(named, names)] };
}

/** A name without a byte-order mark and blanks around it: both are white space to JavaScript. */
export const cleanName = (field: string) => field.trim();

/** The own keys of a row, or null for what is no row. */
function keysOf(row: unknown): string[] | null {
  try {
    return typeof row === "object" && row !== null && !Array.isArray(row) ? Object.keys(row) : null;
  } catch {
    return null; // a proxy that refuses
  }
}

function oddRows(isRow: readonly boolean[]): FieldWarning[] {
  const index = isRow.indexOf(false);
  if (index < 0) return [];
  const count = isRow.filter((is) => !is).length;
  const message = `${count} of ${isRow.length} rows are no objects, the first one at index ${index}`;
  return [{ code: "odd_rows", field: null, message }];
}

function headerWarnings(headers: readonly Header[], names: ReadonlyMap<string, number>): FieldWarning[] {
  const warnings: FieldWarning[] = [];
  const folded = new Map<string, string>();
  for (const { field, name } of headers) {
    const warn = (code: FieldWarningCode, message: string) => warnings.push({ code, field, message });
    const shown = describeValue(name);
    if (POLLUTING_KEYS.includes(name)) {
      warn("reserved_name", `no field may be called ${shown}: it is left out`);
      continue;
    }
    if (field.includes("\uFEFF")) {
      warn(
        "byte_order_mark",
        `the name of ${shown} begins with a byte-order mark, which readers of CSV can drop`,
      );
    } else if (cleanName(field) !== field) {
      warn("blanks_in_name", `the name of ${shown} has blanks around it`);
    }
    if ((names.get(cleanName(field)) ?? 0) > 1) {
      warn(
        "same_name",
        `several fields are called ${describeValue(cleanName(field))} but for blanks around the name`,
      );
      continue;
    }
    const other = folded.get(name.toLowerCase());
    if (other === undefined) folded.set(name.toLowerCase(), name);
    else warn("similar_names", `${describeValue(other)} and ${shown} differ only in case`);
  }
  return warnings;
}
