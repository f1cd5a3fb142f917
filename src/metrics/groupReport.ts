import { checkNumber, reject } from "../core/checks";
import { readOutcomes } from "../core/outcomes";
import { type ConfidenceOptions, zOf } from "./confidence";
import { type GroupDifferences, type GroupRates, groupDifferences, groupRates } from "./groupRates";
import { type GroupLabel, groupRows } from "./groupRows";
import { PROBABILITIES, readSample, type Sample, type WeightOptions } from "./inputs";
import { totals } from "./placements";

/** Options of {@link groupReport}: either `threshold` or `selected`. */
export interface GroupReportOptions extends ConfidenceOptions, WeightOptions {
  /** Records with a probability at or above it count as selected. */
  readonly threshold?: number;
  /** One flag per record: whether it was selected, by whatever rule. */
  readonly selected?: ArrayLike<number | boolean>;
  /** A group with fewer events, or fewer non-events, gets no rates; a number of at least 2, 25 by default. */
  readonly minimum?: number;
}

/** A group that is too small for rates. */
export interface SmallGroup {
  readonly status: "not_enough_data";
  /** The name of the group; null for records without one. */
  readonly group: GroupLabel;
  /** Records, or their weight. */
  readonly count: number;
  readonly events: number;
  readonly nonEvents: number;
  /** What is missing, in words. */
  readonly message: string;
}

/** A group with its rates. */
export interface ReportedGroup extends GroupRates {
  readonly status: "reported";
  /** The name of the group; null for records without one. */
  readonly group: GroupLabel;
  /** Records, or their weight. */
  readonly count: number;
  readonly events: number;
  readonly nonEvents: number;
  /** This group less the reference; null for the reference itself. */
  readonly differences: GroupDifferences | null;
}

/** Rates by group. */
export interface GroupReport {
  /** The groups by decreasing size. */
  readonly groups: readonly (ReportedGroup | SmallGroup)[];
  /** Position in `groups` of the largest group that has rates, which the others are compared with; −1 if none has. */
  readonly reference: number;
}

/**
 * Group report: how a score and the selection made with it treat groups of records, such as regions, segments or the
 * people behind them. For each group: how many are selected, whether the predictions come true, and how often it is
 * wrong, each with an interval, and the difference to the largest group.
 *
 *     selection rate = selected / count            calibration gap = events / count − mean prediction
 *     true-positive rate = selected events / events    false-positive rate = selected non-events / non-events
 *
 * Rates have Wilson intervals. The interval of a calibration gap is that of the event rate, moved by the mean
 * prediction. The area under the ROC curve has DeLong's interval on the logit scale. The interval of a difference
 * is made of the intervals of both groups by squaring and adding the distances to their ends, which for rates is
 * Newcombe's.
 *
 * A group with fewer than `minimum` events or non-events says `"not_enough_data"`, since its rates would be noise: with
 * 25, the default, the 95 % interval of a rate of one half reaches 0.18 to each side; with 10 it would be 0.26. The
 * report says what differs and how sure that is. Whether a difference is justified is not in the data: groups with
 * different event rates cannot be alike in selection, calibration and error rates at once. With many groups some
 * differences leave out 0 by chance: raise `confidence`. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param probabilities - of the event, in [0, 1]
 * @param groups - the group of each record, as text, number or true and false; null, NaN and empty text make a group
 *   of their own, null
 * @param options - `threshold` or `selected`, `minimum`, `confidence`, and `weights`: one number ≥ 0 per record, counted as
 *   repeated records
 * @returns the groups by decreasing size, those of one size by name; rates in [0, 1]
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10; G. Y. Zou and A. Donner, Construction of
 * Confidence Limits about Effect Measures, Statistics in Medicine 27 (2008).
 *
 * @example
 * ```ts
 * import { groupReport } from "salience";
 * const north = Array.from({ length: 100 }, (_, i) => ({ group: "north", won: i % 2 === 0, p: i % 4 === 3 ? 0.3 : 0.6 }));
 * const south = Array.from({ length: 90 }, (_, i) => ({ group: "south", won: i % 3 === 0, p: i % 2 === 0 ? 0.5 : 0.2 }));
 * const rows = [...north, ...south, { group: "west", won: true, p: 0.4 }];
 * const report = groupReport(rows.map((row) => row.won), rows.map((row) => row.p), rows.map((row) => row.group), { threshold: 0.5 });
 * report.groups.map(({ group, status, count }) => [group, status, count]);
 * // => [["north", "reported", 100], ["south", "reported", 90], ["west", "not_enough_data", 1]]
 * const [, other] = report.groups;
 * if (other?.status === "reported") {
 *   other.selectionRate.value; // => 0.5
 *   other.differences?.selectionRate; // ≈ { value: -0.25, interval: { low: -0.376, high: -0.113 } }
 * }
 * ```
 */
export function groupReport(
  outcomes: ArrayLike<number | boolean>,
  probabilities: ArrayLike<number>,
  groups: ArrayLike<GroupLabel | undefined>,
  options: GroupReportOptions,
): GroupReport {
  const caller = "groupReport";
  const extra = ["threshold", "selected", "minimum", "confidence"];
  const sample = readSample(caller, outcomes, probabilities, options, PROBABILITIES, extra);
  const { minimum = 25, confidence = 0.95 } = options;
  zOf(caller, confidence);
  checkNumber(caller, "minimum", minimum, 2);
  const selected = readSelected(caller, sample, options);
  const { labels, rows, starts } = groupRows(caller, "groups", groups, sample.outcomes.length);
  const members = labels
    .map((group, g) => ({ group, ...pick(sample, selected, rows.subarray(starts[g], starts[g + 1])) }))
    .map((one) => ({ ...one, ...totals(one.sample.outcomes, one.sample.weights) }))
    .map((one) => ({ ...one, count: one.events + one.nonEvents }))
    .filter(({ count }) => count > 0) // a group whose records all have weight 0 is not there
    .sort((a, b) => b.count - a.count || (String(a.group) < String(b.group) ? -1 : 1));
  const isReported = ({ events, nonEvents }: { readonly events: number; readonly nonEvents: number }) =>
    events >= minimum && nonEvents >= minimum;
  const reference = members.findIndex(isReported);
  const rates = members.map((one) =>
    isReported(one) ? groupRates(one.sample, one.selected, confidence) : null,
  );
  return {
    groups: members.map(({ group, count, events, nonEvents }, g) => {
      const size = { group, count, events, nonEvents };
      const own = rates[g];
      if (!own) {
        const message = `${events} events and ${nonEvents} non-events: rates need at least ${minimum} of each`;
        return { status: "not_enough_data", ...size, message };
      }
      const differences = g === reference ? null : groupDifferences(own, rates[reference] as GroupRates);
      return { status: "reported", ...size, ...own, differences };
    }),
    reference,
  };
}

function readSelected(caller: string, sample: Sample, options: GroupReportOptions): Uint8Array {
  const { threshold, selected } = options;
  if ((threshold === undefined) === (selected === undefined)) {
    reject(
      caller,
      "either threshold or selected",
      threshold === undefined ? "neither of them" : "both of them",
    );
  }
  if (threshold !== undefined) {
    checkNumber(caller, "threshold", threshold);
    const flags = new Uint8Array(sample.scores.length);
    for (let i = 0; i < flags.length; i++) flags[i] = (sample.scores[i] as number) >= threshold ? 1 : 0;
    return flags;
  }
  const flags = readOutcomes(caller, selected as ArrayLike<number | boolean>, "selected");
  if (flags.length === sample.outcomes.length) return flags;
  return reject(caller, `selected of length ${sample.outcomes.length}, as outcomes`, flags.length);
}

/** The records of one group. */
function pick(
  { outcomes, scores, weights }: Sample,
  selected: Uint8Array,
  rows: Uint32Array,
): { readonly sample: Sample; readonly selected: Uint8Array } {
  return {
    sample: {
      outcomes: take(outcomes, rows, new Uint8Array(rows.length)),
      scores: take(scores, rows, new Float64Array(rows.length)),
      weights: weights && take(weights, rows, new Float64Array(rows.length)),
    },
    selected: take(selected, rows, new Uint8Array(rows.length)),
  };
}

function take<C extends Uint8Array | Float64Array>(column: C, rows: Uint32Array, to: C): C {
  for (let i = 0; i < rows.length; i++) to[i] = column[rows[i] as number] as number;
  return to;
}
