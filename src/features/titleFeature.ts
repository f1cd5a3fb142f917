import { defineFeature } from "./defineFeature";
import { asListedLevel, isRejection, readText } from "./readers";
import type { Feature, FeatureOptions, Field } from "./types";

/**
 * A level and the words of a job title that mean it; the first pattern that matches decides. A pattern sees the
 * title in lower case without accents, with one space before, between and after its words: " c t o " for
 * "C T O", " cto " for "C.T.O.", " directeur general " for "Directeur général".
 */
export type TitlePattern = readonly [level: string, pattern: RegExp];

/**
 * A category read from a job title by a fixed list of patterns: what `seniority` and `department` share.
 *
 * @param extractor - name of the public function
 * @param field - a key of the record that holds the title, or a function of it
 * @param options - label and so on
 * @param levels - all levels
 * @param patterns - tried in order
 * @param otherwise - level of a title that matches nothing, or null for missing
 * @returns a feature of type `category`
 * @throws SalienceError `invalid_argument`
 */
export function titleFeature<Row>(
  extractor: string,
  field: Field<Row, string>,
  options: FeatureOptions,
  levels: readonly string[],
  patterns: readonly TitlePattern[],
  otherwise: string | null,
): Feature<Row> {
  return defineFeature<Row>(extractor, options, [], {
    type: "category",
    levels,
    asValue: (named) => asListedLevel(levels, named),
    definition: { extractor, field },
    parse(raw) {
      const title = readText(raw);
      if (title === null || isRejection(title)) return title;
      if (typeof raw !== "string") return { expected: "a job title", received: raw };
      const text = ` ${wordsOf(title)} `;
      return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? otherwise;
    },
  });
}

// no title is longer: what is, must not keep the patterns busy
const LONGEST_TITLE = 200;

function wordsOf(title: string): string {
  return title
    .slice(0, LONGEST_TITLE)
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1")
    .replace(/[^\p{L}\p{N}&+]+/gu, " ")
    .trim();
}
