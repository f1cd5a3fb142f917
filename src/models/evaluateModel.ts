import type { CategoryColumn, Column, NumberColumn } from "../core/columns";
import { type Block, type Evaluated, within } from "./blocks";
import { bindCondition, type FeaturePositions, type Test, TRUE } from "./evaluateCondition";
import { bindTerm } from "./evaluateTerm";
import { addLinearTerms, addWithMissing, linearRuns } from "./linearRuns";
import { ruleRuns } from "./ruleRuns";
import type { AdditiveModel } from "./types";

/**
 * Evaluates a model on a block: writes its gates and counts of missing values, and the margins into their rows of
 * `margin`: the capped sum, or the margin of an override. With `lines`, the contributions go into their rows there: those
 * of each term, of each group's cap, and of the overrides.
 */
export type Evaluate = (
  block: Block,
  margin: Float64Array,
  lines?: readonly (Float64Array | undefined)[],
) => Evaluated;

/**
 * Prepares a model for columns. Each term adds its column to the margin or to its group, groups are capped and
 * passed on, gates decide. A sum that is not finite leaves a margin that is not, whatever the gates say. The order
 * of the sum is that of the terms, so the bits depend on nothing else. O(rows · terms) a call.
 *
 * @param model - a checked model
 * @returns a function that evaluates blocks
 */
export function bindModel(model: AdditiveModel): Evaluate {
  const { terms, groups, gates, features } = model;
  const order = new Map(features.map(({ name }, i) => [name, i]));
  const positions: FeaturePositions = { at: (name) => order.get(name) as number, summaries: features };
  const sum = bindSum(model, positions);
  const decide = bindGates(model, positions);
  const linear = linearRuns(terms, positions).flatMap((run) => run?.at ?? []);
  let mayMiss = false;
  return (block, margin, lines) => {
    const { at, n, missing } = block;
    const sums = within(margin, at, n);
    // rows are first taken as complete, unless the last ones were not
    const isComplete = !lines && !mayMiss && sum(block, sums, true);
    let isSound = isComplete;
    if (!isComplete) {
      isSound = sum(block, sums, false, lines);
      mayMiss = isAnyAbove0(missing, n);
    }
    if (gates.length > 0) decide(block, sums, lines?.[terms.length + groups.length]);
    return { finite: isComplete ? linear : [], isSound };
  };
}

/** Writes the gates of a block, and the margins of overrides where there is a sum. */
function bindGates({ gates }: AdditiveModel, positions: FeaturePositions) {
  const tests = gates.map((gate) => bindCondition(gate.when, positions));
  return ({ at, n, columns, gate }: Block, margin: Float64Array, line: Float64Array | undefined): void => {
    gate.fill(-1, 0, n);
    // the last gate is tried first, so that the first one that holds has the last word
    for (let k = gates.length - 1; k >= 0; k--) decide(k, (tests[k] as Test)(columns, n), gate, n);
    for (let i = 0; i < n; i++) {
      const decided = gates[gate[i] as number];
      if (decided?.kind !== "override" || !Number.isFinite(margin[i])) continue;
      if (line) line[at + i] = decided.margin - (margin[i] as number);
      margin[i] = decided.margin;
    }
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
  const counted = new Set(runs.flatMap((run) => run?.counted ?? []));
  const uncounted = every.filter((i) => !counted.has(i));
  let room = new Float64Array(0);
  let totals: Float64Array[] = [];

  return (
    { at, n, columns, missing }: Block,
    margin: Float64Array,
    isComplete: boolean,
    lines?: readonly (Float64Array | undefined)[],
  ): boolean => {
    if (room.length < n) {
      room = new Float64Array(n);
      totals = groups.map(() => new Float64Array(n));
    }
    const lineOf = (k: number) => (lines ? within(lines[k] as Float64Array, at, n) : room);
    margin.fill(intercept, 0, n);
    missing.fill(0, 0, n);
    for (const total of totals) total.fill(0, 0, n);
    countMissing(columns, lines ? every : uncounted, n, missing);
    for (let k = 0; k < steps.length; k++) {
      const { write, total: to } = steps[k] as (typeof steps)[number];
      const total = to < 0 ? margin : (totals[to] as Float64Array);
      const run = lines ? undefined : runs[k];
      const together = rules[k];
      if (run) {
        if (isComplete) addLinearTerms(run, columns, n, margin);
        else addWithMissing(run, columns, n, margin, missing);
        k += run.terms.length - 1;
      } else if (together) {
        const holding = together.test(columns, n);
        if (!lines) together.add(holding, n, total);
        for (let j = 0; lines && j < together.size; j++) {
          together.write(j, holding, n, lineOf(k + j));
          add(total, lineOf(k + j), n);
        }
        k += together.size - 1;
      } else {
        const line = lineOf(k);
        write(columns, n, line);
        add(total, line, n);
      }
    }
    groups.forEach(({ group, minimum, maximum }, k) => {
      const total = totals[k] as Float64Array;
      const [low, high] = [minimum ?? Number.NEGATIVE_INFINITY, maximum ?? Number.POSITIVE_INFINITY];
      cap(total, lineOf(steps.length + k), n, low, high);
      add(totals[totalOf(group)] ?? margin, total, n);
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
