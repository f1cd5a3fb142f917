import { defineFeature } from "./defineFeature";
import { checkItems, isRejection, readText } from "./readers";
import type { Feature, FeatureOptions, RecordField } from "./types";

/** Options of {@link seniority} and {@link department}. */
export interface TitleOptions extends FeatureOptions {
  /** Texts that mean "not known", beside the usual ones such as "N/A"; case and punctuation do not matter. */
  readonly missing?: readonly string[];
}

/**
 * A level and the words of a job title that mean it, null where they say nothing; the first pattern that matches
 * decides. A pattern sees the title in lower case without accents, with one space before, between and after its
 * words: " c t o " for "C T O", " cto " for "C.T.O.", " directeur general " for "Directeur général".
 */
export type TitlePattern = readonly [level: string | null, pattern: RegExp];

/** What a feature of the job title looks for. */
export interface TitleParts {
  /** `ordinal` where the levels go from lowest to highest: the value is then a rank. */
  readonly type: "category" | "ordinal";
  readonly levels: readonly string[];
  readonly patterns: readonly TitlePattern[];
  /** Level of a title that matches nothing, or null for missing. */
  readonly otherwise: string | null;
}

/**
 * A level read from a job title by a fixed list of patterns: what `seniority` and `department` share.
 *
 * @param extractor - name of the public function
 * @param field - a key of the record that holds the title, or a function of it
 * @param options - label, placeholders and so on
 * @param parts - levels and patterns
 * @returns a feature
 * @throws SalienceError `invalid_argument`
 */
export function titleFeature<Row>(
  extractor: string,
  field: RecordField<Row, string>,
  options: TitleOptions,
  { type, levels, patterns, otherwise }: TitleParts,
): Feature<Row> {
  const { missing = [] } = options ?? {};
  checkItems(extractor, "missing", missing);
  const placeholders = new Set(missing.map(titleWords));
  const valueFor = (level: string | null) =>
    type === "category" ? level : level === null ? Number.NaN : levels.indexOf(level);
  return defineFeature<Row>(extractor, options, ["missing"], {
    type,
    levels,
    definition: { extractor, field, missing },
    parse(raw) {
      const title = readText(raw);
      if (isRejection(title)) return title;
      if (title === null) return valueFor(null);
      if (typeof raw !== "string") return { expected: "a job title", received: raw };
      const words = titleWords(title);
      if (placeholders.has(words)) return valueFor(null);
      const found = patterns.find(([, pattern]) => pattern.test(words));
      return valueFor(found === undefined ? otherwise : found[0]);
    },
  });
}

// no title is longer: what is, must not keep the patterns busy
const LONGEST_TITLE = 200;

/** The words of a job title as {@link TitlePattern} sees them. */
export function titleWords(title: string): string {
  const words = title
    .slice(0, LONGEST_TITLE)
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1")
    .replace(/[^\p{L}\p{N}&+]+/gu, " ")
    .trim();
  return ` ${words} `;
}
