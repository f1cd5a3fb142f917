import { reject } from "../core/checks";
import { defineFeature } from "../features/defineFeature";
import { isRejection, readText } from "../features/readers";
import type { Feature } from "../features/types";
import type { Condition } from "../models/types";
import type { ImportedRow } from "./importedModel";

// letters and digits, and inside of them what holds names, addresses and contractions together: ada@acme.io, o'neil, r&d
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:[.@_'’+&][\p{L}\p{M}\p{N}]+)*/gu;
const PATTERN = /[\p{L}\p{M}\p{N}*]+(?:[.@_'’+&][\p{L}\p{M}\p{N}*]+)*/gu;

/** The tokens of a text in lower case, with single spaces between them; the text itself where it has none. */
export const tokensOf = (text: string): string =>
  (text.toLowerCase().match(TOKEN) ?? [text.toLowerCase()]).join(" ");

/** The name of the feature that holds the tokens of a property. */
export const tokensName = (property: string): string => `${property} (tokens)`;

/**
 * Makes the feature that reads the tokens of a property. It cannot be written as data, and so not be exported.
 *
 * @param property - the name of the property
 * @returns a category feature
 */
export function tokensFeature(property: string): Feature<ImportedRow> {
  return defineFeature<ImportedRow>("fromPointsJson", { label: property }, [], {
    type: "category",
    definition: { extractor: "tokens", field: property, tokensOf },
    parse(raw) {
      const text = readText(raw);
      return text === null || isRejection(text) ? text : tokensOf(text);
    },
  });
}

/**
 * The condition that a text contains a token, unknown where it is missing. `*` at an end stands for any letters, so `*@acme.io` is every address
 * there. Several tokens have to follow each other.
 *
 * @param caller - name of the calling function
 * @param name - the operator, property and rule, for messages
 * @param property - the property
 * @param value - what the filter looks for
 * @returns a condition on the property itself where `*` at both ends leaves it no matter where tokens begin, else on
 *   its tokens
 */
export function tokenCondition(caller: string, name: string, property: string, value: string): Condition {
  const pattern = (value.toLowerCase().match(PATTERN) ?? []).join(" ");
  const [isOpenBefore, isOpenAfter] = [pattern.startsWith("*"), pattern.endsWith("*")];
  const text = pattern.replace(/^\*+/, "").replace(/\*+$/, "").trim();
  if (text === "") reject(caller, `${name} to have a letter or digit`, value);
  if (text.includes("*")) reject(caller, `${name} to have * at its ends only`, value);
  if (isOpenBefore && isOpenAfter && !text.includes(" ")) return { feature: property, contains: text };
  const feature = tokensName(property);
  const inside = `${isOpenBefore ? "" : " "}${text}${isOpenAfter ? "" : " "}`;
  return {
    any: [
      ...(isOpenBefore || isOpenAfter ? [] : [{ feature, is: text }]),
      ...(isOpenBefore ? [] : [{ feature, startsWith: isOpenAfter ? text : `${text} ` }]),
      ...(isOpenAfter ? [] : [{ feature, endsWith: isOpenBefore ? text : ` ${text}` }]),
      { feature, contains: inside },
    ],
  };
}
