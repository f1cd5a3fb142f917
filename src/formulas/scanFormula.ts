import { POLLUTING_KEYS } from "../core/checks";
import { formulaError, type Token } from "./formulaError";

/** How often parentheses may be nested, and how many conditionals there may be. */
const DEEPEST = 50;

const NAMED_OPERATORS = ["and", "or", "not"];
const PREFIXES = ["-", "+", "not"];
const NOT_BETWEEN_VALUES = ["(", ")", "not"];

/** Words with a meaning of their own in the language of mathjs: a formula has no use for them. */
const RESERVED = ["xor", "mod", "to", "in", "end", "true", "false", "null", "undefined", "NaN", "Infinity"];

const TOKEN =
  /\s*(?:(?<number>(?:\d+(?:\.(?![*/^])\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_$\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF][\w$\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF]*)|(?<operator>==|!=|<=|>=|[-+*/^<>?:(),]))/gy;
const NAME =
  /^[A-Za-z_$\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF][\w$\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF]*$/;

/**
 * Whether a text can stand for a field in a formula.
 *
 * @param text - any text
 * @returns true for a letter followed by letters and digits that is not reserved
 */
export function isFormulaName(text: string): boolean {
  return NAME.test(text) && ![...NAMED_OPERATORS, ...RESERVED, ...POLLUTING_KEYS].includes(text);
}

/**
 * Whether a text is a name that objects use, so that no field may have it.
 *
 * @param text - any text
 * @returns true for `__proto__`, `constructor` and `prototype`
 */
export function isPolluting(text: string): boolean {
  return POLLUTING_KEYS.includes(text);
}

/**
 * Splits a formula into tokens and checks that they follow each other as values and operators do. mathjs builds the
 * tree, but its nodes carry no positions, and its language is much larger than ours: what is not allowed is refused
 * here, at its position, before mathjs sees it.
 *
 * @param caller - name of the calling function
 * @param text - the formula
 * @returns the tokens, the last one of kind `end`
 * @throws SalienceError `invalid_formula`
 */
export function scanFormula(caller: string, text: string): readonly Token[] {
  const tokens: Token[] = [];
  let scanned = 0;
  for (const match of text.matchAll(TOKEN)) {
    const { number, name, operator } = match.groups as Readonly<Record<string, string | undefined>>;
    const piece = (number ?? name ?? operator) as string;
    scanned = match.index + match[0].length;
    const isOperator = operator !== undefined || NAMED_OPERATORS.includes(piece);
    const kind = isOperator ? "operator" : number !== undefined ? "number" : "name";
    tokens.push({ kind, text: piece, at: scanned - piece.length });
  }
  const rest = text.slice(scanned);
  const at = text.length - rest.trimStart().length;
  const end: Token = { kind: "end", text: "", at };
  if (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    const expected = "a number, a name, a parenthesis or an operator";
    throw formulaError(caller, text, expected, { kind: "operator", text: character, at });
  }
  tokens.push(end);
  checkOrder(caller, text, tokens);
  return tokens;
}

/** Values and operators alternate; every parenthesis and conditional that is opened is closed. */
function checkOrder(caller: string, text: string, tokens: readonly Token[]): void {
  const open: ("(" | "call" | "?")[] = [];
  let conditionals = 0;
  let wantsValue = true;
  tokens.forEach((token, i) => {
    const fail = (expected: string): never => {
      throw formulaError(caller, text, expected, token);
    };
    const previous = tokens[i - 1];
    const innermost = open.at(-1);
    if (wantsValue) {
      if (token.text === "(") open.push("(");
      else if (token.text === ")" && innermost === "call" && previous?.text === "(") {
        open.pop();
        wantsValue = false;
      } else if (token.kind === "name" || token.kind === "number") {
        if (RESERVED.includes(token.text)) fail("a name that is not reserved");
        if (POLLUTING_KEYS.includes(token.text)) fail("a name that is not an object's own");
        wantsValue = false;
      } else if (!PREFIXES.includes(token.text)) fail("a value");
      // languages differ in what "not a == b" means, so it has to be said
      if (previous?.text === "not" && token.text !== "(") fail('"(" after not');
    } else if (token.text === "(" && previous?.kind === "name") {
      open.push("call");
      wantsValue = true;
    } else if (token.text === ")" || token.kind === "end") {
      if (innermost === "?") fail('":"');
      if (token.kind === "end" && innermost !== undefined) fail('")"');
      if (token.kind !== "end" && innermost === undefined) fail("an operator or the end of the formula");
      open.pop();
    } else {
      if (token.kind !== "operator" || NOT_BETWEEN_VALUES.includes(token.text)) fail("an operator");
      if (token.text === "," && innermost !== "call") fail(innermost === "?" ? '":"' : "an operator");
      if (token.text === ":" && open.pop() !== "?") fail("an operator");
      if (token.text === "?") {
        if (innermost === "?") fail("parentheses around a conditional within a conditional");
        open.push("?");
        conditionals++;
      }
      wantsValue = true;
    }
    if (open.length + conditionals > DEEPEST) fail(`at most ${DEEPEST} levels of nesting`);
  });
}
