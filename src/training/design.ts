import { reject } from "../core/checks";
import type { Table } from "../core/columns";

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

/** Standardised values of one column, or the column (or −1) that each row's code belongs to. */
export type DesignBlock =
  | { readonly kind: "values"; readonly column: number; readonly values: Float64Array }
  | { readonly kind: "codes"; readonly codes: Int32Array };

/** What a linear model is learned from: number columns standardised, categories as codes. */
export interface Design {
  readonly rowCount: number;
  readonly columns: readonly DesignColumn[];
  readonly blocks: readonly DesignBlock[];
  /** What became no column, and why. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  /** Features whose missing values are rare and pooled with the rare levels. */
  readonly rareMissing: readonly string[];
  /** The rare levels that share the column `feature (rare levels)`, or have none, by feature. */
  readonly rareLevels: ReadonlyMap<string, readonly string[]>;
}

/** How a design is made. */
export interface DesignOptions {
  /** Levels, and missing values, with fewer records (by weight) share a column. */
  readonly minimumLevelCount: number;
  /** Whether the most frequent level of each category is left out, as an estimate without penalty needs. */
  readonly baseline: boolean;
}

interface Draft {
  readonly columns: DesignColumn[];
  readonly blocks: DesignBlock[];
  readonly leftOut: { column: string; reason: string }[];
  readonly rareLevels: Map<string, readonly string[]>;
  readonly rareMissing: string[];
}

/**
 * Turns a table into the columns of a linear model. A missing number is the mean and has an indicator of its
 * own; missing text is a level. Categories stay codes. Columns are in sorted order of features and levels.
 *
 * @param table - the records
 * @param weights - one per record
 * @param options - pooling of rare levels, baseline
 * @returns the design
 * @throws SalienceError `invalid_data` for more than 5,000 columns, whose products would not fit into memory
 */
export function makeDesign(table: Table, weights: Float64Array, options: DesignOptions): Design {
  const draft: Draft = { columns: [], blocks: [], leftOut: [], rareLevels: new Map(), rareMissing: [] };
  for (const name of Object.keys(table.columns).sort()) {
    const column = table.columns[name] as Table["columns"][string];
    if (column.type === "number") addNumber(draft, name, column.values, weights, options);
    else addCategory(draft, name, column.codes, column.levels, weights, options);
  }
  if (draft.columns.length > MOST_COLUMNS) {
    const remedy = "raise minimumLevelCount, or leave out features that are ids";
    reject(
      "fitLogistic",
      `at most ${MOST_COLUMNS} columns (${remedy})`,
      draft.columns.length,
      "invalid_data",
    );
  }
  return { rowCount: table.rowCount, ...draft };
}

function addNumber(
  draft: Draft,
  feature: string,
  raw: Float64Array,
  weights: Float64Array,
  options: DesignOptions,
): void {
  let total = 0;
  let mean = 0;
  let squares = 0;
  let missing = 0;
  for (let i = 0; i < raw.length; i++) {
    const value = raw[i] as number;
    const weight = weights[i] as number;
    if (Number.isNaN(value)) missing += weight;
    else if (weight > 0) {
      // West's weighted form of Welford's update
      total += weight;
      const step = value - mean;
      mean += (step * weight) / total;
      squares += weight * step * (value - mean);
    }
  }
  const scale = Math.sqrt(squares / total);
  if (!(scale > Math.abs(mean) * 1e-14 && scale < Number.POSITIVE_INFINITY)) {
    draft.leftOut.push({ column: feature, reason: noSpread(total, scale) });
  } else {
    const values = raw.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / scale));
    draft.blocks.push({ kind: "values", column: draft.columns.length, values });
    draft.columns.push({ name: feature, feature, role: "value", category: false, level: null, mean, scale });
  }
  if (missing > 0 && missing >= options.minimumLevelCount && total > 0) {
    const isMissing = Int32Array.from(raw, (value) => (Number.isNaN(value) ? 0 : -1));
    addIndicators(draft, isMissing, weights, [
      { name: `${feature} (missing)`, feature, role: "missing", category: false, level: null },
    ]);
  } else if (missing > 0 && total > 0) {
    draft.leftOut.push({
      column: `${feature} (missing)`,
      reason: `only ${recordCount(missing)}: taken as average`,
    });
  }
}

function noSpread(total: number, scale: number): string {
  if (total === 0) return "it has no value";
  return scale >= 0 && scale < Number.POSITIVE_INFINITY
    ? "it has one value only, or nearly"
    : "its values are too large to compute with";
}

type Indicator = Omit<DesignColumn, "mean" | "scale">;

function addCategory(
  draft: Draft,
  feature: string,
  codes: Int32Array,
  levels: readonly string[],
  weights: Float64Array,
  { minimumLevelCount, baseline }: DesignOptions,
): void {
  const counts = levelCounts(codes, weights);
  const countOf = (code: number) => counts.get(code) as number;
  const present = [...counts.keys()].sort((a, b) => (nameOf(levels, a) < nameOf(levels, b) ? -1 : 1));
  const frequent = present.filter((code) => countOf(code) >= minimumLevelCount);
  if (present.length < 2 || frequent.length === 0) {
    const only = present[0] === -1 ? "it has no value" : "it has one level only";
    const reason = present.length < 2 ? only : "each of its levels has few records";
    draft.leftOut.push({ column: feature, reason });
    return;
  }
  const most = frequent.reduce((top, code) => (countOf(code) > countOf(top) ? code : top));
  const own = baseline ? frequent.filter((code) => code !== most) : frequent;
  const rare = present.filter((code) => countOf(code) < minimumLevelCount);
  const pooled = rare.reduce((total, code) => total + countOf(code), 0);
  const indicators = own.map((code) => levelIndicator(feature, levels, code));
  const position = new Map<number, number>(own.map((code, i) => [code, i]));
  if (rare.length > 0) {
    const rareNames = rare.filter((code) => code !== -1).map((code) => levels[code] as string);
    draft.rareLevels.set(feature, rareNames);
    if (rareNames.length < rare.length) draft.rareMissing.push(feature);
    const name = `${feature} (rare levels)`;
    if (pooled >= minimumLevelCount) {
      for (const code of rare) position.set(code, own.length);
      indicators.push({ name, feature, role: "rare", category: true, level: null });
    } else {
      draft.leftOut.push({ column: name, reason: `only ${recordCount(pooled)}: nothing is added` });
    }
  }
  const positions = codes.map((code) => position.get(code) ?? -1);
  addIndicators(draft, positions, weights, indicators);
}

function levelCounts(codes: Int32Array, weights: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  codes.forEach((code, i) => {
    const weight = weights[i] as number;
    if (weight > 0) counts.set(code, (counts.get(code) ?? 0) + weight);
  });
  return counts;
}

function levelIndicator(feature: string, levels: readonly string[], code: number): Indicator {
  const base = { feature, category: true } as const;
  return code === -1
    ? { ...base, name: `${feature} (missing)`, role: "missing", level: null }
    : { ...base, name: `${feature} = ${levels[code]}`, role: "level", level: levels[code] as string };
}

function recordCount(count: number): string {
  return count === 1 ? "1 record" : `${Number(count.toPrecision(4))} records`;
}

function nameOf(levels: readonly string[], code: number): string {
  return code === -1 ? "" : (levels[code] as string);
}

/** Adds one code block: `positions` points into `indicators`, or is −1. */
function addIndicators(
  draft: Draft,
  positions: Int32Array,
  weights: Float64Array,
  indicators: readonly Indicator[],
): void {
  const shares = new Float64Array(indicators.length);
  let total = 0;
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i] as number;
    total += weights[i] as number;
    if (position >= 0) shares[position] = (shares[position] as number) + (weights[i] as number);
  }
  const first = draft.columns.length;
  indicators.forEach((indicator, i) => {
    const mean = (shares[i] as number) / total;
    draft.columns.push({ ...indicator, mean, scale: Math.sqrt(mean * (1 - mean)) });
  });
  draft.blocks.push({
    kind: "codes",
    codes: positions.map((position) => (position < 0 ? -1 : position + first)),
  });
}
