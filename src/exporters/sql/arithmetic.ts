import { boundary } from "./boundary";
import { type Dialect, LARGEST } from "./dialect";
import { caseOf } from "./format";

/** The smallest double above 0: what is nearer to 0 is 0. */
const SMALLEST = Number.MIN_VALUE;

/** So much may be added to the largest double. */
const ROUNDED_AWAY = 9e291;

/**
 * The largest contribution where an overflow is an error: a larger one counts as infinite, so that no sum of others can
 * overflow.
 */
const LARGEST_CONTRIBUTION = 1e300;

/** The sum or difference of two named doubles; NULL where it is not finite and that would be an error. */
export function sumSql(dialect: Dialect, a: string, operator: "+" | "-", b: string): string {
  const sql = `${a} ${operator} ${b}`;
  if (!dialect.traps) return sql;
  const apart = operator === "+" ? "<>" : "=";
  const room = `(${dialect.number(LARGEST)} - ABS(${b})) + ${dialect.number(ROUNDED_AWAY)}`;
  const fits = `ABS(${a}) <= ${room} OR SIGN(${a}) ${apart} SIGN(${b})`;
  return caseOf([[fits, sql]], null);
}

/** The product of two named doubles; NULL where it is not finite and that would be an error. */
export function productSql({ traps, number: n }: Dialect, a: string, b: string): string {
  const sql = `${a} * ${b}`;
  if (!traps) return sql;
  return caseOf(
    [
      [`ABS(${b}) > ${n(1)}`, caseOf([[`ABS(${a}) <= ${n(LARGEST)} / ABS(${b})`, sql]], null)],
      [`${b} = ${n(0)}`, sql],
      [`ABS(${a}) < ${n(SMALLEST)} / ABS(${b})`, n(0)],
    ],
    sql,
  );
}

/** A named double divided by another; NULL for a division by 0, `beyond` where it is not finite and that is an error. */
export function quotientSql({ traps, number: n }: Dialect, a: string, b: string, beyond = "NULL"): string {
  if (!traps) return `${a} / NULLIF(${b}, ${n(0)})`;
  const sql = `${a} / ${b}`;
  const fits = `ABS(${a}) <= ${n(LARGEST)} * ABS(${b})`;
  return caseOf(
    [
      [`${b} = ${n(0)}`, "NULL"],
      [`ABS(${b}) < ${n(1)}`, caseOf([[fits, sql]], beyond)],
      [`ABS(${a}) < ${n(SMALLEST)} * ABS(${b})`, n(0)],
    ],
    sql,
  );
}

/** A constant times how far a named double is from a center; infinite where that is too large for a sum. */
export function scaledSql(dialect: Dialect, constant: number, x: string, center = 0): string {
  const n = dialect.number;
  const product = `${n(constant)} * ${center === 0 ? x : `(${x} - ${n(center)})`}`;
  if (!dialect.traps || constant === 0) return product;
  const infinity = `SIGN(${x}) * ${constant < 0 ? `(-${dialect.infinity})` : dialect.infinity}`;
  const large = LARGEST_CONTRIBUTION / Math.max(1, Math.abs(constant));
  const branches: [string, string][] = [[`ABS(${x}) > ${n(large)}`, infinity]];
  const small = firstAbove0((size) => constant * size);
  if (center === 0 && small > SMALLEST) branches.push([`ABS(${x}) < ${n(small)}`, n(0)]);
  return caseOf(branches, product);
}

/** The smallest size of which a function is not 0, where it is none of 0. */
export function firstAbove0(of: (size: number) => number): number {
  return boundary((size) => of(size) !== 0, 0, 1);
}
