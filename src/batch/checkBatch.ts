import { checkOptions, checkWhole, reject } from "../core/checks";
import type { AsOf } from "../features/index";
import type { Scorer } from "../models/index";

/** What can end a batch: an `AbortSignal` is one. */
export interface BatchSignal {
  /** Whether it has been aborted. */
  readonly aborted: boolean;
  /** What it was aborted with. */
  readonly reason: unknown;
  /** Throws the reason where it has been aborted. */
  throwIfAborted(): void;
  /** Calls the listener when it is aborted. */
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  /** The listener is not called any more. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Options that every function over many records takes. */
export interface BatchOptions<Row> {
  /** One instant for all records, or a function from record to instant; needed if a feature depends on time. */
  readonly asOf?: AsOf<Row> | undefined;
  /** How many records are read and scored at once, a whole number from 1 to 1,000,000. */
  readonly chunkSize?: number | undefined;
  /** Ends the work: it fails with the signal's reason. */
  readonly signal?: BatchSignal | undefined;
}

const LARGEST_CHUNK = 1_000_000;

/**
 * Checks a scorer and the options of a batch, before the first record is read.
 *
 * @param caller - name of the calling function
 * @param scorer - the scorer
 * @param options - the options
 * @param own - names of the caller's own options
 * @param functions - those of them that are functions
 * @throws SalienceError `invalid_argument`
 */
export function checkBatch<Row>(
  caller: string,
  scorer: Scorer<Row>,
  options: BatchOptions<Row>,
  own: readonly string[],
  functions: readonly string[],
): void {
  if (typeof scorer?.scoreAll !== "function") reject(caller, "a scorer made by createScorer", scorer);
  checkOptions(caller, "options", options, ["asOf", "chunkSize", "signal", ...own]);
  const { chunkSize, signal } = options;
  if (chunkSize !== undefined) checkWhole(caller, "chunkSize", chunkSize, 1, LARGEST_CHUNK);
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function") {
    reject(caller, "signal to be an AbortSignal", signal);
  }
  for (const name of functions) {
    const value = (options as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined && typeof value !== "function") reject(caller, `${name} to be a function`, value);
  }
}
