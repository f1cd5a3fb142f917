/** A line this long stays one line. */
const LINE = 100;

/** SQL whose lines but the first are moved to the right. Literals have no line breaks, so that none is changed. */
export function indent(sql: string, by = "  "): string {
  return sql.replaceAll("\n", `\n${by}`);
}

/** A CASE expression, on one line if it is short. */
export function caseOf(
  branches: readonly (readonly [when: string, then: string])[],
  otherwise: string | null,
): string {
  if (branches.length === 0) return otherwise ?? "NULL";
  const parts = branches.map(([when, then]) => `WHEN ${when} THEN ${then}`);
  if (otherwise !== null) parts.push(`ELSE ${otherwise}`);
  const short = `CASE ${parts.join(" ")} END`;
  if (branches.length <= 2 && short.length <= LINE && !short.includes("\n")) return short;
  return `CASE\n${parts.map((part) => `  ${indent(part)}`).join("\n")}\nEND`;
}

/** Operands with an operator between them, over several lines if they are long. */
export function joined(parts: readonly string[], operator: string): string {
  const short = parts.join(` ${operator} `);
  if (short.length <= LINE || parts.length === 1) return short;
  return parts.map((part, i) => (i === 0 ? part : `  ${operator} ${indent(part)}`)).join("\n");
}

/** A name that tells what a column is about, from any text: lower-case letters, digits and underscores, or nothing. */
export function hint(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  const cut = words.replace(/^_+/, "").slice(0, 30).replace(/_+$/, "");
  return cut === "" ? "" : `_${cut}`;
}
