import { escapeMarkdown } from "../core/escapeMarkdown";
import { sectionsOf, textsOf } from "./checkNarrative";
import type { Narrative } from "./types";

/**
 * A narrative as Markdown (CommonMark): bold titles and lists. Data are shown as they are: what Markdown or HTML
 * would take as markup is escaped, and so are bare addresses, so that a name can neither format, nor link, nor
 * run anything. O(length).
 *
 * @param narrative - the result of `narrate`
 * @returns Markdown, without a line break at the end
 * @throws SalienceError `invalid_argument` for what is not a narrative
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, narrate, numeric, pointsModel, toMarkdown } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const rules = [{ id: "visits", when: { feature: "visits", atLeast: 3 }, points: 10 }];
 * const scorer = createScorer(pointsModel({ features, rules }), features);
 * const narrative = narrate(scorer.explain({ visits: 4 }), { name: "[Acme](javascript:alert)" });
 * toMarkdown(narrative); // => "**\\[Acme\\](javascript:alert): scores 10 points**\n\n**Reasons**\n\n- visits: 4"
 * ```
 */
export function toMarkdown(narrative: Narrative): string {
  const sections = sectionsOf("toMarkdown", narrative);
  const blocks = [`**${escapeMarkdown(narrative.headline.text)}**`];
  for (const { title, texts } of sections) {
    blocks.push(`**${escapeMarkdown(title)}**`, texts.map((text) => `- ${escapeMarkdown(text)}`).join("\n"));
  }
  const remarks = textsOf("toMarkdown", "remarks", narrative.remarks).map(escapeMarkdown);
  if (remarks.length > 0) blocks.push(`*${remarks.join(" ")}*`);
  return blocks.join("\n\n");
}
