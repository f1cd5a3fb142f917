import { type XmlElement, xml } from "./xml";

/** A PMML expression that is a number, a text or a truth value, or missing. */
export type PmmlExpression = XmlElement;

/** The number as PMML writes it: the shortest text that gives the same number again. */
export const numberText = (value: number): string => String(value + 0);

export const numberConstant = (value: number): PmmlExpression =>
  xml("Constant", { dataType: "double" }, numberText(value));

export const textConstant = (value: string): PmmlExpression => xml("Constant", { dataType: "string" }, value);

export const truthConstant = (value: boolean): PmmlExpression =>
  xml("Constant", { dataType: "boolean" }, String(value));

export const fieldRef = (field: string): PmmlExpression => xml("FieldRef", { field });

export const apply = (name: string, ...values: readonly PmmlExpression[]): PmmlExpression =>
  xml("Apply", { function: name }, values);

/** `then` where a condition that is never missing holds, else `otherwise`, or missing without it. */
export const choose = (
  condition: PmmlExpression,
  then: PmmlExpression,
  ...otherwise: readonly [PmmlExpression?]
): PmmlExpression =>
  otherwise[0] === undefined ? apply("if", condition, then) : apply("if", condition, then, otherwise[0]);

export const isMissing = (field: string): PmmlExpression => apply("isMissing", fieldRef(field));

export const isPresent = (field: string): PmmlExpression => apply("isNotMissing", fieldRef(field));

/** True where every part is; true without parts. PMML's own `and` wants two at least, none of them missing. */
export const every = (parts: readonly PmmlExpression[]): PmmlExpression => combine("and", parts);

/** True where a part is; false without parts. */
export const some = (parts: readonly PmmlExpression[]): PmmlExpression => combine("or", parts);

function combine(name: "and" | "or", parts: readonly PmmlExpression[]): PmmlExpression {
  if (parts.length === 0) return truthConstant(name === "and");
  return parts.length === 1 ? (parts[0] as PmmlExpression) : apply(name, ...parts);
}

/** The sum; PMML's own `sum` skips missing numbers, and there are none where this is used. */
export function total(parts: readonly PmmlExpression[]): PmmlExpression {
  if (parts.length === 0) return numberConstant(0);
  return parts.length === 1 ? (parts[0] as PmmlExpression) : apply("sum", ...parts);
}

/** min(max(value, low), high) of a value that is never missing. */
export function clamp(value: PmmlExpression, low: number | null, high: number | null): PmmlExpression {
  const raised = low === null ? value : apply("max", value, numberConstant(low));
  return high === null ? raised : apply("min", raised, numberConstant(high));
}

/** A table from the texts of fields to a result: missing where a field is, `defaultValue` where no row matches. */
export function lookUp(
  fields: readonly string[],
  rows: readonly (readonly string[])[],
  options: { readonly dataType: "double" | "string"; readonly missing?: string; readonly otherwise?: string },
): PmmlExpression {
  const columns = fields.map((_, i) => `key${i + 1}`);
  const names = [...columns, "value"];
  return xml(
    "MapValues",
    {
      outputColumn: "value",
      dataType: options.dataType,
      mapMissingTo: options.missing,
      defaultValue: options.otherwise,
    },
    [
      ...fields.map((field, i) => xml("FieldColumnPair", { field, column: columns[i] })),
      xml(
        "InlineTable",
        {},
        rows.map((row) =>
          xml(
            "row",
            {},
            row.map((cell, i) => xml(names[i] as string, {}, cell)),
          ),
        ),
      ),
    ],
  );
}

/** A field computed from others. */
export function derivedField(
  name: string,
  dataType: "double" | "string" | "boolean",
  expression: PmmlExpression,
  label?: string,
): XmlElement {
  const optype = dataType === "double" ? "continuous" : "categorical";
  return xml("DerivedField", { name, displayName: label || undefined, optype, dataType }, [expression]);
}

/** Whether a number, which is not missing, is finite. */
export const hasSize = (value: PmmlExpression): PmmlExpression =>
  apply("lessOrEqual", apply("abs", value), numberConstant(Number.MAX_VALUE));
