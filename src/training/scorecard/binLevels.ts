import type { CategoryColumn } from "../../core/columns";
import { type BinCounts, sumOf, total } from "../counts/counts";
import { type BinnedFeature, type BinningContext, countByCode, type Part, partOf } from "./binFeature";
import { mergeBins } from "./mergeBins";

const MISSING = 0;

/**
 * Puts a category into bins: levels of similar event rate together. Levels with too few records to know their rate
 * are taken together first, as one level; special levels and missing values stay alone.
 *
 * @param name - the feature
 * @param column - codes and levels
 * @param special - levels that are never merged
 * @param context - records and sizes
 * @returns the bins
 */
export function binLevels(
  name: string,
  { codes, levels }: CategoryColumn,
  special: readonly string[],
  context: BinningContext,
): BinnedFeature {
  const counts = countByCode(
    codes.map((code) => code + 1),
    levels.length + 1,
    context,
  );
  const known = levels
    .map((level, code) => ({ level, place: code + 1, counts: counts[code + 1] as BinCounts }))
    .filter((one) => total(one.counts) > 0 && !special.includes(one.level));
  const frequent = known.filter((one) => total(one.counts) >= context.enough);
  const rare = known.filter((one) => total(one.counts) < context.enough);
  const pool = { level: null, counts: together(rare.map((one) => one.counts)) };
  const isPoolKnown = total(pool.counts) >= context.enough;
  const sorted = [...frequent, ...(isPoolKnown ? [pool] : [])].sort(byRate);
  const runs = mergeBins(
    sorted.map((one) => one.counts),
    "none",
    { fewest: context.enough, most: context.maximumBins, sorted: true },
  );
  const parts: Part[] = [];
  const placeOf = new Map<string | null, number>();
  let at = 0;
  for (const { size, events, nonEvents } of runs) {
    const names = sorted.slice(at, at + size).map((one) => one.level);
    at += size;
    for (const level of names) placeOf.set(level, parts.length);
    const bin = { levels: names.filter((level) => level !== null).sort(), otherLevels: names.includes(null) };
    parts.push(partOf(bin, { events, nonEvents }, context.enough));
  }
  if (!isPoolKnown) {
    placeOf.set(null, parts.length);
    parts.push(partOf({ levels: [], otherLevels: true }, pool.counts, context.enough));
  }
  const others = placeOf.get(null) as number;
  for (const level of special) {
    const code = levels.indexOf(level);
    const own = code < 0 ? together([]) : (counts[code + 1] as BinCounts);
    placeOf.set(level, parts.length);
    parts.push(partOf({ special: level }, own, context.enough));
  }
  const missing = parts.push(partOf({ missing: true }, counts[MISSING] as BinCounts, context.enough)) - 1;
  const places = [missing, ...levels.map((level) => placeOf.get(level) ?? others)];
  const names = [...placeOf.keys()].filter((level) => level !== null).sort();
  return {
    name,
    parts,
    codes: Int32Array.from(codes, (code) => places[code + 1] as number),
    trend: null,
    finer: [...sorted.map((one) => one.counts), ...parts.slice(runs.length).map((part) => part.counts)],
    free: null,
    cells: null,
    levels: { names, parts: names.map((level) => placeOf.get(level) as number), others },
    rareLevels: rare.length,
  };
}

/** By event rate, then by the text of the level; the levels of few records last. */
function byRate(
  a: { readonly level: string | null; readonly counts: BinCounts },
  b: { readonly level: string | null; readonly counts: BinCounts },
): number {
  const difference = a.counts.events / total(a.counts) - b.counts.events / total(b.counts);
  if (difference !== 0) return difference;
  if (a.level === null || b.level === null) return a.level === null ? 1 : -1;
  return a.level < b.level ? -1 : 1;
}

function together(bins: readonly BinCounts[]): BinCounts {
  return { events: sumOf(bins, "events"), nonEvents: sumOf(bins, "nonEvents") };
}
