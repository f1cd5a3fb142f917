import { sectionsOf, textsOf } from "./checkNarrative";
import { cleanText } from "./cleanText";
import type { Narrative } from "./types";

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

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Text as Markdown that shows exactly this text: one line, no markup, no HTML, no link, not even one that a
 * renderer would make of a bare address.
 */
function escapeMarkdown(text: string): string {
  return cleanText(text)
    .replace(/[\\`*_{}[\]|~$^]/g, "\\$&")
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] as string)
    .replace(/^([-+#=:])/, "\\$1")
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replace(/:(?=\/\/)|@/g, "\\$&")
    .replace(/\b(www)\./gi, "$1\\.");
}
