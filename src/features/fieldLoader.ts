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
 * The loader of a key, for records of one shape. A JavaScript engine remembers, for each place of the code that reads a
 * property, where it was found last. One loop that reads all keys makes it search each time; a loop per key, which
 * generated code would have, is two to three times as fast. So the first keys of a process get a copy of the loop
 * each, and the others share one. Records of many shapes would spoil the copies: they are for {@link anyLoader}. O(1).
 *
 * @param key - a key of records
 * @returns a function that reads it
 */
export function fieldLoader(key: string): FieldLoader {
  const known = loaders.get(key);
  if (known !== undefined) return known;
  const own = COPIES[loaders.size] ?? anyLoader;
  if (own !== anyLoader) loaders.set(key, own);
  return own;
}

/** Reads any key of records of any shapes. */
export const anyLoader: FieldLoader = (rows, from, to, key, numbers, at, others) => {
  let odd = 0;
  for (let i = from, j = 0; i < to; i++, j++) {
    const value = (rows[i] as Row)[key];
    if (typeof value === "number" && value - value === 0) numbers[at + j] = value;
    else {
      numbers[at + j] = Number.NaN;
      others[j] = value;
      odd++;
    }
  }
  return odd;
};

const FEWEST = 8;

/**
 * Whether records seem to have one shape: some of them, evenly spaced, have the same keys in the same order. O(keys).
 *
 * @param rows - the records
 * @param from - the first to look at
 * @param to - the one after the last
 * @returns false also for a few records, which do not show it
 */
export function seemUniform(rows: readonly unknown[], from: number, to: number): boolean {
  const step = Math.floor((to - from) / FEWEST);
  if (step === 0) return false;
  const first = keysOf(rows[from]);
  for (let i = from + step; i < to; i += step) {
    const keys = keysOf(rows[i]);
    if (keys.length !== first.length || keys.some((key, k) => key !== first[k])) return false;
  }
  return true;
}

function keysOf(row: unknown): string[] {
  try {
    return typeof row === "object" && row !== null ? Object.keys(row) : [];
  } catch {
    return []; // a proxy may refuse
  }
}

// biome-ignore format: copies of one loop, which is that of anyLoader
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
