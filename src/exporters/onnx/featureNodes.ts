import { MILLISECONDS_PER_DAY } from "../../core/time";
import type { CategoricalDefinition, FlagDefinition, NumericDefinition } from "../../features/definitions";
import type { Feature } from "../../features/types";
import type { FeatureSummary } from "../../models/types";
import { categoryFeature, flagCodes, ordinalCodes } from "./categoryNodes";
import { log1pNodes } from "./elementary";
import { expressionNodes } from "./expressionNodes";
import type { Graph, Value } from "./graph";
import { expressionFields, isTextFlag, type OnnxDefinition, onnxDefinition } from "./inputs";
import type { FeatureNodes, NumberNodes, Scope } from "./nodeTypes";

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
function numberFlag({ g, inputOf }: Scope, definition: FlagDefinition): Read {
  const { field, trueValues, falseValues, missing } = definition;
  const input = inputOf(field, "number");
  const listed = (values: readonly (string | number)[]) => values.map(Number);
  const isNone = g.op("Not", g.op("IsNaN", input));
  const pairs = [
    ...listed(falseValues).map((number) => [number, 0] as const),
    ...listed(trueValues).map((number) => [number, 1] as const),
  ];
  for (const boolean of [0, 1] as const) {
    if (![...pairs.map(([number]) => number), ...listed(missing)].includes(boolean))
      pairs.push([boolean, boolean]);
  }
  let value = g.number(Number.NaN);
  for (const [number, meaning] of pairs) value = g.op("Where", g.op("Equal", input, number), meaning, value);
  const isUnknown = g.op("And", isNone, g.op("IsNaN", value));
  const rejected = listed(missing).reduce(
    (rest, number) => g.op("And", rest, g.op("Not", g.op("Equal", input, number))),
    isUnknown,
  );
  return { value, rejected: [rejected] };
}

const isInfinite = (g: Graph, value: Value) => g.op("Equal", g.op("Abs", value), Number.POSITIVE_INFINITY);
