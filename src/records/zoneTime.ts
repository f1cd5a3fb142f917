import { tzOffset } from "@date-fns/tz";
import { MILLISECONDS_PER_DAY } from "../core/time";

const MOST_DAYS = 10_000;

/** Offsets from UTC in minutes, around a day. */
interface DayOffsets {
  readonly before: number;
  readonly after: number;
}

/**
 * Whether a text names a time zone.
 *
 * @param zone - such as `America/New_York`
 * @returns true for a zone that the host knows
 */
export const isZone = (zone: unknown): zone is string =>
  typeof zone === "string" && Number.isFinite(tzOffset(zone, new Date(0)));

/**
 * What turns a time on the wall into an instant. A time that occurs twice, when clocks are set back, is the earlier
 * one; one that is skipped is read by the offset before. Only offsets are asked for, so that the machine's zone plays no
 * part; they are kept by day.
 *
 * @param zone - the time zone
 * @returns a function from a wall time, as if it were UTC, to the instant; both in milliseconds since 1970
 */
export function zoneClock(zone: string): (wall: number) => number {
  const days = new Map<number, DayOffsets>();
  const offsetAt = (time: number) => Math.round(tzOffset(zone, new Date(time)) * 60) * 1000;
  const offsetsOf = (day: number): DayOffsets => {
    const known = days.get(day);
    if (known) return known;
    const start = day * MILLISECONDS_PER_DAY;
    const offsets = {
      before: offsetAt(start - MILLISECONDS_PER_DAY),
      after: offsetAt(start + 2 * MILLISECONDS_PER_DAY),
    };
    if (days.size >= MOST_DAYS) days.clear();
    days.set(day, offsets);
    return offsets;
  };
  return (wall) => {
    const { before, after } = offsetsOf(Math.floor(wall / MILLISECONDS_PER_DAY));
    if (before === after) return wall - before;
    const first = wall - before;
    return offsetAt(first) === before || offsetAt(wall - after) !== after ? first : wall - after;
  };
}
