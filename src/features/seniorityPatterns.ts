import type { TitlePattern } from "./titleFeature";

/**
 * The words of a job title that say how senior a person is, tried in order. What says nothing comes first, then the
 * helpers of an executive, because they carry the executive's title; a deputy is none of them. An account manager
 * manages accounts, not people; a product owner owns no company.
 */
export const SENIORITY_PATTERNS: readonly TitlePattern[] = [
  // placeholders, and letters of no alphabet that the patterns know
  [null, /^ ([^a-z]*|x+ |asdf.* )$/],
  [
    null,
    /^ (n a|na|n v|none|nil|null|undefined|unknown|unspecified|not (known|specified|provided|applicable|available|given|listed|sure|set|defined)|tb[acd]|others?|misc|miscellaneous|tests?|(please )?(select|choose)( .*)?|blank|empty|no|anonymous|confidential|private|personal|individual|me|contact|lead|customer|client|user|guest) $/,
  ],
  [null, /^ ((unknown|no|job|your) )?(title|job|position|role|occupation|function) $/],
  [
    null,
    /^ (k ?a|keine|(keine|ohne) angaben?|ohne|unbekannt|nicht (bekannt|angegeben)|sonstige[rs]?|andere|privat|inconnue?|autres?|aucune?|non renseigne|desconocid[oa]|otr[oa]s?|ningun[oa]?) $/,
  ],
  [null, /^ (mr|mrs|ms|miss|sir|madam|dr|prof dr|herr|frau|mme|monsieur|madame|sra?|srta|senora?) $/],
  [
    null,
    /^ (unemployed|not (employed|working)|between jobs|job ?seek(er|ing)|(looking|open|seeking) .*|home(maker|owner)|house(wife|husband)|stay at home .*|pensioner|arbeitslos|arbeitssuchend|haus(frau|mann)|rentner(in)?|pensionar(in)?|retraite|sans emploi|jubilad[oa]|desemplead[oa]) $/,
  ],
  [
    null,
    /^ (retired|former|formerly|ex|ehemalige[rn]?|ancien(ne)?) | (retired|emeritus|emerita|im ruhestand|a d|i r) $/,
  ],
  // a department alone
  [
    null,
    /^( (&|and|und|et|y|sales|marketing|finance|accounting|hr|human resources|it|information technology|operations|legal|engineering|purchasing|procurement|(customer )?support|customer (service|success)|product|production|logistics|business development|r&d|research|administration|vertrieb|einkauf|buchhaltung|produktion|verwaltung|kundenservice|ventes|achats|ventas|compras))+( department| dept| team)? $/,
  ],
  [
    "training",
    / (intern|trainee|apprentice|undergraduate|working student|praktikant(in)?|praktikum|volontar(in)?|werkstudent(in)?|azubi|auszubildende[rn]?|doktorand(in)?|stagiaire|alternante?|apprentie?|etudiante?|estudiante|becari[oa]|practicante) | internship $| student(in)? (assistant |worker |(at|of) .*)?$/,
  ],
  ["senior", / (assistant|associate) professor /],
  [
    "entry",
    / (executive|exec|personal|office|administrative) (assistant|secretary) |( [ep]a (to|of) )| [^ ]*(assistante?|asst|assisten(t|tin|z)|asistente|secretary|secretaire|sekretar(in|iat)?|receptionist) ((to|of|for|de|des|der) |(?!.*(general|vice president|vp|director|manager|mgr|head|principal|dean|superintendent|treasurer|controller|comptroller|supervisor) ))/,
  ],
  [
    "entry",
    / (junior|jr|owner s rep(resentative)?) |vorstandsreferent| referent(in)? (de[rs]) (gescha?e?ft|vorstand)/,
  ],
  [
    "entry",
    /^(?!.*(chief of staff|head|lead|manager) ).* (((vice )?president|chair(man|woman|person)?|c[a-z]o|vp|director)( s)? office|office of the .*) $/,
  ],
  ["senior", / (product|process|data|platform|service|system|application|risk|content) owner /],
  [
    "owner",
    / ((co ?)?(owner|founder)|founding partner|proprietor|franchisee|sole trader|managing (member|principal)|self employed|freelance[r]?|entrepreneur|solopreneur|shareholder|inhaber(in)?|grue?nder(in)?|gesellschafter(in)?|selb(st)?sta?e?ndige?r?|unternehmer(in)?|freiberufler(in)?|(co ?)?fondat(eur|rice)|(co ?)?fundadora?|proprietaire|propietari[oa]|duen[oa]|empresari[oa]|socio|autonom[oa]) | (managing|general|equity|name|senior|tax|audit|assurance|litigation|law|venture|operating|investment) partner (?!manager )| partner (at|in|bei) |^ partner $/,
  ],
  ["vp", / ([esarg]?vp|vice pres|vice ?president[ea]?|vize ?pra?e?sident(in)?) /],
  ["director", / (assistant|asst|deputy|associate|joint) general manager /],
  ["manager", / (restaurant|hotel|store|shop|club) general manager /],
  [
    "executive",
    / (c[a-z]o|ciso|cpto|cmio|chro|c (level|suite)|chief executive|chief .*officer|chief of staff) /,
  ],
  [
    "executive",
    /^ (executive|executives|(executive|top|upper) management) $| (president[ea]?|pra?e?sident(in)?|pdg|dga?|gm|chair(man|woman|person)|chair of the board|board (member|director|of directors)|member of the board|trustee|mayor|superintendent of schools|[^ ]*aufsichtsrat[^ ]*|bue?rgermeister(in)?) /,
  ],
  [
    "executive",
    / (managing director|general manager|exec(utive)? director|general counsel|secretary general|director general|directora general|directeur general|directrice generale|gerente general|gerante?|consejer[oa] delegad[oa]|[^ ]*vorstand[^ ]*|[^ ]*gescha?e?ftsfu?e?hr[^ ]*|[^ ]*gescha?e?ftsleit[^ ]*) /,
  ],
  [
    "senior",
    / (produkt|projekt)(manager(in)?|leiter(in)?|leitung) | chef de (projet|produit) | jef[ea] de (proyecto|producto) /,
  ],
  ["manager", / (team|gruppen|abteilungs|schicht|filial|markt|bau|stations)(leiter(in)?|leitung) /],
  [
    "manager",
    / (head|executive) (chef|nurse|cook|waiter|waitress|coach|teller|cashier|bartender|barista|housekeeper|gardener|brewer|baker|mechanic) /,
  ],
  [
    "director",
    / ((sub)?directora?|dir|head(?! office)|[^ ]*direktor(in)?|directeur|directrice|[^ ]*leiter(in)?|[^ ]*leitung|prokurist(in)?|drh|dsi|daf|country manager|dean|provost|headmaster|headmistress|headteacher|(school|vice|assistant|deputy) principal|(fire|police) chief|chief of police|company secretary) /,
  ],
  ["manager", / group product manager /],
  [
    "senior",
    / (account|product|project|program|programme|community|social media|customer success|case|content|brand|partner|office|relationship) manager(s|in)? /,
  ],
  [
    "manager",
    / ([^ ]*manager(in)?|mgr|mngr|supervisor|(team|group|squad) lead(er)?|superintendent|foreman|treasurer|comptroller|(financial|corporate|group|plant|assistant) controller|chief|gerente|encargad[oa]|responsable|leitende[rn]?|jef[ea]|chef (de|des|du)) | lead(er)? $| lead (?=customer|sales|marketing)/,
  ],
  [
    "senior",
    / (senior|sr|snr|principal|founding|staff .*(engineer|developer|scientist|designer)|lead(?! gen)|expert|specialist|spezialist(in)?|consultant|architect|advis[eo]r|partner|scrum master|agile coach|counsel|attorney|lawyer|solicitor|barrister|rechtsanwa?e?lt(in)?|physician|surgeon|professor) /,
  ],
];
