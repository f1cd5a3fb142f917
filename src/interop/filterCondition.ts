import { checkOptions, reject } from "../core/checks";
import { DECIMAL } from "../features/readers";
import type { Condition } from "../models/types";
import type { CrmProperty } from "./crmProperty";
import { tokenCondition } from "./crmTokens";
import { checkList } from "./importedModel";

/** What a filter's value may be: numbers and booleans may be written as text. */
export type CrmValue = string | number | boolean;

/** The operators of HubSpot's search. */
export type CrmOperator =
  | "EQ"
  | "NEQ"
  | "LT"
  | "LTE"
  | "GT"
  | "GTE"
  | "BETWEEN"
  | "IN"
  | "NOT_IN"
  | "CONTAINS_TOKEN"
  | "NOT_CONTAINS_TOKEN"
  | "HAS_PROPERTY"
  | "NOT_HAS_PROPERTY";

/** A comparison of one property. */
export interface CrmFilter {
  readonly propertyName: string;
  readonly operator: CrmOperator;
  /** What the property is compared with; the lower end of BETWEEN. */
  readonly value?: CrmValue;
  /** The upper end of BETWEEN. */
  readonly highValue?: CrmValue;
  /** What IN and NOT_IN compare with. */
  readonly values?: readonly CrmValue[];
}

/** The operands of each operator. */
const OPERANDS: Readonly<Record<CrmOperator, readonly string[]>> = {
  EQ: ["value"],
  NEQ: ["value"],
  LT: ["value"],
  LTE: ["value"],
  GT: ["value"],
  GTE: ["value"],
  BETWEEN: ["value", "highValue"],
  IN: ["values"],
  NOT_IN: ["values"],
  CONTAINS_TOKEN: ["value"],
  NOT_CONTAINS_TOKEN: ["value"],
  HAS_PROPERTY: [],
  NOT_HAS_PROPERTY: [],
};

const BOUNDS = { LT: "below", LTE: "atMost", GT: "above", GTE: "atLeast" } as const;

/**
 * The condition of a filter.
 *
 * @param caller - name of the calling function
 * @param rule - the rule that the filter belongs to
 * @param value - the filter
 * @param properties - the properties by name
 * @returns a condition on the feature of the property's name
 */
export function filterCondition(
  caller: string,
  rule: string,
  value: unknown,
  properties: ReadonlyMap<string, CrmProperty>,
): Condition {
  if (typeof value !== "object" || value === null) reject(caller, `a filter of ${rule}`, value);
  const filter = value as CrmFilter;
  const { propertyName: feature, operator } = filter;
  const property = properties.get(feature);
  if (property === undefined) reject(caller, `${rule} to filter a property with a type`, feature);
  if (typeof operator !== "string" || !Object.hasOwn(OPERANDS, operator)) {
    reject(caller, `an operator of ${rule}: ${Object.keys(OPERANDS).join(", ")}`, operator);
  }
  checkOptions(caller, `the ${operator} filter of ${rule}`, filter, [
    "propertyName",
    "operator",
    ...OPERANDS[operator],
  ]);
  const operand = (raw: unknown) =>
    operandOf(caller, `${operator} of "${feature}" in ${rule}`, raw, property);
  const bound = (raw: unknown) => {
    if (!property.number) reject(caller, `${operator} in ${rule} on a number property`, feature);
    return operand(raw) as number;
  };
  switch (operator) {
    case "EQ":
      return { feature, is: operand(filter.value) };
    case "NEQ":
      return { not: { feature, is: operand(filter.value) } };
    case "IN":
    case "NOT_IN": {
      const list = checkList(caller, `values of ${rule}`, filter.values).map(operand);
      if (list.length === 0) reject(caller, `values of ${rule}`, list);
      if (property.type === "string")
        checkLowerCase(caller, `values of ${operator} in ${rule}`, filter.values);
      return operator === "IN" ? { feature, in: list } : { not: { feature, in: list } };
    }
    case "BETWEEN": {
      const [atLeast, atMost] = [bound(filter.value), bound(filter.highValue)];
      if (atLeast > atMost) reject(caller, `value of ${rule} at most highValue ${atMost}`, atLeast);
      return { feature, atLeast, atMost };
    }
    case "CONTAINS_TOKEN":
    case "NOT_CONTAINS_TOKEN": {
      if (property.type !== "string" && property.type !== "enumeration") {
        reject(caller, `${operator} in ${rule} on a text property`, feature);
      }
      const name = `${operator} of "${feature}" in ${rule}`;
      const contains = tokenCondition(caller, name, feature, operand(filter.value) as string);
      return operator === "CONTAINS_TOKEN" ? contains : { not: contains };
    }
    case "HAS_PROPERTY":
    case "NOT_HAS_PROPERTY":
      return { feature, exists: operator === "HAS_PROPERTY" };
    default:
      return { feature, [BOUNDS[operator]]: bound(filter.value) } as Condition;
  }
}

/** HubSpot compares the values of these operators with texts in lower case: others could never match. */
function checkLowerCase(caller: string, name: string, values: readonly CrmValue[] | undefined): void {
  const upper = values?.find((value) => typeof value === "string" && value !== value.toLowerCase());
  if (upper !== undefined) reject(caller, `${name} in lower case, since the property is a string`, upper);
}

/** The value that a property is compared with, in the property's type. */
function operandOf(caller: string, name: string, raw: unknown, { type, number }: CrmProperty): CrmValue {
  if (number) {
    if (Number.isFinite(raw)) return raw as number;
    if (typeof raw === "string" && DECIMAL.test(raw.trim())) return Number(raw);
    return reject(caller, `${name} to be a number`, raw);
  }
  if (type === "bool") {
    if (raw === true || raw === "true") return true;
    return raw === false || raw === "false" ? false : reject(caller, `${name} to be true or false`, raw);
  }
  const text = typeof raw === "number" || typeof raw === "boolean" ? String(raw) : raw;
  if (typeof text === "string" && text.trim() !== "") {
    return type === "string" ? text.trim().toLowerCase() : text.trim();
  }
  return reject(caller, `${name} to be text`, raw);
}
