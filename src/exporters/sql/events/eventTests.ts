import { reject } from "../../../core/checks";
import type { EventNumberDefinition } from "../../../features/definitions";
import type { EventFilter, EventValue } from "../../../features/events";
import { type Dialect, LARGEST_OF_EVENTS } from "../dialect";
import { caseOf } from "../format";
import type { Inputs } from "../inputs";
import type { Layers } from "../layers";
import { isInfinite, noNumber, numberWritten } from "../numbers";
import type { SqlColumnType } from "../types";

/** What is calculated on the rows of one table of events. */
export interface EventRows {
  readonly dialect: Dialect;
  readonly layers: Layers;
  readonly inputs: Inputs;
}

const PLAIN: readonly SqlColumnType[] = ["text", "number", "boolean"];
const TYPE_OF: Readonly<Record<string, SqlColumnType>> = {
  string: "text",
  number: "number",
  boolean: "boolean",
};

/** Whether an event passes a filter; NULL counts as no. A value of another type than the column's is never met. */
export function filterSql({ dialect, inputs }: EventRows, feature: string, where: EventFilter): string[] {
  return Object.entries(where).map(([property, wanted]) => {
    const allowed: readonly EventValue[] = Array.isArray(wanted) ? wanted : [wanted as EventValue];
    const values = allowed.filter((value) => value !== null);
    for (const value of values) {
      if (typeof value === "number" && !Number.isFinite(value))
        reject("toSql", `where.${property} of feature "${feature}" to be finite`, value);
    }
    const first = TYPE_OF[typeof values[0]] ?? "text";
    const types = [first, ...PLAIN.filter((type) => type !== first)];
    const { type, column } = inputs.raw(feature, property, types);
    const fitting = values.filter((value) => TYPE_OF[typeof value] === type);
    const tests = fitting.length === 0 ? [] : [isOneOf(dialect, column.sql, fitting)];
    if (allowed.includes(null)) tests.push(`${column.sql} IS NULL`);
    return tests.length === 0
      ? "1 = 0"
      : tests.length === 1
        ? (tests[0] as string)
        : `(${tests.join(" OR ")})`;
  });
}

function isOneOf(dialect: Dialect, column: string, values: readonly (string | number | boolean)[]): string {
  if (typeof values[0] === "boolean") {
    const tests = values.map((value) => (value === true ? column : `NOT (${column})`));
    return tests.length === 1 ? (tests[0] as string) : `(${tests.join(" OR ")})`;
  }
  const literals = values.map((value) =>
    typeof value === "number" ? dialect.number(value) : dialect.text(String(value)),
  );
  return dialect.isIn(column, literals);
}

/** A number of an event: SQL that is NULL where it is missing, and a test of what rejects the record, or null. */
export interface EventNumber {
  readonly value: string;
  readonly problem: string | null;
}

/** A number read from a property of an event, or points looked up by it. */
export function numberSql(
  rows: EventRows,
  feature: string,
  hint: string,
  definition: EventNumberDefinition,
): EventNumber {
  const { dialect, layers, inputs } = rows;
  if (typeof definition !== "string") return { value: pointsSql(rows, feature, definition), problem: null };
  const { type, column } = inputs.read(feature, definition, ["number", "text"]);
  if (type === "text") return { value: noNumber(dialect), problem: `${column.sql} IS NOT NULL` };
  if (!dialect.traps) return { value: column.sql, problem: isInfinite(dialect, column.sql) };
  const fits = `ABS(${column.sql}) <= ${dialect.number(LARGEST_OF_EVENTS)}`;
  const value = layers.share(`n${hint}`, caseOf([[fits, column.sql]], null), [column]);
  return { value: value.sql, problem: `NOT (${fits})` };
}

function pointsSql(
  { dialect, inputs }: EventRows,
  feature: string,
  { by, points, otherwise = 0 }: Exclude<EventNumberDefinition, string>,
): string {
  const { type, column } = inputs.raw(feature, by, PLAIN);
  const branches = Object.entries(points).flatMap(([key, value]): [string, string][] => {
    const then = dialect.number(value);
    if (type === "text") return [[`${column.sql} = ${dialect.text(key)}`, then]];
    if (type === "number") {
      const number = numberWritten(key);
      return number === null ? [] : [[`${column.sql} = ${dialect.number(number)}`, then]];
    }
    if (key === "true") return [[column.sql, then]];
    return key === "false" ? [[`NOT (${column.sql})`, then]] : [];
  });
  // a property that is null is looked up as the text "null"
  if (Object.hasOwn(points, "null"))
    branches.unshift([`${column.sql} IS NULL`, dialect.number(points.null as number)]);
  return caseOf(branches, dialect.number(otherwise));
}
