import type { Column, Table } from "../../core/columns";
import { positions, sortWith } from "../../core/sortWith";

/** An order of records, fold after fold. */
export interface FoldOrder {
  /** Positions of the records in the new order. */
  readonly order: Uint32Array;
  /** Where each fold begins; one more entry for the end. */
  readonly folds: Int32Array;
  /** Records that repeat another in all features, weight and outcome. */
  readonly repeated: number;
}

/**
 * Folds with equal shares of events, and an order of records that depends on nothing but their content and a seed:
 * records are hashed, so that the order in which they come does not matter. Equal records are dealt out to the folds
 * like others: kept together, the events of a cell would be in other folds than its non-events, and whatever was
 * learned of the cell would be wrong out of fold. O(records · features).
 *
 * @param table - the records
 * @param names - the features that count, sorted
 * @param outcomes - 1 or 0 per record
 * @param weights - one per record
 * @param count - how many folds
 * @param seed - an integer
 * @returns the order
 */
export function foldOrder(
  table: Table,
  names: readonly string[],
  outcomes: Uint8Array,
  weights: Float64Array,
  count: number,
  seed: number,
): FoldOrder {
  const keys = recordKeys(table, names, weights, seed);
  for (let i = 0; i < keys.length; i++) keys[i] = (keys[i] as number) + (outcomes[i] === 1 ? 2 ** 52 : 0);
  const { sorted, payload } = sortWith(keys, positions(keys.length));
  const foldAt = Uint8Array.from(sorted, (_, i) => i % count);
  const folds = new Int32Array(count + 1);
  for (let i = 0; i < foldAt.length; i++) {
    const next = (foldAt[i] as number) + 1;
    folds[next] = (folds[next] as number) + 1;
  }
  for (let fold = 0; fold < count; fold++)
    folds[fold + 1] = (folds[fold + 1] as number) + (folds[fold] as number);
  const next = folds.slice();
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < foldAt.length; i++) {
    const fold = foldAt[i] as number;
    order[next[fold] as number] = payload[i] as number;
    next[fold] = (next[fold] as number) + 1;
  }
  let repeated = 0;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated++;
  return { order, folds, repeated };
}

/** A number of 52 bits per record, made from its values and weight. */
function recordKeys(
  table: Table,
  names: readonly string[],
  weights: Float64Array,
  seed: number,
): Float64Array {
  const n = table.rowCount;
  const high = new Uint32Array(n).fill(seed ^ 0x9e3779b9);
  const low = new Uint32Array(n).fill(Math.imul(seed, 0x85ebca6b) ^ 0xc2b2ae35);
  addNumbers(weights, high, low);
  for (const name of names) {
    const column = table.columns[name] as Column;
    if (column.type === "number") addNumbers(column.values, high, low);
    else addLevels(column.codes, column.levels, high, low);
  }
  return Float64Array.from(high, (word, i) => (word & 0xfffff) * 2 ** 32 + (low[i] as number));
}

function addNumbers(values: Float64Array, high: Uint32Array, low: Uint32Array): void {
  const one = new Float64Array(1);
  const words = new Uint32Array(one.buffer);
  for (let i = 0; i < values.length; i++) {
    one[0] = (values[i] as number) + 0; // −0 is 0
    const missing = Number.isNaN(one[0]);
    const word = missing
      ? 0x7ff80000
      : ((words[0] as number) ^ Math.imul(words[1] as number, 0x27d4eb2f)) | 0;
    addWord(word, i, high, low);
  }
}

function addLevels(codes: Int32Array, levels: readonly string[], high: Uint32Array, low: Uint32Array): void {
  const words = Int32Array.from(levels, textWord);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    addWord(code < 0 ? 0x7ff80000 : (words[code] as number), i, high, low);
  }
}

function textWord(text: string): number {
  let word = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) word = Math.imul(word ^ text.charCodeAt(i), 0x01000193);
  return word;
}

function addWord(word: number, i: number, high: Uint32Array, low: Uint32Array): void {
  let a = Math.imul((high[i] as number) ^ word, 0x2c1b3c6d);
  a = Math.imul(a ^ (a >>> 15), 0x297a2d39);
  let b = Math.imul((low[i] as number) ^ word ^ (a >>> 7), 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  high[i] = a ^ (a >>> 16);
  low[i] = b ^ (b >>> 16);
}
