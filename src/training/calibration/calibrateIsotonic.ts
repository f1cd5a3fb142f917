import { checkNumber } from "../../core/checks";
import { isotonicRegression } from "../../core/isotonicRegression";
import type { AdditiveModel } from "../../models/types";
import { rejectFalling } from "./calibratePlatt";
import { type CalibrationRecords, checkSealed, readRecords, rejectData } from "./calibrationRecords";
import type { CalibrationReport, CalibrationWarning } from "./calibrationReport";
import { sealCalibrated } from "./sealCalibrated";

/** What {@link calibrateIsotonic} takes. */
export interface IsotonicCalibrationRecords extends CalibrationRecords {
  /** Fewest records: 1,000 by default. */
  readonly minimumRecords?: number;
  /** Fewest events, and fewest non-events: 100 by default. */
  readonly minimumOfEachClass?: number;
}

/** What {@link calibrateIsotonic} says. */
export interface IsotonicCalibrationReport extends CalibrationReport {
  /** Points of the curve. */
  readonly points: number;
}

/**
 * Isotonic calibration: the non-decreasing curve from margin to probability that is nearest to the outcomes. It takes
 * any form that never falls, and it needs records for that: each step is the share of events among the few records on
 * it, so that with little data it repeats their accidents. Below 1,000 records, or 100 of the rarer outcome, it
 * refuses: that is where Platt's two numbers predicted better in the comparison of Niculescu-Mizil and Caruana, and
 * where a curve of ten steps has fewer than ten events on each. Where the first or last records are all of one
 * outcome the curve ends in a probability of 0 or 1, which the report warns of.
 *
 * It replaces a calibration that the model has; between two steps it is a straight line, as scikit-learn's
 * `IsotonicRegression` predicts it; the link stays. O(n).
 *
 * @param model - a sealed model
 * @param records - `margins` and `outcomes` of records that the model was not learned from; `weights`, `heldOut`;
 * `minimumRecords` and `minimumOfEachClass` to lower the floor knowingly
 * @returns the calibrated, sealed model, and a report; its `after` is of the very records, and too good
 * @throws SalienceError `invalid_data` below the floor, or where the probability would not rise at all;
 * `invalid_model`, `invalid_argument`
 *
 * Source: B. Zadrozny and C. Elkan, Transforming Classifier Scores into Accurate Multiclass Probability Estimates, KDD
 * (2002); A. Niculescu-Mizil and R. Caruana, Predicting Good Probabilities with Supervised Learning, ICML (2005), for
 * the floor.
 *
 * @example
 * ```ts
 * import { calibrateIsotonic, featureSet, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const points = pointsModel({ features, rules: [{ id: "visit", when: { feature: "visits", above: 0 }, points: 2, times: "visits" }] });
 * const margins = Array.from({ length: 1200 }, (_, i) => i % 3);
 * const outcomes = margins.map((margin, i) => i % 10 < 2 + 3 * margin);
 * const { model } = calibrateIsotonic(points, { margins, outcomes, heldOut: true });
 * model.calibration; // => { kind: "piecewise", margins: [0, 1, 2], probabilities: [0.2, 0.5, 0.8] }
 * calibrateIsotonic(points, { margins: margins.slice(0, 60), outcomes: outcomes.slice(0, 60) });
 * // throws SalienceError: calibrateIsotonic: expected at least 1000 records, with 100 events and 100 non-events, received 60 records with 30 events: steps of so few records repeat their accidents; calibratePlatt learns two numbers only
 * ```
 */
export function calibrateIsotonic(
  model: AdditiveModel,
  records: IsotonicCalibrationRecords,
): { readonly model: AdditiveModel; readonly report: IsotonicCalibrationReport } {
  const caller = "calibrateIsotonic";
  checkSealed(caller, model);
  const usable = readRecords(caller, records, ["minimumRecords", "minimumOfEachClass"]);
  const { minimumRecords = 1000, minimumOfEachClass = 100 } = records;
  checkNumber(caller, "minimumRecords", minimumRecords, 0);
  checkNumber(caller, "minimumOfEachClass", minimumOfEachClass, 0);
  const { margins, outcomes, weights, events } = usable;
  const n = margins.length;
  if (n < minimumRecords || Math.min(events, n - events) < minimumOfEachClass) {
    rejectData(
      caller,
      `at least ${minimumRecords} records, with ${minimumOfEachClass} events and ${minimumOfEachClass} non-events`,
      `${n} records with ${events} events: steps of so few records repeat their accidents; calibratePlatt learns two numbers only`,
    );
  }
  const curve = isotonicRegression(margins, outcomes, { weights });
  const probabilities = Array.from(curve.values, (value) => Math.min(1, Math.max(0, value)));
  if (probabilities[0] === probabilities.at(-1)) rejectFalling(caller, "a curve that does not rise anywhere");
  const calibration = { kind: "piecewise", margins: Array.from(curve.thresholds), probabilities } as const;
  const points = probabilities.length;
  const method = `isotonic calibration with ${points} points`;
  const sealed = sealCalibrated(model, usable, calibration, method, certainWarning(probabilities));
  return { model: sealed.model, report: { ...sealed.report, points } };
}

function certainWarning(probabilities: readonly number[]): CalibrationWarning[] {
  const ends = [...(probabilities[0] === 0 ? ["0"] : []), ...(probabilities.at(-1) === 1 ? ["1"] : [])];
  if (ends.length === 0) return [];
  const message = `the curve ends in a probability of ${ends.join(" and of ")}, because all records there had one outcome: one surprise makes the log loss infinite; calibratePlatt or calibrateBeta never say so`;
  return [{ code: "certain", message }];
}
