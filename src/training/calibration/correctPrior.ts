import { checkOptions, checkPositive, reject } from "../../core/checks";
import { expit, logit } from "../../core/numeric";
import { probabilityOf } from "../../models/calibrate";
import type { AdditiveModel, Calibration } from "../../models/types";
import { type CalibrationRecords, checkSealed, RECORD_OPTIONS, readRecords } from "./calibrationRecords";
import { type CalibrationQuality, qualityOf } from "./calibrationReport";
import { densePoints } from "./densePoints";
import { digits, withCalibration } from "./sealCalibrated";

/**
 * What was other among the training records than among those to be scored.
 *
 * - `trainedRate`, `trueRate`: shares of events, in (0, 1)
 * - `keptNonEvents`, `keptEvents`: shares of them that were kept when the training records were sampled, in (0, 1];
 *   1 by default
 * - `eventWeight`, `nonEventWeight`: how often each was counted, above 0; 1 by default
 */
export type PriorChange =
  | { readonly trainedRate: number; readonly trueRate: number }
  | { readonly keptNonEvents: number; readonly keptEvents?: number }
  | { readonly eventWeight: number; readonly nonEventWeight?: number };

/** Options of {@link correctPrior}: the change, and optionally records to check the correction on. */
export type CorrectPriorOptions = PriorChange & Partial<CalibrationRecords>;

/** What {@link correctPrior} says. */
export interface PriorReport {
  /** What was added to the log-odds of every record: below 0 where events were too frequent in training. */
  readonly shift: number;
  /** The largest distance of stored points from the curve, in probability: 0 but for piecewise calibrations. */
  readonly largestError: number;
  /** The probabilities as they were, on the records given to check the correction, or null without. */
  readonly before: CalibrationQuality | null;
  /** The corrected probabilities on those records, or null without. */
  readonly after: CalibrationQuality | null;
}

const TOLERANCE = 1e-6;
const CHANGES = [
  ["trainedRate", "trueRate"],
  ["keptNonEvents", "keptEvents"],
  ["eventWeight", "nonEventWeight"],
] as const;

/**
 * Corrects a model whose training records had another share of events than the records to be scored: because
 * non-events were sampled, events were weighted, or the market changed. It shifts the log-odds of every record by one
 * number, and so keeps the order and the reasons:
 *
 *     ln(p' / (1 − p')) = ln(p / (1 − p)) + shift
 *     shift = logit(trueRate) − logit(trainedRate),   ln(keptNonEvents / keptEvents),   or ln(nonEventWeight / eventWeight)
 *
 * It assumes that events look as they did, and non-events too, and that only their mixture is another. The shift
 * becomes the model's calibration; on a model that has one it comes on top of it. Exact for a logistic calibration; a
 * piecewise one gets points between its own, at most 1e-6 away from the curve; probabilities of 0 and 1 stay.
 * O(size of the model).
 *
 * @param model - a sealed model with a probability
 * @param options - the change; `margins`, `outcomes` and `weights` of true records to report losses on
 * @returns the corrected, sealed model, and a report
 * @throws SalienceError `invalid_configuration` for points without a calibration, `invalid_model`,
 * `invalid_argument`
 *
 * Source: M. Saerens, P. Latinne and C. Decaestecker, Adjusting the Outputs of a Classifier to New a Priori
 * Probabilities: A Simple Procedure, Neural Computation 14 (2002), equation 2.4; G. King and L. Zeng, Logistic
 * Regression in Rare Events Data, Political Analysis 9 (2001), for sampled non-events.
 *
 * @example
 * ```ts
 * import { correctPrior, createScorer, featureSet, fitLogistic, numeric } from "salience";
 * const features = featureSet<{ visits: number; won?: boolean }>()({ visits: numeric("visits") });
 * // of the leads that were not won, one in ten was kept for training
 * const leads = Array.from({ length: 80 }, (_, i) => ({ visits: i % 8, won: (i * 5) % 9 < i % 8 }));
 * const { model } = fitLogistic(leads, { features, outcome: (lead) => lead.won });
 * const corrected = correctPrior(model, { keptNonEvents: 0.1 });
 * corrected.report.shift; // ≈ -2.302585
 * const [was, is] = [model, corrected.model].map((one) => createScorer(one, features).score({ visits: 4 }));
 * was?.status === "scored" && is?.status === "scored" && is.score < was.score; // => true
 * ```
 */
export function correctPrior(
  model: AdditiveModel,
  options: CorrectPriorOptions,
): { readonly model: AdditiveModel; readonly report: PriorReport } {
  checkSealed("correctPrior", model);
  const shift = shiftOf(options);
  if (model.link === "identity" && model.calibration === null) {
    const expected = "a model with a probability (points have one after calibratePlatt or calibrateIsotonic)";
    reject("correctPrior", expected, "points without a calibration", "invalid_configuration");
  }
  const { calibration, largestError } = shifted(model.calibration, shift);
  const corrected = withCalibration(
    model,
    calibration,
    `corrected the prior: ${digits(shift)} added to the log-odds`,
  );
  const { margins, outcomes, weights, heldOut } = options;
  const qualities = { before: null, after: null } as Pick<PriorReport, "before" | "after">;
  if (margins === undefined && outcomes === undefined && weights === undefined && heldOut === undefined) {
    return { model: corrected, report: { shift, largestError, ...qualities } };
  }
  const given = { margins, outcomes, ...(weights && { weights }), ...(heldOut !== undefined && { heldOut }) };
  const records = readRecords("correctPrior", given as CalibrationRecords);
  const [before, after] = [qualityOf(model, records), qualityOf(corrected, records)];
  return { model: corrected, report: { shift, largestError, before, after } };
}

/** Every name that a change can have. */
type AnyChange = Partial<Record<(typeof CHANGES)[number][number], number>>;

function shiftOf(options: CorrectPriorOptions): number {
  checkOptions("correctPrior", "options", options, [...CHANGES.flat(), ...RECORD_OPTIONS]);
  const named = CHANGES.filter((names) => names.some((name) => name in options));
  if (named.length !== 1) {
    const expected = "one of trainedRate with trueRate, keptNonEvents, and eventWeight";
    reject("correctPrior", expected, named.length === 0 ? "none" : named.map(([name]) => name).join(" and "));
  }
  const change: AnyChange = options;
  const share = (name: keyof AnyChange, closed: boolean, value: unknown = change[name]): number => {
    const isInside = typeof value === "number" && value > 0 && (value < 1 || (closed && value === 1));
    return isInside ? value : reject("correctPrior", `${name} in (0, 1${closed ? "]" : ")"}`, value);
  };
  const weight = (name: keyof AnyChange) => checkPositive("correctPrior", name, change[name] ?? 1);
  if (named[0]?.[0] === "trainedRate")
    return logit(share("trueRate", false)) - logit(share("trainedRate", false));
  if (named[0]?.[0] === "eventWeight") return Math.log(weight("nonEventWeight") / weight("eventWeight"));
  const kept = (name: keyof AnyChange) => share(name, true, change[name] ?? 1);
  return Math.log(kept("keptNonEvents") / kept("keptEvents"));
}

function shifted(
  calibration: Calibration | null,
  shift: number,
): { readonly calibration: Calibration; readonly largestError: number } {
  if (calibration === null) {
    return { calibration: { kind: "logistic", intercept: shift, slope: 1 }, largestError: 0 };
  }
  if (calibration.kind === "logistic") {
    return { calibration: { ...calibration, intercept: calibration.intercept + shift }, largestError: 0 };
  }
  const known = { link: "identity", calibration } as const;
  const move = (p: number) => (p === 0 || p === 1 ? p : expit(logit(p) + shift));
  const curve = (margin: number) => move(probabilityOf(known, margin) as number);
  const margins = calibration.margins.slice(0, 1);
  const probabilities = calibration.probabilities.slice(0, 1).map(move);
  let largestError = 0;
  for (let i = 1; i < calibration.margins.length; i++) {
    const [from, to] = [calibration.margins[i - 1] as number, calibration.margins[i] as number];
    const piece = densePoints(curve, from, to, TOLERANCE);
    margins.push(...piece.margins.slice(1));
    for (const p of piece.probabilities.slice(1))
      probabilities.push(Math.max(p, probabilities.at(-1) as number));
    largestError = Math.max(largestError, piece.largestError);
  }
  return { calibration: { kind: "piecewise", margins, probabilities }, largestError };
}
