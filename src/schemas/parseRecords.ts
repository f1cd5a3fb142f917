import { reject } from "../core/checks";
import { describeThrown } from "../core/describe";
import { SalienceError } from "../core/errors";
import type { StandardIssue, StandardResult, StandardSchema } from "./standardSchema";

/** A record that a schema refuses. */
export interface RefusedRecord {
  /** Position in the input, from 0. */
  readonly index: number;
  /** What is wrong with it: at least one line. */
  readonly issues: readonly {
    /** Where, keys from the outside in; empty for the record as a whole. */
    readonly path: readonly (string | number)[];
    /** What is wrong, in the schema's own words. */
    readonly message: string;
  }[];
}

/** Records sorted by a schema. Together, `acceptedIndex` and the indexes of `rejected` are all positions. */
export interface ParsedRecords<Output> {
  /** The records that the schema accepts, as it puts them out, in the order of the input. */
  readonly accepted: Output[];
  /** For each accepted record its position in the input. */
  readonly acceptedIndex: number[];
  /** The others, in the order of the input. */
  readonly rejected: RefusedRecord[];
}

/**
 * Validates records with a schema of any library that follows Standard Schema: zod, valibot, arktype. No record is
 * dropped silently: those that the schema refuses come back with their position and all issues. A schema that throws
 * for a record rejects that record. O(number of records).
 *
 * @param schema - a schema that validates synchronously
 * @param rows - the records
 * @returns accepted and rejected records
 * @throws SalienceError `invalid_argument` if the schema is none or answers with a promise (zod does so also where a
 *   refinement throws), or the rows are no array
 *
 * @example
 * ```ts
 * import { parseRecords } from "salience/schemas";
 * import * as z from "zod";
 * const Lead = z.object({ id: z.string(), visits: z.number().min(0) });
 * const { accepted, acceptedIndex, rejected } = parseRecords(Lead, [
 *   { id: "a", visits: -1 },
 *   { id: "b", visits: 3, color: "red" },
 * ]);
 * accepted; // => [{ id: "b", visits: 3 }]
 * acceptedIndex; // => [1]
 * rejected;
 * // => [{ index: 0, issues: [{ path: ["visits"], message: "Too small: expected number to be >=0" }] }]
 * ```
 */
export function parseRecords<Output>(
  schema: StandardSchema<Output>,
  rows: readonly unknown[],
): ParsedRecords<Output> {
  checkSchema(schema);
  if (!Array.isArray(rows)) reject("parseRecords", "rows to be an array", rows);
  const result: ParsedRecords<Output> = { accepted: [], acceptedIndex: [], rejected: [] };
  for (let index = 0; index < rows.length; index++) {
    const answer = validate(schema, rows[index], index);
    if (answer.issues) result.rejected.push({ index, issues: answer.issues.map(plainIssue) });
    else {
      result.accepted.push(answer.value);
      result.acceptedIndex.push(index);
    }
  }
  return result;
}

function checkSchema(schema: unknown): void {
  // a schema of arktype is a function
  const standard =
    (typeof schema === "object" && schema !== null) || typeof schema === "function"
      ? (schema as Partial<StandardSchema>)["~standard"]
      : undefined;
  if (typeof standard?.validate !== "function" || standard.version !== 1) {
    reject("parseRecords", "schema to be a Standard Schema of version 1", schema);
  }
}

function validate<Output>(
  schema: StandardSchema<Output>,
  row: unknown,
  index: number,
): StandardResult<Output> {
  let answer: StandardResult<Output> | Promise<StandardResult<Output>>;
  try {
    answer = schema["~standard"].validate(row);
  } catch (error) {
    return { issues: [{ message: `the schema threw: ${describeThrown(error)}` }] };
  }
  if (typeof answer !== "object" || answer === null) {
    return reject("parseRecords", `the schema to answer for record ${index} with a value or issues`, answer);
  }
  if ("then" in answer) {
    answer.then(undefined, () => {}); // a rejection that nobody awaits would end the process
    const problem = `expected a schema that validates synchronously, received a promise for record ${index}`;
    throw new SalienceError("invalid_argument", `parseRecords: ${problem}`);
  }
  return answer;
}

function plainIssue(issue: StandardIssue): RefusedRecord["issues"][number] {
  const path = (issue.path ?? []).map((part) => {
    const key = typeof part === "object" ? part.key : part;
    return typeof key === "symbol" ? String(key) : key;
  });
  return { path, message: issue.message };
}
