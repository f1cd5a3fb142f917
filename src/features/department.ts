import { type TitlePattern, titleFeature } from "./titleFeature";
import type { Feature, FeatureOptions, Field } from "./types";

/** The levels of {@link department}. */
export const DEPARTMENT_LEVELS = [
  "engineering",
  "finance",
  "human resources",
  "information technology",
  "legal",
  "management",
  "marketing",
  "operations",
  "product",
  "purchasing",
  "sales",
  "support",
] as const;

// Titles arrive in lower case with single spaces around every word; the narrower department is tried first.
const PATTERNS: readonly TitlePattern[] = [
  ["purchasing", /(procurement|purchas|buyer|sourcing|einkauf|einkäufer|achats|compras)/],
  [
    "human resources",
    /( hr | chro |human resources|recruit|talent|people (operations|partner|manager|team)|chief people|head of people|personal(leiter|referent|abteilung)|ressources humaines)/,
  ],
  ["legal", /(legal|counsel|attorney|lawyer|compliance|paralegal|jurist|rechtsanw| gdpr |data protection)/],
  [
    "finance",
    /(financ|accountant|accounting|controller|controlling|treasur|audit| cfo |bookkeep|payroll| tax |buchhalt|investment)/,
  ],
  [
    "marketing",
    /(marketing| cmo |brand|content|growth|communications| pr |public relations| seo |demand generation|advertising|social media)/,
  ],
  [
    "support",
    /(customer success|customer service|customer support|customer care|customer experience|support|help desk|helpdesk|kundenservice|kundendienst)/,
  ],
  [
    "sales",
    /(sales|account executive|account manager|business development| bdr | sdr | cro |revenue|vertrieb|commercial|ventes|ventas|partnerships)/,
  ],
  [
    "information technology",
    /( it | cio | ciso |information technology|information security|information systems|system administrator|sysadmin|infrastructure|network|cyber|database administrator)/,
  ],
  [
    "product",
    /(product (manager|owner|director|lead|management|marketing)|head of product|chief product|vp product| cpo |product$|of product| ux | ui |designer)/,
  ],
  [
    "engineering",
    /(engineer|developer|software|architect|devops| cto |technolog|technical|programmer|data scien|machine learning|research|r&d|entwickl|ingenieur| qa )/,
  ],
  [
    "operations",
    /(operations| coo |logistic|supply chain|production|manufactur|plant|warehouse|facilit|quality|fleet|betriebsleit|project manager|program manager)/,
  ],
  [
    "management",
    /( ceo |chief executive|founder|owner|president|managing director|general manager|geschäftsführ|executive director|chairman|chairwoman|partner )/,
  ],
];

/**
 * The department a person works in, read from the job title: `sales`, `marketing`, `information technology` and
 * so on. A title that names none is missing.
 *
 * @param field - a key of the record that holds the title, or a function of it
 * @param options - label and so on
 * @returns a feature of type `category`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { department, featureSet, readTable } from "salience";
 * const features = featureSet<{ title: string }>()({ team: department("title") });
 * const rows = ["VP Operations", "Head of Procurement", "Juggler"].map((title) => ({ title }));
 * readTable(rows, features).table.columns.team;
 * // => { type: "category", codes: Int32Array.of(0, 1, -1), levels: ["operations", "purchasing"] }
 * ```
 */
export function department<Row>(field: Field<Row, string>, options: FeatureOptions = {}): Feature<Row> {
  return titleFeature("department", field, options, DEPARTMENT_LEVELS, PATTERNS, null);
}
