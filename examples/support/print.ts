const WIDTH = 96;

/** A heading, underlined. */
export function heading(text: string): void {
  console.log(`\n${text}\n${"─".repeat(text.length)}`);
}

/** Text wrapped to the width of the page; lines after the first may be indented further. */
export function paragraph(text: string, indent = "  ", hanging = indent): void {
  let line = indent;
  for (const word of text.split(" ")) {
    const isFirst = line.trim() === "";
    if (!isFirst && line.length + 1 + word.length > WIDTH) {
      console.log(line);
      line = hanging + word;
    } else line += isFirst ? word : ` ${word}`;
  }
  console.log(line);
}

/** A column of a table; that of numbers stands on the right. */
export interface Column {
  readonly title: string;
  readonly align?: "right";
}

/** A table in which every column is as wide as its widest cell. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  for (const line of lines) {
    const cells = columns.map(({ align }, i) =>
      align === "right" ? (line[i] ?? "").padStart(widths[i] ?? 0) : (line[i] ?? "").padEnd(widths[i] ?? 0),
    );
    const text = cells.join("  ").trimEnd();
    if (text !== "") console.log(`  ${text}`);
  }
}
