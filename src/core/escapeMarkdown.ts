import { oneLine } from "./oneLine";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
// marks anywhere; what opens a list or heading at the start; what a renderer takes for an address
const SPECIAL = /[\\`*_{}[\]|~$^@]|^[-+#=:]|^\d+[.)](?=\s|$)|:(?=\/\/)|\/(?=\/)|\.(?=\p{L})/gu;

/**
 * Text from data as Markdown that shows exactly this text: one line, no markup, no HTML, no link, not even one that a
 * renderer would make of a bare address. O(length).
 *
 * @param text - any text
 * @returns Markdown
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(SPECIAL, (found) => `${found.slice(0, -1)}\\${found.slice(-1)}`)
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] as string);
}
