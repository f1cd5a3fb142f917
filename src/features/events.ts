import { checkOptions, checkPositive, reject } from "../core/checks";
import { INSTANT } from "../core/instant";
import { MILLISECONDS_PER_DAY } from "../core/time";
import { fieldReader, isRejection, readInstant, readNumber } from "./readers";
import type { Rejection } from "./types";

/** A plain value that an event's property is compared with. */
export type EventValue = string | number | boolean | null;

/** Which events count: every named property equals the value, or one of the values. */
export type EventFilter = Readonly<Record<string, EventValue | readonly EventValue[]>>;

/** Options of extractors over a list of events. */
export interface EventOptions {
  /** The property of an event that holds its date, `at` by default. */
  readonly at?: string;
  /** Which events count, all by default. */
  readonly where?: EventFilter;
  /** Only events less than this many days before `asOf` count; no limit by default. */
  readonly withinDays?: number;
}

/** The names of {@link EventOptions}, for the check of options. */
export const EVENT_OPTIONS = ["at", "where", "withinDays"];

/** The number that an event brings: a numeric property, points by the value of a property, or a function. */
export type EventWeight<Event> =
  | string
  | { readonly by: string; readonly points: Readonly<Record<string, number>>; readonly otherwise?: number }
  | ((event: Event) => number | null | undefined);

/** An event of a list that no key of the record names: it may be anything. */
// biome-ignore lint/suspicious/noExplicitAny: without a known key an event is whatever the record holds
export type UnknownEvent = any;

/** The type of one event in a record's list. */
export type EventOf<Row, Key> = Key extends keyof Row
  ? NonNullable<Row[Key]> extends readonly (infer Event)[]
    ? Event
    : UnknownEvent
  : UnknownEvent;

type Visit = (
  event: Readonly<Record<string, unknown>>,
  ageDays: number,
  time: number,
) => Rejection | undefined;

/** Calls `visit` for each event that counts; says `null` if the list is missing, a rejection if it is broken. */
export type EventReader = (list: unknown, asOf: number, visit: Visit) => Rejection | null | undefined;

/**
 * Makes the loop over a list of events: at or before `asOf`, within the window, matching the filter.
 *
 * @param extractor - name of the calling function
 * @param options - date property, filter, window
 * @returns the loop
 * @throws SalienceError `invalid_argument`
 */
export function eventReader(extractor: string, options: EventOptions): EventReader {
  const { at = "at", where = {}, withinDays } = options ?? {};
  const getTime = fieldReader<unknown>(extractor, "at", at);
  if (withinDays !== undefined) checkPositive(extractor, "withinDays", withinDays);
  const limit = withinDays ?? Number.POSITIVE_INFINITY;
  const matches = eventFilter(extractor, where);
  return (list, asOf, visit) => {
    if (list === null || list === undefined) return null;
    if (!Array.isArray(list)) return { expected: "a list of events", received: list };
    for (let i = 0; i < list.length; i++) {
      const event = list[i];
      if (typeof event !== "object" || event === null)
        return { expected: `an object as event ${i}`, received: event };
      if (!matches(event)) continue;
      const time = readInstant(getTime(event));
      if (isRejection(time) || Number.isNaN(time)) {
        return { expected: `${INSTANT} in "${at}" of event ${i}`, received: getTime(event) };
      }
      const ageDays = (asOf - time) / MILLISECONDS_PER_DAY;
      if (!(ageDays >= 0 && ageDays < limit)) continue;
      const problem = visit(event, ageDays, time);
      if (problem !== undefined) return { ...problem, expected: `${problem.expected} in event ${i}` };
    }
    return undefined;
  };
}

/** The age in days of the oldest event that counts: just less than `withinDays`, or Infinity. */
export function longestAge(options: EventOptions): number {
  const { withinDays } = options ?? {};
  return withinDays === undefined ? Number.POSITIVE_INFINITY : withinDays * (1 - Number.EPSILON);
}

function eventFilter(
  extractor: string,
  where: EventFilter,
): (event: Readonly<Record<string, unknown>>) => boolean {
  if (typeof where !== "object" || where === null || Array.isArray(where)) {
    reject(extractor, "where to be an object", where);
  }
  const tests = Object.entries(where).map(([key, value]) => {
    const allowed: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const item of allowed) {
      if (item !== null && !["string", "number", "boolean"].includes(typeof item)) {
        reject(extractor, `where.${key} to be plain values`, item);
      }
    }
    return { get: fieldReader<unknown>(extractor, "where", key), allowed };
  });
  return (event) => tests.every(({ get, allowed }) => allowed.includes(get(event) ?? null));
}

/**
 * Makes the function that reads the number an event brings; NaN if it has none.
 *
 * @param extractor - name of the calling function
 * @param name - the name of the option
 * @param weight - a property, a table of points, or a function
 * @returns a function from event to number, NaN or a rejection
 * @throws SalienceError `invalid_argument`
 */
export function eventNumber<Event>(
  extractor: string,
  name: string,
  weight: EventWeight<Event>,
): (event: unknown) => number | Rejection {
  if (typeof weight !== "object" || weight === null) {
    const get = fieldReader<unknown>(extractor, name, weight);
    return (event) => readNumber(get(event));
  }
  checkOptions(extractor, name, weight, ["by", "points", "otherwise"]);
  const { by, points, otherwise = 0 } = weight;
  const get = fieldReader<unknown>(extractor, `${name}.by`, by);
  if (typeof points !== "object" || points === null)
    reject(extractor, `${name}.points to be an object`, points);
  const table = new Map(Object.entries(points));
  for (const value of [...table.values(), otherwise]) {
    if (!Number.isFinite(value)) reject(extractor, `${name}.points to be finite numbers`, value);
  }
  return (event) => table.get(String(get(event))) ?? otherwise;
}

/** Drops options that were not given, so that a definition holds only what was said. */
export function definitionOf(
  extractor: string,
  field: unknown,
  options: Readonly<Record<string, unknown>>,
  own: readonly string[],
): { readonly extractor: string } {
  const kept = own.filter((key) => options[key] !== undefined).map((key) => [key, options[key]] as const);
  return { extractor, field, ...Object.fromEntries(kept) } as { extractor: string };
}
