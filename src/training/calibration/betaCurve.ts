import { log1pExp } from "../../core/numeric";
import { rejectFalling } from "./calibratePlatt";
import type { UsableRecords } from "./calibrationRecords";
import { digits } from "./sealCalibrated";
import { smallLogistic } from "./smallLogistic";

/** The numbers of a beta calibration. */
export interface BetaCurve {
  /** The slope of the log-odds far below a margin of 0, at least 0. */
  readonly a: number;
  /** The slope of the log-odds far above a margin of 0, at least 0. */
  readonly b: number;
  readonly c: number;
}

/** A slope below this is none: the margin at which it would show is out of reach. */
const NO_SLOPE = 1e-9;

/**
 * Fits a · ln s − b · ln(1 − s) + c under a ≥ 0 and b ≥ 0. Where one of them would be below 0, the best curve has
 * one of them at 0, because the likelihood is concave.
 *
 * @param odds - ln(s / (1 − s)), one per record
 * @param records - outcomes and weights
 * @returns the three numbers
 * @throws SalienceError `invalid_data` where both would be below 0
 */
export function betaCurve(odds: Float64Array, { outcomes, weights }: UsableRecords): BetaCurve {
  const targets = Float64Array.from(outcomes);
  const low = odds.map((x) => -log1pExp(-x)); // ln s
  const high = odds.map(log1pExp); // −ln(1 − s)
  const both = smallLogistic([low, high], targets, weights);
  const [c, a, b] = both.coefficients as [number, number, number];
  if (both.converged && a > NO_SLOPE && b > NO_SLOPE) return { a, b, c };
  const onlyLow = smallLogistic([low], targets, weights);
  const onlyHigh = smallLogistic([high], targets, weights);
  const curves = [
    { loss: onlyLow.loss, curve: curveOf(onlyLow.coefficients[1], 0, onlyLow.coefficients[0]) },
    { loss: onlyHigh.loss, curve: curveOf(0, onlyHigh.coefficients[1], onlyHigh.coefficients[0]) },
  ].filter(({ curve }) => curve.a + curve.b > NO_SLOPE);
  const best = curves.sort((one, other) => one.loss - other.loss)[0];
  return best?.curve ?? rejectFalling("calibrateBeta", `slopes of ${digits(a)} and ${digits(b)}`);
}

function curveOf(a: number | undefined, b: number | undefined, c: number | undefined): BetaCurve {
  return { a: a as number, b: b as number, c: c as number };
}
