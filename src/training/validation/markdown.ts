const INVISIBLE = /[\u200B\u2060\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
// marks anywhere; what opens a list or heading at the start; what a renderer takes for an address
const SPECIAL = /[\\`*_{}[\]|~$^@]|^[-+#=:]|^\d+[.)](?=\s|$)|:(?=\/\/)|\/(?=\/)|\.(?=\p{L})/gu;

/**
 * Text from data as Markdown that shows exactly this text: one line, no markup, no HTML, no link.
 *
 * @param text - any text
 * @returns escaped text
 */
export function escaped(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(BREAKS, " ")
    .trim()
    .replace(SPECIAL, (found) => `${found.slice(0, -1)}\\${found.slice(-1)}`)
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] as string);
}

/**
 * A Markdown table.
 *
 * @param header - the titles of the columns, Markdown
 * @param rows - cells, Markdown
 * @returns lines
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * A number with three digits.
 *
 * @param value - any number
 * @returns text, `–` for NaN
 */
export function number3(value: number): string {
  if (Number.isNaN(value)) return "–";
  return Math.abs(value) === Number.POSITIVE_INFINITY ? "unbounded" : value.toFixed(3);
}

/**
 * Value and interval as two cells.
 *
 * @param estimate - value and interval
 * @returns `0.812` and `0.790 to 0.834`
 */
export function estimateCells(estimate: {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}): [string, string] {
  const { value, interval } = estimate;
  const range =
    interval === null || Number.isNaN(interval.low)
      ? "–"
      : `${number3(interval.low)} to ${number3(interval.high)}`;
  return [number3(value), range];
}
