import { type TitleOptions, type TitlePattern, titleFeature } from "./titleFeature";
import type { Feature, RecordField } from "./types";

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

/** Tried in order, the narrower department first. */
export const DEPARTMENT_PATTERNS: readonly TitlePattern[] = [
  [
    "human resources",
    / (hr|hrbp|chro|rh|drh|l&d) |human resources|recruit|talent|people (operations|ops|partner|manager|team|and culture|& culture)|(chief|head of|director of|vp|vp of) people |compensation|learning (and|&) development|personal(leit|referent|abteil|entwickl|wesen|manag|chef)|ressources humaines|recursos humanos/,
  ],
  ["marketing", / (media (buyer|planner)|art director|graphic designer|market research)/],
  ["purchasing", /procurement|purchas| buyer |sourcing|einkauf|einkae?ufer|achats|acheteu|compras|comprador/],
  [
    "legal",
    /legal| counsel |attorney|lawyer|solicitor|compliance|jurist|rechtsanw|avocat|abogad| gdpr |privacy|data protection|datenschutz/,
  ],
  [
    "finance",
    /financ|finanz|accountant|accounting|accounts (payable|receivable)|controller|controlling|comptroller|treasur|audit| (cfo|daf|tax|fp&a|risk|credit|loan|kaufmannischer?) |actuar|underwrit|bookkeep|payroll|buchhalt|comptab|contador|contable|contabil|investment/,
  ],
  ["sales", / sales ((and|&) )?marketing /],
  [
    "marketing",
    /marketing| (cmo|brand|pr|seo|growth|communications?|events?) |kommunikation|content|public relations|demand gen|advertising|social media|creative|copywriter|publicidad/,
  ],
  ["information technology", / it (support|help|service)|service desk|salesforce (admin|develop)/],
  [
    "sales",
    /sales|account (executive|manager|director)|key account|business develop| (bdr|sdr|cro) |revenue|revops|vertrieb|(aussen|innen)dienst|commercial|comercial|ventes|ventas|partnership/,
  ],
  [
    "support",
    /customer (success|service|support|care|experience)|client (success|service)|support|(call|contact) cent(er|re)|help desk|helpdesk|kundenservice|kundendienst|kundenbetreu|soporte/,
  ],
  [
    "information technology",
    / (it|cio|ciso|cdo|dsi|edv) |chief (information|data)|information (technology|security|systems)|systems? administrator|sysadmin|infrastructure|network|cyber|database administrator|data (analy|& analy|and analy|platform|governance)|head of data |business intelligence|systemes d information|informati(que|ca)|informatik/,
  ],
  [
    "product",
    /product (manager|owner|director|lead|management|design)|chief product| (cpo|cpto|ux|ui) |product $|of product |vp product |user experience|produkt(manag|leit)|chef de produit|jef[ea] de producto/,
  ],
  [
    "engineering",
    /engineer|develope|developp|software|architect|devops|scrum master| (cto|qa) |technolog|technical|technisch|technique|tecnic|programmer|data scien|machine learning|research|r&d|entwickl|ingenieur|ingenier|desarroll/,
  ],
  [
    "operations",
    /operations|operacion|chief operating| (coo|hse|ehs|driver|dispatcher|construction|maintenance) |logisti|supply chain|production|produktion|manufactur|fertigung|plant|warehouse|facilit|quality|fleet|betriebsleit|project manager|program manager|projekt(manag|leit)|chef de projet|jef[ea] de proyecto/,
  ],
  [
    "management",
    / (ceo|cxo|c (level|suite)|chief of staff|pdg|gm|inhaber(in)?|grue?nder(in)?|board (member|director|of directors)|member of the board|managing (member|principal)|franchisee|self employed|entrepreneur|selb(st)?sta?e?ndige?r?|unternehmer(in)?|[^ ]*aufsichtsrat[^ ]*|gerante?|socio) | owner (?!s )|^ (executive|executives|(executive|top|upper) management) $|chief executive|founder|fondat|fundador|propriet|propiet| duen[oa] |^(?!.*(vice ?pres|vize)).*(president|prasident)|chair(man|woman|person)|(managing|executive|exec) director|general manager|(managing|general|founding|equity) partner|^ (senior )?partner $|gescha?e?fts(fu?e?hr|leit)|vorstand|gesellschafter|direct(or|ora|eur|rice) generale? |gerente general|consejer[oa] delegad/,
  ],
];

/**
 * The department a person works in, read from the job title: `sales`, `marketing`, `information technology` and
 * so on. A title that names none is missing.
 *
 * @param field - a key of the record that holds the title, or a function of it
 * @param options - label, texts that mean missing, and so on
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
export function department<Row>(field: RecordField<Row, string>, options: TitleOptions = {}): Feature<Row> {
  return titleFeature("department", field, options, {
    type: "category",
    levels: DEPARTMENT_LEVELS,
    patterns: DEPARTMENT_PATTERNS,
    otherwise: null,
  });
}
