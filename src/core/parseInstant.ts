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
  const [century, rest] = [twoDigits(text, 0), twoDigits(text, 2)];
  if (century < 0 || rest < 0 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) {
    return Number.NaN;
  }
  const day = dayNumber(century * 100 + rest, twoDigits(text, 5), twoDigits(text, 8));
  const midnight = day * MILLISECONDS_PER_DAY;
  return text.length === 10 ? midnight : midnight + timeOfDay(text);
}

const [PLUS, COMMA, DASH, POINT, ZERO, COLON, T, Z, SPACE] = [43, 44, 45, 46, 48, 58, 84, 90, 32];

/** The number that two characters write in digits; −1 if one of them is none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : -1;
}

/** Milliseconds from midnight in UTC, by the text from the tenth character on; NaN for anything else. */
function timeOfDay(text: string): number {
  const mark = text.charCodeAt(10);
  const minutes = clock(twoDigits(text, 11), twoDigits(text, 14));
  if ((mark !== T && mark !== SPACE) || text.charCodeAt(13) !== COLON) return Number.NaN;
  if (text.charCodeAt(16) !== COLON) return (minutes - offsetMinutes(text, 16)) * 60_000;
  const second = twoDigits(text, 17);
  if (second < 0 || second > 59) return Number.NaN;
  let at = 19;
  let milliseconds = second * 1000;
  const point = text.charCodeAt(at);
  if (point === POINT || point === COMMA) {
    let unit = 100; // of the first digit; 0 beyond the third
    for (at = 20; at < 29; at++) {
      const digit = text.charCodeAt(at) - ZERO;
      if (!(digit >= 0 && digit < 10)) break;
      milliseconds += unit * digit;
      unit = unit === 100 ? 10 : unit === 10 ? 1 : 0;
    }
    if (at === 20) return Number.NaN;
  }
  return (minutes - offsetMinutes(text, at)) * 60_000 + milliseconds;
}

/** Hours and minutes as minutes; NaN beyond 23:59. */
function clock(hour: number, minute: number): number {
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 ? hour * 60 + minute : Number.NaN;
}

function offsetMinutes(text: string, at: number): number {
  const left = text.length - at;
  const sign = text.charCodeAt(at);
  if (left === 0 || (left === 1 && sign === Z)) return 0;
  if (sign !== PLUS && sign !== DASH) return Number.NaN;
  const minuteAt = left === 6 && text.charCodeAt(at + 3) === COLON ? at + 4 : left === 5 ? at + 3 : -1;
  if (left !== 3 && minuteAt < 0) return Number.NaN;
  const minutes = clock(twoDigits(text, at + 1), left === 3 ? 0 : twoDigits(text, minuteAt));
  return sign === DASH ? -minutes : minutes;
}

/** Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March; NaN for no date. */
export function dayNumber(year: number, month: number, day: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last =
    month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= last)) return Number.NaN;
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + Math.floor((153 * m + 2) / 5) + day - 719_469;
}
