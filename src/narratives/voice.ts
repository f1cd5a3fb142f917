import { oneLine } from "../core/oneLine";
import { parseInstant } from "../core/parseInstant";
import { calendarDay, noonOf } from "./calendarDay";
import { fillTemplate, type Lookup, own } from "./fillTemplate";
import { keep } from "./keep";
import type { NarrativeWords } from "./words";

/** The names of the words that are templates. */
export type WordKey = Exclude<keyof NarrativeWords, "numerals">;

/** What writes words, numbers and dates in one language and time zone. */
export interface Voice {
  readonly currency: string | null;
  /** One of the fixed words, filled. `count` chooses between singular and plural. */
  say(key: WordKey, parts?: Readonly<Record<string, string>>, count?: number): string;
  /** A template of the host, filled and cleaned, or null where a placeholder has no value. */
  fill(template: string, lookup: Lookup, count: number): string | null;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** A share in [0, 1] in percent: 0% and 100% only where they are exact. */
  percent(share: number, digits?: number): string;
  /** A probability in percent: never 0% or 100%. */
  chance(probability: number): string;
  /** A small number in words. */
  count(value: number): string;
  list(items: readonly string[]): string;
  date(time: number): string;
  /** "today" or "yesterday", or null for another day. */
  day(time: number): string | null;
  /** The instant of ISO text; a date without a time is noon of that day in the time zone. NaN if it is none. */
  instant(text: string): number;
}

const CATEGORIES: readonly Intl.LDMLPluralRule[] = ["zero", "one", "two", "few", "many", "other"];
// ICU versions differ in which of these they write between digits and signs
const SPACES = /[\u00A0\u202F\u2009]/g;

/** Makes a {@link Voice}. Formatters are made when first needed. */
export function createVoice(
  words: NarrativeWords,
  locale: string,
  timeZone: string,
  currency: string | null,
  asOf: number | null,
): Voice {
  const plain = (text: string) => text.replace(SPACES, " ");
  const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
    // adding 0 turns −0 into 0
    plain(numberFormat(locale, options).format(value + 0));
  const write = (time: number, options: Intl.DateTimeFormatOptions) =>
    plain(dateFormat(locale, { ...options, timeZone }).format(time));
  const choose = (count: number) => (alternatives: readonly string[]) => chosen(locale, alternatives, count);
  const domain = { verb: words.verb, past: words.past, noun: words.noun, nouns: words.nouns };
  const say: Voice["say"] = (key, parts = {}, count = Number.NaN) =>
    fillTemplate(words[key], (name) => own(parts, name) ?? own(domain, name) ?? "", choose(count)) ?? "";
  const percent = (share: number, maximumFractionDigits = 0) =>
    number(share, { style: "percent", maximumFractionDigits });
  const chance = (share: number) => {
    if (share < 0.01) return say("lessThan", { value: percent(0.01) });
    return share > 0.99 ? say("moreThan", { value: percent(0.99) }) : percent(share);
  };
  return {
    currency,
    say,
    number,
    chance,
    percent: (share, digits = 0) =>
      share <= 0 || share >= 1 || digits > 0 ? percent(share, digits) : chance(share),
    fill: (template, lookup, count) => {
      const text = fillTemplate(template, lookup, choose(count));
      return text === null || oneLine(text) === "" ? null : oneLine(text);
    },
    count: (value) => words.numerals[value] ?? number(value),
    list: (items) => plain(listFormat(locale).format(items)),
    date: (time) => {
      const sameYear = asOf !== null && write(asOf, { year: "numeric" }) === write(time, { year: "numeric" });
      return write(time, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
    },
    day: (time) => {
      const days = asOf === null ? Number.NaN : calendarDay(asOf, timeZone) - calendarDay(time, timeZone);
      if (days !== 0 && days !== 1) return null;
      return plain(dayFormat(locale).format(-days, "day"));
    },
    instant: (text) => {
      const time = parseInstant(text);
      return text.length > 10 ? time : noonOf(time, timeZone);
    },
  };
}

/** The alternative for a number: one per plural category of the locale, in the order of CATEGORIES. */
function chosen(locale: string, alternatives: readonly string[], count: number): string {
  const last = alternatives.length - 1;
  if (Number.isNaN(count)) return alternatives[last] as string;
  const rules = pluralRules(locale);
  // two decimals are what a reader sees of a number
  const category = rules.select(Math.round(Math.abs(count) * 100) / 100);
  if (category === "other") return alternatives[last] as string;
  const present = rules.resolvedOptions().pluralCategories;
  const index = CATEGORIES.filter((one) => present.includes(one)).indexOf(category);
  return alternatives[Math.min(index, last)] as string;
}

const numberFormat = (locale: string, options: Intl.NumberFormatOptions) =>
  keep(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));

const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  keep(`date ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));

const listFormat = (locale: string) =>
  keep(`list ${locale}`, () => new Intl.ListFormat(locale, { type: "conjunction" }));

const dayFormat = (locale: string) =>
  keep(`day ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));

const pluralRules = (locale: string) => keep(`plural ${locale}`, () => new Intl.PluralRules(locale));
