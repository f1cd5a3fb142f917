import { type LearnedBin, rangeAt } from "../../core/bin";
import { reject } from "../../core/checks";
import { cutsAtMost } from "../../models/evaluateTerm";
import type { BinCounts } from "../counts/counts";
import { weightedCuts } from "../counts/weightedCuts";
import { type BinnedFeature, type BinningContext, countByCode, type Part, partOf } from "./binFeature";
import { type BinTrend, mergeBins, mergeEitherWay, type Run } from "./mergeBins";

/** What is asked of a number, a flag or an ordinal feature. */
export interface NumberBinning {
  /** `auto` for the trend that keeps more information. */
  readonly trend: BinTrend | "auto";
  /** Cuts between the fine bins, or null for quantiles. */
  readonly fine: readonly number[] | null;
  /** Whether the fine bins stay as they are. */
  readonly fixed: boolean;
  /** Codes that are no ordinary numbers. */
  readonly special: readonly number[];
  /** The levels of an ordinal feature, by rank. */
  readonly levels: readonly string[] | null;
}

/**
 * Puts a number into bins: fine ones by quantiles first, merged along the trend; special codes and missing values
 * alone.
 *
 * @param caller - name of the calling function
 * @param name - the feature
 * @param values - one per record, NaN for missing
 * @param binning - trend, given cuts, special codes
 * @param context - records and sizes
 * @returns the bins
 */
export function binNumbers(
  caller: string,
  name: string,
  values: Float64Array,
  { trend: wanted, fine: given, fixed, special, levels }: NumberBinning,
  context: BinningContext,
): BinnedFeature {
  for (const value of values) {
    if (Math.abs(value) > Number.MAX_VALUE) reject(caller, `finite numbers in column "${name}"`, value);
  }
  const ordinary =
    special.length === 0 ? values : values.map((value) => (special.includes(value) ? Number.NaN : value));
  const fine = given ?? weightedCuts(ordinary, context.weights, context.preBins);
  // codes: special ones first, then missing, then the fine bins
  const first = special.length + 1;
  const codes = Int32Array.from(values, (value, i) =>
    Number.isNaN(ordinary[i])
      ? Number.isNaN(value)
        ? special.length
        : special.indexOf(value)
      : first + cutsAtMost(fine, value),
  );
  const counts = countByCode(codes, first + fine.length + 1, context);
  const bins = counts.slice(first);
  const alone = counts.slice(0, first);
  const { trend, runs } = mergeAs(fixed ? "given" : wanted, bins, context);
  const isFree = trend === "none" || runs.length < 2;
  const cuts: number[] = [];
  const runOf: number[] = [];
  runs.forEach((run, r) => {
    for (let k = 0; k < run.size; k++) runOf.push(r);
    if (r < runs.length - 1) cuts.push(fine[runOf.length - 1] as number);
  });
  const parts: Part[] = runs.map(({ events, nonEvents }, r) =>
    partOf(rangeOf(cuts, r, levels, special), { events, nonEvents }, context.enough),
  );
  special.forEach((code, k) => {
    const text = levels === null ? code : (levels[code] as string);
    parts.push(partOf({ special: text }, alone[k] as BinCounts, context.enough));
  });
  parts.push(partOf({ missing: true }, alone[special.length] as BinCounts, context.enough));
  const places = [...alone.map((_, k) => runs.length + k), ...runOf];
  return {
    name,
    parts,
    codes: codes.map((code) => places[code] as number),
    trend: fixed ? null : runs.length < 2 ? "none" : trend,
    finer: counts,
    free: isFree ? null : [...mergeBins(bins, "none", sizes(context)), ...alone],
    cells: cellsOf(cuts, special, runs.length),
    levels: null,
    rareLevels: 0,
  };
}

const sizes = ({ fewest, maximumBins: most }: BinningContext) => ({ fewest, most, sorted: false });

function mergeAs(
  wanted: BinTrend | "auto" | "given",
  bins: readonly BinCounts[],
  context: BinningContext,
): { readonly trend: BinTrend; readonly runs: readonly Run[] } {
  if (wanted === "given") return { trend: "none", runs: bins.map((bin) => ({ ...bin, size: 1 })) };
  if (wanted === "auto") return mergeEitherWay(bins, sizes(context));
  return { trend: wanted, runs: mergeBins(bins, wanted, sizes(context)) };
}

function rangeOf(
  cuts: readonly number[],
  r: number,
  levels: readonly string[] | null,
  special: readonly number[],
): LearnedBin {
  const range = rangeAt(cuts, r);
  if (levels === null) return range;
  const { from, to } = range;
  const inside = (rank: number) => rank >= (from ?? 0) && rank < (to ?? levels.length);
  return { levels: levels.filter((_, rank) => inside(rank) && !special.includes(rank)), otherLevels: false };
}

/** The cells of a step term: a special code is a cell as narrow as numbers allow, between ordinary ones. */
function cellsOf(ordinary: readonly number[], special: readonly number[], runs: number) {
  const ends = special.flatMap((code) => [code, nextAbove(code)]);
  const cuts = [...new Set([...ordinary, ...ends])].sort((a, b) => a - b);
  const parts = [Number.NEGATIVE_INFINITY, ...cuts].map((from) => {
    const code = special.indexOf(from);
    return code >= 0 ? runs + code : cutsAtMost(ordinary, from);
  });
  return { cuts, parts };
}

/** The next number that a double can hold; after 0 the next one that SQL is written for, since databases underflow. */
function nextAbove(value: number): number {
  if (value === 0) return 1e-50;
  const bits = new BigInt64Array(Float64Array.of(value).buffer);
  bits[0] = (bits[0] as bigint) + (value > 0 ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] as number;
}
