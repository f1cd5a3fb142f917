import type { TrainingData } from "./readTraining";

/** Names in quotes, the first five of them. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(" and ");
}

/** How many records were rejected, and why the first was. */
export function describeRejected(rejected: TrainingData["rejected"]): string {
  const { index, reason, feature } = rejected[0] as TrainingData["rejected"][number];
  const first = `record ${index}${feature === null ? "" : `, feature ${feature}`}: ${reason}`;
  const count = rejected.length === 1 ? "1 record was" : `${rejected.length} records were`;
  return `${count} rejected; the first is ${first}`;
}
