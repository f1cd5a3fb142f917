import { MILLISECONDS_PER_DAY } from "./time";

/**
 * Reads an ISO 8601 date or date and time. Without an offset the text is taken as UTC, never as the time zone
 * of the machine; a space may stand for the T. Impossible dates such as 30 February are not rolled over. Digits
 * beyond the millisecond are dropped. O(length).
 *
 * @param text - such as `2026-03-01`, `2026-03-01T10:30:00Z` or `2026-03-01 10:30:00.250+02:00`
 * @returns milliseconds since 1970-01-01T00:00:00Z; NaN for anything else
 *
 * @example
 * ```ts
 * import { parseInstant } from "salience/core";
 * parseInstant("1970-01-02"); // => 86400000
 * parseInstant("1970-01-01 01:00:00"); // => 3600000
 * parseInstant("2026-02-30"); // => NaN
 * ```
 */
export function parseInstant(text: string): number {
  if (typeof text !== "string") return Number.NaN;
  const day = dayNumber(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  if (Number.isNaN(day) || text[4] !== "-" || text[7] !== "-") return Number.NaN;
  const midnight = day * MILLISECONDS_PER_DAY;
  if (text.length === 10) return midnight;
  const minutes = clock(text, 11);
  if ((text[10] !== "T" && text[10] !== " ") || text[13] !== ":" || Number.isNaN(minutes)) return Number.NaN;
  let at = 16;
  let milliseconds = 0;
  if (text[at] === ":") {
    const second = digits(text, 17, 2);
    if (!(second < 60)) return Number.NaN;
    milliseconds = second * 1000;
    at = 19;
    if (text[at] === "." || text[at] === ",") {
      let unit = 100;
      let digit = digits(text, ++at, 1);
      if (Number.isNaN(digit)) return Number.NaN;
      for (const first = at; !Number.isNaN(digit) && at < first + 9; digit = digits(text, ++at, 1)) {
        milliseconds += Math.floor(unit) * digit;
        unit /= 10;
      }
    }
  }
  return midnight + minutes * 60_000 + milliseconds - offsetMinutes(text, at) * 60_000;
}

/** The number that some characters write in digits; NaN if one is none. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Hours and minutes with one character between, as minutes; NaN beyond 23:59. */
function clock(text: string, from: number, minuteAt = from + 3): number {
  const hour = digits(text, from, 2);
  const minute = digits(text, minuteAt, 2);
  return hour < 24 && minute < 60 ? hour * 60 + minute : Number.NaN;
}

function offsetMinutes(text: string, at: number): number {
  const left = text.length - at;
  if (left === 0 || (left === 1 && text[at] === "Z")) return 0;
  const sign = text[at] === "+" ? 1 : text[at] === "-" ? -1 : Number.NaN;
  if (left === 3) return sign * clock(`${text.slice(at + 1)}00`, 0, 2);
  if (left === 5) return sign * clock(text, at + 1, at + 3);
  return left === 6 && text[at + 3] === ":" ? sign * clock(text, at + 1) : Number.NaN;
}

/** Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March; NaN for no date. */
function dayNumber(year: number, month: number, day: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last =
    month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= last)) return Number.NaN;
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + Math.floor((153 * m + 2) / 5) + day - 719_469;
}
