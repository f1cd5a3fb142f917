import { describeValue } from "../core/describe";
import { didYouMean } from "../core/nearestName";
import type { FeatureSet } from "./featureSet";
import { fieldsOf } from "./fieldsOf";

/** A field that a feature reads and no record has: every value of the feature is missing. */
export interface AbsentField {
  readonly code: "unknown_field";
  /** The feature. */
  readonly feature: string;
  /** The field. */
  readonly field: string;
  /** What it means, with the nearest name that there is. */
  readonly message: string;
}

/** The names of so many records are looked through for a near one. */
const NAMED_RECORDS = 100;

/**
 * The fields that features read and no record has. It may be right (nobody has an event yet), or a name is misspelt.
 * A record that refuses to be asked counts as having the field. O(fields), as long as early records have them.
 *
 * @param features - the feature set; those made by functions name no fields
 * @param rows - the records
 * @returns one entry by feature and field; none without records
 */
export function absentFields<Row>({ names, features }: FeatureSet<Row>, rows: readonly Row[]): AbsentField[] {
  const absent: AbsentField[] = [];
  if (rows.length === 0) return absent;
  for (const feature of names) {
    for (const field of fieldsOf(features[feature])) {
      if (rows.some((row) => has(row, field))) continue;
      const reads = `no record has the field ${describeValue(field)}, which feature "${feature}" reads`;
      const message = reads + didYouMean(field, namesOf(rows));
      absent.push({ code: "unknown_field", feature, field, message });
    }
  }
  return absent;
}

function has(row: unknown, field: string): boolean {
  try {
    return typeof row === "object" && row !== null && field in row;
  } catch {
    return true;
  }
}

function namesOf(rows: readonly unknown[]): string[] {
  const names = rows.slice(0, NAMED_RECORDS).flatMap((row) => {
    try {
      return typeof row === "object" && row !== null ? Object.keys(row) : [];
    } catch {
      return [];
    }
  });
  return [...new Set(names)];
}
