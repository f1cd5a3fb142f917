import { checkNumber, checkOneOf, checkOptions, checkWhole, reject } from "../core/checks";
import { checkInstant } from "../core/instant";
import { parseInstant } from "../core/parseInstant";
import type { ConversionHistory } from "../models/history";
import type { Explanation } from "../models/resultTypes";
import type { FeatureSummary } from "../models/types";
import { checkTables } from "./checkTables";
import { checkWords } from "./checkWords";
import { cleanText } from "./cleanText";
import { own } from "./fillTemplate";
import { keep } from "./keep";
import type { NarrateOptions, OutlookThresholds, ReasonPolicy } from "./options";
import { createVoice, type Voice } from "./voice";
import type { NarrativeWords } from "./words";

const OPTIONS: readonly (keyof NarrateOptions)[] = [
  "name",
  "bucket",
  "topShare",
  "rank",
  "population",
  "asOf",
  "outcome",
  "recordNoun",
  "facts",
  "phrases",
  "groups",
  "history",
  "actions",
  "ask",
  "reach",
  "dataVerdict",
  "policy",
  "thresholds",
  "staleAfterDays",
  "format",
  "words",
];

/** Everything that the parts of a narrative need, checked and with defaults filled in. */
export interface Settings {
  readonly explanation: Explanation;
  readonly options: NarrateOptions;
  readonly voice: Voice;
  readonly asOf: number | null;
  readonly name: string | null;
  readonly bucket: string | null;
  readonly history: ConversionHistory | null;
  readonly policy: Required<ReasonPolicy>;
  readonly thresholds: Required<OutlookThresholds>;
  readonly staleAfterDays: number;
  /** Whether the model was learned from too little to call anything likely. */
  readonly isUnsure: boolean;
  readonly titles: Pick<NarrativeWords, "reasonsFor" | "reasonsAgainst" | "why" | "next" | "sources">;
  /** A feature of the model by name. */
  feature(name: string): FeatureSummary | undefined;
  /** Whether it may be told. */
  isVisible(name: string): boolean;
}

/** Checks the options of `narrate` and fills in the defaults. */
export function settingsOf(explanation: Explanation, options: NarrateOptions): Settings {
  checkOptions("narrate", "options", options, OPTIONS);
  checkTables(options);
  const words = wordsOf(options);
  const { locale, timeZone, currency } = checkFormat(options.format);
  const asOf =
    options.asOf === undefined ? ownInstant(explanation) : checkInstant("narrate", "asOf", options.asOf);
  const policy = policyOf(options.policy);
  const features = new Map(explanation.features.map((feature) => [feature.name, feature]));
  const { reasonsFor, reasonsAgainst, why, next, sources } = words;
  return {
    explanation,
    options,
    voice: createVoice(words, locale, timeZone, currency, asOf),
    asOf,
    name: textOrNull("name", options.name),
    bucket: textOrNull("bucket", options.bucket),
    history: options.history ?? null,
    policy,
    thresholds: thresholdsOf(options.thresholds),
    staleAfterDays: checkNumber("narrate", "staleAfterDays", options.staleAfterDays ?? 30, 0),
    isUnsure: isUnsure(explanation, options),
    titles: { reasonsFor, reasonsAgainst, why, next, sources },
    feature: (name) => features.get(name),
    isVisible: (name) =>
      !policy.hide.includes(name) && (features.get(name)?.visibility ?? "public") === "public",
  };
}

// the floor of `dataSufficiency` is 100 of each outcome, and half of it is insufficient
const FEWEST_OF_EACH = 50;
const VERDICTS: readonly unknown[] = ["sufficient", "thin", "insufficient"];

function isUnsure({ learnedFrom }: Explanation, { dataVerdict }: NarrateOptions): boolean {
  if (dataVerdict !== undefined && !VERDICTS.includes(dataVerdict)) {
    reject("narrate", 'dataVerdict to be "sufficient", "thin" or "insufficient"', dataVerdict);
  }
  if (dataVerdict !== undefined) return dataVerdict === "insufficient";
  if (learnedFrom === null || learnedFrom === undefined) return false;
  return Math.min(learnedFrom.events, learnedFrom.rows - learnedFrom.events) < FEWEST_OF_EACH;
}

function ownInstant(explanation: Explanation): number | null {
  const time = explanation.asOf === null ? Number.NaN : parseInstant(explanation.asOf);
  return Number.isNaN(time) ? null : time;
}

function textOrNull(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string") reject("narrate", `${name} to be text`, value);
  return cleanText(value) || null;
}

function wordsOf(options: NarrateOptions): NarrativeWords {
  const words = checkWords(options.words ?? {});
  const { outcome = {}, recordNoun } = options;
  checkOptions("narrate", "outcome", outcome, ["verb", "past"]);
  const nouns = recordNoun ?? { one: words.noun, other: words.nouns };
  checkOptions("narrate", "recordNoun", nouns, ["one", "other"]);
  const word = (name: string, value: unknown) =>
    textOrNull(name, value) ?? reject("narrate", `${name} to be text that is not empty`, value);
  return {
    ...words,
    verb: word("outcome.verb", outcome.verb ?? words.verb),
    past: word("outcome.past", outcome.past ?? words.past),
    noun: word("recordNoun.one", nouns.one),
    nouns: word("recordNoun.other", nouns.other),
  };
}

function policyOf(policy: ReasonPolicy = {}): Required<ReasonPolicy> {
  checkOptions("narrate", "policy", policy, [
    "hide",
    "expect",
    "unusual",
    "minimumShare",
    "maximumReasons",
    "minimumRows",
    "minimumDifference",
    "maximumEvidence",
    "maximumSteps",
  ]);
  const { hide = [], expect = {}, unusual = "say" } = policy;
  if (!Array.isArray(hide) || hide.some((name) => typeof name !== "string")) {
    reject("narrate", "policy.hide to be a list of feature names", hide);
  }
  checkOptions("narrate", "policy.expect", expect, Object.keys(expect ?? {}));
  for (const name of Object.keys(expect)) {
    const direction = own(expect, name);
    checkOneOf("narrate", `policy.expect.${name}`, direction, ["increasing", "decreasing"]);
  }
  checkOneOf("narrate", "policy.unusual", unusual, ["say", "hide"]);
  return {
    hide,
    expect,
    unusual,
    minimumShare: checkNumber("narrate", "policy.minimumShare", policy.minimumShare ?? 0.03, 0, 1),
    maximumReasons: checkWhole("narrate", "policy.maximumReasons", policy.maximumReasons ?? 4),
    minimumRows: checkWhole("narrate", "policy.minimumRows", policy.minimumRows ?? 30),
    minimumDifference: checkNumber("narrate", "policy.minimumDifference", policy.minimumDifference ?? 0.1, 0),
    maximumEvidence: checkWhole("narrate", "policy.maximumEvidence", policy.maximumEvidence ?? 2),
    maximumSteps: checkWhole("narrate", "policy.maximumSteps", policy.maximumSteps ?? 3),
  };
}

function thresholdsOf(given: OutlookThresholds = {}): Required<OutlookThresholds> {
  const names = ["veryUnlikely", "unlikely", "likely", "veryLikely"] as const;
  checkOptions("narrate", "thresholds", given, [...names, "aboveAverage"]);
  const thresholds = {
    veryUnlikely: 0.1,
    unlikely: 0.4,
    likely: 0.6,
    veryLikely: 0.9,
    aboveAverage: 1.5,
    ...given,
  };
  let previous = 0;
  for (const name of names) {
    previous = checkNumber("narrate", `thresholds.${name}`, thresholds[name], previous, 1);
  }
  checkNumber("narrate", "thresholds.aboveAverage", thresholds.aboveAverage, 1);
  return thresholds;
}

function checkFormat(format: NarrateOptions["format"] = {}) {
  checkOptions("narrate", "format", format, ["locale", "timeZone", "currency"]);
  const { locale = "en", timeZone = "UTC", currency = null } = format;
  // a locale that Intl does not know would be replaced by the machine's own
  const known = attempt(
    () => typeof locale === "string" && Intl.NumberFormat.supportedLocalesOf(locale).length === 1,
  );
  if (!known) reject("narrate", "format.locale to be a locale that Intl supports", locale);
  const zone = attempt(
    () => typeof timeZone === "string" && keep(`zone ${timeZone}`, () => isTimeZone(timeZone)),
  );
  if (!zone) reject("narrate", "format.timeZone to be a time zone that Intl supports", timeZone);
  if (currency !== null && !(typeof currency === "string" && /^[A-Z]{3}$/.test(currency))) {
    reject("narrate", "format.currency to be an ISO 4217 code such as EUR", currency);
  }
  return { locale, timeZone, currency };
}

function isTimeZone(timeZone: string): boolean {
  // throws for what is none
  return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
}

function attempt(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}
