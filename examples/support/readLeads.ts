import { readTable } from "salience";
import type { Dataset } from "./dataset";

/** A record that cannot be used, and why. */
export interface Problem {
  /** Position in the data, from 0. */
  readonly index: number;
  readonly reason: string;
}

/** Sorts records into those that can be used and those that cannot. */
export function readLeads<Row>({ rows, features, instant, outcome }: Dataset<Row>): {
  readonly leads: readonly Row[];
  readonly rejected: readonly Problem[];
} {
  const problems = new Map<number, string>();
  for (const { index, feature, reason } of readTable(rows, features, instant).rejected) {
    const label = feature === null ? null : (features.features[feature]?.label ?? feature);
    problems.set(index, label === null ? reason : `${label}: ${reason}`);
  }
  rows.forEach((row, index) => {
    try {
      outcome(row);
    } catch (error) {
      problems.set(index, error instanceof Error ? error.message : String(error));
    }
  });
  return {
    leads: rows.filter((_, index) => !problems.has(index)),
    rejected: [...problems].map(([index, reason]) => ({ index, reason })).sort((a, b) => a.index - b.index),
  };
}
