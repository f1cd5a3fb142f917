import { checkNumber, checkOptions, reject } from "../core/checks";

/** Options of the metrics that can weight records. */
export interface WeightOptions {
  /**
   * One weight per record, ≥ 0; a weight of 2 counts as the same record twice. Every record counts once if
   * absent.
   */
  readonly weights?: ArrayLike<number>;
}

/** What a column of predictions is called in errors, and what its values may be. */
interface ScoreKind {
  readonly name: string;
  readonly low?: number;
  readonly high?: number;
}

export const SCORES: ScoreKind = { name: "scores" };
export const MARGINS: ScoreKind = { name: "margins" };
export const PROBABILITIES: ScoreKind = { name: "probabilities", low: 0, high: 1 };

/** Checked copies of the arguments of a metric, of equal length. */
export interface Sample {
  /** 0 or 1. */
  readonly outcomes: Uint8Array;
  /** Finite numbers; −0 has become 0. */
  readonly scores: Float64Array;
  /** Numbers ≥ 0, one of them above 0; all 1 where none were given. */
  readonly weights: Float64Array;
}

/** Reads the arguments that every metric shares; `extra` names its own options. */
export function readSample(
  caller: string,
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: WeightOptions,
  kind: ScoreKind = SCORES,
  extra: readonly string[] = [],
): Sample {
  checkOptions(caller, "options", options, ["weights", ...extra]);
  const flags = readOutcomes(caller, outcomes);
  const sample = {
    outcomes: flags,
    scores: readNumbers(caller, kind.name, scores, flags.length, kind.low, kind.high),
    weights:
      options.weights === undefined
        ? new Float64Array(flags.length).fill(1)
        : readNumbers(caller, "weights", options.weights, flags.length, 0),
  };
  if (flags.length === 0) reject(caller, "at least one record", 0, "invalid_data");
  if (!sample.weights.some((weight) => weight > 0)) {
    reject(caller, "at least one weight above 0", options.weights, "invalid_data");
  }
  return sample;
}

/** A column of 0, 1, true and false as zeros and ones. */
export function readOutcomes(caller: string, outcomes: ArrayLike<number | boolean>): Uint8Array {
  const flags = new Uint8Array(checkColumn(caller, "outcomes", outcomes).length);
  for (let i = 0; i < flags.length; i++) {
    const outcome = outcomes[i];
    if (outcome === 1 || outcome === true) flags[i] = 1;
    else if (outcome !== 0 && outcome !== false) {
      reject(caller, `outcomes[${i}] to be 0, 1, true or false`, outcome);
    }
  }
  return flags;
}

/** Checks that a value is an array or can be read like one; text cannot. */
export function checkColumn<T>(caller: string, name: string, column: ArrayLike<T>): ArrayLike<T> {
  const length: unknown = typeof column === "object" && column !== null ? column.length : undefined;
  if (typeof length === "number" && Number.isInteger(length) && length >= 0 && length < 2 ** 32)
    return column;
  return reject(caller, `${name} to be an array of numbers`, column);
}

function readNumbers(
  caller: string,
  name: string,
  column: ArrayLike<number>,
  length: number,
  low = Number.NEGATIVE_INFINITY,
  high = Number.POSITIVE_INFINITY,
): Float64Array {
  if (checkColumn(caller, name, column).length !== length) {
    reject(caller, `${name} of length ${length}, as outcomes`, column.length);
  }
  const copy = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const value = column[i] as number;
    if (typeof value !== "number" || !Number.isFinite(value) || !(value >= low && value <= high)) {
      checkNumber(caller, `${name}[${i}]`, value, low, high);
    }
    copy[i] = value + 0; // −0 becomes 0, so that both have the same bits
  }
  return copy;
}
