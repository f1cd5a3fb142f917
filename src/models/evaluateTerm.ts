import type { Column } from "../core/columns";
import { type ColumnOf, evaluateCondition, TRUE } from "./evaluateCondition";
import type { FeatureSummary, GridAxis, Term } from "./types";

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
  term: Term,
  columnOf: ColumnOf,
  features: ReadonlyMap<string, FeatureSummary>,
  out: Float64Array,
): void {
  const n = out.length;
  if (term.kind === "levels") {
    const { codes, perLevel } = levelLookup(
      term.levels,
      term.contributions,
      term.unseen,
      columnOf(term.feature),
    );
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
    const [rowCell, columnCell] = [axisCells(term.rows, columnOf), axisCells(term.columns, columnOf)];
    for (let i = 0; i < n; i++) {
      out[i] = term.contributions[rowCell.cell(i) * columnCell.count + columnCell.cell(i)] as number;
    }
  } else {
    const values = numbers(columnOf(term.feature));
    for (let i = 0; i < n; i++) {
      const value = values[i] as number;
      out[i] = Number.isNaN(value) ? term.missing : numberContribution(term, value);
    }
  }
}

function numberContribution(
  term: Extract<Term, { kind: "linear" | "step" | "piecewise" }>,
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

function levelLookup(levels: readonly string[], values: readonly number[], unseen: number, column: Column) {
  const { codes, levels: present } = column as { codes: Int32Array; levels: readonly string[] };
  const known = new Map(levels.map((level, i) => [level, values[i] as number]));
  return { codes, perLevel: Float64Array.from(present, (level) => known.get(level) ?? unseen) };
}

function axisCells(axis: GridAxis, columnOf: ColumnOf): { count: number; cell: (row: number) => number } {
  if ("cuts" in axis) {
    const values = numbers(columnOf(axis.feature));
    const count = axis.cuts.length + 2;
    const cell = (row: number) => {
      const value = values[row] as number;
      return Number.isNaN(value) ? count - 1 : cutsAtMost(axis.cuts, value);
    };
    return { count, cell };
  }
  const count = axis.levels.length + 2;
  const { codes, perLevel } = levelLookup(
    axis.levels,
    axis.levels.map((_, i) => i),
    count - 2,
    columnOf(axis.feature),
  );
  return {
    count,
    cell: (row) => ((codes[row] as number) < 0 ? count - 1 : (perLevel[codes[row] as number] as number)),
  };
}
