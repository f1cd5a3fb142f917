import type { CategoryColumn, Column, NumberColumn } from "../core/columns";
import { bindCondition, type FeaturePositions, TRUE } from "./evaluateCondition";
import { levelLookup } from "./levelLookup";
import type { GridAxis, LevelsTerm, StepTerm, Term } from "./types";

type WithoutNames<T> = T extends Term ? Omit<T, "id" | "label" | "group" | "reference"> : never;

/** Writes the contribution of a term for the first n rows of columns. */
export type Write = (columns: readonly Column[], n: number, out: Float64Array) => void;

/**
 * Prepares a term for columns: what does not depend on the rows is done once, the rest is one loop over its column.
 * O(rows) a call, O(rows · log cuts) for steps and lines.
 *
 * @param term - a term of a checked model
 * @param positions - where the features are
 * @returns a function that writes one contribution per row
 */
export function bindTerm(term: WithoutNames<Term>, positions: FeaturePositions): Write {
  if (term.kind === "grid") return bindGrid(term, positions);
  if (term.kind === "condition") return bindRule(term, positions);
  const at = positions.at(term.feature);
  const { missing } = term;
  if (term.kind === "levels") {
    const known = new Map(term.levels.map((level, i) => [level, term.contributions[i] as number]));
    const lookup = levelLookup((level) => known.get(level) ?? term.unseen);
    return (columns, n, out) => {
      const { codes, levels } = columns[at] as CategoryColumn;
      const perLevel = lookup(levels);
      for (let i = 0; i < n; i++) {
        const code = codes[i] as number;
        out[i] = code < 0 ? missing : (perLevel[code] as number);
      }
    };
  }
  return (columns, n, out) => {
    const { values } = columns[at] as NumberColumn;
    for (let i = 0; i < n; i++) {
      const value = values[i] as number;
      if (Number.isNaN(value)) out[i] = missing;
      else if (term.kind === "linear") out[i] = term.coefficient * (value - term.center);
      else if (term.kind === "step") out[i] = term.contributions[cutsAtMost(term.cuts, value)] as number;
      else out[i] = interpolate(term.knots, term.contributions, value);
    }
  };
}

function bindRule(term: WithoutNames<Term> & { kind: "condition" }, positions: FeaturePositions): Write {
  const { contribution, otherwise } = term;
  const test = bindCondition(term.when, positions);
  const times = term.times === null ? null : positions.at(term.times);
  const low = term.minimum ?? Number.NEGATIVE_INFINITY;
  const high = term.maximum ?? Number.POSITIVE_INFINITY;
  return (columns, n, out) => {
    const truth = test(columns, n);
    const counts = times === null ? null : (columns[times] as NumberColumn).values;
    for (let i = 0; i < n; i++) {
      const count = counts === null ? 1 : counts[i] || 0; // NaN, a missing count, is no time
      out[i] = truth[i] === TRUE ? Math.min(Math.max(contribution * count, low), high) : otherwise;
    }
  };
}

function bindGrid(term: WithoutNames<Term> & { kind: "grid" }, positions: FeaturePositions): Write {
  const [across, down] = [cellTerm(term.columns), cellTerm(term.rows)];
  const [writeAcross, writeDown] = [bindTerm(across, positions), bindTerm(down, positions)];
  const width = across.missing + 1;
  let cells = new Float64Array(0);
  return (columns, n, out) => {
    if (cells.length < n) cells = new Float64Array(n);
    writeDown(columns, n, cells);
    writeAcross(columns, n, out);
    for (let i = 0; i < n; i++) {
      out[i] = term.contributions[(cells[i] as number) * width + (out[i] as number)] as number;
    }
  };
}

/** A term that contributes the position of the cell on an axis: cells in order, then unlisted, then missing. */
function cellTerm({ feature, ...axis }: GridAxis): WithoutNames<StepTerm | LevelsTerm> {
  const size = "cuts" in axis ? axis.cuts.length + 1 : axis.levels.length;
  const contributions = Array.from({ length: size }, (_, i) => i);
  return "cuts" in axis
    ? { kind: "step", feature, ...axis, contributions, missing: size }
    : { kind: "levels", feature, ...axis, contributions, unseen: size, missing: size + 1 };
}

/**
 * The number of increasing cuts that are at most a value: the position of the value's cell. A value equal to a
 * cut goes up. O(log cuts).
 */
export function cutsAtMost(cuts: readonly number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cuts[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The height at a value of straight lines between points, constant outside of them. O(log points). */
export function interpolate(xs: readonly number[], ys: readonly number[], value: number): number {
  const above = cutsAtMost(xs, value);
  if (above === 0) return ys[0] as number;
  const [x0, y0] = [xs[above - 1] as number, ys[above - 1] as number];
  if (above === xs.length) return y0;
  const [x1, y1] = [xs[above] as number, ys[above] as number];
  return y0 + ((y1 - y0) * (value - x0)) / (x1 - x0);
}
