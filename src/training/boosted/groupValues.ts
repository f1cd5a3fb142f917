/** Values of a number that add the same to the log-odds, over what its shape says. */
export interface ExactGroup {
  /** Increasing. */
  readonly values: readonly number[];
  readonly contribution: number;
  /** Training records with one of the values, and their weight, where the mean weight of all training records is 1. */
  readonly count: number;
  readonly weight: number;
}

/** What single values add, and how many records have each. */
interface Values {
  readonly values: readonly number[];
  /** Position in `values` + 1 of each record, 0 for every other value. */
  readonly codes: Uint16Array;
}

const MOST_GROUPS = 12;
const LEAST = 0.02;

/**
 * Groups values by what they add, so that a person can read them: at most twelve groups, merged where it costs least in
 * weighted squares. Values that add less than 0.02 add nothing. O(values²).
 *
 * @param values - the values, and the records that have them
 * @param learned - what each adds, by code
 * @param weights - one per record
 * @returns the groups, lowest contribution first, and what a value adds by code
 */
export function groupValues(
  { values, codes }: Values,
  learned: Float64Array,
  weights: Float64Array,
): { readonly groups: ExactGroup[]; readonly contributions: Float64Array } {
  const counts = new Float64Array(learned.length);
  const sizes = new Float64Array(learned.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    counts[code] = (counts[code] as number) + 1;
    sizes[code] = (sizes[code] as number) + (weights[i] as number);
  }
  const order = values.map((_, i) => i + 1).filter((code) => Math.abs(learned[code] as number) >= LEAST);
  order.sort((a, b) => (learned[a] as number) - (learned[b] as number) || a - b);
  let parts = order.map(
    (code): Part => ({ codes: [code], weight: sizes[code] as number, mean: learned[code] as number }),
  );
  while (parts.length > MOST_GROUPS) parts = mergeNearest(parts);
  const contributions = new Float64Array(learned.length);
  const groups = parts.map(({ codes: own, weight, mean }): ExactGroup => {
    for (const code of own) contributions[code] = mean;
    return {
      values: own.map((code) => values[code - 1] as number).sort((a, b) => a - b),
      contribution: mean,
      count: own.reduce((total, code) => total + (counts[code] as number), 0),
      weight,
    };
  });
  return { groups, contributions };
}

interface Part {
  readonly codes: readonly number[];
  readonly weight: number;
  readonly mean: number;
}

/** Merges the two neighbours whose merging costs least. */
function mergeNearest(parts: readonly Part[]): Part[] {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k + 1 < parts.length; k++) {
    const [a, b] = [parts[k] as Part, parts[k + 1] as Part];
    const cost = ((a.weight * b.weight) / (a.weight + b.weight)) * (b.mean - a.mean) * (b.mean - a.mean);
    if (cost < least) [best, least] = [k, cost];
  }
  const [a, b] = [parts[best] as Part, parts[best + 1] as Part];
  const weight = a.weight + b.weight;
  const merged = {
    codes: [...a.codes, ...b.codes],
    weight,
    mean: (a.mean * a.weight + b.mean * b.weight) / weight,
  };
  return [...parts.slice(0, best), merged, ...parts.slice(best + 2)];
}
