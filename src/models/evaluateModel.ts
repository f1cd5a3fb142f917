import type { CategoryColumn, Column, NumberColumn } from "../core/columns";
import { bindCondition, type FeaturePositions, type Test, TRUE } from "./evaluateCondition";
import { bindTerm } from "./evaluateTerm";
import { addLinearTerms, addWithMissing, linearRuns } from "./linearRuns";
import { ruleRuns } from "./ruleRuns";
import type { AdditiveModel } from "./types";

/** Some rows, and what a model makes of them: only the first `n` entries count. */
export interface Rows {
  readonly n: number;
  /** The columns in the order of the model's features. */
  readonly columns: readonly Column[];
  /** The margin: the capped sum, or the margin of an override. */
  readonly margin: Float64Array;
  /** Position of the gate that decided, or −1. */
  readonly gate: Int32Array;
  /** Number of the model's features that have no value. */
  readonly missing: Int32Array;
}

/** Receives the contributions of a line: a term, then the cap of a group, then the overrides. */
export type LineVisitor = (values: Float64Array, line: number) => void;

/**
 * Evaluates a model on some rows: writes margins, gates and counts of missing values. Gives the positions of features
 * that thereby are known to have a finite value in every row, and whether every sum is finite.
 */
export type Evaluate = (
  rows: Rows,
  visit?: LineVisitor,
) => { readonly finite: readonly number[]; readonly isSound: boolean };

/**
 * Prepares a model for columns. Each term adds its column to the margin or to its group, groups are capped and
 * passed on, gates decide. A sum that is not finite leaves a margin that is not, whatever the gates say. The order of the sum is that of the terms, so the bits depend on nothing else.
 * O(rows · terms) a call.
 *
 * With `visit`, the contributions of each term are handed over, then of each group's cap, then of the overrides, in
 * an array that is used again.
 *
 * @param model - a checked model
 * @returns a function that evaluates rows
 */
export function bindModel(model: AdditiveModel): Evaluate {
  const { terms, groups, gates, features } = model;
  const order = new Map(features.map(({ name }, i) => [name, i]));
  const positions: FeaturePositions = { at: (name) => order.get(name) as number, summaries: features };
  const sum = bindSum(model, positions);
  const tests = gates.map((gate) => bindCondition(gate.when, positions));
  const last = terms.length + groups.length;
  const linear = linearRuns(terms, positions).flatMap((run) => run?.at ?? []);
  let mayMiss = false;
  return (rows, visit) => {
    const { n, columns, margin, gate, missing } = rows;
    // rows are first taken as complete, unless the last ones were not
    const isComplete = !visit && !mayMiss && sum(rows, true);
    let isSound = isComplete;
    if (!isComplete) {
      isSound = sum(rows, false, visit);
      mayMiss = isAnyAbove0(missing, n);
    }
    if (gates.length > 0) gate.fill(-1, 0, n);
    // the last gate is tried first, so that the first one that holds has the last word
    for (let k = gates.length - 1; k >= 0; k--) decide(k, (tests[k] as Test)(columns, n), gate, n);
    const change = visit && new Float64Array(n);
    for (let i = 0; gates.length > 0 && i < n; i++) {
      const decided = gates[gate[i] as number];
      if (decided?.kind !== "override" || !Number.isFinite(margin[i])) continue;
      if (change) change[i] = decided.margin - (margin[i] as number);
      margin[i] = decided.margin;
    }
    if (change) visit(change, last);
    return { finite: isComplete ? linear : [], isSound };
  };
}

/** Sums terms and caps; says whether every margin is finite, which it is not where rows are wrongly taken as complete. */
function bindSum({ terms, groups, features, intercept }: AdditiveModel, positions: FeaturePositions) {
  const groupAt = new Map(groups.map(({ id }, i) => [id, i]));
  const totalOf = (id: string | null) => (id === null ? -1 : (groupAt.get(id) as number));
  const steps = terms.map((term) => ({ total: totalOf(term.group), write: bindTerm(term, positions) }));
  const runs = linearRuns(terms, positions);
  const rules = ruleRuns(terms, positions);
  const every = features.map((_, i) => i);
  const uncounted = every.filter((i) => !runs.some((run) => run?.counted.includes(i)));
  let line = new Float64Array(0);
  let totals: Float64Array[] = [];

  return ({ n, columns, margin, missing }: Rows, isComplete: boolean, visit?: LineVisitor): boolean => {
    if (line.length < n) {
      line = new Float64Array(n);
      totals = groups.map(() => new Float64Array(n));
    }
    margin.fill(intercept, 0, n);
    missing.fill(0, 0, n);
    for (const total of totals) total.fill(0, 0, n);
    countMissing(columns, visit ? every : uncounted, n, missing);
    for (let k = 0; k < steps.length; k++) {
      const { write, total: at } = steps[k] as (typeof steps)[number];
      const total = at < 0 ? margin : (totals[at] as Float64Array);
      const run = visit ? undefined : runs[k];
      if (run) {
        if (isComplete) addLinearTerms(run, columns, n, margin);
        else addWithMissing(run, columns, n, margin, missing);
        k += run.terms.length - 1;
        continue;
      }
      const together = rules[k];
      if (together) {
        const holding = together.test(columns, n);
        if (!visit) together.add(holding, n, total);
        for (let j = 0; visit && j < together.size; j++) {
          together.write(j, holding, n, line);
          add(total, line, n);
          visit(line, k + j);
        }
        k += together.size - 1;
        continue;
      }
      write(columns, n, line);
      add(total, line, n);
      visit?.(line, k);
    }
    groups.forEach(({ group, minimum, maximum }, k) => {
      const total = totals[k] as Float64Array;
      cap(total, line, n, minimum ?? Number.NEGATIVE_INFINITY, maximum ?? Number.POSITIVE_INFINITY);
      add(totals[totalOf(group)] ?? margin, total, n);
      visit?.(line, steps.length + k);
    });
    return allFinite(margin, n);
  };
}

function isAnyAbove0(counts: Int32Array, n: number): boolean {
  for (let i = 0; i < n; i++) if ((counts[i] as number) > 0) return true;
  return false;
}

function allFinite(values: Float64Array, n: number): boolean {
  let gap = 0; // NaN once a value is infinite or NaN
  for (let i = 0; i < n; i++) gap += (values[i] as number) - (values[i] as number);
  return gap === 0;
}

function add(total: Float64Array, line: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) total[i] = (total[i] as number) + (line[i] as number);
}

/** Caps a total, and writes what the cap changed. A total that is not finite is none: it is not hidden by the cap. */
function cap(total: Float64Array, change: Float64Array, n: number, low: number, high: number): void {
  for (let i = 0; i < n; i++) {
    const value = total[i] as number;
    const capped = Number.isFinite(value) ? Math.min(Math.max(value, low), high) : Number.NaN;
    change[i] = capped - value;
    total[i] = capped;
  }
}

function decide(position: number, truth: Uint8Array, gate: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) if (truth[i] === TRUE) gate[i] = position;
}

function countMissing(
  columns: readonly Column[],
  which: readonly number[],
  n: number,
  missing: Int32Array,
): void {
  for (const k of which) {
    const { values, codes } = columns[k] as NumberColumn & CategoryColumn;
    for (let i = 0; i < n; i++) {
      if (codes === undefined ? Number.isNaN(values[i]) : (codes[i] as number) < 0) {
        missing[i] = (missing[i] as number) + 1;
      }
    }
  }
}

/** Whether a column has no value in a row. */
export function isMissing(column: Column, i: number): boolean {
  return column.type === "number" ? Number.isNaN(column.values[i]) : (column.codes[i] as number) < 0;
}
