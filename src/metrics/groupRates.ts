import { wilsonInterval } from "../core/intervals";
import { sum } from "../core/numeric";
import type { Estimate } from "./confidence";
import type { Sample } from "./inputs";
import { totals } from "./placements";
import { rocAucInterval } from "./rocAucInterval";

/** What is compared between groups. */
export interface GroupDifferences {
  /** Selected records / records. */
  readonly selectionRate: Estimate;
  /** Event rate − mean prediction: above 0 where the group converts more often than predicted. */
  readonly calibrationGap: Estimate;
  /** Selected events / events. */
  readonly truePositiveRate: Estimate;
  /** Selected non-events / non-events. */
  readonly falsePositiveRate: Estimate;
  /** Area under the ROC curve within the group. */
  readonly rocAuc: Estimate;
}

/** The rates of one group. */
export interface GroupRates extends GroupDifferences {
  /** Events / records. */
  readonly eventRate: Estimate;
  /** Mean probability. */
  readonly meanPrediction: number;
}

/** The rates of the records of one group, which has events and non-events. O(n). */
export function groupRates(sample: Sample, selected: Uint8Array, confidence: number): GroupRates {
  const { outcomes, scores, weights } = sample;
  const { events, nonEvents } = totals(outcomes, weights);
  const n = events + nonEvents;
  const selectedCounts = totals(outcomes, times(selected, weights));
  const chances = sum(times(scores, weights));
  const rate = (count: number, of: number): Estimate => {
    const part = Math.min(count, of); // sums of weights are rounded
    return { value: part / of, interval: wilsonInterval(part, of, confidence) };
  };
  const eventRate = rate(events, n);
  const meanPrediction = chances / n;
  const { auc, interval } = rocAucInterval(outcomes, scores, {
    confidence,
    scale: "logit",
    ...(weights && { weights }),
  });
  return {
    selectionRate: rate(selectedCounts.events + selectedCounts.nonEvents, n),
    eventRate,
    meanPrediction,
    calibrationGap: {
      value: eventRate.value - meanPrediction,
      interval: {
        low: eventRate.interval.low - meanPrediction,
        high: eventRate.interval.high - meanPrediction,
      },
    },
    truePositiveRate: rate(selectedCounts.events, events),
    falsePositiveRate: rate(selectedCounts.nonEvents, nonEvents),
    rocAuc: { value: auc, interval },
  };
}

/** A column times the weights. */
function times(column: Uint8Array | Float64Array, weights: Float64Array | null): Float64Array {
  const products = Float64Array.from(column);
  if (weights !== null) {
    for (let i = 0; i < products.length; i++) products[i] = (products[i] as number) * (weights[i] as number);
  }
  return products;
}

/** The rates of a group less those of the reference, which holds other records. */
export function groupDifferences(group: GroupRates, reference: GroupRates): GroupDifferences {
  const less = (name: keyof GroupDifferences) => difference(group[name], reference[name]);
  return {
    selectionRate: less("selectionRate"),
    calibrationGap: less("calibrationGap"),
    truePositiveRate: less("truePositiveRate"),
    falsePositiveRate: less("falsePositiveRate"),
    rocAuc: less("rocAuc"),
  };
}

/** The difference of two independent estimates: the distances to the ends of both intervals, squared and added. */
function difference(a: Estimate, b: Estimate): Estimate {
  const value = a.value - b.value;
  return {
    value,
    interval: {
      low: value - Math.hypot(a.value - a.interval.low, b.interval.high - b.value),
      high: value + Math.hypot(a.interval.high - a.value, b.value - b.interval.low),
    },
  };
}
