import { sectionsOf, textsOf } from "./checkNarrative";
import { cleanText } from "./cleanText";
import type { Narrative } from "./types";

export function toPlainText(narrative: Narrative): string {
  const sections = sectionsOf("toPlainText", narrative);
  const lines = [cleanText(narrative.headline.text)];
  for (const { key, title, texts } of sections) {
    lines.push(`${cleanText(title)}: ${closed(texts.map(cleanText).join(key === "sources" ? ", " : "; "))}`);
  }
  const remarks = textsOf("toPlainText", "remarks", narrative.remarks).map(cleanText).join(" ");
  if (remarks === "") return lines.join("\n");
  // the remarks follow the sources on their line
  const last = sections.at(-1)?.key === "sources" ? `${lines.pop()} ${remarks}` : remarks;
  return [...lines, last].join("\n");
}

function closed(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
