import { reject } from "../core/checks";
import { absentFields } from "../features/absentFields";
import type { FeatureSet } from "../features/featureSet";

/**
 * Refuses a list of records where one record is wanted, which would be a record without any value. An array may be a
 * record, for features that are functions of it: only one without the fields that features name is none.
 *
 * @param caller - name of the calling function
 * @param features - the features that read it
 * @param row - the record
 * @throws SalienceError `invalid_argument`
 */
export function checkRecord<Row>(caller: string, features: FeatureSet<Row>, row: Row): void {
  if (isArray(row) && absentFields(features, [row]).length > 0)
    reject(caller, `a record (${caller}All takes a list of them)`, row);
}

function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a revoked proxy is rejected with the reason
  }
}
