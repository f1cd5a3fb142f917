import { checkNumber } from "../core/checks";
import { sum } from "../core/numeric";
import { readSample, type Sample, type WeightOptions } from "./inputs";

/** What a threshold decides, counted: records, or their weight. */
export interface ConfusionMatrix {
  /** The threshold that the counts belong to. */
  readonly threshold: number;
  /** Events with a score ≥ threshold. */
  readonly truePositives: number;
  /** Non-events with a score ≥ threshold. */
  readonly falsePositives: number;
  /** Non-events with a score below the threshold. */
  readonly trueNegatives: number;
  /** Events with a score below the threshold. */
  readonly falseNegatives: number;
  /** Share of the positives that are events; NaN where nothing is positive. */
  readonly precision: number;
  /** Share of the events that are positive; NaN without events. */
  readonly recall: number;
  /** Harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN); NaN without events and positives. */
  readonly f1: number;
  /** Share of the non-events that are negative; NaN without non-events. */
  readonly specificity: number;
  /** Share of the records that are decided rightly. */
  readonly accuracy: number;
}

/**
 * Confusion matrix at a threshold, with the rates made from it. A score equal to the threshold is positive.
 * O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers
 * @param threshold - a finite number; scores at or above it are positive
 * @param options - `weights`: one number ≥ 0 per record; the counts are then sums of weights
 * @returns counts, and rates in [0, 1]; a rate with nothing to divide by is NaN
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { confusionMatrix } from "salience";
 * const matrix = confusionMatrix([1, 1, 0, 0, 0], [0.9, 0.4, 0.5, 0.2, 0.1], 0.5);
 * matrix.truePositives; // => 1
 * matrix.falsePositives; // => 1
 * matrix.precision; // => 0.5
 * matrix.accuracy; // => 0.6
 * ```
 */
export function confusionMatrix(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  threshold: number,
  options: WeightOptions = {},
): ConfusionMatrix {
  checkNumber("confusionMatrix", "threshold", threshold);
  const sample = readSample("confusionMatrix", outcomes, scores, options);
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = cells(sample, threshold);
  const total = sample.weights === null ? sample.scores.length : sum(sample.weights);
  return {
    threshold,
    truePositives,
    falsePositives,
    trueNegatives,
    falseNegatives,
    precision: truePositives / (truePositives + falsePositives),
    recall: truePositives / (truePositives + falseNegatives),
    f1: (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives),
    specificity: trueNegatives / (trueNegatives + falsePositives),
    accuracy: (truePositives + trueNegatives) / total,
  };
}

/** What is below the threshold and at or above it: first of the non-events, then of the events. */
function cells({ outcomes, scores, weights }: Sample, threshold: number): [number, number, number, number] {
  const cellOf = (i: number) => 2 * (outcomes[i] as number) + ((scores[i] as number) >= threshold ? 1 : 0);
  if (weights === null) {
    const counts: [number, number, number, number] = [0, 0, 0, 0];
    for (let i = 0; i < scores.length; i++) (counts[cellOf(i)] as number)++;
    return counts;
  }
  const weightIn = (cell: number) => sum(weights.map((weight, i) => (cellOf(i) === cell ? weight : 0)));
  return [weightIn(0), weightIn(1), weightIn(2), weightIn(3)];
}
