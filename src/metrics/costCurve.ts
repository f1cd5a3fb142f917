import { checkNumber, checkPositive } from "../core/checks";
import { readSample, type WeightOptions } from "./inputs";
import { selectedFromTop } from "./precisionRecallCurve";
import { scoreGroups } from "./scoreGroups";

/** Options of {@link costCurve}. */
export interface CostCurveOptions extends WeightOptions {
  /** What it costs to work one record, whatever comes of it: a number ≥ 0, in the currency of the value. */
  readonly contactCost: number;
  /** What a conversion is worth, before the cost of the contact: a number above 0. */
  readonly conversionValue: number;
}

/** What working the records from a threshold up brings in. */
export interface CostPoint {
  /** The lowest score that is worked; null where working nobody is best. */
  readonly threshold: number | null;
  /** Records that are worked. */
  readonly contacts: number;
  /** Events among them. */
  readonly conversions: number;
  /** `conversionValue · conversions − contactCost · contacts`, in the currency of the value. */
  readonly netValue: number;
}

/** Net value at every threshold, as columns of one length, and the best of it. */
export interface CostCurve {
  /** The distinct scores, highest first; a score equal to the threshold is worked. */
  readonly thresholds: Float64Array;
  /** Records at or above each threshold. */
  readonly contacts: Float64Array;
  /** Events at or above each threshold. */
  readonly conversions: Float64Array;
  /** Net value of working them. */
  readonly netValues: Float64Array;
  /** The threshold with the highest net value, the highest threshold among equals. */
  readonly best: CostPoint;
  /** Net value of working every record: what there is without a score. */
  readonly everybody: number;
  /** `contactCost / conversionValue`: where scores are calibrated probabilities, work from here up. */
  readonly breakEvenProbability: number;
}

/**
 * Cost curve: the money that is left when the records from a threshold up are worked, and the threshold that leaves
 * the most.
 *
 *     net(t) = value · events with a score ≥ t − cost · records with a score ≥ t
 *
 * A plain curve in the currency of the host, which a sales team can act on, not the one of Drummond and Holte, which
 * is normalised and runs over unknown costs and event rates. It counts a conversion as the fruit of the contact: where
 * some records convert without being worked, give the value that the contact adds. The best threshold is chosen on the
 * records that it is measured on, so its net value is a little too good: take the threshold from one set of records and
 * read its net value on another. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers; a higher one means that the event is more likely
 * @param options - `contactCost`, `conversionValue`, and `weights`: one number ≥ 0 per record
 * @returns columns in the order of decreasing thresholds, and the best threshold; null where none has a net value
 *   above 0
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { costCurve } from "salience";
 * const outcomes = [1, 0, 1, 0, 0, 0];
 * const scores = [0.9, 0.8, 0.7, 0.3, 0.2, 0.1];
 * const curve = costCurve(outcomes, scores, { contactCost: 40, conversionValue: 200 });
 * Array.from(curve.netValues); // => [160, 120, 280, 240, 200, 160]
 * curve.best; // => { threshold: 0.7, contacts: 3, conversions: 2, netValue: 280 }
 * curve.breakEvenProbability; // => 0.2
 * ```
 */
export function costCurve(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: CostCurveOptions,
): CostCurve {
  const extra = ["contactCost", "conversionValue"];
  const sample = readSample("costCurve", outcomes, scores, options, undefined, extra);
  const cost = checkNumber("costCurve", "contactCost", options.contactCost, 0);
  const value = checkPositive("costCurve", "conversionValue", options.conversionValue);
  const groups = scoreGroups(sample);
  const { events: conversions, records: contacts } = selectedFromTop(groups);
  const thresholds = groups.scores.slice().reverse();
  const netValues = conversions.map((count, i) => value * count - cost * (contacts[i] as number));
  let best = -1;
  for (let i = 0; i < netValues.length; i++) {
    if ((netValues[i] as number) > (netValues[best] ?? 0)) best = i;
  }
  const everybody = netValues[netValues.length - 1] as number;
  return {
    thresholds,
    contacts,
    conversions,
    netValues,
    best: {
      threshold: thresholds[best] ?? null,
      contacts: contacts[best] ?? 0,
      conversions: conversions[best] ?? 0,
      netValue: netValues[best] ?? 0,
    },
    everybody,
    breakEvenProbability: cost / value,
  };
}
