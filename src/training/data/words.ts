import type { TrainingData } from "./readTraining";

/** Names in quotes, the first five of them: "a", "b" and "c". */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.length > 1 ? shown.pop() : undefined;
  return last === undefined ? shown.join("") : `${shown.join(", ")} and ${last}`;
}

/** How many records were rejected, and why the first was. */
export function describeRejected(rejected: TrainingData["rejected"]): string {
  const { index, reason, feature } = rejected[0] as TrainingData["rejected"][number];
  const first = `record ${index}${feature === null ? "" : `, feature ${feature}`}: ${reason}`;
  const count = rejected.length === 1 ? "1 record was" : `${rejected.length} records were`;
  return `${count} rejected; the first is ${first}`;
}
