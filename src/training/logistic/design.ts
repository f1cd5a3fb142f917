import { reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import { type Moments, moments } from "../data/moments";
import { addCategory, addNumber, type Draft } from "./designDraft";
import { addShape, type NumberShapes, type ShapeCurve } from "./designShapes";

const MOST_COLUMNS = 5000;

/** A column of the design: the value of a number feature, or an indicator. */
export interface DesignColumn {
  /** Such as `visits`, `visits (missing)`, `source = web`, `source (rare levels)`. */
  readonly name: string;
  readonly feature: string;
  readonly role: "value" | "missing" | "level" | "rare";
  /** Whether the feature is a category. */
  readonly category: boolean;
  /** The level of a `level` column, else null. */
  readonly level: string | null;
  /** Weighted mean, subtracted from values; the share of an indicator. */
  readonly mean: number;
  /** Weighted population standard deviation, by which values are divided. */
  readonly scale: number;
}

/** Where columns of the design come from: nothing is written out, and the arrays are those of the table. */
export type DesignPart =
  /** One column: (value − mean) · inverse, 0 for NaN. */
  | {
      readonly kind: "values";
      readonly column: number;
      readonly values: Float64Array;
      readonly mean: number;
      readonly inverse: number;
    }
  /** One column: 1 where the value is NaN, else 0. */
  | { readonly kind: "missing"; readonly column: number; readonly values: Float64Array }
  /** Columns `first` to `first + count − 1`: row i belongs to column first − 1 + places[codes[i] + 1], or for 0 to none. */
  | {
      readonly kind: "levels";
      readonly first: number;
      readonly count: number;
      readonly codes: Int32Array;
      readonly places: Int32Array;
    };

/** Standardised values of one column, or the column (or −1) that each row's code belongs to. */
export type DesignBlock =
  | { readonly kind: "values"; readonly column: number; readonly values: Float64Array }
  | { readonly kind: "codes"; readonly codes: Int32Array };

/** What a linear model is learned from: number columns to standardise, categories as codes. */
export interface Design {
  readonly rowCount: number;
  readonly columns: readonly DesignColumn[];
  readonly parts: readonly DesignPart[];
  /** The parts written out, anew at every reading: for small designs only. */
  readonly blocks: readonly DesignBlock[];
  /** The column of the most frequent level of each category, where it was not left out. */
  readonly baselines: readonly number[];
  /** Of every number feature. */
  readonly moments: ReadonlyMap<string, Moments>;
  /** What became no column, and why. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  /** Features whose missing values are rare and pooled with the rare levels. */
  readonly rareMissing: readonly string[];
  /** The curves of number features that are not straight lines, by feature. */
  readonly shapes: ReadonlyMap<string, ShapeCurve>;
  /** The rare levels that share the column `feature (rare levels)`, or have none, by feature. */
  readonly rareLevels: ReadonlyMap<string, readonly string[]>;
}

/** How a design is made. */
export interface DesignOptions {
  /** Levels, and missing values, with fewer records (by weight) share a column. */
  readonly minimumLevelCount: number;
  /** Whether the most frequent level of each category is left out, as an estimate without penalty needs. */
  readonly baseline: boolean;
  /** Number features that are binned or bent, by name. */
  readonly shapes?: NumberShapes;
  /** Features without a column. */
  readonly without?: readonly string[];
  /** The public function that complains, `fitLogistic` by default. */
  readonly caller?: string;
}

/**
 * Turns a table into the columns of a linear model. A missing number is the mean and has an indicator of its
 * own; missing text is a level. Nothing is copied. Columns are in sorted order of features and levels.
 *
 * @param table - the records
 * @param weights - one per record
 * @param options - pooling of rare levels, baseline
 * @returns the design
 * @throws SalienceError `invalid_data` for more than 5,000 columns, whose products would not fit into memory
 */
export function makeDesign(table: Table, weights: Float64Array, options: DesignOptions): Design {
  const { shapes = {}, without = [], caller = "fitLogistic" } = options;
  const draft: Draft = {
    caller,
    columns: [],
    parts: [],
    baselines: [],
    moments: new Map(),
    leftOut: [],
    shapes: new Map(),
    rareLevels: new Map(),
    rareMissing: [],
  };
  const unequal = weights.some((weight) => weight !== 1) ? weights : null;
  for (const name of Object.keys(table.columns).sort()) {
    if (without.includes(name)) continue;
    const column = table.columns[name] as Table["columns"][string];
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (column.type === "category") addCategory(draft, name, column.codes, column.levels, weights, options);
    else if (shape === undefined) addNumber(draft, name, column.values, unequal, options);
    else addShape(draft, name, column.values, weights, unequal, shape, options);
  }
  if (draft.columns.length > MOST_COLUMNS) {
    const remedy = "raise minimumLevelCount, or leave out features that are ids";
    reject(caller, `at most ${MOST_COLUMNS} columns (${remedy})`, draft.columns.length, "invalid_data");
  }
  return designOf(table.rowCount, draft);
}

/**
 * A design with one more column, the last one: the numbers as they are, neither centred nor scaled, whose coefficient is
 * to stay 1.
 *
 * @param design - the design
 * @param feature - what the column is called
 * @param values - one per record, none of them missing
 * @returns another design; the parts are shared
 */
export function withOffset(design: Design, feature: string, values: Float64Array): Design {
  const column = design.columns.length;
  const known = moments(values, null);
  return designOf(design.rowCount, {
    ...design,
    columns: [
      ...design.columns,
      { name: feature, feature, role: "value", category: false, level: null, mean: 0, scale: 1 },
    ],
    parts: [...design.parts, { kind: "values", column, values, mean: 0, inverse: 1 }],
    moments: new Map(design.moments).set(feature, known),
  });
}

/**
 * Some rows of a design, in the order given, standardised as all of them are.
 *
 * @param design - the design
 * @param rows - positions
 * @returns another design, with a copy of those rows
 */
export function designRows(design: Design, rows: Int32Array): Design {
  const pickNumbers = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] as number);
  const picked = new Map<Float64Array, Float64Array>(); // values and missing parts share an array
  const parts = design.parts.map((part): DesignPart => {
    if (part.kind === "levels") {
      return { ...part, codes: Int32Array.from(rows, (row) => part.codes[row] as number) };
    }
    const values = picked.get(part.values) ?? pickNumbers(part.values);
    picked.set(part.values, values);
    return { ...part, values };
  });
  return designOf(rows.length, { ...design, parts });
}

function designOf(rowCount: number, known: Omit<Design, "rowCount" | "blocks">): Design {
  const { columns, parts, baselines, moments, leftOut, shapes, rareMissing, rareLevels } = known;
  return {
    rowCount,
    columns,
    parts,
    baselines,
    moments,
    leftOut,
    shapes,
    rareMissing,
    rareLevels,
    get blocks() {
      return parts.map(writtenOut);
    },
  };
}

function writtenOut(part: DesignPart): DesignBlock {
  if (part.kind === "values") {
    const { column, mean, inverse } = part;
    const standardise = (value: number) => (Number.isNaN(value) ? 0 : (value - mean) * inverse);
    return { kind: "values", column, values: part.values.map(standardise) };
  }
  if (part.kind === "missing") {
    return {
      kind: "codes",
      codes: Int32Array.from(part.values, (v) => (Number.isNaN(v) ? part.column : -1)),
    };
  }
  const { codes, places, first } = part;
  const columnOf = (code: number) => (places[code + 1] === 0 ? -1 : first - 1 + (places[code + 1] as number));
  return { kind: "codes", codes: codes.map(columnOf) };
}
