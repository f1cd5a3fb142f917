import { boundary } from "./boundary";
import { type Dialect, LARGEST } from "./dialect";
import type { SqlFeature } from "./sqlFeature";

/** How a number is compared with a bound. */
export type Comparison = "<" | "<=" | ">" | ">=";

/**
 * A feature's value compared with a number. A logarithm is not compared itself but the number that it was taken of,
 * with the first one whose logarithm reaches the bound, because databases round logarithms differently.
 */
export function compare(dialect: Dialect, feature: SqlFeature, operator: Comparison, bound: number): string {
  const { beforeLog } = feature;
  if (beforeLog === null) return `${feature.sql} ${operator} ${dialect.number(bound)}`;
  const isStrict = operator === ">" || operator === "<=";
  const reaches = (x: number) => (isStrict ? Math.log1p(x) > bound : Math.log1p(x) >= bound);
  const isUp = operator === ">" || operator === ">=";
  if (!reaches(LARGEST)) return `${beforeLog} ${isUp ? ">" : "<="} ${dialect.number(LARGEST)}`;
  return `${beforeLog} ${isUp ? ">=" : "<"} ${dialect.number(boundary(reaches, -1, LARGEST))}`;
}

/** Whether a feature's value is one of some numbers. */
export function equals(dialect: Dialect, feature: SqlFeature, values: readonly number[]): string {
  if (feature.beforeLog === null) return dialect.isIn(feature.sql, values.map(dialect.number));
  const each = values.map(
    (value) => `(${compare(dialect, feature, ">=", value)} AND ${compare(dialect, feature, "<=", value)})`,
  );
  return each.length === 1 ? (each[0] as string) : `(${each.join(" OR ")})`;
}
