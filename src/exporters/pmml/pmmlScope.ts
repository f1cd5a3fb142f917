import { reject } from "../../core/checks";
import { derivedField, numberText, type PmmlExpression } from "./pmmlExpression";
import { type XmlElement, xml } from "./xml";

/** What a column of the data holds. */
export type ColumnType = "double" | "string" | "boolean";

/** A column of the data, and who reads it how: every reader has to see the same. */
interface DataColumn {
  readonly type: ColumnType;
  /** Texts that stand for a missing value. */
  readonly missing: readonly string[];
  readonly feature: string;
}

/** The fields of a document: the columns of the data, and what is computed from them; every name is taken once. */
export interface PmmlScope {
  /** Adds a column of the data, or finds it, and gives its name. */
  column(feature: string, field: string, type: ColumnType, missing?: readonly (number | string)[]): string;
  /** Adds a computed field and gives its name: the one that is asked for, or a free one like it. */
  derive(name: string, type: ColumnType, expression: PmmlExpression, label?: string): string;
  /** Adds a computed field of a name once, however often it is asked for. */
  share(name: string, type: ColumnType, make: () => PmmlExpression): string;
  /** A name that no field has yet, now taken. */
  freeName(wanted: string): string;
  /** The columns of the data, in the order of their first use. */
  columns(): readonly { readonly name: string; readonly element: XmlElement }[];
  /** The computed fields since the last call, in the order in which they build upon each other. */
  takeDerived(): readonly XmlElement[];
}

/**
 * Makes the fields of a document.
 *
 * @param caller - name of the calling function
 * @param reserved - the names of all columns of the data, which no computed field may take
 * @returns the scope
 */
export function pmmlScope(caller: string, reserved: readonly string[]): PmmlScope {
  const taken = new Set(reserved);
  const columns = new Map<string, DataColumn>();
  const shared = new Map<string, string>();
  let derived: XmlElement[] = [];

  const freeName = (wanted: string): string => {
    let name = wanted;
    while (taken.has(name)) name = `${name}'`;
    taken.add(name);
    return name;
  };

  const derive = (name: string, type: ColumnType, expression: PmmlExpression, label?: string): string => {
    const free = freeName(name);
    derived.push(derivedField(free, type, expression, label));
    return free;
  };

  return {
    freeName,
    derive,
    column(feature, field, type, codes = []) {
      const missing = codes.map((code) => (typeof code === "number" ? numberText(code) : code)).sort();
      const known = columns.get(field);
      if (known === undefined) columns.set(field, { type, missing, feature });
      else if (known.type !== type || known.missing.join("\n") !== missing.join("\n")) {
        reject(
          caller,
          `feature "${feature}" to read "${field}" as "${known.feature}" does, as one type with the same missing values (materialise one of them as a column)`,
          `${type} instead of ${known.type}`,
          "invalid_configuration",
        );
      }
      return field;
    },
    share(name, type, make) {
      const known = shared.get(name) ?? derive(name, type, make());
      shared.set(name, known);
      return known;
    },
    columns: () => [...columns].map(([name, column]) => ({ name, element: dataField(name, column) })),
    takeDerived() {
      const list = derived;
      derived = [];
      return list;
    },
  };
}

function dataField(name: string, { type, missing }: DataColumn): XmlElement {
  const optype = type === "double" ? "continuous" : "categorical";
  // empty text is no value, whatever the column holds
  const codes = type === "boolean" ? [] : ["", ...missing];
  const values = codes.map((value) => xml("Value", { value, property: "missing" }));
  return xml("DataField", { name, optype, dataType: type }, values);
}
