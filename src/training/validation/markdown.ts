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
