import { checkInstant, type Instant } from "./instant";
import { MILLISECONDS_PER_DAY } from "./time";

/**
 * Elapsed days between two instants, in UTC: no calendar and no time zone is involved.
 *
 *     (to − from) / 86,400,000 ms
 *
 * @param from - the earlier instant: a Date or ISO 8601 text
 * @param to - the later instant
 * @returns days, fractional; negative if `to` is before `from`
 * @throws SalienceError `invalid_argument` for what is neither a valid Date nor ISO 8601 text
 *
 * @example
 * ```ts
 * import { daysBetween } from "salience/core";
 * daysBetween(new Date("2026-03-01T00:00:00Z"), "2026-03-02T12:00:00Z"); // => 1.5
 * ```
 */
export function daysBetween(from: Instant, to: Instant): number {
  return (
    (checkInstant("daysBetween", '"to"', to) - checkInstant("daysBetween", '"from"', from)) /
    MILLISECONDS_PER_DAY
  );
}
