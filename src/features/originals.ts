import type { Column, NumberColumn, Table } from "../core/columns";
import type { FeatureSet } from "./featureSet";
import type { Feature } from "./types";

/** The features whose values are not the record's own numbers, without what changes them; null where there are none. */
export function originalFeatures<Row>({ names, features }: FeatureSet<Row>): FeatureSet<Row> | null {
  const changed = names.flatMap((name) => {
    const { original } = features[name] as Feature<Row>;
    return original === null ? [] : [[name, original] as const];
  });
  if (changed.length === 0) return null;
  return { names: changed.map(([name]) => name), features: Object.fromEntries(changed) };
}

/** A column beside which the record's own numbers stand; where it has no value there is none either. */
export function withOriginals(column: Column, own: Table["columns"][string] | undefined): Column {
  if (column.type === "category" || own?.type !== "number") return column;
  const { values } = column;
  const originals = own.values.map((value, i) => (Number.isNaN(values[i]) ? Number.NaN : value));
  return { type: "number", values, originals } satisfies NumberColumn;
}

/** A table beside whose columns the records' own numbers stand. */
export function tableWithOriginals({ rowCount, columns }: Table, own: Table): Table {
  const all = Object.entries(columns).map(
    ([name, column]) => [name, withOriginals(column, own.columns[name])] as const,
  );
  return { rowCount, columns: Object.fromEntries(all) };
}
