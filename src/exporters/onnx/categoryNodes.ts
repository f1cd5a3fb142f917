import type { CategoricalDefinition, FlagDefinition, OrdinalDefinition } from "../../features/definitions";
import type { Condition, GridAxis } from "../../models/types";
import { spellings } from "../spellings";
import type { CategoryNodes, NumberNodes, Scope } from "./nodeTypes";
import { cleaned, type TextCodes, textCodeNodes } from "./textCodes";

type Read = Pick<NumberNodes, "value" | "rejected">;

/**
 * A category: the code of its level, one more for a text that is no level the model or the feature speaks of, one
 * more for a missing value.
 *
 * @param scope - the graph and the inputs
 * @param name - the feature's name
 * @param definition - its definition
 * @returns the feature's nodes
 */
export function categoryFeature(
  { g, model, inputOf, variants }: Scope,
  name: string,
  definition: CategoricalDefinition,
): CategoryNodes {
  const { levels: listed, aliases, missing, ignoreCase } = definition;
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const spelled = spellings(definition);
  for (const text of mentionedLevels(scopeTerms(model), name)) {
    if (!spelled.has(text) && fold(text) === text) spelled.set(text, text);
  }
  // texts that have white space around them, or upper case where it is ignored, are never met
  const reachable = [...spelled].filter(([text]) => text !== "" && cleaned(text, ignoreCase) === text);
  const levels = [...new Set(reachable.flatMap(([, level]) => (level === null ? [] : [level])))];
  const [other, none] = [levels.length, levels.length + 1];
  const code = (level: string | null) => (level === null ? none : levels.indexOf(level));
  const codes: TextCodes = {
    known: new Map([["", none], ...reachable.map(([text, level]) => [text, code(level)] as const)]),
    spellings: [...(listed ?? []), ...missing, ...Object.keys(aliases)],
    other,
    variants: ignoreCase ? variants() : null,
  };
  const input = inputOf(definition.field, "text");
  const result = textCodeNodes(g, input, codes);
  const present = g.op("Not", g.op("Equal", result, g.integer(none)));
  return { kind: "category", code: result, levels, present, rejected: [], input };
}

/**
 * The ranks of an ordinal feature: a text that is no level rejects the record.
 *
 * @param scope - the graph and the inputs
 * @param definition - the feature's definition
 * @returns ranks
 */
export function ordinalCodes(scope: Scope, definition: OrdinalDefinition): Read {
  const { field, levels, missing, ignoreCase } = definition;
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const meanings = new Map(levels.map((level, rank) => [fold(level), rank]));
  for (const text of missing) meanings.set(fold(text), Number.NaN);
  return meaningNodes(scope, field, meanings, [...levels, ...missing], ignoreCase);
}

/**
 * A flag that is given as text: a text that is not listed rejects the record.
 *
 * @param scope - the graph and the inputs
 * @param definition - the feature's definition
 * @returns 1 for true, 0 for false
 */
export function flagCodes(scope: Scope, { field, trueValues, falseValues, missing }: FlagDefinition): Read {
  const meanings = new Map([
    ["true", 1],
    ["false", 0],
  ]);
  for (const value of falseValues) meanings.set(String(value), 0);
  for (const value of trueValues) meanings.set(String(value), 1);
  for (const value of missing) meanings.set(String(value), Number.NaN);
  return meaningNodes(scope, field, meanings, [], false);
}

/** Numbers that texts mean; any other text rejects the record. */
function meaningNodes(
  { g, inputOf, variants }: Scope,
  field: string,
  meanings: ReadonlyMap<string, number>,
  spellings: readonly string[],
  ignoreCase: boolean,
): Read {
  const reachable = [...meanings].filter(([text]) => text !== "" && cleaned(text, ignoreCase) === text);
  const numbers = [...reachable.map(([, number]) => number), Number.NaN, Number.NaN];
  const other = numbers.length - 1;
  const known = new Map([["", other - 1], ...reachable.map(([text], i) => [text, i] as const)]);
  const codes = { known, spellings, other, variants: ignoreCase ? variants() : null };
  const code = textCodeNodes(g, inputOf(field, "text"), codes);
  return {
    value: g.op("Gather", g.numbers(numbers), code),
    rejected: [g.op("Equal", code, g.integer(other))],
  };
}

/** The terms' axes and the conditions of a model. */
function scopeTerms({ terms, gates }: Scope["model"]) {
  const axes: GridAxis[] = terms.flatMap((term) =>
    term.kind === "levels" ? [term] : term.kind === "grid" ? [term.rows, term.columns] : [],
  );
  const conditions = [...terms.filter((term) => term.kind === "condition"), ...gates].map(({ when }) => when);
  return { axes, conditions };
}

/** The texts that a model compares a feature with. */
function mentionedLevels({ axes, conditions }: ReturnType<typeof scopeTerms>, name: string): string[] {
  const ofAxes = axes.flatMap((axis) => ("levels" in axis && axis.feature === name ? axis.levels : []));
  return [...ofAxes, ...conditions.flatMap((condition) => operands(condition, name))];
}

function operands(condition: Condition, name: string): string[] {
  if ("not" in condition) return operands(condition.not, name);
  if ("all" in condition) return condition.all.flatMap((part) => operands(part, name));
  if ("any" in condition) return condition.any.flatMap((part) => operands(part, name));
  if (condition.feature !== name) return [];
  const compared = "is" in condition ? [condition.is] : "in" in condition ? condition.in : [];
  return compared.filter((operand) => typeof operand === "string");
}
