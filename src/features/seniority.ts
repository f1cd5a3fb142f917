import { type TitlePattern, titleFeature } from "./titleFeature";
import type { Feature, FeatureOptions, Field } from "./types";

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

// Titles arrive in lower case, with single spaces around every word. Helpers of an executive are named first,
// because they carry the executive's title; an account manager manages accounts, not people.
const PATTERNS: readonly TitlePattern[] = [
  ["training", / (intern|internship|trainee|apprentice|student|praktikant(in)?|stagiaire|werkstudent(in)?) /],
  [
    "entry",
    / (assistant|secretary|assistent(in)?|receptionist)( to| of| for|) (the |)?.* | (executive|personal|office) (assistant|secretary) | assistant (?!(vice president|vp|director|manager))/,
  ],
  [
    "owner",
    / (owner|co owner|founder|co founder|cofounder|founding partner|proprietor|inhaber(in)?|gründer(in)?|fondateur|fundador) /,
  ],
  ["owner", / (managing partner|general partner|senior partner) /],
  ["vp", / (evp|svp|avp|vp|vice president|vice pres|vicepresident) /],
  ["executive", / c[a-z]o (?!.*assistant)|^ (ceo|cto|cfo|coo|cmo|cio|cro|cso|cpo|cdo|ciso|chro) /],
  [
    "executive",
    / chief .*officer | chief of staff | (president|chairman|chairwoman|chairperson|chair of the board) /,
  ],
  [
    "executive",
    / (managing director|geschäftsführer(in)?|vorstand|general manager|executive director|directeur général|director general|board member) /,
  ],
  [
    "director",
    / (director|head|direktor(in)?|directeur|directrice|leiter(in)?|bereichsleiter(in)?|directora) /,
  ],
  [
    "senior",
    / (account|product|project|program|programme|community|social media|key account|customer success|case|content|brand|partner|office|relationship) (manager|managerin) /,
  ],
  [
    "manager",
    / (manager|managerin|supervisor|team lead|team leader|teamleiter(in)?|lead|superintendent|foreman|gerente|responsable|abteilungsleiter(in)?) /,
  ],
  ["senior", / (senior|sr|principal|staff|expert|specialist|consultant|architect|advisor|partner) /],
  ["entry", / (junior|jr|associate|assistant|clerk|entry level|graduate|representative|agent|coordinator) /],
];

/**
 * How senior a person is, read from the job title: `training`, `entry`, `senior`, `manager`, `director`, `vp`,
 * `executive`, `owner`. English titles and common German, French and Spanish ones. A title that names no rank
 * (`Engineer`) is `entry`; no title is missing.
 *
 * @param field - a key of the record that holds the title, or a function of it
 * @param options - label and so on
 * @returns a feature of type `category`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, readTable, seniority } from "salience";
 * const features = featureSet<{ title: string }>()({ rank: seniority("title") });
 * const rows = ["VP Operations", "Executive Assistant to the CEO", "Key Account Manager"].map((title) => ({ title }));
 * readTable(rows, features).table.columns.rank;
 * // => { type: "category", codes: Int32Array.of(0, 1, 2), levels: ["vp", "entry", "senior"] }
 * ```
 */
export function seniority<Row>(field: Field<Row, string>, options: FeatureOptions = {}): Feature<Row> {
  return titleFeature("seniority", field, options, SENIORITY_LEVELS, PATTERNS, "entry");
}
