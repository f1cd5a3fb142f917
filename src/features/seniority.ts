import { SENIORITY_PATTERNS } from "./seniorityPatterns";
import { type TitleOptions, titleFeature } from "./titleFeature";
import type { Feature, RecordField } from "./types";

/** The levels of {@link seniority}, from lowest to highest. */
export const SENIORITY_LEVELS = [
  "training",
  "entry",
  "senior",
  "manager",
  "director",
  "vp",
  "executive",
  "owner",
] as const;

/** The rank of a title that matches no pattern of {@link SENIORITY_PATTERNS}. */
export const UNRANKED_TITLE = "entry";

/**
 * How senior a person is, read from the job title, from lowest to highest: `training`, `entry`, `senior`, `manager`,
 * `director`, `vp`, `executive`, `owner`. English titles and common German, French and Spanish ones. A title that
 * names a job and no rank (`Engineer`) is `entry`. Missing is a title that says nothing of a rank: none at all, a
 * placeholder such as `--`, `N/A` or `unknown`, a department alone (`Sales`), what a person no longer is (`Retired`,
 * `Former CEO`), and letters other than Latin ones. The order makes rules such as `atLeast: "director"` possible.
 *
 * @param field - a key of the record that holds the title, or a function of it
 * @param options - label, more texts that mean missing, and so on
 * @returns a feature of type `ordinal`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, readTable, seniority } from "salience";
 * const features = featureSet<{ title: string }>()({ rank: seniority("title") });
 * const rows = ["VP Operations", "Executive Assistant to the CEO", "N/A"].map((title) => ({ title }));
 * readTable(rows, features).table.columns.rank; // => { type: "number", values: Float64Array.of(5, 1, NaN) }
 * ```
 */
export function seniority<Row>(field: RecordField<Row, string>, options: TitleOptions = {}): Feature<Row> {
  return titleFeature("seniority", field, options, {
    type: "ordinal",
    levels: SENIORITY_LEVELS,
    patterns: SENIORITY_PATTERNS,
    otherwise: UNRANKED_TITLE,
  });
}
