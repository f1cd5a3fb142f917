import { tzOffset } from "@date-fns/tz";
import { MILLISECONDS_PER_DAY } from "../core/time";

// only the offset of a zone is asked for: dates that are set field by field go through the machine's zone
const offsetAt = (time: number, timeZone: string) =>
  Math.round(tzOffset(timeZone, new Date(time)) * 60) * 1000;

/**
 * The calendar day of an instant in a time zone.
 *
 * @param time - milliseconds since 1970
 * @param timeZone - the zone
 * @returns days since 1970-01-01 in that zone, a whole number; NaN for NaN
 */
export function calendarDay(time: number, timeZone: string): number {
  return Math.floor((time + offsetAt(time, timeZone)) / MILLISECONDS_PER_DAY);
}

/**
 * Noon of a day in a time zone.
 *
 * @param midnight - the day's begin in UTC, in milliseconds since 1970
 * @param timeZone - the zone
 * @returns milliseconds since 1970; NaN for NaN
 */
export function noonOf(midnight: number, timeZone: string): number {
  const wall = midnight + MILLISECONDS_PER_DAY / 2;
  const near = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(near, timeZone);
}
