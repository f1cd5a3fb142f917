import { type AsOf, type Feature, featureSet, readTable } from "../../src/features/index";

// biome-ignore lint/suspicious/noExplicitAny: tests hand over any record on purpose
export type Any = any;

/** The instant of most tests: a midnight, so that days are easy to count. */
export const asOf = new Date("2026-03-10T00:00:00Z");

/** A date so many days before {@link asOf}. */
export const daysAgo = (days: number) => new Date(asOf.getTime() - days * 86_400_000);

/** The value of a feature for each record: NaN or null where missing, `rejected: reason` where the record is. */
export function readAll(
  feature: Feature<Any>,
  rows: readonly unknown[],
  options: { readonly asOf?: AsOf<Any> } = { asOf },
): (number | string | null)[] {
  const features = featureSet<Any>()({ feature });
  const { table, rejected } = readTable<Any>(rows, features, options);
  const column = table.columns.feature;
  const reasons = new Map(rejected.map(({ index, reason }) => [index, `rejected: ${reason}`]));
  return rows.map((_, i) => {
    const reason = reasons.get(i);
    if (reason !== undefined) return reason;
    if (column?.type === "number") return column.values[i] as number;
    const code = column?.codes[i] as number;
    return code === -1 ? null : (column?.levels[code] as string);
  });
}

/** {@link readAll} one record. */
export const readOne = (feature: Feature<Any>, row: unknown, options?: { readonly asOf?: AsOf<Any> }) =>
  readAll(feature, [row], options)[0];
