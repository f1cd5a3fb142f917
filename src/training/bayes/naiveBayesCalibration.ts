import { expit, log1pExp } from "../../core/numeric";
import { type CalibrationBin, calibrationCurve } from "../../metrics/calibrationCurve";

/** How far the predictions of a model are from what came true, on the records it was learned from. */
export interface Overconfidence {
  /**
   * The slope of a logistic regression of the outcomes on the margins. 1 where predictions come true, below 1 where
   * they are too far from the middle: at 0.33 the evidence counts three times. Infinity where the margins
   * separate the classes; NaN where all margins are equal.
   */
  readonly slope: number;
  /** The intercept of the same regression, for a calibration; NaN where the slope is no finite number. */
  readonly intercept: number;
  /** Predicted and realised event rates, in about ten groups of equal count by prediction. */
  readonly groups: readonly CalibrationBin[];
}

const MOST_ITERATIONS = 100;
const TOLERANCE = 1e-12;

/**
 * Compares margins with outcomes. O(records · iterations + records · log records).
 *
 * @param outcomes - 1 for an event, 0 for a non-event
 * @param margins - log-odds, one per outcome
 * @returns slope and groups
 */
export function overconfidence(outcomes: Uint8Array, margins: Float64Array): Overconfidence {
  const groups = calibrationCurve(outcomes, margins.map(expit));
  return { ...calibrationLine(outcomes, margins), groups };
}

function calibrationLine(outcomes: Uint8Array, margins: Float64Array) {
  let lowestEvent = Number.POSITIVE_INFINITY;
  let [lowest, highest, highestOther] = [lowestEvent, -lowestEvent, -lowestEvent];
  margins.forEach((margin, i) => {
    lowest = Math.min(lowest, margin);
    highest = Math.max(highest, margin);
    if (outcomes[i] === 1) lowestEvent = Math.min(lowestEvent, margin);
    else highestOther = Math.max(highestOther, margin);
  });
  if (lowest === highest) return { slope: Number.NaN, intercept: Number.NaN };
  if (lowestEvent >= highestOther) return { slope: Number.POSITIVE_INFINITY, intercept: Number.NaN };
  return newtonLine(outcomes, margins);
}

/** Newton's method from zero with step halving, for two coefficients. */
function newtonLine(outcomes: Uint8Array, margins: Float64Array): { slope: number; intercept: number } {
  let state = stateAt(outcomes, margins, 0, 0);
  for (let i = 0; i < MOST_ITERATIONS; i++) {
    const { intercept, slope, g0, g1, h00, h01, h11 } = state;
    const determinant = h00 * h11 - h01 * h01;
    const step0 = (h11 * g0 - h01 * g1) / determinant;
    const step1 = (h00 * g1 - h01 * g0) / determinant;
    if (!(step0 * g0 + step1 * g1 > TOLERANCE)) break; // what a step can still gain
    let next = stateAt(outcomes, margins, intercept + step0, slope + step1);
    for (let size = 0.5; next.loss > state.loss && size > TOLERANCE; size /= 2) {
      next = stateAt(outcomes, margins, intercept + size * step0, slope + size * step1);
    }
    state = next;
  }
  return { slope: state.slope, intercept: state.intercept };
}

/** The loss of a line with its first and second derivatives. */
function stateAt(outcomes: Uint8Array, margins: Float64Array, intercept: number, slope: number) {
  let [loss, g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < margins.length; i++) {
    const x = margins[i] as number;
    const y = outcomes[i] as number;
    const margin = intercept + slope * x;
    const p = expit(margin);
    const w = p * (1 - p);
    loss += log1pExp(y === 1 ? -margin : margin);
    g0 += y - p;
    g1 += (y - p) * x;
    h00 += w;
    h01 += w * x;
    h11 += w * x * x;
  }
  return { intercept, slope, loss, g0, g1, h00, h01, h11 };
}
