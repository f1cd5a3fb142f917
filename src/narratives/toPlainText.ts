import { oneLine } from "../core/oneLine";
import { sectionsOf, textsOf } from "./checkNarrative";
import type { Narrative } from "./types";

/**
 * A narrative as plain text: the headline, then a line per section. Whatever is in the data, a section stays one
 * line. It is text: escape it where it is put into HTML. O(length).
 *
 * @param narrative - the result of `narrate`
 * @returns lines separated by \n, without one at the end
 * @throws SalienceError `invalid_argument` for what is not a narrative
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, narrate, numeric, pointsModel, toPlainText } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const rules = [{ id: "visits", when: { feature: "visits", atLeast: 3 }, points: 10 }];
 * const scorer = createScorer(pointsModel({ features, rules }), features);
 * toPlainText(narrate(scorer.explain({ visits: 4 }), { name: "Acme", bucket: "B" }));
 * // => "Acme: scores 10 points (bucket B)\nReasons: visits: 4.\nNext: write, and offer a call."
 * ```
 */
export function toPlainText(narrative: Narrative): string {
  const sections = sectionsOf("toPlainText", narrative);
  const lines = [oneLine(narrative.headline.text)];
  for (const { key, title, texts } of sections) {
    lines.push(`${oneLine(title)}: ${closed(texts.map(oneLine).join(key === "sources" ? ", " : "; "))}`);
  }
  const remarks = textsOf("toPlainText", "remarks", narrative.remarks).map(oneLine).join(" ");
  if (remarks === "") return lines.join("\n");
  // the remarks follow the sources on their line
  const last = sections.at(-1)?.key === "sources" ? `${lines.pop()} ${remarks}` : remarks;
  return [...lines, last].join("\n");
}

function closed(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
