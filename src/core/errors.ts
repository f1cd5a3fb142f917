/**
 * The stable codes of {@link SalienceError}.
 *
 * - `invalid_argument`: a value passed to a function is of the wrong type or out of range
 * - `invalid_configuration`: a feature set, model, rule or bucket definition contradicts itself
 * - `invalid_data`: records, columns or outcomes that no result can be computed from
 * - `invalid_model`: a model that is malformed, of an unknown format version, or changed after it was sealed
 * - `missing_as_of`: a feature needs an instant and none was given
 * - `invalid_formula`: a formula that does not parse, or uses what is not allowed
 * - `worker_failed`: a worker thread ended before it had answered, or its pool is closed
 */
export type SalienceErrorCode =
  | "invalid_argument"
  | "invalid_configuration"
  | "invalid_data"
  | "invalid_model"
  | "missing_as_of"
  | "invalid_formula"
  | "worker_failed";

/**
 * The one error class of the library.
 *
 * The message has the form `salesVelocity: expected winRate in [0, 1], received 25`; the `code` never
 * changes between releases, so that a host can branch on it.
 *
 * @example
 * ```ts
 * import { SalienceError, salesVelocity } from "salience";
 * let code = "";
 * try {
 *   salesVelocity({ opportunityCount: 40, winRate: 25, averageDealValue: 12_000, cycleLengthDays: 60 });
 * } catch (error) {
 *   if (error instanceof SalienceError) code = error.code;
 * }
 * code; // => "invalid_argument"
 * ```
 */
export class SalienceError extends Error {
  /** What went wrong, as a stable word. */
  readonly code: SalienceErrorCode;

  /**
   * @param code - the stable code
   * @param message - what was expected and what was received
   */
  constructor(code: SalienceErrorCode, message: string) {
    super(message);
    this.name = "SalienceError";
    this.code = code;
  }
}
