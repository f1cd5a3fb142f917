import type {
  CategoricalDefinition,
  FlagDefinition,
  KnownDefinition,
  NumericDefinition,
  OrdinalDefinition,
  RatioDefinition,
} from "../../features/definitions";
import type { Feature } from "../../features/types";
import { spellings } from "../spellings";
import { expressionField } from "./expressionField";
import {
  apply,
  choose,
  clamp,
  every,
  fieldRef,
  hasSize,
  isPresent,
  lookUp,
  numberConstant,
  type PmmlExpression,
  some,
  textConstant,
  truthConstant,
} from "./pmmlExpression";
import type { ColumnType, PmmlScope } from "./pmmlScope";

/** The field that holds a feature's value, and the condition, never missing, under which the record is rejected. */
export interface FeatureField {
  readonly field: string;
  readonly rejects: PmmlExpression | null;
}

/** The columns of the data that a definition reads; none for an extractor that PMML cannot express. */
export function fieldsOf(definition: KnownDefinition): readonly string[] {
  if (definition.extractor === "ratio") return [definition.numerator, definition.denominator];
  if (definition.extractor !== "expression") return "field" in definition ? [definition.field] : [];
  const found: string[] = [];
  const visit = (part: typeof definition.expression): void => {
    if (part.op === "field") found.push(part.field);
    else if (part.op === "call") part.arguments.forEach(visit);
  };
  visit(definition.expression);
  return found;
}

/**
 * Writes the fields of a feature.
 *
 * @param scope - receives the fields
 * @param name - the feature's name
 * @param definition - its definition, or null where it is a column of the data already
 * @param type - its type
 * @returns the field with its value, or null for an extractor that PMML cannot express exactly
 */
export function featureField(
  scope: PmmlScope,
  name: string,
  definition: KnownDefinition | null,
  type: Feature<unknown>["type"],
): FeatureField | null {
  if (definition === null) {
    const field = scope.column(name, name, type === "category" ? "string" : "double");
    return { field, rejects: type === "category" ? null : isInfinite(field) };
  }
  switch (definition.extractor) {
    case "numeric":
      return numericField(scope, name, definition);
    case "categorical":
      return { field: categoricalField(scope, name, definition), rejects: null };
    case "flag":
      return flagField(scope, name, definition);
    case "ordinal":
      return ordinalField(scope, name, definition);
    case "ratio":
      return { field: ratioField(scope, name, definition), rejects: anyInfinite(definition) };
    case "expression":
      return { field: expressionField(scope, name, definition.expression), rejects: anyInfinite(definition) };
    default:
      return null;
  }
}

function numericField(scope: PmmlScope, name: string, definition: NumericDefinition): FeatureField {
  const [low, high] = definition.clip;
  const column = scope.column(name, definition.field, "double", definition.missing);
  const clipped =
    low === null && high === null
      ? column
      : scope.derive(
          `feature:${name}${definition.transform === null ? "" : ":clipped"}`,
          "double",
          choose(isPresent(column), clamp(fieldRef(column), low, high)),
        );
  if (definition.transform === null) return { field: clipped, rejects: isInfinite(column) };
  const [operation, inside, outside, edge] =
    definition.transform === "log1p"
      ? (["ln1p", "greaterThan", "lessOrEqual", -1] as const)
      : (["sqrt", "greaterOrEqual", "lessThan", 0] as const);
  const value = fieldRef(clipped);
  const field = scope.derive(
    `feature:${name}`,
    "double",
    choose(isPresent(clipped), choose(apply(inside, value, numberConstant(edge)), apply(operation, value))),
  );
  const isOutside = ifPresent(clipped, apply(outside, value, numberConstant(edge)));
  return { field, rejects: some([isInfinite(column), isOutside]) };
}

/** Whether a column holds an infinite number. */
function isInfinite(column: string): PmmlExpression {
  return ifPresent(column, apply("not", hasSize(fieldRef(column))));
}

/** Whether one of the columns of a definition does; null where it reads none. */
function anyInfinite(definition: KnownDefinition): PmmlExpression | null {
  const columns = [...new Set(fieldsOf(definition))];
  return columns.length === 0 ? null : some(columns.map(isInfinite));
}

/** A condition on a field that is false where the field is missing. */
function ifPresent(field: string, condition: PmmlExpression): PmmlExpression {
  return choose(isPresent(field), condition, truthConstant(false));
}

/** The text of a column without blanks around it; text of blanks only is missing. */
function trimmedText(scope: PmmlScope, name: string, field: string): string {
  const column = scope.column(name, field, "string");
  const raw = fieldRef(column);
  return scope.share(`text:${field}`, "string", () =>
    choose(isPresent(column), choose(apply("matches", raw, textConstant("\\S")), apply("trimBlanks", raw))),
  );
}

/** The trimmed text, in lower case where case does not matter. */
function keyText(scope: PmmlScope, name: string, field: string, ignoreCase: boolean): string {
  const text = trimmedText(scope, name, field);
  if (!ignoreCase) return text;
  return scope.share(`lower:${field}`, "string", () =>
    choose(isPresent(text), apply("lowercase", fieldRef(text))),
  );
}

function categoricalField(scope: PmmlScope, name: string, definition: CategoricalDefinition): string {
  const key = keyText(scope, name, definition.field, definition.ignoreCase);
  const spelled = spellings(definition);
  const rows = [...spelled].filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[0] !== entry[1],
  );
  const placeholders = [...spelled].filter(([, level]) => level === null).map(([text]) => text);
  if (rows.length === 0 && placeholders.length === 0) return key;
  const text = fieldRef(key);
  const level = (): PmmlExpression => {
    if (rows.length === 0) return text;
    const spelling = scope.derive(
      `feature:${name}:spelling`,
      "string",
      lookUp([key], rows, { dataType: "string" }),
    );
    return choose(isPresent(spelling), fieldRef(spelling), text);
  };
  const known = placeholders.length === 0 ? level() : choose(isNotIn(text, placeholders), level());
  return scope.derive(`feature:${name}`, "string", choose(isPresent(key), known));
}

const isNotIn = (value: PmmlExpression, list: readonly string[]): PmmlExpression =>
  list.length === 0 ? truthConstant(true) : apply("isNotIn", value, ...list.map(textConstant));

/** Whether a flag's listed values are all texts, all numbers, of both, or whether there are none. */
export function flagValues({ trueValues, falseValues, missing }: FlagDefinition): ColumnType | "mixed" {
  const types = new Set([...trueValues, ...falseValues, ...missing].map((value) => typeof value));
  if (types.size > 1) return "mixed";
  return types.has("string") ? "string" : types.has("number") ? "double" : "boolean";
}

function flagField(scope: PmmlScope, name: string, definition: FlagDefinition): FeatureField {
  const type = flagValues(definition) as ColumnType;
  const yes = numberConstant(1);
  const no = numberConstant(0);
  if (type === "boolean") {
    const column = scope.column(name, definition.field, type);
    const value = choose(isPresent(column), choose(fieldRef(column), yes, no));
    return { field: scope.derive(`feature:${name}`, "double", value), rejects: null };
  }
  const column =
    type === "string"
      ? trimmedText(scope, name, definition.field)
      : scope.column(name, definition.field, type);
  const constants = (list: readonly (string | number)[]) =>
    list.map((value) => (typeof value === "string" ? textConstant(value) : numberConstant(value)));
  const among = (list: readonly (string | number)[], test: "isIn" | "isNotIn") =>
    list.length === 0 ? truthConstant(test === "isNotIn") : apply(test, fieldRef(column), ...constants(list));
  const { trueValues, falseValues, missing } = definition;
  const value = choose(among(trueValues, "isIn"), yes, choose(among(falseValues, "isIn"), no));
  return {
    field: scope.derive(`feature:${name}`, "double", choose(isPresent(column), value)),
    rejects: ifPresent(column, among([...trueValues, ...falseValues, ...missing], "isNotIn")),
  };
}

function ordinalField(scope: PmmlScope, name: string, definition: OrdinalDefinition): FeatureField {
  const { field, levels, ignoreCase, missing } = definition;
  const key = keyText(scope, name, field, ignoreCase);
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const placeholders = new Set(missing.map(fold));
  const rows = levels
    .map((level, rank) => [fold(level), numberConstant(rank).children as string] as const)
    .filter(([level]) => !placeholders.has(level));
  const value =
    rows.length === 0
      ? choose(truthConstant(false), numberConstant(0))
      : lookUp([key], rows, { dataType: "double" });
  return {
    field: scope.derive(`feature:${name}`, "double", value),
    rejects: ifPresent(key, isNotIn(fieldRef(key), [...rows.map(([level]) => level), ...placeholders])),
  };
}

function ratioField(scope: PmmlScope, name: string, { numerator, denominator }: RatioDefinition): string {
  const top = scope.column(name, numerator, "double");
  const bottom = scope.column(name, denominator, "double");
  const quotient = apply("/", fieldRef(top), fieldRef(bottom));
  const divides = choose(
    every([isPresent(top), isPresent(bottom)]),
    apply("notEqual", fieldRef(bottom), numberConstant(0)),
    truthConstant(false),
  );
  return scope.derive(`feature:${name}`, "double", choose(divides, choose(hasSize(quotient), quotient)));
}
