import { reject } from "../../core/checks";
import { type Moments, moments } from "../data/moments";
import type { DesignColumn, DesignOptions, DesignPart, ShapeCurve } from "./designTypes";

/** A design that is being made. */
export interface Draft {
  /** Name of the calling function. */
  readonly caller: string;
  readonly columns: DesignColumn[];
  readonly parts: DesignPart[];
  readonly baselines: number[];
  readonly moments: Map<string, Moments>;
  readonly leftOut: { column: string; reason: string }[];
  readonly shapes: Map<string, ShapeCurve>;
  readonly rareLevels: Map<string, readonly string[]>;
  readonly rareMissing: string[];
}

/** A number feature: its standardised value, and an indicator of missing values. */
export function addNumber(
  draft: Draft,
  feature: string,
  values: Float64Array,
  weights: Float64Array | null,
  options: DesignOptions,
): void {
  const known = readMoments(draft, feature, values, weights);
  addValues(draft, feature, feature, values, known);
  addMissing(draft, feature, values, known, options);
}

/** The moments of a number feature, kept for later. */
export function readMoments(
  draft: Draft,
  feature: string,
  values: Float64Array,
  weights: Float64Array | null,
): Moments {
  const known = moments(values, weights);
  draft.moments.set(feature, known);
  if (known.minimum === Number.NEGATIVE_INFINITY || known.maximum === Number.POSITIVE_INFINITY) {
    if (known.weight > 0)
      reject(
        draft.caller,
        `finite numbers in column "${feature}"`,
        known.minimum < 0 ? known.minimum : known.maximum,
      );
  }
  return known;
}

/** A column of numbers, where they have a spread. */
export function addValues(
  draft: Draft,
  name: string,
  feature: string,
  values: Float64Array,
  { weight: total, mean, squares }: Moments,
): void {
  const scale = Math.sqrt(squares / total);
  const inverse = 1 / scale;
  if (!(scale > Math.abs(mean) * 1e-14 && scale < Number.POSITIVE_INFINITY && Number.isFinite(inverse))) {
    draft.leftOut.push({ column: name, reason: noSpread(total, scale) });
  } else {
    draft.parts.push({ kind: "values", column: draft.columns.length, values, mean, inverse });
    draft.columns.push({ name, feature, role: "value", category: false, level: null, mean, scale });
  }
}

/** An indicator of missing numbers, where they are not few. */
export function addMissing(
  draft: Draft,
  feature: string,
  values: Float64Array,
  { weight: total, missing }: Moments,
  options: DesignOptions,
): void {
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

/**
 * A category: an indicator per frequent level, one for the rare levels together. The levels of a number's bins come with
 * names of their own, and stay in order.
 */
export function addCategory(
  draft: Draft,
  feature: string,
  codes: Int32Array,
  levels: readonly string[],
  weights: Float64Array,
  { minimumLevelCount, baseline, mostLevels = Number.POSITIVE_INFINITY }: DesignOptions,
  isBinned = false,
): void {
  const counts = levelCounts(codes, levels.length, weights);
  const countOf = (code: number) => counts[code + 1] as number;
  const present = Array.from(counts, (_, place) => place - 1).filter((code) => countOf(code) > 0);
  if (!isBinned) present.sort((a, b) => (nameOf(levels, a) < nameOf(levels, b) ? -1 : 1));
  const frequent = present.filter((code) => countOf(code) >= minimumLevelCount);
  if (present.length < 2 || frequent.length === 0) {
    const only = present[0] === -1 ? "it has no value" : "it has one level only";
    const reason = present.length < 2 ? only : "each of its levels has few records";
    draft.leftOut.push({ column: feature, reason });
    return;
  }
  if (frequent.length > mostLevels) {
    const expected = `at most ${mostLevels} levels of "${feature}" with a column of their own: raise minimumLevelCount, or leave it out if it is an id`;
    reject(draft.caller, expected, frequent.length, "invalid_data");
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
    draft.columns.push(withShare(levelIndicator(feature, levels, code, isBinned), countOf(code) / total));
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

function levelIndicator(
  feature: string,
  levels: readonly string[],
  code: number,
  isBinned: boolean,
): Indicator {
  const base = { feature, category: true } as const;
  return code === -1
    ? { ...base, name: `${feature} (missing)`, role: "missing", level: null }
    : {
        ...base,
        name: isBinned ? (levels[code] as string) : `${feature} = ${levels[code]}`,
        role: "level",
        level: levels[code] as string,
      };
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
