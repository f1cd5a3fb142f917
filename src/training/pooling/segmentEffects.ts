import { expit, log1pExp } from "../../core/numeric";

/** Records by segment. */
export interface Segments {
  /** The segment of each record, from 0. */
  readonly of: Int32Array;
  readonly count: number;
}

/** What is known where the segments' effects are most likely, given the margins of the features. */
export interface EffectsAt {
  /** One per segment. */
  readonly effects: Float64Array;
  /** 1 / (dₛ + 1/σ²): the variance of an effect, given the rest. */
  readonly variances: Float64Array;
  /** Σ w·p·(1 − p)·(1 − 2p) by segment: how dₛ changes with the effect. */
  readonly skews: Float64Array;
  /** Σ w·ln P − ½·Σ u²/σ² − ½·Σ ln(1 + σ²·dₛ). */
  readonly logLikelihood: number;
  /** First derivative of that by the margin of each record. */
  readonly residuals: Float64Array;
  /** w·p·(1 − p) of each record. */
  readonly curvatures: Float64Array;
  /** First derivative by ln σ. */
  readonly slope: number;
}

const MOST_STEPS = 50;
const LONGEST_STEP = 3;

/**
 * The most likely effects of segments that are drawn from a normal distribution, and Laplace's approximation to the
 * likelihood in which they are integrated out:
 *
 *     ln L ≈ Σ wᵢ·ln P(yᵢ) − ½·Σₛ uₛ²/σ² − ½·Σₛ ln(1 + σ²·dₛ),   dₛ = Σ_{i in s} wᵢ·pᵢ·(1 − pᵢ)
 *
 * Every segment is a problem of its own in one unknown, solved by Newton's method. O(records) a step.
 *
 * @param margins - of the features and the intercept, one per record
 * @param outcomes - 1 for an event, else 0
 * @param weights - one per record
 * @param segments - the segment of each record
 * @param sigma - standard deviation of the effects, 0 for none
 * @param start - effects to begin with
 * @returns effects, likelihood and derivatives
 */
export function segmentEffects(
  margins: Float64Array,
  outcomes: Uint8Array,
  weights: Float64Array,
  segments: Segments,
  sigma: number,
  start: Float64Array,
): EffectsAt {
  const effects = sigma === 0 ? new Float64Array(segments.count) : start.slice();
  const precision = 1 / (sigma * sigma);
  for (let step = 0; sigma > 0 && step < MOST_STEPS; step++) {
    const slopes = effects.map((effect) => -effect * precision);
    const information = new Float64Array(segments.count).fill(precision);
    for (let i = 0; i < margins.length; i++) {
      const segment = segments.of[i] as number;
      const margin = (margins[i] as number) + (effects[segment] as number);
      const weight = weights[i] as number;
      const p = expit(margin);
      slopes[segment] = (slopes[segment] as number) + weight * ((outcomes[i] as number) - p);
      information[segment] = (information[segment] as number) + weight * p * (1 - p);
    }
    let largest = 0;
    for (let s = 0; s < effects.length; s++) {
      const wanted = (slopes[s] as number) / (information[s] as number);
      const change = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, wanted));
      effects[s] = (effects[s] as number) + change;
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest <= 1e-6) break; // quadratic: the step after it would be below 1e-11
  }
  return measure(margins, outcomes, weights, segments, sigma, effects);
}

function measure(
  margins: Float64Array,
  outcomes: Uint8Array,
  weights: Float64Array,
  segments: Segments,
  sigma: number,
  effects: Float64Array,
): EffectsAt {
  const [information, skews] = [new Float64Array(segments.count), new Float64Array(segments.count)];
  const [residuals, curvatures] = [new Float64Array(margins.length), new Float64Array(margins.length)];
  const bends = new Float64Array(margins.length);
  let logLikelihood = 0;
  let lost = 0;
  for (let i = 0; i < margins.length; i++) {
    const segment = segments.of[i] as number;
    const weight = weights[i] as number;
    const margin = (margins[i] as number) + (effects[segment] as number);
    const [p, q] = [expit(margin), expit(-margin)];
    residuals[i] = weight * (outcomes[i] === 1 ? q : -p);
    curvatures[i] = weight * p * q;
    bends[i] = weight * p * q * (q - p);
    information[segment] = (information[segment] as number) + weight * p * q;
    skews[segment] = (skews[segment] as number) + weight * p * q * (q - p);
    const part = -weight * log1pExp(outcomes[i] === 1 ? -margin : margin) - lost;
    const next = logLikelihood + part;
    lost = next - logLikelihood - part;
    logLikelihood = next;
  }
  const square = sigma * sigma;
  const variances = information.map((d) => square / (1 + square * d));
  let slope = 0;
  for (let s = 0; sigma > 0 && s < effects.length; s++) {
    const [u, d, a] = [effects[s] as number, information[s] as number, variances[s] as number];
    logLikelihood -= (u * u) / square / 2 + Math.log1p(square * d) / 2;
    slope += (u * u) / square - a * d - (a * a * (skews[s] as number) * u) / square;
  }
  for (let i = 0; i < margins.length; i++) {
    const segment = segments.of[i] as number;
    const a = variances[segment] as number;
    const pull = a * (skews[segment] as number) * (curvatures[i] as number) - (bends[i] as number);
    residuals[i] = (residuals[i] as number) + (a * pull) / 2;
  }
  return { effects, variances, skews, logLikelihood, residuals, curvatures, slope };
}
