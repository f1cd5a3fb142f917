import { describeValue } from "./describe";

/** Longer names are near nothing, and of more names only the first are looked at. */
const [LONGEST, MOST] = [100, 1000];

/**
 * The name that was probably meant: one that differs in case, blanks, marks and signs only, or else the one that
 * the fewest changes of a letter lead to, if they are at most a third of its letters. Of names that are equally near
 * the first. O(names · length²), for the first 1,000 names of at most 100 characters.
 *
 * @param name - the name that is not there
 * @param names - the names that are there
 * @returns one of the names, or null if none is near
 */
export function nearestName(name: string, names: readonly string[]): string | null {
  if (name.length > LONGEST) return null;
  const wanted = lettersOf(name);
  const others = names.slice(0, MOST).filter(({ length }) => length <= LONGEST);
  const same = others.find((other) => lettersOf(other) === wanted);
  if (same !== undefined) return same;
  let nearest: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const letters = lettersOf(other);
    const most = Math.floor(Math.max(letters.length, wanted.length) / 3);
    if (Math.abs(letters.length - wanted.length) > most) continue;
    const changes = changesBetween(wanted, letters);
    if (changes <= most && changes < fewest) [nearest, fewest] = [other, changes];
  }
  return nearest;
}

/**
 * The end of a message about a name that is not there. A byte-order mark, which nobody sees, is written out.
 *
 * @param name - the name that is not there
 * @param names - the names that are there
 * @returns `: did you mean "visits"?`, or nothing if no name is near
 */
export function didYouMean(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === null ? "" : `: did you mean ${describeValue(nearest).replaceAll("\uFEFF", "\\uFEFF")}?`;
}

/** Letters and digits in lower case; the name itself where it has none. */
const lettersOf = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") || name;

/** Letters put in, left out, replaced, or swapped with the next one: the restricted Damerau–Levenshtein distance. */
function changesBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] as number;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const differs = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : a.length + b.length;
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + differs, swapped));
    }
  }
  return at(a.length, b.length);
}
