import type { SqlDialect } from "./types";

/** The largest finite double: what exceeds it is infinite. */
export const LARGEST = Number.MAX_VALUE;

/** The largest number of an event where an overflow is an error: with it, no sum over events can overflow. */
export const LARGEST_OF_EVENTS = 1e150;

/** How a database writes what differs between databases. Arguments and results are SQL, unless called a value. */
export interface Dialect {
  readonly name: SqlDialect;
  /** A quoted name, from any text. */
  readonly identifier: (name: string) => string;
  /** Why a name cannot be quoted, or null. */
  readonly forbiddenName: (name: string) => string | null;
  /** Whether text can hold the character of code 0. */
  readonly holdsNul: boolean;
  /** A literal, on one line and without invisible characters. */
  readonly text: (value: string) => string;
  /** A literal of a double with the same bits as the value. */
  readonly number: (value: number) => string;
  readonly infinity: string;
  readonly numberType: string;
  readonly textType: string;
  /** NULL in place of the NaN of a double. */
  readonly withoutNaN: (number: string) => string;
  /** The double in a text of the form of a decimal number; NULL or infinite where it is too large. */
  readonly parseNumber: (text: string) => string;
  /** The double in a short text of digits. */
  readonly parseDigits: (text: string) => string;
  /** The largest whole number that is not larger, as a double. */
  readonly floor: (number: string) => string;
  /** Without white space at both ends, as JavaScript defines it. */
  readonly trim: (text: string) => string;
  /** Each character of the second argument, a value, replaced by the one at its place in the third. */
  readonly translate: (text: string, from: string, to: string) => string;
  readonly contains: (text: string, part: string) => string;
  readonly startsWith: (text: string, part: string) => string;
  readonly endsWith: (text: string, part: string) => string;
  /** Whether a text matches a regular expression, a value without backslashes. */
  readonly matches: (text: string, pattern: string) => string;
  /** What the one group of a regular expression matches; NULL or empty if it does not. */
  readonly extract: (text: string, pattern: string) => string;
  /** Milliseconds since 1970 as a double, rounded down. */
  readonly instant: (column: string, type: "timestamp" | "date") => string;
  /** Whether a value is one of a list; NULL for NULL. */
  readonly isIn: (value: string, list: readonly string[]) => string;
  /** e to the power of a number that may be far below 0. */
  readonly exp: (number: string) => string;
  /** ln(1 + x) for x above −1, or null where the database has no such function. */
  readonly log1p: ((number: string) => string) | null;
  /** A double in whole numbers by which rows can be partitioned. */
  readonly partition: (number: string) => string;
  /** The sum over a group, as exact as the database can. */
  readonly sum: (number: string) => string;
  /** A value that is never NULL as one that becomes NULL in a row that a left join does not find. */
  readonly nullable: (value: string) => string;
  /** The one of some numbers at the place of a number among rising bounds, one fewer; null where CASE is as good. */
  readonly lookUp: ((number: string, bounds: readonly string[], results: readonly string[]) => string) | null;
  /** Whether an overflow or underflow of a double is an error. */
  readonly traps: boolean;
  /** The end of a subquery, from its columns: what keeps it apart from the outer one, or a setting; or empty. */
  readonly fence: (columns: string) => string;
}
