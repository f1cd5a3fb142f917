import type { FeatureSummary, FeatureValue } from "salience";

const LOCALE = "en-GB";

/** A number with a fixed number of digits; a dash where there is none. */
export function number(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return "–";
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // adding 0 turns −0 into 0
  return new Intl.NumberFormat(LOCALE, options).format(value + 0).replace(/^-/, "−");
}

/** A number with its sign. */
export function signed(value: number, digits = 2): string {
  const text = number(value, digits);
  return /^[−–]/.test(text) ? text : `+${text}`;
}

/** A share in percent. */
export function percent(share: number, digits = 0): string {
  return Number.isFinite(share) ? `${number(share * 100, digits)}%` : "–";
}

/** "1 lead", "2,000 leads". */
export function count(value: number, one: string, other = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : other}`;
}

/** A feature's value with its unit. */
export function valueText({ unit }: Pick<FeatureSummary, "unit">, value: FeatureValue): string {
  if (value === null) return "not known";
  if (typeof value === "string") return value;
  if (unit === "share") return percent(value);
  const text = number(value, Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1);
  if (unit === "EUR") return `EUR ${text}`;
  return unit === null ? text : `${text} ${unit}`;
}

/**
 * Rounds the steps from one number to another so that what is printed adds up: the running totals are rounded, and a
 * step is the difference of two of them. It is off by less than one unit of the last digit.
 */
export function roundedSteps(start: number, steps: readonly number[], digits: number): number[] {
  const scale = 10 ** digits;
  let total = start;
  return steps.map((step) => {
    const before = Math.round(total * scale);
    total += step;
    return (Math.round(total * scale) - before) / scale;
  });
}
