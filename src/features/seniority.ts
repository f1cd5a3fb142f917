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

/**
 * Tried in order. Helpers of an executive are named first, because they carry the executive's title; an account
 * manager manages accounts, not people; a product owner owns no company.
 */
export const SENIORITY_PATTERNS: readonly TitlePattern[] = [
  [
    "training",
    / (intern|trainee|apprentice|working student|praktikant(in)?|werkstudent(in)?|azubi|auszubildende[rn]?|stagiaire|alternante?|apprentie?|becari[oa]|practicante) | internship $| student (assistant |worker |(at|of) .*)?$/,
  ],
  [
    "entry",
    / (executive|personal|office|administrative) (assistant|secretary) | [^ ]*(assistante?|asst|assistent(in)?|asistente|secretary|secretaire|sekretar(in)?|receptionist) ((to|of|for|de|des|der) |(?!.*(general|vice president|vp|director|manager) ))/,
  ],
  ["entry", / (junior|jr) /],
  ["senior", / (product|process|data|platform|service|system|application|risk) owner /],
  [
    "owner",
    / (owner|(co)?founder|founding partner|proprietor|self employed|inhaber(in)?|grue?nder(in)?|gesellschafter(in)?|(co)?fondat(eur|rice)|(co)?fundadora?|proprietaire|propietari[oa]|duen[oa]) | (managing|general|equity) partner |^ (senior )?partner $/,
  ],
  ["vp", / ([esarg]?vp|vice pres|vice ?president[ea]?) /],
  ["executive", / (c[a-z]o|ciso|chro|chief .*officer|chief of staff) /],
  ["executive", / (president[ea]?|pdg|chair(man|woman|person)|chair of the board|board member) /],
  [
    "executive",
    / (managing director|general manager|executive director|general counsel|secretary general|director general|directora general|directeur general|directrice generale|gerente general|gerante?|consejer[oa] delegad[oa]|[^ ]*vorstand[^ ]*|gescha?e?ftsfu?e?hr[^ ]*|gescha?e?ftsleit[^ ]*) /,
  ],
  [
    "senior",
    / ((produkt|projekt)(manager|leiter)(in)?|chef de (projet|produit)|jef[ea] de (proyecto|producto)) /,
  ],
  ["manager", / (team|gruppen|abteilungs|schicht|filial|markt|bau)leiter(in)? /],
  [
    "director",
    / (directora?|dir|head|direktor(in)?|directeur|directrice|[^ ]*leiter(in)?|leitung|prokurist(in)?|drh|dsi|daf) /,
  ],
  [
    "senior",
    / (account|product|project|program|programme|community|social media|customer success|case|content|brand|partner|office|relationship) managers? /,
  ],
  [
    "manager",
    / ([^ ]*manager(in)?|mgr|supervisor|(team|group|squad) lead(er)?|superintendent|foreman|treasurer|comptroller|financial controller|chief|gerente|responsable|jef[ea]|chef (de|des|du)) | lead(er)? $/,
  ],
  [
    "senior",
    / (senior|sr|principal|staff .*(engineer|developer|scientist|designer)|lead(?! gen)|expert|specialist|spezialist(in)?|consultant|architect|advis[eo]r|partner) /,
  ],
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
  return titleFeature("seniority", field, options, SENIORITY_LEVELS, SENIORITY_PATTERNS, "entry");
}
