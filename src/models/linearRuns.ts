import type { Column, NumberColumn } from "../core/columns";
import type { FeaturePositions } from "./evaluateCondition";
import type { LinearTerm, Term } from "./types";

/** Up to four linear terms in a row, which are added in one pass. */
export interface LinearRun {
  readonly terms: readonly LinearTerm[];
  /** The positions of their features. */
  readonly at: readonly number[];
  /** The features whose missing values the pass counts, each where it is met first; -1 for the others. */
  readonly counted: readonly number[];
}

/**
 * Finds linear terms without a group that follow each other.
 *
 * @param terms - the terms of a model
 * @param positions - where the features are
 * @returns at the position of the first term of a run, the run
 */
export function linearRuns(terms: readonly Term[], positions: FeaturePositions): (LinearRun | undefined)[] {
  const runs: (LinearRun | undefined)[] = [];
  const seen = new Set<number>();
  for (let k = 0; k < terms.length; k++) {
    const run: LinearTerm[] = [];
    for (const term of terms.slice(k, k + 4)) {
      if (term.kind !== "linear" || term.group !== null) break;
      run.push(term);
    }
    if (run.length === 0) continue;
    const at = run.map(({ feature }) => positions.at(feature));
    const counted = at.map((i, j) => (seen.has(i) || at.indexOf(i) < j ? -1 : i));
    for (const i of at) seen.add(i);
    runs[k] = { terms: run, at, counted };
    k += run.length - 1;
  }
  return runs;
}

/**
 * Adds the terms of a run to the margin, from left to right, as if no value was missing: where one is, the margin
 * becomes NaN.
 */
export function addLinearTerms(
  run: LinearRun,
  columns: readonly Column[],
  n: number,
  margin: Float64Array,
): void {
  const column = (k: number) => valuesOf(run, columns, k < run.at.length ? k : 0);
  const none = { coefficient: 0, center: 0 }; // adds 0
  const [a = none, b = none, c = none, d = none] = run.terms;
  const [xa, xb, xc, xd] = [column(0), column(1), column(2), column(3)];
  const [fa, fb, fc, fd] = [a.coefficient, b.coefficient, c.coefficient, d.coefficient];
  const [ma, mb, mc, md] = [a.center, b.center, c.center, d.center];
  for (let i = 0; i < n; i++) {
    margin[i] =
      (margin[i] as number) +
      fa * ((xa[i] as number) - ma) +
      fb * ((xb[i] as number) - mb) +
      fc * ((xc[i] as number) - mc) +
      fd * ((xd[i] as number) - md);
  }
}

/** {@link addLinearTerms} for rows with missing values, which it counts. */
export function addWithMissing(
  run: LinearRun,
  columns: readonly Column[],
  n: number,
  margin: Float64Array,
  missing: Int32Array,
): void {
  run.terms.forEach((term, k) => {
    const values = valuesOf(run, columns, k);
    const one = run.counted[k] === -1 ? 0 : 1;
    for (let i = 0; i < n; i++) {
      const x = values[i] as number;
      if (Number.isNaN(x)) {
        margin[i] = (margin[i] as number) + term.missing;
        missing[i] = (missing[i] as number) + one;
      } else margin[i] = (margin[i] as number) + term.coefficient * (x - term.center);
    }
  });
}

function valuesOf(run: LinearRun, columns: readonly Column[], k: number): Float64Array {
  return (columns[run.at[k] as number] as NumberColumn).values;
}
