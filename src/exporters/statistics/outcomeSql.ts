import { checkOptions, reject } from "../../core/checks";
import type { Dialect } from "../sql/dialect";
import { caseOf } from "../sql/format";
import { quoteName } from "../sql/settings";

/** A value of the outcome's column: text, a number or a boolean, as the column holds it. */
export type OutcomeValue = string | number | boolean;

/** Where the outcome of a record stands. A record with any other value, or none, is open and is not counted. */
export interface SqlOutcome {
  /** The column of the table. */
  readonly column: string;
  /** The value, or values, of a record with the event. */
  readonly event: OutcomeValue | readonly OutcomeValue[];
  /** The value, or values, of a record without the event. */
  readonly nonEvent: OutcomeValue | readonly OutcomeValue[];
}

/**
 * The outcome as 1 and 0, NULL where it is not known.
 *
 * @param caller - name of the calling function
 * @param dialect - the dialect
 * @param outcome - the column and its values
 * @returns SQL of the column t
 */
export function outcomeSql(caller: string, dialect: Dialect, outcome: SqlOutcome): string {
  checkOptions(caller, "outcome", outcome, ["column", "event", "nonEvent"]);
  const column = `t.${quoteName(dialect, "outcome.column", outcome.column)}`;
  const event = readValues(caller, dialect, "outcome.event", outcome.event);
  const nonEvent = readValues(caller, dialect, "outcome.nonEvent", outcome.nonEvent);
  const types = new Set([...event, ...nonEvent].map((value) => typeof value));
  if (types.size > 1)
    reject(caller, "outcome.event and outcome.nonEvent of one type", [...types].join(" and "));
  const both = event.find((value) => nonEvent.includes(value));
  if (both !== undefined) reject(caller, "outcome.event and outcome.nonEvent without a common value", both);
  const isOne = (values: readonly OutcomeValue[]) => {
    if (!types.has("boolean"))
      return dialect.isIn(
        column,
        values.map((value) => literal(dialect, value)),
      );
    return values[0] === true ? column : `NOT (${column})`;
  };
  return caseOf(
    [
      [isOne(event), "1"],
      [isOne(nonEvent), "0"],
    ],
    null,
  );
}

function literal(dialect: Dialect, value: OutcomeValue): string {
  return typeof value === "number" ? dialect.number(value) : dialect.text(String(value));
}

function readValues(
  caller: string,
  dialect: Dialect,
  what: string,
  values: OutcomeValue | readonly OutcomeValue[],
): readonly OutcomeValue[] {
  const list: readonly OutcomeValue[] = Array.isArray(values) ? values : [values];
  if (list.length === 0) reject(caller, `at least one value of ${what}`, values);
  for (const value of list) {
    const isPlain = typeof value === "boolean" || typeof value === "string" || Number.isFinite(value);
    if (!isPlain) reject(caller, `${what} to be text, finite numbers or booleans`, value);
    if (
      typeof value === "string" &&
      (/[\ud800-\udfff]/u.test(value) || (value.includes("\0") && !dialect.holdsNul))
    )
      reject(caller, `${what} without lone surrogates, and without NUL in ${dialect.name}`, value);
  }
  return list;
}
