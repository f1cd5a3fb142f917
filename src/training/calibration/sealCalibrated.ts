import { sealModel } from "../../models/sealModel";
import type { AdditiveModel, Calibration } from "../../models/types";
import type { UsableRecords } from "./calibrationRecords";
import {
  type CalibrationQuality,
  type CalibrationReport,
  type CalibrationWarning,
  qualityOf,
} from "./calibrationReport";

/** Records of the rarer outcome below which two coefficients are hardly known. */
const FEW = 30;

/**
 * Gives a model its calibration, notes the edit, and reports what it changed.
 *
 * @param model - the model as it was
 * @param records - what it was calibrated on
 * @param calibration - the calibration
 * @param method - how it was made, in words, with its parameters
 * @param warnings - the caller's own
 * @returns the sealed model and the report
 */
export function sealCalibrated(
  model: AdditiveModel,
  records: UsableRecords,
  calibration: Calibration,
  method: string,
  warnings: readonly CalibrationWarning[] = [],
): { readonly model: AdditiveModel; readonly report: CalibrationReport } {
  const { given, open, unscored, events } = records;
  const used = records.margins.length;
  const calibrated = withCalibration(
    model,
    calibration,
    `${method}, on ${used} records, ${events} of them events`,
  );
  const before = qualityOf(model, records);
  const after = qualityOf(calibrated, records) as CalibrationQuality;
  return {
    model: calibrated,
    report: {
      rows: { given, used, open, unscored },
      events,
      before,
      after,
      warnings: [...recordWarnings(model, records), ...warnings, ...lossWarning(before, after)],
    },
  };
}

/**
 * A model with another calibration, sealed, and a line about it in its provenance. The link stays: points remain
 * points, and have a probability beside them.
 *
 * @param model - the model as it was
 * @param calibration - the calibration
 * @param edit - what was done, in words
 * @returns the sealed model
 */
export function withCalibration(model: AdditiveModel, calibration: Calibration, edit: string): AdditiveModel {
  const edits = [...model.provenance.edits, edit];
  return sealModel({ ...model, calibration, provenance: { ...model.provenance, edits } });
}

function recordWarnings(model: AdditiveModel, records: UsableRecords): CalibrationWarning[] {
  const { margins, events, heldOut } = records;
  const { rows, events: trained } = model.provenance;
  const isSame = heldOut === null ? rows === margins.length && trained === events : !heldOut;
  const rarer = Math.min(events, margins.length - events);
  const warnings: CalibrationWarning[] = [];
  if (isSame) {
    warnings.push({
      code: "same_records",
      message:
        "the model seems to have been learned from these records, on which it looks better than it is: calibrate on records held out of the fit (or say heldOut: true)",
    });
  }
  if (rarer < FEW) {
    const which = events === rarer ? "events" : "non-events";
    warnings.push({
      code: "few_records",
      message: `only ${rarer} ${which}: the probabilities can be far off; calibrate again with at least ${FEW}`,
    });
  }
  return warnings;
}

function lossWarning(before: CalibrationQuality | null, after: CalibrationQuality): CalibrationWarning[] {
  if (before === null || !(after.logLoss > before.logLoss)) return [];
  const message = `the log loss rose from ${before.logLoss.toFixed(4)} to ${after.logLoss.toFixed(4)}: the model needs no calibration, or one of another form`;
  return [{ code: "not_better", message }];
}

/**
 * A number for the provenance: six digits.
 *
 * @param value - any finite number
 * @returns text
 */
export function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}
