import { type Dialect, LARGE, LARGEST, SMALL } from "./dialect";
import { caseOf } from "./format";

/** The square root of a named x; NULL for negative ones. */
export function rootSql(dialect: Dialect, x: string): string {
  const n = dialect.number;
  if (!dialect.traps) return caseOf([[`${x} >= ${n(0)}`, `SQRT(${x})`]], null);
  const root: [string, string] = [`${x} >= ${n(SMALL)} OR ${x} = ${n(0)}`, `SQRT(${x})`];
  return caseOf([root, [`${x} > ${n(0)}`, n(SMALL)]], null);
}

/** NULL as a double. */
export function noNumber(dialect: Dialect): string {
  return `CAST(NULL AS ${dialect.numberType})`;
}

/** Whether a double is infinite. */
export function isInfinite(dialect: Dialect, number: string): string {
  return `ABS(${number}) > ${dialect.number(LARGEST)}`;
}

/** The branch that moves a double away from 0, on its own side: it compares with other numbers as before. */
function tiny(dialect: Dialect, number: string): [string, string] {
  const n = dialect.number;
  return [`${number} <> ${n(0)} AND ABS(${number}) < ${n(SMALL)}`, `SIGN(${number}) * ${n(SMALL)}`];
}

/** A named double within the bounds that a database can calculate with; as it is where there are none. */
export function limited(dialect: Dialect, number: string): string {
  return caseOf(clipped(dialect, number, null, null, dialect.traps), number);
}

/** The branches of a CASE that clip a double, and keep it within the bounds of a database if asked to. */
export function clipped(
  dialect: Dialect,
  number: string,
  low: number | null,
  high: number | null,
  isLimited: boolean,
): [string, string][] {
  const n = dialect.number;
  const from = Math.max(low ?? Number.NEGATIVE_INFINITY, isLimited ? -LARGE : Number.NEGATIVE_INFINITY);
  const to = Math.min(high ?? Number.POSITIVE_INFINITY, isLimited ? LARGE : Number.POSITIVE_INFINITY);
  const branches: [string, string][] = [];
  if (Number.isFinite(from)) branches.push([`${number} < ${n(from)}`, n(from)]);
  if (Number.isFinite(to)) branches.push([`${number} > ${n(to)}`, n(to)]);
  if (isLimited) branches.push(tiny(dialect, number));
  return branches;
}

/** A named double, NULL where it is no finite number. */
export function finite(dialect: Dialect, number: string): string {
  if (dialect.traps) return limited(dialect, number);
  return caseOf([[`ABS(${number}) <= ${dialect.number(LARGEST)}`, number]], null);
}

/** ln(1 + x) of a named x above −1; NULL for others. */
export function log1pSql(dialect: Dialect, x: string): string {
  const n = dialect.number;
  if (dialect.log1p !== null) return caseOf([[`${x} > ${n(-1)}`, dialect.log1p(x)]], null);
  // rounding 1 + x loses digits of x, and the factor makes up for it
  const one = `(${n(1)} + ${x})`;
  return caseOf(
    [[`${x} <= ${n(-1)}`, "NULL"], ...(dialect.traps ? [tiny(dialect, x)] : []), [`${one} = ${n(1)}`, x]],
    `LN(${one}) * (${x} / (${one} - ${n(1)}))`,
  );
}

/** The number that JavaScript writes as a text, or null. */
export function numberWritten(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : null;
}
