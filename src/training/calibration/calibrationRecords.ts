import { checkOptions, reject } from "../../core/checks";
import { SalienceError } from "../../core/errors";
import { MARGINS } from "../../metrics/inputs";
import { readScored } from "../../metrics/readScored";
import { checkModel } from "../../models/checkModel";
import { contentHash } from "../../models/contentHash";
import type { AdditiveModel } from "../../models/types";
import type { Outcome } from "../data/readTraining";

/** Records with known outcomes that a model is calibrated on: better not those that it was learned from. */
export interface CalibrationRecords {
  /**
   * The model's margins, one per record: `scorer.scoreAll(leads).margin`. NaN stands for a record without a score,
   * which is left out.
   */
  readonly margins: ArrayLike<number>;
  /** One per record: whether the event happened; `null` or `undefined` for a record that is still open. */
  readonly outcomes: ArrayLike<Outcome>;
  /** How many records a record counts for, ≥ 0; 1 by default. */
  readonly weights?: ArrayLike<number>;
  /**
   * Whether the model was learned from other records than these. Without an answer, the same numbers of records
   * and of events as in the model's provenance bring a warning.
   */
  readonly heldOut?: boolean;
}

/** The names of the options that {@link readRecords} reads. */
export const RECORD_OPTIONS = ["margins", "outcomes", "weights", "heldOut"];

/** The records that can be used, as columns of equal length. */
export interface UsableRecords {
  readonly margins: Float64Array;
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  readonly events: number;
  readonly given: number;
  readonly open: number;
  readonly unscored: number;
  readonly heldOut: boolean | null;
}

/**
 * Reads the records that calibration takes, leaving out those without a margin, an outcome or a weight.
 *
 * @param caller - name of the calling function
 * @param records - margins, outcomes, weights
 * @param extra - names of the caller's own options
 * @returns columns of the usable records
 * @throws SalienceError `invalid_argument`, `invalid_data` where events or non-events are missing
 */
export function readRecords(
  caller: string,
  records: CalibrationRecords,
  extra: readonly string[] = [],
): UsableRecords {
  checkOptions(caller, "records", records, [...RECORD_OPTIONS, ...extra]);
  const { heldOut = null } = records;
  if (heldOut !== null && typeof heldOut !== "boolean")
    reject(caller, "heldOut to be true or false", heldOut);
  const { columns, outcomes, ...sample } = readScored(
    caller,
    { margins: { kind: MARGINS, values: records.margins } },
    records.outcomes,
    records.weights,
  );
  const events = outcomes.reduce((total, outcome) => total + outcome, 0);
  checkClasses(caller, outcomes.length, events);
  const { weights, given, open, unscored } = sample;
  return { margins: columns.margins, outcomes, weights, events, given, open, unscored, heldOut };
}

function checkClasses(caller: string, used: number, events: number): void {
  if (events > 0 && events < used) return;
  const only = events === 0 ? `${used} non-events` : `${used} events`;
  const received = used === 0 ? "no records" : `${only} only`;
  rejectData(caller, "both events and non-events among records with a score", received);
}

/**
 * Refuses data, with a reason in words rather than a value.
 *
 * @param caller - name of the calling function
 * @param expected - what it wanted
 * @param received - what it got, in words
 * @throws SalienceError `invalid_data` always
 */
export function rejectData(caller: string, expected: string, received: string): never {
  throw new SalienceError("invalid_data", `${caller}: expected ${expected}, received ${received}`);
}

/**
 * Checks that a model is whole and as it was sealed, so that calibration does not seal what somebody tampered with.
 *
 * @param caller - name of the calling function
 * @param model - the model
 * @throws SalienceError `invalid_model`
 */
export function checkSealed(caller: string, model: AdditiveModel): void {
  checkModel(caller, model);
  const hash = contentHash(model);
  if (hash !== model.provenance.contentHash) {
    const expected = `content hash "${hash}" (sealModel writes it)`;
    reject(caller, expected, model.provenance.contentHash, "invalid_model");
  }
}
