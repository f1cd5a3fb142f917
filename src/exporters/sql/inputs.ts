import { reject } from "../../core/checks";
import type { Dialect } from "./dialect";
import { hint } from "./format";
import type { Column, Layers } from "./layers";
import { readInstantText } from "./readInstantText";
import { type ColumnSettings, quoteName } from "./settings";
import type { SqlColumnType } from "./types";

/** A column of the table in the form that features read. */
export interface Input {
  readonly type: SqlColumnType;
  readonly column: Column;
}

/** Reads columns of one table. Every field has one type, stated in the options or expected by its features. */
export interface Inputs {
  /**
   * A field: a double with NULL for NaN, a text trimmed with NULL for nothing left, a boolean, or milliseconds.
   * `types` are the types that the feature can read, the expected one first.
   */
  readonly read: (feature: string, field: string, types: readonly SqlColumnType[]) => Input;
  /** Milliseconds of a date in a column of any type of dates; NULL where it is none. */
  readonly instant: (feature: string, field: string) => { readonly input: Input; readonly time: Column };
  /** The same column as it is: text is not trimmed. */
  readonly raw: (feature: string, field: string, types: readonly SqlColumnType[]) => Input;
}

export function createInputs(
  dialect: Dialect,
  layers: Layers,
  settings: ColumnSettings,
  what: string,
): Inputs {
  const typeOf = typesOf(settings, what);
  const times = new Map<string, Column>();
  const refer = (field: string) =>
    `t.${quoteName(dialect, `column ${JSON.stringify(field)}`, settings.get(field)?.name ?? field)}`;
  const source = (field: string, type: SqlColumnType, sql: string): Input => ({
    type,
    column: layers.source(hint(field), sql),
  });
  const cast = (field: string) => `CAST(${refer(field)} AS ${dialect.textType})`;

  const read: Inputs["read"] = (feature, field, types) => {
    const type = typeOf(feature, field, types);
    if (type === "text") return source(field, type, `NULLIF(${dialect.trim(cast(field))}, '')`);
    if (type === "number")
      return source(field, type, dialect.withoutNaN(`CAST(${refer(field)} AS ${dialect.numberType})`));
    if (type === "boolean") return source(field, type, refer(field));
    return source(field, type, dialect.instant(refer(field), type));
  };

  const raw: Inputs["raw"] = (feature, field, types) => {
    const type = typeOf(feature, field, types);
    return type === "text" ? source(field, type, cast(field)) : read(feature, field, types);
  };

  const instant: Inputs["instant"] = (feature, field) => {
    const input = read(feature, field, ["timestamp", "date", "text"]);
    if (input.type !== "text") return { input, time: input.column };
    const time = times.get(field) ?? readInstantText(dialect, layers, input.column);
    times.set(field, time);
    return { input, time };
  };

  return { read, raw, instant };
}

/** Gives the type of a field: the one that is stated, or the one that all its features expect. */
function typesOf(
  settings: ColumnSettings,
  what: string,
): (feature: string, field: string, types: readonly SqlColumnType[]) => SqlColumnType {
  const expected = new Map<string, { readonly type: SqlColumnType; readonly feature: string }>();
  return (feature, field, types) => {
    const label = `${what}[${JSON.stringify(field)}]`;
    const stated = settings.get(field)?.type;
    const known = expected.get(field) ?? { type: stated ?? (types[0] as SqlColumnType), feature };
    if (stated === undefined && known.type !== types[0]) {
      const wanted = `${label} to state its type, which feature "${feature}" expects to be ${types[0]}`;
      const other = `${known.type}, as feature "${known.feature}" expects`;
      reject("toSql", wanted, other, "invalid_configuration");
    }
    if (!types.includes(known.type)) {
      const wanted = `${label} of feature "${feature}" to be ${types.join(" or ")}`;
      reject("toSql", wanted, known.type, "invalid_configuration");
    }
    expected.set(field, known);
    return known.type;
  };
}
