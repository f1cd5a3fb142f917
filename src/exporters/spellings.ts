import type { CategoricalDefinition } from "../features/definitions";

/** What a spelling stands for: a level, or null for a placeholder. As in `categorical`: no alias of an alias. */
export function spellings({
  levels,
  ignoreCase,
  aliases,
  missing,
}: CategoricalDefinition): Map<string, string | null> {
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const spelled = new Map<string, string | null>();
  for (const level of levels ?? []) spelled.set(fold(level), level);
  for (const text of missing) spelled.set(fold(text), null);
  const renamed = Object.entries(aliases).map(([from, to]) => {
    const known = spelled.get(fold(to));
    return [fold(from), known === undefined ? fold(to) : known] as const;
  });
  for (const [from, to] of renamed) spelled.set(from, to);
  return spelled;
}
