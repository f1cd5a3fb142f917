import { checkNumber, reject } from "../../core/checks";
import { parseInstant } from "../../core/parseInstant";
import { type BinCounts, type EventCounts, type FeatureCounts, sumOf } from "./counts";
import { checkCuts, checkNames } from "./countsBins";

const TYPES: readonly unknown[] = ["number", "flag", "ordinal", "category"];

/**
 * Checks counts, which may come from storage: lists of matching lengths, numbers that are not negative (whole ones unless records were counted by weight), and
 * every record in one bin of each feature. O(bins).
 *
 * @param caller - name of the calling function
 * @param counts - the counts
 * @throws SalienceError `invalid_argument` for another kind of value, `invalid_data` for counts that contradict
 * each other
 */
export function checkCounts(caller: string, counts: EventCounts): void {
  if (counts?.kind !== "counts" || counts.formatVersion !== 1 || !Array.isArray(counts.features)) {
    reject(caller, "counts of formatVersion 1", counts?.formatVersion ?? counts);
  }
  checkBin(caller, "all records", counts);
  for (const end of ["from", "to"] as const) {
    if (counts[end] !== null && Number.isNaN(parseInstant(counts[end]))) {
      reject(caller, `${end} to be ISO text or null`, counts[end]);
    }
  }
  checkNames(
    caller,
    "names of counted features",
    counts.features.map((feature) => feature?.name),
  );
  for (const feature of counts.features) {
    checkFeature(caller, feature);
    for (const outcome of ["events", "nonEvents"] as const) {
      const counted = sumOf([...feature.bins, feature.missing], outcome);
      // counts by weight are rounded
      if (!(Math.abs(counted - counts[outcome]) <= 1e-9 * counts[outcome])) {
        const expected = `${counts[outcome]} ${outcome} in all bins of "${feature.name}"`;
        reject(caller, expected, counted, "invalid_data");
      }
    }
  }
}

function checkFeature(caller: string, { name, type, cuts, levels, bins, missing }: FeatureCounts): void {
  if (!TYPES.includes(type)) reject(caller, `"${name}" of a known type`, type);
  if ((cuts === null) !== (type === "category")) reject(caller, `cuts of "${name}", of type ${type}`, cuts);
  if ((levels === null) !== (type === "number" || type === "flag")) {
    reject(caller, `levels of "${name}", of type ${type}`, levels);
  }
  if (cuts !== null) checkCuts(caller, name, cuts);
  // a level may have any text: it is never a key
  if (levels !== null && new Set(levels).size !== levels.length) {
    reject(caller, `every level of "${name}" once`, levels);
  }
  const length = cuts === null ? levels?.length : cuts.length + 1;
  if (!Array.isArray(bins) || bins.length !== length || (levels ?? bins).length !== length) {
    reject(caller, `${length} bins of "${name}"`, bins?.length);
  }
  for (const bin of bins) checkBin(caller, `"${name}"`, bin);
  checkBin(caller, `missing values of "${name}"`, missing);
}

function checkBin(caller: string, what: string, bin: BinCounts): void {
  for (const outcome of ["events", "nonEvents"] as const) {
    checkNumber(caller, `${outcome} of ${what}`, bin?.[outcome], 0);
  }
}
