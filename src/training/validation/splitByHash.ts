import { checkOptions, reject } from "../../core/checks";
import { hashUnit } from "../../core/hash";

/** Positions of records on both sides of a split, in the order of the input. */
export interface TrainTestSplit {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** Options of {@link splitByHash}. */
export interface SplitByHashOptions<Row> {
  /** The text that decides, usually an id; records with the same text stay together (an account's, say). */
  readonly key: (row: Row) => string | number;
  /** Expected share of test records, in (0, 1). */
  readonly testShare: number;
  /** Any text; another seed gives another split. */
  readonly seed: string;
}

/**
 * Splits records by a hash of a key: a record stays on its side whatever the order, however many records come
 * later, and on every machine. The first 52 bits of `sha256(seed + ":" + key)` as a number in [0, 1) are
 * compared with the share. O(records).
 *
 * @param rows - the records
 * @param options - `key`, `testShare`, `seed`
 * @returns positions of training and test records
 * @throws SalienceError `invalid_argument`, also for an empty key
 *
 * @example
 * ```ts
 * import { splitByHash } from "salience";
 * const leads = Array.from({ length: 1000 }, (_, i) => ({ id: `lead-${i}` }));
 * const { train, test } = splitByHash(leads, { key: (lead) => lead.id, testShare: 0.3, seed: "2026" });
 * train.length + test.length; // => 1000
 * test.length > 250 && test.length < 350; // => true
 * ```
 */
export function splitByHash<Row>(rows: readonly Row[], options: SplitByHashOptions<Row>): TrainTestSplit {
  if (!Array.isArray(rows)) reject("splitByHash", "rows to be an array of records", rows);
  checkOptions("splitByHash", "options", options, ["key", "testShare", "seed"]);
  const { key, testShare, seed } = options;
  if (typeof key !== "function") reject("splitByHash", "key to be a function of the record", key);
  if (typeof seed !== "string") reject("splitByHash", "seed to be text", seed);
  if (!(typeof testShare === "number" && testShare > 0 && testShare < 1))
    reject("splitByHash", "testShare in (0, 1)", testShare);
  const train: number[] = [];
  const test: number[] = [];
  rows.forEach((row, i) => {
    const text: unknown = key(row);
    const usable = (typeof text === "string" && text !== "") || Number.isFinite(text);
    if (!usable) reject("splitByHash", `a key of record ${i} that is text or a number`, text);
    (hashUnit(String(text), seed) < testShare ? test : train).push(i);
  });
  return { train, test };
}
