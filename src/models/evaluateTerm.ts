import type { CategoryColumn, Column } from "../core/columns";
import { type ColumnOf, evaluateCondition, TRUE } from "./evaluateCondition";
import type {
  FeatureSummary,
  GridAxis,
  LevelsTerm,
  LinearTerm,
  PiecewiseTerm,
  StepTerm,
  Term,
} from "./types";

type WithoutNames<T> = T extends Term ? Omit<T, "id" | "label" | "group" | "reference"> : never;

/**
 * Writes the contribution of a term for every row: one loop over its column. O(rows), O(rows · log cuts) for
 * steps and lines.
 *
 * @param term - a term of a checked model
 * @param columnOf - gives the column of a feature
 * @param features - the features by name
 * @param out - one number per row, overwritten
 */
export function evaluateTerm(
  term: WithoutNames<Term>,
  columnOf: ColumnOf,
  features: ReadonlyMap<string, FeatureSummary>,
  out: Float64Array,
): void {
  const n = out.length;
  if (term.kind === "levels") {
    const { codes, levels } = columnOf(term.feature) as CategoryColumn;
    const known = new Map(term.levels.map((level, i) => [level, term.contributions[i] as number]));
    const perLevel = Float64Array.from(levels, (level) => known.get(level) ?? term.unseen);
    for (let i = 0; i < n; i++) {
      const code = codes[i] as number;
      out[i] = code < 0 ? term.missing : (perLevel[code] as number);
    }
  } else if (term.kind === "condition") {
    const truth = evaluateCondition(term.when, columnOf, n, features);
    const times = term.times === null ? null : numbers(columnOf(term.times));
    const low = term.minimum ?? Number.NEGATIVE_INFINITY;
    const high = term.maximum ?? Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      const count = times === null ? 1 : times[i] || 0; // NaN, a missing count, is no time
      out[i] = truth[i] === TRUE ? Math.min(Math.max(term.contribution * count, low), high) : term.otherwise;
    }
  } else if (term.kind === "grid") {
    const cells = new Float64Array(n);
    evaluateTerm(cellTerm(term.rows), columnOf, features, cells);
    evaluateTerm(cellTerm(term.columns), columnOf, features, out);
    const width = cellTerm(term.columns).missing + 1;
    for (let i = 0; i < n; i++) {
      out[i] = term.contributions[(cells[i] as number) * width + (out[i] as number)] as number;
    }
  } else {
    const values = numbers(columnOf(term.feature));
    for (let i = 0; i < n; i++) {
      const value = values[i] as number;
      out[i] = Number.isNaN(value) ? term.missing : numberContribution(term, value);
    }
  }
}

/** A term that contributes the position of the cell on an axis: cells in order, then unlisted, then missing. */
function cellTerm({ feature, ...axis }: GridAxis): WithoutNames<StepTerm | LevelsTerm> {
  const size = "cuts" in axis ? axis.cuts.length + 1 : axis.levels.length;
  const contributions = Array.from({ length: size }, (_, i) => i);
  return "cuts" in axis
    ? { kind: "step", feature, ...axis, contributions, missing: size }
    : { kind: "levels", feature, ...axis, contributions, unseen: size, missing: size + 1 };
}

function numberContribution(
  term: WithoutNames<LinearTerm | StepTerm | PiecewiseTerm>,
  value: number,
): number {
  if (term.kind === "linear") return term.coefficient * (value - term.center);
  if (term.kind === "step") return term.contributions[cutsAtMost(term.cuts, value)] as number;
  return interpolate(term.knots, term.contributions, value);
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

/** The values of a number column. */
export function numbers(column: Column): Float64Array {
  // createScorer and checkModel have made sure of the type
  return (column as { values: Float64Array }).values;
}
