import { reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import { type Moments, moments } from "../data/moments";

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
  readonly parts: DesignPart[];
  readonly baselines: number[];
  readonly moments: Map<string, Moments>;
  readonly leftOut: { column: string; reason: string }[];
  readonly rareLevels: Map<string, readonly string[]>;
  readonly rareMissing: string[];
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
  const draft: Draft = {
    columns: [],
    parts: [],
    baselines: [],
    moments: new Map(),
    leftOut: [],
    rareLevels: new Map(),
    rareMissing: [],
  };
  const unequal = weights.some((weight) => weight !== 1) ? weights : null;
  for (const name of Object.keys(table.columns).sort()) {
    const column = table.columns[name] as Table["columns"][string];
    if (column.type === "number") addNumber(draft, name, column.values, unequal, options);
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
  return {
    rowCount: table.rowCount,
    ...draft,
    get blocks() {
      return draft.parts.map(writtenOut);
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

function addNumber(
  draft: Draft,
  feature: string,
  values: Float64Array,
  weights: Float64Array | null,
  options: DesignOptions,
): void {
  const known = moments(values, weights);
  draft.moments.set(feature, known);
  const { weight: total, missing, mean } = known;
  if (known.minimum === Number.NEGATIVE_INFINITY || known.maximum === Number.POSITIVE_INFINITY) {
    if (total > 0)
      reject(
        "fitLogistic",
        `finite numbers in column "${feature}"`,
        known.minimum < 0 ? known.minimum : known.maximum,
      );
  }
  const scale = Math.sqrt(known.squares / total);
  const inverse = 1 / scale;
  if (!(scale > Math.abs(mean) * 1e-14 && scale < Number.POSITIVE_INFINITY && Number.isFinite(inverse))) {
    draft.leftOut.push({ column: feature, reason: noSpread(total, scale) });
  } else {
    draft.parts.push({ kind: "values", column: draft.columns.length, values, mean, inverse });
    draft.columns.push({ name: feature, feature, role: "value", category: false, level: null, mean, scale });
  }
  if (missing > 0 && missing >= options.minimumLevelCount && total > 0) {
    const indicator = {
      name: `${feature} (missing)`,
      feature,
      role: "missing",
      category: false,
      level: null,
    };
    draft.parts.push({ kind: "missing", column: draft.columns.length, values });
    draft.columns.push(withShare(indicator as Indicator, missing / (missing + total)));
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
  const counts = levelCounts(codes, levels.length, weights);
  const countOf = (code: number) => counts[code + 1] as number;
  const present = Array.from(counts, (_, place) => place - 1).filter((code) => countOf(code) > 0);
  present.sort((a, b) => (nameOf(levels, a) < nameOf(levels, b) ? -1 : 1));
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
  const total = present.reduce((sum, code) => sum + countOf(code), 0);
  const first = draft.columns.length;
  if (!baseline) draft.baselines.push(first + own.indexOf(most));
  const places = new Int32Array(levels.length + 1);
  own.forEach((code, i) => {
    places[code + 1] = i + 1;
    draft.columns.push(withShare(levelIndicator(feature, levels, code), countOf(code) / total));
  });
  if (rare.length > 0) {
    const rareNames = rare.filter((code) => code !== -1).map((code) => levels[code] as string);
    draft.rareLevels.set(feature, rareNames);
    if (rareNames.length < rare.length) draft.rareMissing.push(feature);
    const name = `${feature} (rare levels)`;
    if (pooled >= minimumLevelCount) {
      for (const code of rare) places[code + 1] = own.length + 1;
      const indicator = { name, feature, role: "rare", category: true, level: null } as const;
      draft.columns.push(withShare(indicator, pooled / total));
    } else {
      draft.leftOut.push({ column: name, reason: `only ${recordCount(pooled)}: nothing is added` });
    }
  }
  draft.parts.push({ kind: "levels", first, count: draft.columns.length - first, codes, places });
}

function levelCounts(codes: Int32Array, levels: number, weights: Float64Array): Float64Array {
  const counts = new Float64Array(levels + 1);
  for (let i = 0; i < codes.length; i++) {
    const place = (codes[i] as number) + 1;
    counts[place] = (counts[place] as number) + (weights[i] as number);
  }
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

function withShare(indicator: Indicator, share: number): DesignColumn {
  return { ...indicator, mean: share, scale: Math.sqrt(share * (1 - share)) };
}
