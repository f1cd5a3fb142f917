type Row = Readonly<Record<string, unknown>>;

/**
 * Reads the values under a key of some records: finite numbers into `numbers` from position `at` on, where NaN stands
 * for anything else, which is put into `others` from position 0 on. Gives how many those are.
 */
export type FieldLoader = (
  rows: readonly unknown[],
  from: number,
  to: number,
  key: string,
  numbers: Float64Array,
  at: number,
  others: unknown[],
) => number;

const loaders = new Map<string, FieldLoader>();

/**
 * The loader of a key. A JavaScript engine remembers, for each place of the code that reads a property, where it was
 * found last. One loop that reads all keys makes it search each time; a loop per key, which generated code would
 * have, is two to three times as fast. So the first keys of a process get a copy of the loop each, and the others
 * share the last. O(1).
 *
 * @param key - a key of records
 * @returns a function that reads it
 */
export function fieldLoader(key: string): FieldLoader {
  const known = loaders.get(key);
  if (known !== undefined || loaders.size >= COPIES.length - 1)
    return known ?? (COPIES.at(-1) as FieldLoader);
  const own = COPIES[loaders.size] as FieldLoader;
  loaders.set(key, own);
  return own;
}

// biome-ignore format: copies of one line
const COPIES: readonly FieldLoader[] = [
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
  (rows, from, to, key, numbers, at, others) => { let odd = 0; for (let i = from, j = 0; i < to; i++, j++) { const v = (rows[i] as Row)[key]; if (typeof v === "number" && v - v === 0) numbers[at + j] = v; else { numbers[at + j] = Number.NaN; others[j] = v; odd++; } } return odd; },
];
