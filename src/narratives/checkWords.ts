import { checkOptions, reject } from "../core/checks";
import { placeholdersOf } from "./fillTemplate";
import { englishWords, type NarrativeWords } from "./words";

const EVERYWHERE = ["verb", "past", "noun", "nouns"];

/** Completes words with the English ones; a placeholder that would never be filled is refused. */
export function checkWords(words: Partial<NarrativeWords>, caller = "narrate"): NarrativeWords {
  checkOptions(caller, "words", words, Object.keys(englishWords));
  for (const [key, value] of Object.entries(words)) {
    if (key === "numerals") {
      if (Array.isArray(value) && value.every((numeral) => typeof numeral === "string")) continue;
      reject(caller, "words.numerals to be a list of texts", value);
    }
    if (typeof value !== "string") reject(caller, `words.${key} to be text`, value);
    const allowed = [...placeholdersOf(englishWords[key as "reasonsFor"]), ...EVERYWHERE];
    for (const name of placeholdersOf(value)) {
      if (!allowed.includes(name)) {
        reject(
          caller,
          `words.${key} with placeholders {${allowed.join("}, {")}}`,
          name,
          "invalid_configuration",
        );
      }
    }
  }
  return { ...englishWords, ...words };
}
