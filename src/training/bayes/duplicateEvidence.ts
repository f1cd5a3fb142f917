import { checkOptions } from "../../core/checks";
import type { Column, Table } from "../../core/columns";
import { type FeatureBins, featureBins } from "../counts/countsBins";
import { binCodes, type CountTableOptions, readOutcomeTable } from "../counts/countsFromTable";
import type { Outcome, TrainingData } from "../data/readTraining";

/** Two features that say the same about a record, apart from its outcome. */
export interface DuplicateEvidence {
  /** The names of the features. */
  readonly features: readonly [string, string];
  /** Cramér's V within events and within non-events: 1 where each feature determines the other. */
  readonly strength: number;
}

/** The bins of a feature as codes, one per record that has a class. */
interface Binned {
  readonly name: string;
  readonly codes: Uint8Array;
  /** The same, behind all codes of non-events for an event. */
  readonly classed: Uint8Array;
  readonly size: number;
}

const MOST_BINS = 50;
const BEYOND_CHANCE = 3;

/**
 * Looks for evidence that naive Bayes would count twice: pairs of features that depend on each other among the
 * events, or among the non-events. That both go with the outcome is no duplicate; that one is known once the other is
 * known, is.
 *
 *     V² = Σ_c n_c·Ṽ_c² / Σ_c n_c,   Ṽ_c² = max(0, χ²_c/n_c − (r − 1)(k − 1)/(n_c − 1)) / (min(r̃, k̃) − 1)
 *
 * over the two classes c of n_c records (by weight), with r and k the bins of the two features that occur in the class,
 * r̃ = r − (r − 1)²/(n_c − 1) and k̃ likewise: Cramér's V with Bergsma's correction for chance. A class where χ² is
 * within three standard deviations of what chance gives counts as 0. Levels beyond the 50 most frequent are one bin,
 * missing values another. O(records · features²).
 *
 * @param table - the records, as `readTable` reads them; a sample of some thousand will do
 * @param outcomes - one per record: true or 1, false or 0, null for a record to leave out
 * @param options - `features`, `cuts` for the number features, and `weight`
 * @returns the pairs of a strength above 0, in (0, 1], the strongest first
 * @throws SalienceError `invalid_configuration` for a number feature without cuts, `invalid_argument`
 *
 * Source: W. Bergsma, A bias-correction for Cramér's V and Tschuprow's T, Journal of the Korean Statistical Society
 * 42 (2013).
 *
 * @example
 * ```ts
 * import { categorical, duplicateEvidence, featureSet, readTable } from "salience";
 * interface Lead { country: string; city: string; source: string }
 * const features = featureSet<Lead>()({ country: categorical("country"), city: categorical("city"), source: categorical("source") });
 * const leads = Array.from({ length: 400 }, (_, i): Lead => ({
 *   ...(i % 2 === 0 ? { country: "DE", city: "Berlin" } : { country: "FR", city: "Paris" }),
 *   source: i % 4 < 2 ? "web" : "fair",
 * }));
 * const outcomes = leads.map((_, i) => i % 8 < 4);
 * duplicateEvidence(readTable(leads, features).table, outcomes, { features });
 * // => [{ features: ["city", "country"], strength: 1 }]
 * ```
 */
export function duplicateEvidence<Row>(
  table: Table,
  outcomes: ArrayLike<Outcome>,
  options: CountTableOptions<Row>,
): DuplicateEvidence[] {
  checkOptions("duplicateEvidence", "options", options, ["features", "cuts", "weight"]);
  const bins = featureBins("duplicateEvidence", options.features, options.cuts);
  return dependentPairs(readOutcomeTable("duplicateEvidence", table, outcomes, options), bins);
}

/**
 * {@link duplicateEvidence} for records and bins that are checked already.
 *
 * @param records - columns, outcomes and weights
 * @param bins - the bins of every feature
 * @returns the pairs, the strongest first
 */
export function dependentPairs(
  { table, outcomes, weights }: Pick<TrainingData, "table" | "outcomes" | "weights">,
  bins: readonly FeatureBins[],
): DuplicateEvidence[] {
  const binned = bins.map((feature): Binned => {
    const [codes, size] = fewBins(feature, table.columns[feature.name] as Column, weights);
    const classed = codes.map((code, i) => code + size * (outcomes[i] as number));
    return { name: feature.name, codes, classed, size };
  });
  const pairs = binned.flatMap((one, i) =>
    binned.slice(i + 1).map((other) => ({
      features: [one.name, other.name] as const,
      strength: dependence(one, other, weights),
    })),
  );
  return pairs.filter(({ strength }) => strength > 0).sort((a, b) => b.strength - a.strength);
}

/** Codes of the bins, 0 for missing, and how many there are; beyond the limit the last one is shared. */
function fewBins({ limits: cuts }: FeatureBins, column: Column, weights: Float64Array): [Uint8Array, number] {
  const limit = (code: number) => Math.min(code, MOST_BINS + 1);
  const own = binCodes(column, cuts);
  if (column.type === "number") {
    return [Uint8Array.from(own, (code) => limit(code + 1)), limit((cuts ?? []).length + 1) + 1];
  }
  const rows = new Float64Array(column.levels.length);
  own.forEach((code, i) => {
    if (code >= 0) rows[code] = (rows[code] as number) + (weights[i] as number);
  });
  const byRows = Array.from(rows.keys()).sort((a, b) => (rows[b] as number) - (rows[a] as number) || a - b);
  const rank = new Uint8Array(rows.length);
  byRows.forEach((code, i) => {
    rank[code] = limit(i + 1);
  });
  const codes = Uint8Array.from(own, (code) => (code < 0 ? 0 : (rank[code] as number)));
  return [codes, limit(rows.length) + 1];
}

function dependence({ classed, size }: Binned, other: Binned, weights: Float64Array): number {
  const { codes, size: width } = other;
  const cells = size * width;
  const joint = new Float64Array(2 * cells);
  for (let i = 0; i < codes.length; i++) {
    const at = (classed[i] as number) * width + (codes[i] as number);
    joint[at] = (joint[at] as number) + (weights[i] as number);
  }
  let [squares, records] = [0, 0];
  for (const part of [joint.subarray(0, cells), joint.subarray(cells)]) {
    const { squared, n } = cramersV(part, size, width);
    if (Number.isNaN(squared)) continue; // one bin only: the class cannot tell
    squares += n * squared;
    records += n;
  }
  return records === 0 ? 0 : Math.sqrt(squares / records);
}

/** The corrected V² of a table of counts, NaN where it has none. */
function cramersV(joint: Float64Array, width: number, height: number): { squared: number; n: number } {
  const rows = new Float64Array(width);
  const columns = new Float64Array(height);
  let n = 0;
  joint.forEach((count, at) => {
    const [row, column] = [Math.floor(at / height), at % height];
    rows[row] = (rows[row] as number) + count;
    columns[column] = (columns[column] as number) + count;
    n += count;
  });
  let chi = -n; // Σ (o − e)²/e = Σ o²/e − n
  joint.forEach((count, at) => {
    const expected = (rows[Math.floor(at / height)] as number) * (columns[at % height] as number);
    if (count > 0) chi += (count * count * n) / expected;
  });
  const r = rows.filter((count) => count > 0).length - 1;
  const k = columns.filter((count) => count > 0).length - 1;
  const freedom = r * k;
  const room = Math.min(r - (r * r) / (n - 1), k - (k * k) / (n - 1));
  if (!(room > 0)) return { squared: Number.NaN, n };
  if (chi <= freedom + BEYOND_CHANCE * Math.sqrt(2 * freedom)) return { squared: 0, n };
  return { squared: Math.min(1, Math.max(0, chi / n - freedom / (n - 1)) / room), n };
}
