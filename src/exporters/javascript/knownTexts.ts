/**
 * The texts that `seniority`, `department` and `emailDomainType` know: the same as in the features, which keep them
 * to themselves; a test compares them.
 */

type Patterns = readonly (readonly [level: string, pattern: RegExp])[];

const SENIORITY: Patterns = [
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

const DEPARTMENT: Patterns = [
  [
    "human resources",
    / (hr|chro|rh|drh) |human resources|recruit|talent|people (operations|ops|partner|manager|team|and culture|& culture)|(chief|head of|director of|vp|vp of) people |learning (and|&) development|personal(leit|referent|abteil|entwickl|wesen|manag|chef)|ressources humaines|recursos humanos/,
  ],
  ["marketing", / (media (buyer|planner)|art director|graphic designer|market research)/],
  ["purchasing", /procurement|purchas| buyer |sourcing|einkauf|einkae?ufer|achats|acheteu|compras|comprador/],
  [
    "legal",
    /legal| counsel |attorney|lawyer|solicitor|compliance|jurist|rechtsanw|avocat|abogad| gdpr |data protection|datenschutz/,
  ],
  [
    "finance",
    /financ|finanz|accountant|accounting|accounts (payable|receivable)|controller|controlling|comptroller|treasur|audit| (cfo|daf|tax) |bookkeep|payroll|buchhalt|comptab|contador|contable|contabil|investment/,
  ],
  [
    "marketing",
    /marketing| (cmo|brand|pr|seo|growth|communications?) |kommunikation|content|public relations|demand generation|advertising|social media|creative|copywriter|publicidad/,
  ],
  ["information technology", / it (support|help|service)|service desk|salesforce (admin|develop)/],
  [
    "sales",
    /sales|account (executive|manager|director)|key account|business develop| (bdr|sdr|cro) |revenue|vertrieb|aussendienst|commercial|comercial|ventes|ventas|partnership/,
  ],
  [
    "support",
    /customer (success|service|support|care|experience)|client (success|service)|support|help desk|helpdesk|kundenservice|kundendienst|kundenbetreu|soporte/,
  ],
  [
    "information technology",
    / (it|cio|ciso|dsi|edv) |chief information|information (technology|security|systems)|systems? administrator|sysadmin|infrastructure|network|cyber|database administrator|systemes d information|informati(que|ca)|informatik/,
  ],
  [
    "product",
    /product (manager|owner|director|lead|management|design)|chief product| (cpo|ux|ui) |product $|of product |vp product |user experience|produkt(manag|leit)|chef de produit|jef[ea] de producto/,
  ],
  [
    "engineering",
    /engineer|develope|developp|software|architect|devops| (cto|qa) |technolog|technical|technisch|technique|tecnic|programmer|data scien|machine learning|research|r&d|entwickl|ingenieur|ingenier|desarroll/,
  ],
  [
    "operations",
    /operations|operacion|chief operating| coo |logisti|supply chain|production|produktion|manufactur|fertigung|plant|warehouse|facilit|quality|fleet|betriebsleit|project manager|program manager|projekt(manag|leit)|chef de projet|jef[ea] de proyecto/,
  ],
  [
    "management",
    / (ceo|pdg|owner|inhaber(in)?|grue?nder(in)?|board member|gerante?) |chief executive|founder|fondat|fundador|propriet|propiet| duen[oa] |president|chair(man|woman|person)|(managing|executive) director|general manager|(managing|general|founding|equity) partner|^ (senior )?partner $|gescha?e?fts(fu?e?hr|leit)|vorstand|gesellschafter|direct(or|ora|eur|rice) generale? |gerente general|consejer[oa] delegad/,
  ],
];

/** The patterns of a job title, tried in order, and the level of a title that matches none. */
export const TITLE_PATTERNS: Readonly<
  Record<"seniority" | "department", readonly [patterns: Patterns, otherwise: string | null]>
> = {
  seniority: [SENIORITY, "entry"],
  department: [DEPARTMENT, null],
};

export const FREE_DOMAINS =
  "gmail.com googlemail.com yahoo.com ymail.com rocketmail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com me.com mac.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de freenet.de t-online.de mail.com mail.ru yandex.ru yandex.com bk.ru inbox.ru list.ru proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com fastmail.com hey.com hushmail.com posteo.de mailbox.org aim.com email.com qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net rediffmail.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it seznam.cz wp.pl o2.pl interia.pl onet.pl uol.com.br bol.com.br terra.com.br comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net btinternet.com sky.com talktalk.net bigpond.com telenet.be skynet.be ziggo.nl kpnmail.nl";
export const DISPOSABLE_DOMAINS =
  "mailinator.com guerrillamail.com guerrillamail.info guerrillamail.org guerrillamail.net guerrillamail.de sharklasers.com 10minutemail.com temp-mail.org tempmail.com throwawaymail.com yopmail.com trashmail.com getnada.com dispostable.com maildrop.cc mintemail.com fakeinbox.com mailnesia.com moakt.com emailondeck.com mohmal.com spamgourmet.com";

/** Domains of free mail, of education, of governments. */
export const DOMAIN_PATTERNS: readonly RegExp[] = [
  /^(?:yahoo|hotmail|outlook|live|msn|aol|gmx|yandex)\.(?:com?\.)?[a-z]{2,3}$/,
  /\.(?:edu|(?:edu|ac|sch)\.[a-z]{2}|k12\.[a-z]{2}\.us|(?:uni|tu|fh|hs)-[^.]+\.(?:de|at)|univ-[^.]+\.fr)$/,
  /\.(?:gov|mil|(?:gov|mil|gob|gouv)\.[a-z]{2}|govt\.nz|go\.(?:jp|kr)|gc\.ca|gv\.at|admin\.ch|bund\.de|europa\.eu)$/,
];
