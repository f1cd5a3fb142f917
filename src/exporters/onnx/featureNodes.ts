import { MILLISECONDS_PER_DAY } from "../../core/time";
import type { CategoricalDefinition, FlagDefinition, NumericDefinition } from "../../features/definitions";
import type { Feature } from "../../features/types";
import type { AdditiveModel, FeatureSummary } from "../../models/types";
import { categoryFeature, flagCodes, ordinalCodes } from "./categoryNodes";
import { log1pNodes } from "./elementary";
import { expressionNodes } from "./expressionNodes";
import type { Graph, Value } from "./graph";
import { expressionFields, type FieldKind, isTextFlag, type OnnxDefinition, onnxDefinition } from "./inputs";
import type { CaseVariants } from "./textPatterns";

/** What the nodes of a model are made in. */
export interface Scope {
  readonly g: Graph;
  readonly model: AdditiveModel;
  /** The input of a field. */
  readonly inputOf: (field: string, kind: FieldKind) => Value;
  /** The case variants of letters, computed where they are needed. */
  readonly variants: () => CaseVariants;
}

/** A feature's values for every record: numbers, NaN where missing. */
export interface NumberNodes {
  readonly kind: "number";
  readonly value: Value;
  /** Whether there is a value. */
  readonly present: Value;
  /** Where a record is rejected, as lists of truth values. */
  readonly rejected: readonly Value[];
  /** The levels of an ordinal feature. */
  readonly levels: readonly string[] | null;
}

/** A feature's values for every record: codes of levels, then one for any other text and one for missing. */
export interface CategoryNodes {
  readonly kind: "category";
  readonly code: Value;
  readonly levels: readonly string[];
  readonly present: Value;
  readonly rejected: readonly Value[];
  /** The raw texts. */
  readonly input: Value;
}

/** The nodes of a feature. */
export type FeatureNodes = NumberNodes | CategoryNodes;

// the largest time that a Date holds
const LAST_INSTANT = 8.64e15;

/**
 * Reads a feature from the inputs, with the results of its `read`.
 *
 * @param scope - the graph and the inputs
 * @param summary - what the model knows of the feature
 * @param feature - the feature
 * @returns its nodes
 */
export function featureNodes(scope: Scope, summary: FeatureSummary, feature: Feature<never>): FeatureNodes {
  const definition = onnxDefinition(summary.name, feature);
  if (definition.extractor === "categorical") return categoryFeature(scope, summary.name, definition);
  const { g } = scope;
  const { value, rejected } = numberOf(scope, definition);
  const present = g.op("Not", g.op("IsNaN", value));
  return { kind: "number", value, present, rejected, levels: summary.levels };
}

type Read = Pick<NumberNodes, "value" | "rejected">;

function numberOf(scope: Scope, definition: Exclude<OnnxDefinition, CategoricalDefinition>): Read {
  const { g, inputOf } = scope;
  switch (definition.extractor) {
    case "numeric":
      return numericNodes(scope, definition);
    case "flag":
      return isTextFlag(definition) ? flagCodes(scope, definition) : numberFlag(scope, definition);
    case "ordinal":
      return ordinalCodes(scope, definition);
    case "ratio": {
      const [a, b] = [inputOf(definition.numerator, "number"), inputOf(definition.denominator, "number")];
      const quotient = g.op("Div", a, b);
      const hasResult = g.op("Less", g.op("Abs", quotient), Number.POSITIVE_INFINITY);
      const value = g.op("Where", hasResult, quotient, Number.NaN);
      return { value, rejected: [isInfinite(g, a), isInfinite(g, b)] };
    }
    case "expression": {
      const tree = definition.expression;
      const read = (field: string) => inputOf(field, "number");
      return {
        value: expressionNodes(g, tree, read),
        rejected: expressionFields(tree).map((field) => isInfinite(g, read(field))),
      };
    }
    case "daysSince":
    case "daysUntil": {
      const time = inputOf(definition.field, "instant");
      const since = g.op("Div", g.op("Sub", "as_of", time), MILLISECONDS_PER_DAY);
      const value =
        definition.extractor === "daysSince"
          ? g.op("Where", g.op("Greater", time, "as_of"), Number.NaN, since)
          : g.op("Div", g.op("Sub", time, "as_of"), MILLISECONDS_PER_DAY);
      const isAsOf = g.op("LessOrEqual", g.op("Abs", "as_of"), LAST_INSTANT);
      const isTooLarge = g.op("Greater", g.op("Abs", time), LAST_INSTANT);
      return { value, rejected: [isTooLarge, g.op("Not", isAsOf)] };
    }
  }
}

function numericNodes({ g, inputOf }: Scope, { field, missing, clip, transform }: NumericDefinition): Read {
  const input = inputOf(field, "number");
  let value: Value = input;
  for (const placeholder of missing) {
    if (typeof placeholder === "number") {
      value = g.op("Where", g.op("Equal", input, placeholder), Number.NaN, value);
    }
  }
  const rejected = [isInfinite(g, input)];
  const [low, high] = clip;
  // comparisons with NaN are false, so missing values stay
  if (low !== null) value = g.op("Where", g.op("Less", value, low), low, value);
  if (high !== null) value = g.op("Where", g.op("Greater", value, high), high, value);
  if (transform === null) return { value, rejected };
  if (transform === "sqrt")
    return { value: g.op("Sqrt", value), rejected: [...rejected, g.op("Less", value, 0)] };
  return { value: log1pNodes(g, value), rejected: [...rejected, g.op("LessOrEqual", value, -1)] };
}

/** A flag given as numbers: booleans as 1 and 0, and the numbers that are listed. */
function numberFlag({ g, inputOf }: Scope, { field, trueValues, falseValues }: FlagDefinition): Read {
  const input = inputOf(field, "number");
  const listed = (values: readonly (string | number)[]) => values.map(Number);
  const isNone = g.op("Not", g.op("IsNaN", input));
  const pairs = [
    ...listed(falseValues).map((number) => [number, 0] as const),
    ...listed(trueValues).map((number) => [number, 1] as const),
  ];
  for (const boolean of [0, 1] as const) {
    if (!pairs.some(([number]) => number === boolean)) pairs.push([boolean, boolean]);
  }
  let value = g.number(Number.NaN);
  for (const [number, meaning] of pairs) value = g.op("Where", g.op("Equal", input, number), meaning, value);
  return { value, rejected: [g.op("And", isNone, g.op("IsNaN", value))] };
}

const isInfinite = (g: Graph, value: Value) => g.op("Equal", g.op("Abs", value), Number.POSITIVE_INFINITY);
