import { sum } from "../../core/numeric";
import type { AdditiveModel } from "../../models/types";
import { rangesOf } from "./calibrationLine";
import {
  type CalibrationRecords,
  checkSealed,
  readRecords,
  rejectData,
  type UsableRecords,
} from "./calibrationRecords";
import type { CalibrationReport } from "./calibrationReport";
import { digits, sealCalibrated } from "./sealCalibrated";
import { smallLogistic } from "./smallLogistic";

/** What {@link calibratePlatt} says. */
export interface PlattReport extends CalibrationReport {
  /** Above 0: how much a margin counts. Below 1 where the model was too sure of itself. */
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Platt's calibration: a probability that is a logistic curve of the margin, fitted to records with known outcomes.
 *
 *     p = expit(a + b · margin), by maximum likelihood of the targets t₁ = (n₁ + 1) / (n₁ + 2) for the n₁ events
 *     and t₀ = 1 / (n₀ + 2) for the n₀ non-events
 *
 * which keeps the curve finite where the margins separate the classes. Two numbers are learned, so a hundred records
 * are enough; it cannot mend a curve of another form. It replaces a calibration that the model has. The link stays:
 * points and naive Bayes keep their score and get a `probability` beside it. O(records · iterations).
 *
 * @param model - a sealed model
 * @param records - `margins` and `outcomes`, better of records that the model was not learned from; `weights`, `heldOut`
 * @returns the calibrated, sealed model, and a report with the losses before and after
 * @throws SalienceError `invalid_data` without events or non-events, or where events do not have the higher margins;
 * `invalid_model`, `invalid_argument`
 *
 * Source: J. Platt, Probabilistic Outputs for Support Vector Machines, Advances in Large Margin Classifiers (1999);
 * H.-T. Lin, C.-J. Lin and R. C. Weng, A Note on Platt's Probabilistic Outputs for Support Vector Machines, Machine
 * Learning 68 (2007), for the solver.
 *
 * @example
 * ```ts
 * import { calibratePlatt, createScorer, featureSet, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const points = pointsModel({ features, rules: [{ id: "visit", when: { feature: "visits", above: 0 }, points: 2, times: "visits" }] });
 * const leads = Array.from({ length: 100 }, (_, i) => ({ visits: i % 10 }));
 * const outcomes = leads.map(({ visits }, i) => i % 12 < visits);
 * const { margin: margins } = createScorer(points, features).scoreAll(leads);
 * const { model, report } = calibratePlatt(points, { margins, outcomes, heldOut: true });
 * [report.before, report.slope > 0]; // => [null, true]
 * createScorer(model, features).score({ visits: 9 }).status; // => "scored"
 * ```
 */
export function calibratePlatt(
  model: AdditiveModel,
  records: CalibrationRecords,
): { readonly model: AdditiveModel; readonly report: PlattReport } {
  checkSealed("calibratePlatt", model);
  const usable = readRecords("calibratePlatt", records);
  const { slope, intercept } = plattCurve("calibratePlatt", usable);
  const calibration = { kind: "logistic", intercept, slope } as const;
  const method = `Platt calibration with intercept ${digits(intercept)} and slope ${digits(slope)}`;
  const { model: calibrated, report } = sealCalibrated(model, usable, calibration, method);
  return { model: calibrated, report: { ...report, slope, intercept } };
}

/**
 * The logistic curve through smoothed outcomes.
 *
 * @param caller - name of the calling function
 * @param records - margins, outcomes, weights
 * @returns slope, above 0, and intercept
 * @throws SalienceError `invalid_data` for equal margins or a slope that is not above 0
 */
export function plattCurve(
  caller: string,
  { margins, outcomes, weights }: UsableRecords,
): { readonly slope: number; readonly intercept: number } {
  const { lowest, highest } = rangesOf(outcomes, margins);
  if (lowest === highest) {
    rejectData(caller, "margins that differ", `${lowest} only: the model says the same of every record`);
  }
  const events = sum(weights.map((weight, i) => weight * (outcomes[i] as number)));
  const nonEvents = sum(weights.map((weight, i) => weight * (1 - (outcomes[i] as number))));
  const high = (events + 1) / (events + 2);
  const low = 1 / (nonEvents + 2);
  const targets = Float64Array.from(outcomes, (outcome) => (outcome === 1 ? high : low));
  const [intercept, slope] = smallLogistic([margins], targets, weights).coefficients as [number, number];
  if (!(slope > 0)) rejectFalling(caller, `a slope of ${digits(slope)}`);
  return { slope, intercept };
}

/**
 * Refuses margins that fall with the outcomes.
 *
 * @param caller - name of the calling function
 * @param received - what shows it
 * @throws SalienceError `invalid_data` always
 */
export function rejectFalling(caller: string, received: string): never {
  rejectData(
    caller,
    "events to have higher margins than non-events",
    `${received}: a calibration never turns an order round; check that 1 stands for the event, and the model`,
  );
}
