import { reject } from "../core/checks";
import { defineFeature } from "./defineFeature";
import { checkItems, isRejection, readText } from "./readers";
import type { Feature, FeatureOptions, RecordField, Rejection } from "./types";

/** Options of {@link categorical}. */
export interface CategoricalOptions extends FeatureOptions {
  /** The levels there are. A value that is not among them keeps its text, and a model treats it as unseen. */
  readonly levels?: readonly string[];
  /** Values that differ only in case are one level: spelled as in `levels` if listed there, else in lower case. */
  readonly ignoreCase?: boolean;
  /** Other spellings, such as `{ "google ads": "Google" }`; looked up before anything else. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Texts that mean "not known", such as `["Select", "unknown"]`. */
  readonly missing?: readonly string[];
}

/**
 * A category of the record: text, or a number or boolean taken as text. White space around it is dropped.
 *
 * @param field - a key of the record, or a function of it
 * @param options - label, levels, case folding, aliases, placeholders that mean missing
 * @returns a feature of type `category`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { categorical, featureSet, readTable } from "salience";
 * const features = featureSet<{ source: string }>()({
 *   source: categorical("source", { ignoreCase: true, aliases: { adwords: "google" }, missing: ["Select"] }),
 * });
 * const rows = ["Google", "google", "Select", "AdWords"].map((source) => ({ source }));
 * readTable(rows, features).table.columns.source;
 * // => { type: "category", codes: Int32Array.of(0, 0, -1, 0), levels: ["google"] }
 * ```
 */
export function categorical<Row>(
  field: RecordField<Row, string | number | boolean>,
  options: CategoricalOptions = {},
): Feature<Row> {
  const { levels, ignoreCase = false, aliases = {}, missing = [] } = options ?? {};
  checkItems("categorical", "levels", levels ?? []);
  checkItems("categorical", "missing", missing);
  if (Object.prototype.toString.call(aliases) !== "[object Object]") {
    reject("categorical", "aliases to be an object of texts", aliases);
  }
  checkItems("categorical", "aliases", Object.entries(aliases).flat());
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const spelled = new Map<string, string | null>();
  const levelOf = (text: string) => {
    const known = spelled.get(fold(text));
    return known === undefined ? fold(text) : known;
  };
  for (const level of levels ?? []) {
    if (spelled.has(fold(level))) reject("categorical", "every level once", level);
    spelled.set(fold(level), level);
  }
  for (const text of missing) spelled.set(fold(text), null);
  // an alias stands for a level or a placeholder, never for another alias: the order of keys does not matter
  const renamed = Object.entries(aliases).map(([from, to]) => [fold(from), levelOf(to)] as const);
  for (const [from, to] of renamed) spelled.set(from, to);
  return defineFeature<Row>("categorical", options, ["levels", "ignoreCase", "aliases", "missing"], {
    type: "category",
    levels: levels ?? null,
    definition: { extractor: "categorical", field, levels: levels ?? null, ignoreCase, aliases, missing },
    parse,
    readNamed: parse,
  });

  function parse(raw: unknown): string | null | Rejection {
    const text = readText(raw);
    return text === null || isRejection(text) ? text : levelOf(text);
  }
}
