import { type Dialect, LARGEST } from "./dialect";
import { caseOf } from "./format";

/** The square root of a named x; NULL for negative ones. */
export function rootSql(dialect: Dialect, x: string): string {
  return caseOf([[`${x} >= ${dialect.number(0)}`, `SQRT(${x})`]], null);
}

/** NULL as a double. */
export function noNumber(dialect: Dialect): string {
  return `CAST(NULL AS ${dialect.numberType})`;
}

/** Whether a double, which may be NaN, is finite; NULL for NULL. */
export function finiteTest(dialect: Dialect, number: string): string {
  return `ABS(${number}) <= ${dialect.number(LARGEST)}`;
}

/** Whether a double is infinite. */
export function isInfinite(dialect: Dialect, number: string): string {
  return `ABS(${number}) > ${dialect.number(LARGEST)}`;
}

/** The branches of a CASE that clip a double. */
export function clipped(
  dialect: Dialect,
  number: string,
  low: number | null,
  high: number | null,
): [string, string][] {
  const n = dialect.number;
  const branches: [string, string][] = [];
  if (low !== null) branches.push([`${number} < ${n(low)}`, n(low)]);
  if (high !== null) branches.push([`${number} > ${n(high)}`, n(high)]);
  return branches;
}

/** A named double, NULL where it is no finite number. */
export function finite(dialect: Dialect, number: string): string {
  if (dialect.traps) return number; // would have been an error before
  return caseOf([[finiteTest(dialect, number), number]], null);
}

/** ln(1 + x) of a named x above −1; NULL for others. */
export function log1pSql(dialect: Dialect, x: string): string {
  const n = dialect.number;
  if (dialect.log1p !== null) return caseOf([[`${x} > ${n(-1)}`, dialect.log1p(x)]], null);
  // rounding 1 + x loses digits of x, and the factor makes up for it
  const one = `(${n(1)} + ${x})`;
  return caseOf(
    [
      [`${x} <= ${n(-1)}`, "NULL"],
      [`${one} = ${n(1)}`, x],
    ],
    `LN(${one}) * (${x} / (${one} - ${n(1)}))`,
  );
}

/** The number that JavaScript writes as a text, or null. */
export function numberWritten(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : null;
}
