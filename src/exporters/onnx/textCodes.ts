import { ELEMENT_TYPES } from "./encodeModel";
import type { Graph, Value } from "./graph";
import { type CaseVariants, oneOfPattern, textPattern } from "./textPatterns";

/** How texts become codes. */
export interface TextCodes {
  /** The code of each known text: trimmed, and in lower case if case is ignored. Empty text is a missing value. */
  readonly known: ReadonlyMap<string, number>;
  /** Other spellings of known texts, which need not be cleaned if they are listed here. */
  readonly spellings: readonly string[];
  /** The code of any other text. */
  readonly other: number;
  /** The case variants if case is ignored, else null. */
  readonly variants: CaseVariants | null;
}

const UNKNOWN = -1;
// a larger pattern would leave RE2 too little memory for its automaton
const LARGEST_PATTERN = 10_000;

/**
 * The code of each text. Texts in a known spelling are looked up in a table. Only the others are matched, to find
 * those that are known texts in white space or in other letters. O(1) a text, O(log codes) matches for the others.
 *
 * @param g - the graph
 * @param input - texts as the caller gives them
 * @param codes - the codes
 * @returns codes of type int64
 */
export function textCodeNodes(g: Graph, input: Value, codes: TextCodes): Value {
  const spelled = new Map(codes.known);
  for (const text of codes.spellings) {
    const code = codes.known.get(cleaned(text, codes.variants !== null));
    if (code !== undefined) spelled.set(text, code);
  }
  const table = {
    keys_strings: [...spelled.keys()],
    values_int64s: { integers: [...spelled.values()] },
    default_int64: UNKNOWN,
  };
  const found = g.node("LabelEncoder", [input], table, "ai.onnx.ml");
  const isUnknown = g.op("Equal", found, g.integer(UNKNOWN));
  const rest = g.node("Compress", [input, isUnknown], { axis: 0 });
  const places = g.node("Transpose", [g.op("NonZero", isUnknown)], { perm: { integers: [1, 0] } });
  return g.op("ScatterND", found, places, matchNodes(g, rest, codes));
}

/**
 * A text as the features clean it.
 *
 * @param text - any text
 * @param ignoreCase - whether case is ignored
 * @returns the text without white space around it, in lower case if case is ignored
 */
export function cleaned(text: string, ignoreCase: boolean): string {
  const trimmed = text.trim();
  return ignoreCase ? trimmed.toLowerCase() : trimmed;
}

/** The codes of texts that have to be cleaned: known texts are numbered from 1, and a pattern tells each binary digit. */
function matchNodes(g: Graph, texts: Value, { known, other, variants }: TextCodes): Value {
  const keys = [...known.keys()];
  const digits = Math.ceil(Math.log2(keys.length + 1));
  let number = g.integer(0);
  for (const part of partsOf(keys, variants)) {
    for (let digit = 0; digit < digits; digit++) {
      const having = part.filter((position) => ((position + 1) >> digit) & 1);
      if (having.length === 0) continue;
      const pattern = oneOfPattern(
        having.map((position) => keys[position] as string),
        variants,
      );
      const match = g.node("RegexFullMatch", [texts], { pattern });
      const value = g.op("Mul", g.node("Cast", [match], { to: ELEMENT_TYPES.int64 }), g.integer(2 ** digit));
      number = g.op("Add", number, value);
    }
  }
  return g.op("Gather", g.integers([other, ...known.values()]), number);
}

/** The positions of the keys in parts whose patterns are small enough. */
function partsOf(keys: readonly string[], variants: CaseVariants | null): number[][] {
  const parts: number[][] = [];
  let size = Number.POSITIVE_INFINITY;
  keys.forEach((key, position) => {
    const { length } = textPattern(key, variants);
    if (size + length > LARGEST_PATTERN) {
      parts.push([]);
      size = 0;
    }
    size += length;
    parts.at(-1)?.push(position);
  });
  return parts;
}
