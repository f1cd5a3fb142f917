import type { ExpressionDefinition } from "../../features/definitions";
import type { Expression, ExpressionFunction } from "../../features/expression";
import { numberOr } from "./emitNumbers";
import type { EmitRead } from "./emitRead";
import type { HelperName } from "./helpers/index";
import { literal } from "./literal";
import type { Slot } from "./slots";
import type { Writer } from "./writer";

/** Operators and functions of JavaScript whose result is missing where an argument is. */
const OPERATORS: Partial<Record<ExpressionFunction, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
};
const FUNCTIONS: readonly ExpressionFunction[] = [
  "log",
  "log1p",
  "exp",
  "sqrt",
  "abs",
  "floor",
  "ceil",
  "min",
  "max",
];
const CALLS: Partial<Record<ExpressionFunction, HelperName>> = {
  power: "power",
  equal: "equal",
  notEqual: "notEqual",
  less: "less",
  lessOrEqual: "lessOrEqual",
  greater: "less",
  greaterOrEqual: "lessOrEqual",
  and: "and",
  or: "or",
  not: "not",
  if: "choose",
  round: "round",
  coalesce: "coalesce",
};

/** Translates `expression`: every field is read once, in the order of appearance, then the tree is computed. */
export function emitExpression({ expression }: ExpressionDefinition, { k }: Slot, writer: Writer): EmitRead {
  const fields = [...new Set(fieldsOf(expression))];
  const value = emitPart(expression, (field) => `f${k}_${fields.indexOf(field)}`, writer);
  return (read) => {
    const lines = fields.map((field, i) => {
      const x = `x${k}_${i}`;
      const call = `${writer.use("readField")}(${x}, ${k}, ${literal(field)})`;
      return `const ${x} = ${read(field)};\nconst f${k}_${i} = ${numberOr(x, call)};`;
    });
    return [...lines, `const v${k} = ${value};`].join("\n");
  };
}

function fieldsOf(part: Expression): string[] {
  if (part.op === "field") return [part.field];
  return part.op === "call" ? part.arguments.flatMap(fieldsOf) : [];
}

function emitPart(part: Expression, field: (name: string) => string, writer: Writer): string {
  if (part.op === "number") return literal(part.value);
  if (part.op === "field") return field(part.field);
  const { name } = part;
  const all = part.arguments.map((argument) => emitPart(argument, field, writer));
  const call = CALLS[name];
  if (call !== undefined) {
    // x > y is y < x
    const turned = name === "greater" || name === "greaterOrEqual" ? [...all].reverse() : all;
    return `${writer.use(call)}(${turned.join(", ")})`;
  }
  const finite = writer.use("finite");
  const operator = OPERATORS[name];
  if (operator !== undefined) return `${finite}(${all.join(` ${operator} `)})`;
  if (FUNCTIONS.includes(name)) return `${finite}(Math.${name}(${all.join(", ")}))`;
  if (name === "negate") return `${finite}(-${all[0]})`;
  return `${finite}(Math.min(Math.max(${all[0]}, ${all[1]}), ${all[2]}))`; // clip
}
