import { checkOptions, POLLUTING_KEYS, reject } from "../core/checks";
import { describeValue } from "../core/describe";
import { INSTANT, type Instant, instantOf, lastInstantOf } from "../core/instant";
import { mean } from "../core/statistics";
import { MILLISECONDS_PER_DAY } from "../core/time";
import type { VelocityInputs } from "./types";

/** A key of the deal, or a function of it. */
export type DealField<Deal, Value> = (keyof Deal & string) | ((deal: Deal) => Value | null | undefined);

/** Where a deal says what {@link velocityInputs} needs to know. */
export interface DealFields<Deal> {
  /** True or 1 for a won deal, false or 0 for a lost one, null or undefined for one that is still open. */
  readonly won: DealField<Deal, boolean | 0 | 1>;
  /** The value of a won deal, ≥ 0, all in one currency. */
  readonly value: DealField<Deal, number>;
  /** When a won deal was opened: a Date or ISO 8601 text (UTC where it has no offset). */
  readonly openedAt: DealField<Deal, Instant>;
  /** When a won deal was closed, not before it was opened. Text without a time is a whole day. */
  readonly closedAt: DealField<Deal, Instant>;
}

/** A deal that could not be used, and why. */
export interface RejectedDeal {
  /** Position of the deal in the input. */
  readonly index: number;
  /** The field at fault, or null if the deal itself is no record. */
  readonly field: keyof DealFields<never> | null;
  /** What was expected and what was received. */
  readonly reason: string;
}

/** What {@link velocityInputs} returns. Every deal is either won, lost, open or rejected. */
export interface VelocityInputsResult {
  /** The four levers, ready for `salesVelocity`. */
  readonly inputs: VelocityInputs;
  /** Won deals. */
  readonly won: number;
  /** Lost deals. */
  readonly lost: number;
  /** Deals that are still open; they enter none of the levers. */
  readonly open: number;
  /** The deals that could not be used, in the order of the input; they enter none of the levers. */
  readonly rejected: readonly RejectedDeal[];
}

/**
 * The four levers of sales velocity from the closed deals of a period.
 *
 *     opportunityCount = won + lost            winRate = won / (won + lost)
 *     averageDealValue = mean value of the won deals
 *     cycleLengthDays  = mean of (closedAt − openedAt) / 86,400,000 ms over the won deals
 *
 * A close without a time is a day: on the day of the opening it counts 0 days, whatever the time of that.
 *
 * Value and dates are read from won deals only, so a lost deal may lack them. A deal with a field that cannot
 * be used is left out of everything and listed as rejected: check that list, for won deals without a value
 * lower the win rate as well. O(n).
 *
 * @param deals - the records, at least one
 * @param fields - for each of `won`, `value`, `openedAt` and `closedAt` a key of the record or a function of
 *   it
 * @returns the levers, how many deals were won, lost and open, and the rejected ones; `winRate` is NaN where
 *   no deal is closed, `averageDealValue` and `cycleLengthDays` are NaN where none is won
 * @throws SalienceError `invalid_argument` for fields that are neither key nor function; `invalid_data` for
 *   no deals
 *
 * @example
 * ```ts
 * import { salesVelocity, velocityInputs } from "salience";
 * const deals = [
 *   { stage: "Won", value: 9000, opened: "2026-01-01", closed: "2026-01-31" },
 *   { stage: "Won", value: 3000, opened: "2026-01-10", closed: "2026-01-20" },
 *   { stage: "Lost", value: 0, opened: "2026-01-05", closed: "2026-02-01" },
 *   { stage: "Won", value: 5000, opened: "2026-02-10", closed: "2026-02-01" },
 * ];
 * const { inputs, rejected } = velocityInputs(deals, {
 *   won: (deal) => deal.stage === "Won",
 *   value: "value",
 *   openedAt: "opened",
 *   closedAt: "closed",
 * });
 * inputs.averageDealValue; // => 6000
 * inputs.cycleLengthDays; // => 20
 * salesVelocity(inputs); // ≈ 600.00
 * rejected; // => [{ index: 3, field: "closedAt", reason: 'expected a date not before openedAt, received "2026-02-01"' }]
 * ```
 */
export function velocityInputs<Deal extends object>(
  deals: readonly Deal[],
  fields: DealFields<Deal>,
): VelocityInputsResult {
  if (!Array.isArray(deals)) reject("velocityInputs", "deals to be an array of records", deals);
  if (deals.length === 0) reject("velocityInputs", "at least one deal", 0, "invalid_data");
  const readers = fieldReaders(fields);
  const rejected: RejectedDeal[] = [];
  const values: number[] = [];
  const days: number[] = [];
  let lost = 0;
  let open = 0;
  deals.forEach((deal: Deal, index) => {
    const reading = readDeal(deal, readers);
    if (reading === "open") open++;
    else if (reading === "lost") lost++;
    else if ("reason" in reading) rejected.push({ index, ...reading });
    else {
      values.push(reading.value);
      days.push(reading.days);
    }
  });
  const won = values.length;
  return {
    inputs: {
      opportunityCount: won + lost,
      winRate: won / (won + lost),
      averageDealValue: mean(values),
      cycleLengthDays: mean(days),
    },
    won,
    lost,
    open,
    rejected,
  };
}

type FieldName = keyof DealFields<never>;
type Readers<Deal> = Readonly<Record<FieldName, (deal: Deal) => unknown>>;
type Reading =
  | "open"
  | "lost"
  | { readonly value: number; readonly days: number }
  | Omit<RejectedDeal, "index">;

function fieldReaders<Deal>(fields: DealFields<Deal>): Readers<Deal> {
  checkOptions("velocityInputs", "fields", fields, ["won", "value", "openedAt", "closedAt"]);
  const reader = (name: FieldName) => {
    const field: unknown = fields[name];
    if (typeof field === "function") return field as (deal: Deal) => unknown;
    if (typeof field !== "string" || field === "" || POLLUTING_KEYS.includes(field)) {
      reject("velocityInputs", `${name} to be a key of the deal or a function`, field);
    }
    return (deal: Deal) => (deal as Record<string, unknown>)[field];
  };
  return {
    won: reader("won"),
    value: reader("value"),
    openedAt: reader("openedAt"),
    closedAt: reader("closedAt"),
  };
}

function readDeal<Deal>(deal: Deal, readers: Readers<Deal>): Reading {
  let field: FieldName | null = null;
  const read = (name: FieldName) => {
    field = name;
    return readers[name](deal);
  };
  const wrong = (expected: string, received: unknown) => ({
    field,
    reason: `expected ${expected}, received ${describeValue(received)}`,
  });
  try {
    if (typeof deal !== "object" || deal === null) return wrong("a record", deal);
    const won = read("won");
    if (won === null || won === undefined) return "open";
    if (won === false || won === 0) return "lost";
    if (won !== true && won !== 1) return wrong("true, false, 1, 0 or null", won);
    const value = read("value");
    if (typeof value !== "number" || !(value >= 0 && value < Infinity))
      return wrong("a finite number ≥ 0", value);
    const openedAt = read("openedAt");
    const opened = instantOf(openedAt);
    if (Number.isNaN(opened)) return wrong(INSTANT, openedAt);
    const closedAt = read("closedAt");
    const closed = instantOf(closedAt);
    if (Number.isNaN(closed)) return wrong(INSTANT, closedAt);
    if (lastInstantOf(closedAt) < opened) return wrong("a date not before openedAt", closedAt);
    return { value, days: Math.max(0, closed - opened) / MILLISECONDS_PER_DAY };
  } catch (error) {
    return wrong("the function of the field to return", error);
  }
}
