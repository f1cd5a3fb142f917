import type {
  FieldDefinition,
  FlagDefinition,
  NumericDefinition,
  RatioDefinition,
} from "../../features/definitions";
import type { EmitRead } from "./emitRead";
import { literal } from "./literal";
import type { Slot } from "./slots";
import type { Writer } from "./writer";

/**
 * NaN where a raw value is absent, else what a call returns: most absent values need no call. The sign makes a number
 * of what is one already, so that V8 keeps it in a register and not on the heap.
 */
export const absentOr = (x: string, call: string) => `${x} === undefined || ${x} === null ? NaN : +${call}`;

/** The number that a raw value is, NaN where it is absent, and a call where it is anything else. */
export const numberOr = (x: string, call: string, but = "") =>
  `typeof ${x} === "number" && ${x} - ${x} === 0${but} ? +${x} : ${absentOr(x, call)}`;

/** Translates `numeric`. */
export function emitNumeric(definition: NumericDefinition, { k }: Slot, writer: Writer): EmitRead {
  const { field, clip, transform, fromText, missing } = definition;
  const hint = fromText ? ", or text that is one" : " (the option fromText converts text)";
  const list = missing.length === 0 ? "[]" : writer.constant("MISSING", literal(missing));
  const call = `${writer.use("readNumber")}(x${k}, ${k}, ${fromText}, ${list}, ${literal(`a number${hint}`)})`;
  const numbers = missing.filter((value) => typeof value === "number");
  const but =
    numbers.length > 3
      ? ` && !${list}.includes(x${k})`
      : numbers.map((value) => ` && x${k} !== ${literal(value)}`).join("");
  const [low, high] = clip;
  const raised = low === null ? `a${k}` : `Math.max(a${k}, ${literal(low)})`;
  const clipped = high === null ? raised : `Math.min(${raised}, ${literal(high)})`;
  const wanted = transform === "log1p" ? "a number above -1" : "a number of at least 0";
  const refuse = transform === null ? "" : `${writer.use("fail")}(${k}, "${wanted}", a${k})`;
  return (read) =>
    `const x${k} = ${read(field)};
const a${k} = ${numberOr(`x${k}`, call, but)};
const v${k} = ${transform === null ? clipped : `Math.${transform}(${clipped})`};${
      transform === null ? "" : `\nif (v${k} - v${k} !== 0 && a${k} === a${k}) ${refuse};`
    }`;
}

/** Translates `flag`. */
export function emitFlag(definition: FlagDefinition, { k }: Slot, writer: Writer): EmitRead {
  const { field, trueValues, falseValues, missing } = definition;
  const lists = [trueValues, falseValues, missing].map((values) => writer.constant("FLAGS", literal(values)));
  const listed = [...trueValues, ...falseValues].map((value) => JSON.stringify(value));
  const wanted = literal(["a boolean", ...listed].join(" or "));
  const call = `${writer.use("readFlag")}(x${k}, ${k}, ${lists.join(", ")}, ${wanted})`;
  // the first few are tried without a call; a listed text with spaces around it never applies
  const isOneOf = (first: boolean, values: readonly (string | number)[]) =>
    [first, ...values.slice(0, 3)]
      .filter((value) => typeof value !== "string" || value === value.trim())
      .map((value) => `x${k} === ${literal(value)}`)
      .join(" || ");
  const quick = `${isOneOf(true, trueValues)} ? 1 : ${isOneOf(false, falseValues)} ? 0`;
  return (read) => `const x${k} = ${read(field)};\nconst v${k} = ${quick} : ${absentOr(`x${k}`, call)};`;
}

/** Translates `ratio`. */
export function emitRatio(
  { numerator, denominator }: RatioDefinition,
  { k }: Slot,
  writer: Writer,
): EmitRead {
  const number = (x: string) => numberOr(x, `${writer.use("readNumber")}(${x}, ${k}, false, [], "a number")`);
  const [top, bottom] = [number(`x${k}`), number(`y${k}`)];
  return (read) =>
    `const x${k} = ${read(numerator)}, y${k} = ${read(denominator)};
const a${k} = ${top}, b${k} = ${bottom}, s${k} = a${k} / b${k};
const v${k} = s${k} - s${k} === 0 ? s${k} : NaN;`;
}

/** Translates `daysSince` and `daysUntil`. */
export function emitDays({ extractor, field }: FieldDefinition, { k }: Slot, writer: Writer): EmitRead {
  const other = absentOr(`x${k}`, `${writer.use("readInstant")}(x${k}, ${k})`);
  const days =
    extractor === "daysSince" ? `a${k} > t ? NaN : (t - a${k}) / 86400000` : `(a${k} - t) / 86400000`;
  return (read) =>
    `const x${k} = ${read(field)};
let a${k} = x${k} instanceof Date ? x${k}.getTime() : NaN;
if (a${k} !== a${k}) a${k} = ${other};
const v${k} = ${days};`;
}
