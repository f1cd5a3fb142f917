/**
 * Plain data as JavaScript source. Whatever text comes from data stays text: quotes and backslashes are escaped as in
 * JSON, line separators and `<` too, so that neither a script element nor an old parser ends early. Objects are not
 * written, because a key such as `__proto__` would not be one: use a list of pairs.
 *
 * @param value - a number, text, boolean, null, or a list of such
 * @returns an expression with the same value, -0, NaN and infinities included
 */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "number") return value < 0 || Object.is(value, -0) ? `(${text(value)})` : text(value);
  return JSON.stringify(value ?? null).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const text = (value: number) => (Object.is(value, -0) ? "-0" : String(value));
