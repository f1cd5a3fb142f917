const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Gives the text of a placeholder, or null where it has none. */
export type Lookup = (name: string) => string | null;

/**
 * Fills a template in one pass: text that is put in is never looked at again, so braces in data stay what they
 * are. `{a|b}` is left to `choose`.
 *
 * @returns the text, or null where a placeholder has no value
 */
export function fillTemplate(
  template: string,
  lookup: Lookup,
  choose: (alternatives: readonly string[]) => string,
): string | null {
  let complete = true;
  const text = template.replace(PLACEHOLDER, (_, inner: string) => {
    if (inner.includes("|")) return choose(inner.split("|"));
    const value = lookup(inner);
    if (value === null) complete = false;
    return value ?? "";
  });
  return complete ? text : null;
}

/** The names of a template's placeholders, alternatives left out. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)]
    .map((match) => match[1] as string)
    .filter((name) => !name.includes("|"));
}

/** Reads an own property, so that a name from data such as `constructor` never reaches a prototype. */
export function own<Value>(table: Readonly<Record<string, Value>> | null, key: string): Value | undefined {
  return table !== null && Object.hasOwn(table, key) ? table[key] : undefined;
}
