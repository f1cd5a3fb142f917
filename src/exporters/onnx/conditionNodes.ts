import { reject } from "../../core/checks";
import { operandNumber } from "../../models/operandNumber";
import type { Condition, NumberComparison } from "../../models/types";
import type { Graph, Value } from "./graph";
import type { CategoryNodes, FeatureNodes, NumberNodes, Scope } from "./nodeTypes";
import { type TextTest, testPattern } from "./textPatterns";

/** What conditions and terms are made in: the scope, and the features by name. */
export interface ModelScope extends Scope {
  readonly featureOf: (name: string) => FeatureNodes;
}

type Comparison = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

/**
 * Where a condition is true. In three-valued logic a condition may be neither true nor false, so that both are made,
 * each where it is needed.
 *
 * @param scope - the graph and the features
 * @param condition - a condition of a checked model
 * @returns truth values
 */
export function whereTrue(scope: ModelScope, condition: Condition): Value {
  const { g } = scope;
  if ("not" in condition) return whereFalse(scope, condition.not);
  if ("all" in condition)
    return joined(
      g,
      "And",
      condition.all.map((part) => whereTrue(scope, part)),
    );
  if ("any" in condition)
    return joined(
      g,
      "Or",
      condition.any.map((part) => whereTrue(scope, part)),
    );
  const feature = scope.featureOf(condition.feature);
  if ("exists" in condition) return condition.exists ? feature.present : g.op("Not", feature.present);
  return feature.kind === "number"
    ? numberTest(g, condition, feature)
    : g.op("And", textTest(scope, condition, feature), feature.present);
}

function whereFalse(scope: ModelScope, condition: Condition): Value {
  const { g } = scope;
  if ("not" in condition) return whereTrue(scope, condition.not);
  if ("all" in condition)
    return joined(
      g,
      "Or",
      condition.all.map((part) => whereFalse(scope, part)),
    );
  if ("any" in condition)
    return joined(
      g,
      "And",
      condition.any.map((part) => whereFalse(scope, part)),
    );
  const isFalse = g.op("Not", whereTrue(scope, condition));
  return "exists" in condition ? isFalse : g.op("And", isFalse, scope.featureOf(condition.feature).present);
}

/** A comparison of numbers: false for NaN. */
function numberTest(g: Graph, condition: Comparison, { value, levels }: NumberNodes): Value {
  const rank = (operand: number | string | boolean) => operandNumber(operand, levels);
  if ("is" in condition) return g.op("Equal", value, rank(condition.is));
  if ("in" in condition) {
    return joined(
      g,
      "Or",
      condition.in.map((operand) => g.op("Equal", value, rank(operand))),
    );
  }
  const bounds = condition as NumberComparison;
  const operators = {
    above: "Greater",
    atLeast: "GreaterOrEqual",
    below: "Less",
    atMost: "LessOrEqual",
  } as const;
  const tests = (Object.keys(operators) as (keyof typeof operators)[]).flatMap((key) => {
    const bound = bounds[key];
    return bound === undefined ? [] : [g.op(operators[key], value, rank(bound))];
  });
  return joined(g, "And", tests);
}

/** A comparison of text, decided per level; a text that is no known level is searched itself. */
function textTest(scope: ModelScope, condition: Comparison, { code, levels, input }: CategoryNodes): Value {
  const { g, variants } = scope;
  const search = searchOf(condition);
  const holds = (level: string) => {
    if ("is" in condition) return level === condition.is;
    if ("in" in condition) return condition.in.includes(level);
    return search !== null && matches(search, level.toLowerCase());
  };
  const known = g.op("Gather", g.truths([...levels.map(holds), false, false]), code);
  if (search === null) return known;
  const pattern = testPattern(search.test, search.text, variants());
  if (pattern === null) {
    reject(
      "toOnnx",
      `"${search.test}" of "${condition.feature}" without a Greek sigma, whose lower case depends on its neighbours`,
      search.text,
      "invalid_configuration",
    );
  }
  const isOther = g.op("Equal", code, g.integer(levels.length));
  return g.op("Or", known, g.op("And", isOther, g.node("RegexFullMatch", [input], { pattern })));
}

interface Search {
  readonly test: TextTest;
  readonly text: string;
}

function searchOf(condition: Comparison): Search | null {
  if ("contains" in condition) return { test: "contains", text: condition.contains };
  if ("startsWith" in condition) return { test: "startsWith", text: condition.startsWith };
  return "endsWith" in condition ? { test: "endsWith", text: condition.endsWith } : null;
}

function matches({ test, text }: Search, level: string): boolean {
  const wanted = text.toLowerCase();
  if (test === "contains") return level.includes(wanted);
  return test === "startsWith" ? level.startsWith(wanted) : level.endsWith(wanted);
}

function joined(g: Graph, operator: "And" | "Or", conditions: readonly Value[]): Value {
  return conditions.reduce((left, right) => g.op(operator, left, right));
}
