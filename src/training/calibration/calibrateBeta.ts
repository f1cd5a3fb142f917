import { checkNumber } from "../../core/checks";
import { expit, log1pExp } from "../../core/numeric";
import type { AdditiveModel, Calibration } from "../../models/types";
import { type BetaCurve, betaCurve } from "./betaCurve";
import { plattCurve } from "./calibratePlatt";
import { rangesOf } from "./calibrationLine";
import { type CalibrationRecords, checkSealed, readRecords, rejectData } from "./calibrationRecords";
import type { CalibrationReport, CalibrationWarning } from "./calibrationReport";
import { densePoints } from "./densePoints";
import { digits, sealCalibrated } from "./sealCalibrated";

/** What {@link calibrateBeta} takes. */
export interface BetaCalibrationRecords extends CalibrationRecords {
  /** The largest distance of the stored points from the curve, in probability: 1e-6 by default, at least 1e-9. */
  readonly tolerance?: number;
}

/** What {@link calibrateBeta} says. */
export interface BetaCalibrationReport extends CalibrationReport, BetaCurve {
  /** Points of the stored curve. */
  readonly points: number;
  /** The largest distance of the stored points from the curve, in probability. */
  readonly largestError: number;
}

/**
 * Beta calibration: three numbers, for margins whose low and high ends are wrong by different factors.
 *
 *     ln(p / (1 − p)) = a · ln s − b · ln(1 − s) + c,   a ≥ 0, b ≥ 0
 *
 * with s = expit(margin), by maximum likelihood. With a = b it is a logistic curve of the margin, with a = b = 1 and
 * c = 0 it changes nothing, which Platt's targets never quite reach. For points, which are no log-odds, s is the
 * probability after Platt's calibration. A coefficient that would be below 0 is held at 0, so that the curve never
 * falls.
 *
 * The model stores the curve as points with straight lines between them, for every exporter to write: about a
 * thousand, at most `tolerance` away from it at any margin. It replaces a calibration that the model has; the link
 * stays. O(records · iterations + points).
 *
 * @param model - a sealed model
 * @param records - `margins` and `outcomes` of records that the model was not learned from; `weights`, `heldOut`,
 * `tolerance`
 * @returns the calibrated, sealed model, and a report with a, b and c
 * @throws SalienceError `invalid_data` without events or non-events, where the margins separate them, or where events
 * do not have the higher margins; `invalid_model`, `invalid_argument`
 *
 * Source: M. Kull, T. Silva Filho and P. Flach, Beta calibration: a well-founded and easily implemented improvement on
 * logistic calibration for binary classifiers, AISTATS (2017).
 *
 * @example
 * ```ts
 * import { calibrateBeta, createScorer, featureSet, fitLogistic, numeric } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const leads = Array.from({ length: 200 }, (_, i) => ({ visits: i % 10 }));
 * const won = (visits: number, i: number) => (i * 7) % 11 < visits;
 * const { model } = fitLogistic(leads.slice(0, 100).map((lead, i) => ({ ...lead, won: won(lead.visits, i) })), {
 *   features,
 *   outcome: (lead) => (lead as { won?: boolean }).won,
 * });
 * const later = leads.slice(100);
 * const { margin: margins } = createScorer(model, features).scoreAll(later);
 * const { report } = calibrateBeta(model, { margins, outcomes: later.map((lead, i) => won(lead.visits, i + 100)) });
 * report.a >= 0 && report.b >= 0 && report.largestError <= 1e-6; // => true
 * ```
 */
export function calibrateBeta(
  model: AdditiveModel,
  records: BetaCalibrationRecords,
): { readonly model: AdditiveModel; readonly report: BetaCalibrationReport } {
  const caller = "calibrateBeta";
  checkSealed(caller, model);
  const usable = readRecords(caller, records, ["tolerance"]);
  const tolerance = checkNumber(caller, "tolerance", records.tolerance ?? 1e-6, 1e-9, 0.01);
  const { lowestEvent, highestOther } = rangesOf(usable.outcomes, usable.margins);
  if (lowestEvent > highestOther) {
    const lowest = `an event at ${digits(lowestEvent)} above all non-events`;
    rejectData(
      caller,
      "margins that overlap",
      `the lowest of them, ${lowest}: use calibratePlatt, and look for a leak`,
    );
  }
  const line = plattCurve(caller, usable); // also sees to it that margins differ and rise
  const odds = model.link === "logit" ? { slope: 1, intercept: 0 } : line;
  const curve = betaCurve(
    usable.margins.map((margin) => odds.intercept + odds.slope * margin),
    usable,
  );
  const { largestError, ...points } = pointsOf(curve, odds, tolerance);
  const calibration: Calibration = { kind: "piecewise", ...points };
  const method = `beta calibration with a ${digits(curve.a)}, b ${digits(curve.b)} and c ${digits(curve.c)}`;
  const sealed = sealCalibrated(model, usable, calibration, method, heldWarning(curve));
  const report = { ...sealed.report, ...curve, points: points.margins.length, largestError };
  return { model: sealed.model, report };
}

/** The curve as points, from where it comes within the tolerance of its lower end to where it does of the upper. */
function pointsOf(
  { a, b, c }: BetaCurve,
  odds: { readonly slope: number; readonly intercept: number },
  tolerance: number,
) {
  const curve = (x: number) => expit(c - a * log1pExp(-x) + b * log1pExp(x));
  // log-odds ≤ c + a · x + b · ln 2 below 0, and ≥ c + b · x − a · ln 2 above; without a slope they end in c
  const reach = -Math.log(tolerance / 4) + Math.abs(c) + (a + b) * Math.LN2;
  const low = a > 0 ? -reach / a : -reach;
  const high = b > 0 ? reach / b : reach;
  const below = densePoints(curve, low, 0, tolerance);
  const above = densePoints(curve, 0, high, tolerance);
  const ends = [curve(low) - (a > 0 ? 0 : expit(c)), (b > 0 ? 1 : expit(c)) - curve(high)].map(Math.abs);
  const xs = [...below.margins, ...above.margins.slice(1)];
  const ps = [...below.probabilities, ...above.probabilities.slice(1)];
  const margins = xs.map((x) => (x - odds.intercept) / odds.slope);
  const isFurther = (_: number, i: number) => i === 0 || (margins[i] as number) > (margins[i - 1] as number);
  return {
    margins: margins.filter(isFurther),
    probabilities: ps.filter(isFurther),
    largestError: Math.max(below.largestError, above.largestError, ...ends),
  };
}

function heldWarning({ a, b }: BetaCurve): CalibrationWarning[] {
  if (a > 0 && b > 0) return [];
  const end = a === 0 ? "low" : "high";
  const message = `the curve would have fallen at the ${end} end of the margins and is held flat there: those records do not convert as their order says; look at them, or use calibratePlatt`;
  return [{ code: "held_flat", message }];
}
