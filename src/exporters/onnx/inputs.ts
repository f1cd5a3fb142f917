import { reject } from "../../core/checks";
import type {
  CategoricalDefinition,
  ExpressionDefinition,
  FieldDefinition,
  FlagDefinition,
  NumericDefinition,
  OrdinalDefinition,
  RatioDefinition,
} from "../../features/definitions";
import type { Expression } from "../../features/expression";
import type { Feature } from "../../features/types";
import type { AdditiveModel } from "../../models/types";
import type { ElementType, Port } from "./encodeModel";

/** What a field of the record is read as. */
export type FieldKind = "number" | "text" | "instant";

/** The definitions that ONNX can express. */
export type OnnxDefinition =
  | NumericDefinition
  | CategoricalDefinition
  | FlagDefinition
  | OrdinalDefinition
  | RatioDefinition
  | ExpressionDefinition
  | (FieldDefinition & { readonly extractor: "daysSince" | "daysUntil" });

const EXTRACTORS: readonly unknown[] = [
  ...["numeric", "categorical", "flag", "ordinal", "ratio", "expression", "daysSince", "daysUntil"],
];

/** An input of the graph: a field of the record, read in one way. */
export interface FieldInput {
  /** The key of the record. */
  readonly field: string;
  readonly kind: FieldKind;
  /** The name of the input. */
  readonly input: string;
}

/** The names of the outputs, and of the one input that is no field: a field of such a name is renamed. */
export const FIXED_NAMES = [
  ...["score", "probability", "margin", "coverage", "low_confidence", "status", "gate", "bucket"],
  ...["contributions", "as_of"],
] as const;

const KINDS: Readonly<Record<FieldKind, { readonly type: ElementType; readonly doc: string }>> = {
  number: { type: "double", doc: "number, or 1 for true and 0 for false; NaN where missing" },
  text: { type: "string", doc: "text, a number or boolean as JavaScript writes it; empty where missing" },
  instant: { type: "double", doc: "milliseconds since 1970-01-01T00:00:00Z; NaN where missing" },
};

const AS_OF_DOC =
  "the instant to look from, in milliseconds since 1970-01-01T00:00:00Z: one for all records, or one for each";

/**
 * The definition of a feature, if ONNX can express it.
 *
 * @param name - the feature's name
 * @param feature - the feature
 * @returns the definition
 * @throws SalienceError `invalid_configuration` that names the feature and the way out
 */
export function onnxDefinition(name: string, feature: Feature<never>): OnnxDefinition {
  const { definition, type } = feature;
  if (definition !== null && EXTRACTORS.includes(definition.extractor)) {
    return definition as unknown as OnnxDefinition; // an extractor wrote it
  }
  const column = JSON.stringify(name);
  const way =
    type === "ordinal"
      ? `ordinal(${column}, levels)`
      : `${type === "category" ? "categorical" : "numeric"}(${column})`;
  const expected = `feature ${JSON.stringify(name)} to be one that ONNX can express (materialise it as a column and read that: ${way})`;
  return reject("toOnnx", expected, definition?.extractor ?? feature.read, "invalid_configuration");
}

/**
 * The fields that a model reads, in the order of its features. An input is called like the field; where the field is
 * read in several ways, or the name is taken by an output, the way of reading is added: `size:text`.
 *
 * @param model - the model
 * @param features - its features
 * @returns the inputs
 * @throws SalienceError `invalid_configuration` for a feature that ONNX cannot express, and if no field is read
 */
export function fieldInputs(
  model: AdditiveModel,
  features: Readonly<Record<string, Feature<never>>>,
): FieldInput[] {
  const kinds = new Map<string, Set<FieldKind>>();
  for (const { name } of model.features) {
    const definition = onnxDefinition(name, features[name] as Feature<never>);
    for (const [field, kind] of fieldsOf(definition)) {
      kinds.set(field, (kinds.get(field) ?? new Set()).add(kind));
    }
  }
  if (kinds.size === 0) {
    reject(
      "toOnnx",
      "a model that reads a field of the record",
      model.features.length,
      "invalid_configuration",
    );
  }
  const taken = new Set<string>(FIXED_NAMES);
  return [...kinds].flatMap(([field, several]) => {
    const isPlain = several.size === 1 && !taken.has(field);
    return [...several].map((kind) => {
      let input = isPlain ? field : `${field}:${kind}`;
      while (taken.has(input)) input += `:${kind}`;
      taken.add(input);
      return { field, kind, input };
    });
  });
}

/**
 * The inputs as ONNX declares them: one value per record each, and `as_of` if a feature needs it.
 *
 * @param inputs - the fields
 * @param needsAsOf - whether a feature needs the instant
 * @returns the declarations
 */
export function inputPorts(inputs: readonly FieldInput[], needsAsOf: boolean): Port[] {
  const ports = inputs.map(({ input, kind }): Port => ({ name: input, dims: ["N"], ...KINDS[kind] }));
  const asOf: Port = { name: "as_of", type: "double", dims: ["N or 1"], doc: AS_OF_DOC };
  return needsAsOf ? [...ports, asOf] : ports;
}

/**
 * Whether a flag is given as text: unless it knows booleans and numbers only.
 *
 * @param definition - the flag's definition
 * @returns true for text
 */
export function isTextFlag({ trueValues, falseValues, missing }: FlagDefinition): boolean {
  return [...trueValues, ...falseValues, ...missing].some((value) => typeof value === "string");
}

function fieldsOf(definition: OnnxDefinition): (readonly [string, FieldKind])[] {
  switch (definition.extractor) {
    case "numeric":
      return [[definition.field, "number"]];
    case "flag":
      return [[definition.field, isTextFlag(definition) ? "text" : "number"]];
    case "categorical":
    case "ordinal":
      return [[definition.field, "text"]];
    case "daysSince":
    case "daysUntil":
      return [[definition.field, "instant"]];
    case "ratio":
      return [
        [definition.numerator, "number"],
        [definition.denominator, "number"],
      ];
    case "expression":
      return expressionFields(definition.expression).map((field) => [field, "number"]);
  }
}

/**
 * The fields that an expression reads, each once, in order of appearance.
 *
 * @param tree - the expression
 * @returns keys of the record
 */
export function expressionFields(tree: Expression): string[] {
  if (tree.op === "field") return [tree.field];
  return tree.op === "call" ? [...new Set(tree.arguments.flatMap(expressionFields))] : [];
}
