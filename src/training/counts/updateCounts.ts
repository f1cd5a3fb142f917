import { checkOptions, reject } from "../../core/checks";
import type { FeatureSet } from "../../features/featureSet";
import type { AsOf } from "../../features/types";
import type { CutsByFeature, EventCounts } from "./counts";
import { checkCounts } from "./countsCheck";
import { countsFromRecords } from "./countsFromRecords";
import { addCounts } from "./mergeCounts";

/** Options of {@link updateCounts}. */
export interface UpdateCountsOptions<Row> {
  /** The features that were counted. */
  readonly features: FeatureSet<Row>;
  /** The instant to look from, the same as for the records counted before. */
  readonly asOf?: AsOf<Row> | undefined;
  /** Takes the record out instead, as for a deal that was closed by mistake: false by default. */
  readonly remove?: boolean;
}

/**
 * Adds one closed record to counts, so that a model made of counts learns from it without the other records: make
 * the model again from the result, which costs nothing. The argument stays as it was. O(bins).
 *
 * @param counts - the counts so far
 * @param record - the record
 * @param outcome - whether the event happened
 * @param options - `features`, `asOf`, `remove`
 * @returns the new counts; taking a record out leaves the window as it was
 * @throws SalienceError `invalid_data` for a record that cannot be read, or one taken out that cannot be in the
 * counts; `invalid_configuration` for other features; `invalid_argument`
 *
 * @example
 * ```ts
 * import { categorical, countsFromRecords, featureSet, updateCounts } from "salience";
 * const features = featureSet<{ source: string }>()({ source: categorical("source") });
 * const { counts } = countsFromRecords([{ source: "web" }], { features, outcome: () => false });
 * const after = updateCounts(counts, { source: "fair" }, true, { features });
 * after.features[0]?.levels; // => ["fair", "web"]
 * [counts.events, after.events]; // => [0, 1]
 * ```
 */
export function updateCounts<Row>(
  counts: EventCounts,
  record: Row,
  outcome: boolean,
  options: UpdateCountsOptions<Row>,
): EventCounts {
  checkCounts("updateCounts", counts);
  checkOptions("updateCounts", "options", options, ["features", "asOf", "remove"]);
  const { features, asOf, remove = false } = options;
  if (typeof outcome !== "boolean") reject("updateCounts", "outcome to be true or false", outcome);
  if (typeof remove !== "boolean") reject("updateCounts", "remove to be true or false", remove);
  const one = countsFromRecords([record], { features, asOf, outcome: () => outcome, cuts: cutsOf(counts) });
  const problem = one.rejected[0];
  if (problem !== undefined) {
    const of = problem.feature === null ? "" : `${problem.feature}: `;
    reject("updateCounts", "a record that can be read", `${of}${problem.reason}`, "invalid_data");
  }
  if (!remove) return addCounts("updateCounts", counts, one.counts, 1);
  const { from, to } = counts;
  const rest = { ...addCounts("updateCounts", counts, one.counts, -1), from, to };
  const bins = [rest, ...rest.features.flatMap((feature) => [...feature.bins, feature.missing])];
  if (bins.some((bin) => bin.events < 0 || bin.nonEvents < 0)) {
    reject("updateCounts", "a record that was counted", record, "invalid_data");
  }
  return rest;
}

/** The cuts of the number features of counts. */
function cutsOf(counts: EventCounts): CutsByFeature {
  const numbers = counts.features.filter(({ type }) => type === "number");
  return Object.fromEntries(numbers.map(({ name, cuts }) => [name, cuts ?? []]));
}
