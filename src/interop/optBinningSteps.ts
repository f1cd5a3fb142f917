import { checkNumber, reject } from "../core/checks";
import { cutsAtMost } from "../models/evaluateTerm";
import type { StepTerm } from "../models/types";
import { checkList } from "./importedModel";
import type { BinInterval } from "./optBinningTypes";

/** What numbers contribute that are special codes. */
export type NumberSpecials = Map<number, number>;

/**
 * Cuts and contributions of intervals that cover all numbers, with special codes cut out.
 *
 * @param caller - name of the calling function
 * @param variable - the variable
 * @param intervals - its bins, in any order
 * @param splits - the exact bounds between them, or undefined for those of the bins
 * @param specials - the special codes
 * @returns cuts and contributions of a step term
 */
export function stepsOf(
  caller: string,
  variable: string,
  intervals: readonly BinInterval[],
  splits: readonly number[] | undefined,
  specials: NumberSpecials,
): Pick<StepTerm, "cuts" | "contributions"> {
  const sorted = [...intervals].sort((a, b) => a.from - b.from || a.to - b.to);
  checkCover(caller, variable, sorted);
  const bounds = sorted.slice(1).map(({ from }) => from);
  const cuts = splits === undefined ? bounds : checkSplits(caller, variable, splits, sorted);
  const values = sorted.map(({ value }) => value);
  if (specials.size === 0) return { cuts, contributions: values };
  const codes = [...specials.keys()];
  const all = [...new Set([...cuts, ...codes, ...codes.map(nextLarger)])].sort((a, b) => a - b);
  const at = (x: number) => specials.get(x) ?? (values[cutsAtMost(cuts, x)] as number);
  return { cuts: all, contributions: [values[0] as number, ...all.map(at)] };
}

/** Checks that sorted intervals follow each other from −∞ to ∞. */
function checkCover(caller: string, variable: string, sorted: readonly BinInterval[]): void {
  const name = `bins of "${variable}"`;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of sorted) {
    if (from < end) reject(caller, `${name} that do not overlap`, `a bin from ${from} after one to ${end}`);
    if (from > end) reject(caller, `${name} without a gap`, `a bin from ${from} after ${end}`);
    end = to;
  }
  if (end !== Number.POSITIVE_INFINITY) reject(caller, `${name} without a gap`, `nothing from ${end} on`);
}

/** Checks that exact splits are those that the bins show rounded. */
function checkSplits(
  caller: string,
  variable: string,
  splits: readonly number[],
  sorted: readonly BinInterval[],
): readonly number[] {
  const name = `splits of "${variable}"`;
  const list = checkList(caller, name, splits);
  if (list.length !== sorted.length - 1) {
    reject(caller, `${sorted.length - 1} ${name}, one fewer than bins`, list.length);
  }
  return list.map((value, i) => {
    const split = checkNumber(caller, name, value);
    const { from, digits } = sorted[i + 1] as BinInterval;
    const rounding = 0.5 * Number(`1e-${digits}`);
    if (!(Math.abs(split - from) <= rounding + 1e-9 * Math.abs(from))) {
      reject(caller, `${name} to be those of its bins: ${from} to ${digits} digits`, split);
    }
    if (i > 0 && !(split > (list[i - 1] as number))) reject(caller, `${name} to increase`, split);
    return split;
  });
}

/** The next larger number there is. */
function nextLarger(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  const value = Float64Array.of(x);
  const bits = new BigInt64Array(value.buffer);
  bits[0] = (bits[0] as bigint) + (x > 0 ? 1n : -1n);
  return value[0] as number;
}
