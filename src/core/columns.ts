import { checkNumber, reject } from "./checks";
import { LONGEST_TEXT, SHORTER_TEXT } from "./longestText";

/** A column of numbers; NaN is a missing value. Flags are 0 and 1, ordinal levels their rank from 0. */
export interface NumberColumn {
  /** What the column holds. */
  readonly type: "number";
  /** One value per row. */
  readonly values: Float64Array;
  /** The numbers as the records have them, where the feature's `clip` or transform made others of them. */
  readonly originals?: Float64Array;
}

/** A column of categories: integer codes into a list of levels. */
export interface CategoryColumn {
  /** What the column holds. */
  readonly type: "category";
  /** One code per row: a position in `levels`, or −1 for a missing value. */
  readonly codes: Int32Array;
  /** The texts that the codes stand for. */
  readonly levels: readonly string[];
}

/** A column of a {@link Table}. */
export type Column = NumberColumn | CategoryColumn;

/** Columns of equal length: what records become before anything is computed. */
export interface Table {
  /** Number of rows. */
  readonly rowCount: number;
  /** The columns by feature name. */
  readonly columns: Readonly<Record<string, Column>>;
}

/**
 * A column of numbers from any array of numbers; `null` and `undefined` become NaN. A Float64Array is not copied.
 * O(n).
 *
 * @param values - numbers, null or undefined
 * @returns the column
 * @throws SalienceError `invalid_argument` for anything that is not a finite number or missing
 *
 * @example
 * ```ts
 * import { numberColumn } from "salience/core";
 * Array.from(numberColumn([1, null]).values); // => [1, NaN]
 * ```
 */
export function numberColumn(values: ArrayLike<number | null | undefined>): NumberColumn {
  checkList("numberColumn", "numbers", values);
  const column = values instanceof Float64Array ? values : new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value) && !Number.isNaN(value))
      reject("numberColumn", `a finite number at position ${i}`, value);
    if (column !== values) column[i] = value;
  }
  return { type: "number", values: column };
}

/**
 * A column of categories from any array of text; `null`, `undefined` and empty text become missing. Levels are
 * listed in the order of their first appearance. O(n).
 *
 * @param values - text, null or undefined
 * @returns the column
 * @throws SalienceError `invalid_argument` for anything that is not text or missing, and for text of more than 10,000
 * characters
 *
 * @example
 * ```ts
 * import { categoryColumn } from "salience/core";
 * const column = categoryColumn(["web", "fair", null, "web"]);
 * Array.from(column.codes); // => [0, 1, -1, 0]
 * column.levels; // => ["web", "fair"]
 * ```
 */
export function categoryColumn(values: ArrayLike<string | null | undefined>): CategoryColumn {
  checkList("categoryColumn", "text", values);
  const codes = new Int32Array(values.length);
  const codeOf = new Map<string, number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? "";
    if (typeof value !== "string") reject("categoryColumn", `text at position ${i}`, value);
    if (value.length > LONGEST_TEXT) reject("categoryColumn", `${SHORTER_TEXT} at position ${i}`, value);
    let code = value === "" ? -1 : codeOf.get(value);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(value, code);
    }
    codes[i] = code;
  }
  return { type: "category", codes, levels: [...codeOf.keys()] };
}

/**
 * A table from columns, checked: equal lengths, codes that point at a level.
 *
 * @param columns - the columns by name
 * @returns the table
 * @throws SalienceError `invalid_argument` that names the column
 *
 * @example
 * ```ts
 * import { categoryColumn, numberColumn, table } from "salience/core";
 * table({ visits: numberColumn([3, 8]), source: categoryColumn(["web", "fair"]) }).rowCount; // => 2
 * ```
 */
export function table(columns: Readonly<Record<string, Column>>): Table {
  if (typeof columns !== "object" || columns === null || Array.isArray(columns))
    reject("table", "an object of columns", columns);
  const lengths = Object.entries(columns).map(
    ([name, column]) => [name, columnLength(name, column)] as const,
  );
  const rowCount = lengths[0]?.[1] ?? 0;
  for (const [name, length] of lengths) {
    if (length !== rowCount) reject("table", `column ${JSON.stringify(name)} of length ${rowCount}`, length);
  }
  return { rowCount, columns: Object.fromEntries(Object.entries(columns)) };
}

function checkList(caller: string, of: string, values: unknown): void {
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) reject(caller, `an array of ${of}`, values);
}

function columnLength(name: string, column: Column): number {
  const label = `column ${JSON.stringify(name)}`;
  if (column?.type === "number" && column.values instanceof Float64Array) return column.values.length;
  if (column?.type !== "category" || !(column.codes instanceof Int32Array) || !Array.isArray(column.levels)) {
    return reject("table", `${label} to be made by numberColumn or categoryColumn`, column);
  }
  for (const code of column.codes)
    checkNumber("table", `codes of ${label}`, code, -1, column.levels.length - 1);
  return column.codes.length;
}
