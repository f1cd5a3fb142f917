import { defineFeature } from "./defineFeature";
import { checkItems, isRejection, readText } from "./readers";
import type { Feature, FeatureOptions, RecordField } from "./types";

/** The levels of {@link emailDomainType}. */
export const EMAIL_DOMAIN_TYPES = [
  "business",
  "free",
  "education",
  "government",
  "disposable",
  "invalid",
] as const;

/** Options of {@link emailDomainType}. */
export interface EmailDomainTypeOptions extends FeatureOptions {
  /** More domains of free mail providers. */
  readonly free?: readonly string[];
  /** More domains of throw-away addresses. */
  readonly disposable?: readonly string[];
  /** Texts that mean "not known", such as `["n/a"]`, in any case; without it they are `invalid`. */
  readonly missing?: readonly string[];
}

/** Domains of free mail providers. */
export const FREE_DOMAINS =
  "gmail.com googlemail.com yahoo.com ymail.com rocketmail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com me.com mac.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de freenet.de t-online.de mail.com mail.ru yandex.ru yandex.com bk.ru inbox.ru list.ru proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com fastmail.com hey.com hushmail.com posteo.de mailbox.org aim.com email.com qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net rediffmail.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it seznam.cz wp.pl o2.pl interia.pl onet.pl uol.com.br bol.com.br terra.com.br comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net btinternet.com sky.com talktalk.net bigpond.com telenet.be skynet.be ziggo.nl kpnmail.nl";
/** Domains of throw-away addresses. */
export const DISPOSABLE_DOMAINS =
  "mailinator.com guerrillamail.com guerrillamail.info guerrillamail.org guerrillamail.net guerrillamail.de sharklasers.com 10minutemail.com temp-mail.org tempmail.com throwawaymail.com yopmail.com trashmail.com getnada.com dispostable.com maildrop.cc mintemail.com fakeinbox.com mailnesia.com moakt.com emailondeck.com mohmal.com spamgourmet.com";
/** The same provider in many countries. */
export const FREE_FAMILY = /^(?:yahoo|hotmail|outlook|live|msn|aol|gmx|yandex)\.(?:com?\.)?[a-z]{2,3}$/;
/** Of a domain with a dot in front. */
export const EDUCATION_DOMAIN =
  /\.(?:edu|(?:edu|ac|sch)\.[a-z]{2}|k12\.[a-z]{2}\.us|(?:uni|tu|fh|hs)-[^.]+\.(?:de|at)|univ-[^.]+\.fr)$/;
/** Of a domain with a dot in front. */
export const GOVERNMENT_DOMAIN =
  /\.(?:gov|mil|(?:gov|mil|gob|gouv)\.[a-z]{2}|govt\.nz|go\.(?:jp|kr)|gc\.ca|gv\.at|admin\.ch|bund\.de|europa\.eu)$/;

/**
 * What kind of domain an e-mail address has: `business`, `free`, `education`, `government`, `disposable`, or
 * `invalid` for text that is no address. No address is missing. The lists are those of this release and never
 * looked up; an education or government domain that does not show it, such as `lmu.de`, is `business`.
 *
 * @param field - a key of the record that holds the address, or a function of it
 * @param options - label, more domains that are free or disposable, placeholders that mean missing
 * @returns a feature of type `category`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { emailDomainType, featureSet, readTable } from "salience";
 * const features = featureSet<{ email: string }>()({ mail: emailDomainType("email") });
 * const rows = ["ada@acme.io", "bob@GMAIL.com", "n/a"].map((email) => ({ email }));
 * readTable(rows, features).table.columns.mail;
 * // => { type: "category", codes: Int32Array.of(0, 1, 2), levels: ["business", "free", "invalid"] }
 * ```
 */
export function emailDomainType<Row>(
  field: RecordField<Row, string>,
  options: EmailDomainTypeOptions = {},
): Feature<Row> {
  const { free = [], disposable = [], missing = [] } = options ?? {};
  checkItems("emailDomainType", "free", free);
  checkItems("emailDomainType", "disposable", disposable);
  checkItems("emailDomainType", "missing", missing);
  const placeholders = new Set(missing.map((text) => text.toLowerCase()));
  const isFree = new Set([...FREE_DOMAINS.split(" "), ...free.map((domain) => domain.toLowerCase())]);
  const isDisposable = new Set([
    ...DISPOSABLE_DOMAINS.split(" "),
    ...disposable.map((domain) => domain.toLowerCase()),
  ]);
  // not at the top of the file: bundlers turn it into a call of RegExp, which would survive tree shaking
  const address = /^[^\s@]+@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+)$/u;
  return defineFeature<Row>("emailDomainType", options, ["free", "disposable", "missing"], {
    type: "category",
    levels: EMAIL_DOMAIN_TYPES,
    definition: { extractor: "emailDomainType", field, free, disposable, missing },
    parse(raw) {
      const text = readText(raw);
      if (text === null || isRejection(text)) return text;
      const lower = text.toLowerCase();
      if (placeholders.has(lower)) return null;
      const domain = address.exec(lower)?.[1];
      if (domain === undefined) return "invalid";
      if (isDisposable.has(domain)) return "disposable";
      if (isFree.has(domain) || FREE_FAMILY.test(domain)) return "free";
      if (EDUCATION_DOMAIN.test(`.${domain}`)) return "education";
      return GOVERNMENT_DOMAIN.test(`.${domain}`) ? "government" : "business";
    },
  });
}
