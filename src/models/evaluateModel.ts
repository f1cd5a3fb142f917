import type { Table } from "../core/columns";
import { evaluateCondition, TRUE } from "./evaluateCondition";
import { evaluateTerm } from "./evaluateTerm";
import type { AdditiveModel, FeatureSummary } from "./types";

/** The sum of a model for every row of a table, and what the gates decided. */
export interface Evaluation {
  /** The margin: the capped sum, or the margin of an override. */
  readonly margin: Float64Array;
  /** Position of the gate that decided, or −1. */
  readonly gate: Int32Array;
  /** Number of the model's features that have a value. */
  readonly present: Int32Array;
}

/** Receives the contributions of a line: a term, then the cap of a group, then the overrides. */
export type LineVisitor = (values: Float64Array) => void;

/**
 * Evaluates a model on a table: each term adds its column to the margin or to its group, groups are capped and
 * passed on, gates decide. The order of the sum is that of the terms, so the bits depend on nothing else.
 * O(rows · terms).
 *
 * @param model - a checked model
 * @param table - a table with every feature of the model
 * @param visit - called with the contributions of each term, then of each group's cap, then of the overrides;
 * the array is reused, so copy what you keep
 * @returns margins and gates
 */
export function evaluateModel(model: AdditiveModel, table: Table, visit?: LineVisitor): Evaluation {
  const n = table.rowCount;
  const columnOf = (name: string) => table.columns[name] as Table["columns"][string];
  const features = new Map(model.features.map((feature) => [feature.name, feature]));
  const margin = new Float64Array(n).fill(model.intercept);
  const sums = new Map(model.groups.map((group) => [group.id, new Float64Array(n)]));
  const line = new Float64Array(n);
  for (const term of model.terms) {
    evaluateTerm(term, columnOf, features, line);
    addTo(term.group === null ? margin : (sums.get(term.group) as Float64Array), line);
    visit?.(line);
  }
  for (const group of model.groups) {
    const total = sums.get(group.id) as Float64Array;
    const low = group.minimum ?? Number.NEGATIVE_INFINITY;
    const high = group.maximum ?? Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      const value = total[i] as number;
      const capped = Math.min(Math.max(value, low), high);
      line[i] = capped - value;
      total[i] = capped;
    }
    addTo(group.group === null ? margin : (sums.get(group.group) as Float64Array), total);
    visit?.(line);
  }
  const gate = decideGates(model, columnOf, features, n);
  line.fill(0);
  for (let i = 0; i < n; i++) {
    const decided = model.gates[gate[i] as number];
    if (decided?.kind === "override") {
      line[i] = decided.margin - (margin[i] as number);
      margin[i] = decided.margin;
    }
  }
  visit?.(line);
  return { margin, gate, present: countPresent(model.features, table) };
}

function addTo(total: Float64Array, line: Float64Array): void {
  for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + (line[i] as number);
}

function decideGates(
  model: AdditiveModel,
  columnOf: (name: string) => Table["columns"][string],
  features: ReadonlyMap<string, FeatureSummary>,
  n: number,
): Int32Array {
  const gate = new Int32Array(n).fill(-1);
  model.gates.forEach((candidate, position) => {
    const truth = evaluateCondition(candidate.when, columnOf, n, features);
    for (let i = 0; i < n; i++) if (gate[i] === -1 && truth[i] === TRUE) gate[i] = position;
  });
  return gate;
}

function countPresent(features: readonly FeatureSummary[], table: Table): Int32Array {
  const present = new Int32Array(table.rowCount);
  for (const { name } of features) {
    for (let i = 0; i < present.length; i++) {
      if (!isMissing(table, name, i)) present[i] = (present[i] as number) + 1;
    }
  }
  return present;
}

/** Whether a feature has no value in a row of a table. */
export function isMissing(table: Table, feature: string, i: number): boolean {
  const column = table.columns[feature] as Table["columns"][string];
  return column.type === "number" ? Number.isNaN(column.values[i]) : (column.codes[i] as number) < 0;
}
