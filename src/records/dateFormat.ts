import { dayNumber } from "../core/parseInstant";
import { MILLISECONDS_PER_DAY } from "../core/time";

/** Longer text is no date: what is looked at is bounded. */
export const LONGEST_DATE = 64;

/** A date as it is written. */
export interface WrittenDate {
  /** The time on the wall in milliseconds since 1970, as if it were UTC. */
  readonly wall: number;
  /** The offset from UTC in minutes that is written beside it, or NaN. */
  readonly offset: number;
}

/** A compiled format. */
export interface DateFormat {
  readonly format: string;
  /** Without a time it is a day. */
  readonly hasTime: boolean;
  readonly hasOffset: boolean;
  /** Reads a text without white space around it, or answers null where it is not written like that. */
  readonly read: (text: string) => WrittenDate | null;
}

/** What is read of a text, part by part. */
interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** 0 before noon, 12 after, NaN where the hour counts to 24. */
  half: number;
  offset: number;
}

/** Reads one part from a position of the text on; answers where it ends, or −1. */
type Step = (text: string, at: number, parts: Parts) => number;

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const DAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");

/** The number that some digits write: at least `least` and at most `most` of them. NaN where there are not so many. */
function digitsAt(text: string, at: number, most: number, least: number): { value: number; end: number } {
  let value = 0;
  let end = at;
  while (end < at + most) {
    const digit = text.charCodeAt(end) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
    end++;
  }
  return { value: end - at < least ? Number.NaN : value, end };
}

const digits = (key: keyof Parts, most: number, least = most, convert = (value: number) => value): Step => {
  return (text, at, parts) => {
    const { value, end } = digitsAt(text, at, most, least);
    if (Number.isNaN(value)) return -1;
    parts[key] = convert(value);
    return end;
  };
};

/** The position in a list of the name that stands in the text, in full or by its first three or four letters. */
function nameAt(names: readonly string[], text: string, at: number): { index: number; end: number } {
  let end = at;
  while (/[a-z]/i.test(text[end] ?? "")) end++;
  const word = text.slice(at, end).toLowerCase();
  const index = names.findIndex(
    (name) => word === name || ((word.length === 3 || word === "sept") && name.startsWith(word)),
  );
  return { index, end: text[end] === "." && word.length < 5 ? end + 1 : end };
}

const fraction: Step = (text, at, parts) => {
  const { value, end } = digitsAt(text, at, 9, 1);
  if (Number.isNaN(value)) return -1;
  parts.millisecond = Math.floor(value / 10 ** (end - at - 3));
  return end;
};

const half: Step = (text, at, parts) => {
  const found = /^([ap])(?:m|\.m\.)/i.exec(text.slice(at, at + 4));
  if (!found) return -1;
  parts.half = found[1]?.toLowerCase() === "a" ? 0 : 12;
  return at + found[0].length;
};

const offset: Step = (text, at, parts) => {
  const found = /^(?:Z|([+-])(\d\d)(?::?(\d\d))?)/i.exec(text.slice(at, at + 6));
  if (!found) return -1;
  const [all, sign, hours = "0", minutes = "0"] = found;
  if (Number(hours) > 23 || Number(minutes) > 59) return -1;
  parts.offset = (sign === "-" ? -1 : 1) * (60 * Number(hours) + Number(minutes));
  return at + all.length;
};

const month: Step = (text, at, parts) => {
  const { index, end } = nameAt(MONTHS, text, at);
  parts.month = index + 1;
  return index < 0 ? -1 : end;
};

const weekday: Step = (text, at) => {
  const { index, end } = nameAt(DAYS, text, at);
  return index < 0 ? -1 : end;
};

/** 70 to 99 are of the last century: what the machine's clock shows plays no part. */
const twoDigitYear = (value: number) => (value < 70 ? 2000 : 1900) + value;

const STEPS: Readonly<Record<string, Step>> = {
  yyyy: digits("year", 4),
  yy: digits("year", 2, 2, twoDigitYear),
  MMMM: month,
  MMM: month,
  MM: digits("month", 2),
  M: digits("month", 2, 1),
  dd: digits("day", 2),
  d: digits("day", 2, 1),
  EEEE: weekday,
  EEE: weekday,
  HH: digits("hour", 2),
  H: digits("hour", 2, 1),
  hh: digits("hour", 2),
  h: digits("hour", 2, 1),
  mm: digits("minute", 2),
  ss: digits("second", 2),
  SSS: fraction,
  a: half,
  XXX: offset,
};

/** The tokens that {@link compileDateFormat} knows, for messages. */
export const DATE_TOKENS = Object.keys(STEPS).join(" ");

/** A run of one letter, quoted text, a run of blanks, or any other sign. */
const TOKENS = /([A-Za-z])\1*|'[^']*'|\s+|[^A-Za-z'\s]/g;

function literal(wanted: string): Step {
  return (text, at) => (text.startsWith(wanted, at) ? at + wanted.length : -1);
}

/** A blank of the format is one or more blanks of any kind: some programs write 3:16 PM with one that does not break. */
const blanks: Step = (text, at) => {
  let end = at;
  while (/\s/.test(text[end] ?? "")) end++;
  return end > at ? end : -1;
};

/**
 * Compiles a date format. A text is read from left to right, once, whatever it holds.
 *
 * @param format - tokens of Unicode: {@link DATE_TOKENS}, other letters in single quotes
 * @returns the compiled format, or null for one that is not understood, or says no day, month and year
 */
export function compileDateFormat(format: string): DateFormat | null {
  const tokens = format.match(TOKENS) ?? [];
  if (format.length > LONGEST_DATE || tokens.join("") !== format) return null;
  const steps: Step[] = [];
  for (const token of tokens) {
    const step = token in STEPS ? STEPS[token] : undefined;
    if (step) steps.push(step);
    else if (/^[A-Za-z]/.test(token)) return null;
    else if (token.startsWith("'")) steps.push(literal(token.length > 2 ? token.slice(1, -1) : "'"));
    else steps.push(/^\s/.test(token) ? blanks : literal(token));
  }
  const letters = tokens.filter((token) => token in STEPS).map((token) => token[0] as string);
  const has = (letter: string) => letters.includes(letter);
  const isTwice = new Set(letters).size < letters.length;
  const hasTime = has("H") || has("h");
  const isClock = has("H") ? !has("h") && !has("a") : has("h") === has("a");
  const isOrdered = hasTime ? has("m") || !has("s") : !(has("m") || has("s") || has("S") || has("X"));
  if (isTwice || !(has("y") && has("M") && has("d")) || !isClock || !isOrdered) return null;
  return { format, hasTime, hasOffset: has("X"), read: (text) => readSteps(steps, text) };
}

function readSteps(steps: readonly Step[], text: string): WrittenDate | null {
  if (text.length > LONGEST_DATE) return null;
  const parts: Parts = {
    year: 0,
    month: 0,
    day: 0,
    hour: 0,
    minute: 0,
    second: 0,
    millisecond: 0,
    half: Number.NaN,
    offset: Number.NaN,
  };
  let at = 0;
  for (const step of steps) {
    at = step(text, at, parts);
    if (at < 0) return null;
  }
  return at === text.length ? dateOfParts(parts) : null;
}

/** Impossible days and times are none: they are not rolled over. */
function dateOfParts(parts: Parts): WrittenDate | null {
  const { year, month, day, minute, second, millisecond, half } = parts;
  let { hour } = parts;
  if (half === 0 || half === 12) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + half;
  }
  const days = dayNumber(year, month, day);
  if (Number.isNaN(days) || year < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const seconds = (hour * 60 + minute) * 60 + second;
  return { wall: days * MILLISECONDS_PER_DAY + seconds * 1000 + millisecond, offset: parts.offset };
}
