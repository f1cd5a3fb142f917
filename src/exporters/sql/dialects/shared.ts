/** The white space that JavaScript trims. */
export const WHITE_SPACE = String.fromCharCode(
  ...[9, 10, 11, 12, 13, 32, 0xa0, 0x1680],
  ...Array.from({ length: 11 }, (_, i) => 0x2000 + i),
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff],
);

/** e to the power of less is 0. */
export const LOWEST_EXPONENT = -745;

/** The same as a pattern for the RE2 library: separators, the control characters among them, the byte order mark. */
export const TRIM_PATTERN = "^[\\p{Z}\\x09-\\x0D\\x{FEFF}]+|[\\p{Z}\\x09-\\x0D\\x{FEFF}]+$";

/** Whether a character stands for itself on one line of a page: no control, no look-alike of a space, no mark of direction. */
export function isPlain(character: string): boolean {
  return character === " " || !/^[\p{Cc}\p{Cf}\p{Z}]$/u.test(character);
}

/** A text with every character that is not plain, or that is one of `special`, replaced. */
export function escapeText(value: string, special: string, replace: (character: string) => string): string {
  return Array.from(value, (character) =>
    isPlain(character) && !special.includes(character) ? character : replace(character),
  ).join("");
}

/** The UTF-16 units of a character, each as \u and four hexadecimal digits. */
export function unicodeEscape(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`)
    .join("");
}

/** A number as JavaScript writes it, without the plus sign of the exponent; 0 has no sign. */
export function decimal(value: number): string {
  return String(value + 0).replace("e+", "e");
}

/** The decimal with a point or an exponent, so that it is no whole number. */
export function pointed(value: number): string {
  const text = decimal(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A name or text in quotation marks that are doubled inside. */
export function doubled(text: string, mark: string): string {
  return mark + text.replaceAll(mark, mark + mark) + mark;
}

/** A call of a function. */
export function call(name: string): (...args: readonly string[]) => string {
  return (...args) => `${name}(${args.join(", ")})`;
}

/** The test of a list in standard SQL. */
export function isIn(value: string, list: readonly string[]): string {
  return list.length === 1 ? `${value} = ${list[0]}` : `${value} IN (${list.join(", ")})`;
}
