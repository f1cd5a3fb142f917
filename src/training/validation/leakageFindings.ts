import { binText } from "../../core/bin";
import { reject } from "../../core/checks";
import { checkInstant, type Instant } from "../../core/instant";
import { differenceInterval } from "../../core/intervals";
import type { LeakageEvidence } from "./leakageEvidence";
import type { History } from "./readHistory";

/** Something that may have come from the outcome, or that makes a test too easy. */
export interface LeakageFinding {
  /** A stable word. */
  readonly code:
    | "filled_after_outcome"
    | "recorded_later"
    | "near_perfect"
    | "pure_level"
    | "information_value"
    | "duplicates"
    | "shared_key"
    | "drift";
  /** The feature, or null for a finding about records. */
  readonly feature: string | null;
  /** `high`: leave it out unless you can explain it; `medium`: explain it; `low`: know it. */
  readonly severity: "high" | "medium" | "low";
  /** The numbers behind it, by name. */
  readonly evidence: Readonly<Record<string, number>>;
  /** What was found and what to do, in words. */
  readonly message: string;
}

/** Chance has to be less likely than this for a level of one outcome to be a finding. */
const CHANCE = 1e-6;
/** A feature that ranks as well as this on its own. */
const NEAR_PERFECT = 0.9;
const ADVICE = "leave it out, or read it as of the instant of scoring";

/**
 * What the evidence of single features amounts to.
 *
 * @param evidence - of every feature
 * @param n - records
 * @param events - events among them
 * @returns findings in the order of the features
 */
export function evidenceFindings(
  evidence: readonly LeakageEvidence[],
  n: number,
  events: number,
): LeakageFinding[] {
  return evidence.flatMap((one) => [
    ...filledFinding(one, n, events),
    ...nearPerfectFinding(one),
    ...pureFindings(one, events / n),
    ...informationFinding(one),
  ]);
}

function filledFinding(one: LeakageEvidence, n: number, events: number): LeakageFinding[] {
  const { feature, filledEvents, filledNonEvents } = one;
  const difference = filledEvents - filledNonEvents;
  if (Math.abs(difference) < 0.5) return [];
  const nonEvents = n - events;
  const { low, high } = differenceInterval(
    { events: Math.round(filledEvents * events), count: events },
    { events: Math.round(filledNonEvents * nonEvents), count: nonEvents },
    0.999,
  );
  if (low <= 0.2 && high >= -0.2) return []; // too few records to tell
  const [more, less] = [
    percent(Math.max(filledEvents, filledNonEvents)),
    percent(Math.min(filledEvents, filledNonEvents)),
  ];
  const [most, least] = difference > 0 ? ["events", "non-events"] : ["non-events", "events"];
  return [
    {
      code: "filled_after_outcome",
      feature,
      severity: Math.abs(difference) >= 0.8 ? "high" : "medium",
      evidence: { filledEvents, filledNonEvents, difference },
      message: `"${feature}" is filled for ${more} of the ${most} and ${less} of the ${least}: it seems to be filled because of the outcome; ${ADVICE}`,
    },
  ];
}

function nearPerfectFinding({ feature, rocAuc, informationValue }: LeakageEvidence): LeakageFinding[] {
  if (!(rocAuc >= NEAR_PERFECT)) return [];
  return [
    {
      code: "near_perfect",
      feature,
      severity: "high",
      evidence: { rocAuc, informationValue },
      message: `"${feature}" alone reaches a ROC AUC of ${rocAuc.toFixed(3)}: hardly anything known before the outcome does; ${ADVICE}`,
    },
  ];
}

/** Levels that always had the same outcome. With base rate r, n records of one outcome have the chance rⁿ or (1 − r)ⁿ. */
function pureFindings({ feature, pureBins, bins }: LeakageEvidence, rate: number): LeakageFinding[] {
  const sure = pureBins.filter(({ events, nonEvents }) => {
    const chance = events > 0 ? Math.log(rate) * events : Math.log1p(-rate) * nonEvents;
    return chance + Math.log(bins) < Math.log(CHANCE);
  });
  const first = sure[0];
  if (first === undefined) return [];
  const [count, all] = first.events > 0 ? [first.events, "events"] : [first.nonEvents, "non-events"];
  const rest = sure.length === 1 ? "" : `, and ${sure.length - 1} more of its values have one outcome only`;
  const events = sure.reduce((total, bin) => total + bin.events, 0);
  const nonEvents = sure.reduce((total, bin) => total + bin.nonEvents, 0);
  return [
    {
      code: "pure_level",
      feature,
      severity: events > 0 ? "high" : "medium",
      evidence: { levels: sure.length, events, nonEvents },
      message: `all ${count} records with "${feature}" ${binText(first.bin)} are ${all}${rest}: find out when the value is written; if after the outcome, ${ADVICE}`,
    },
  ];
}

function informationFinding(one: LeakageEvidence): LeakageFinding[] {
  const { feature, informationValue, informationByChance, rocAuc, bins } = one;
  if (!(informationValue - informationByChance > 0.5) || rocAuc >= NEAR_PERFECT) return [];
  return [
    {
      code: "information_value",
      feature,
      severity: informationValue - informationByChance > 1.5 ? "medium" : "low",
      evidence: { informationValue, informationByChance, rocAuc, bins },
      message: `"${feature}" has an information value of ${informationValue.toFixed(2)}, above 0.5: strong enough to ask whether it was known at the instant of scoring`,
    },
  ];
}

/**
 * Values that were written after the instant that a record is looked at from.
 *
 * @param caller - name of the calling function
 * @param rows - the records
 * @param history - which of them count, and their instants
 * @param recordedAt - when the values were written, by feature name
 * @returns one finding per feature with such values
 * @throws SalienceError `missing_as_of` without instants
 */
export function lateFindings<Row>(
  caller: string,
  rows: readonly Row[],
  { positions, instants }: History,
  recordedAt: Readonly<Record<string, (row: Row) => Instant | null | undefined>>,
): LeakageFinding[] {
  return Object.entries(recordedAt).flatMap(([feature, at]): LeakageFinding[] => {
    if (typeof at !== "function") reject(caller, `recordedAt.${feature} to be a function of the record`, at);
    if (instants.some(Number.isNaN))
      reject(caller, "asOf, to compare recordedAt with", undefined, "missing_as_of");
    let [known, late] = [0, 0];
    positions.forEach((position, i) => {
      const written: unknown = at(rows[position] as Row);
      if (written === null || written === undefined) return;
      const time = checkInstant(caller, `recordedAt.${feature} of record ${position}`, written);
      known++;
      if (time > (instants[i] as number)) late++;
    });
    if (late === 0) return [];
    const share = late / known;
    return [
      {
        code: "recorded_later",
        feature,
        severity: share >= 0.01 ? "high" : "medium",
        evidence: { late, known, share },
        message: `"${feature}" was written after the instant of scoring in ${late} of ${known} records (${percent(share)}): the model would learn from the future; ${ADVICE}`,
      },
    ];
  });
}

const SEVERITIES = ["high", "medium", "low"];

/**
 * Findings in the order in which to read them.
 *
 * @param findings - any
 * @returns the gravest first, in the order given where equal
 */
export function mostSevereFirst(findings: readonly LeakageFinding[]): LeakageFinding[] {
  const rank = ({ severity }: LeakageFinding) => SEVERITIES.indexOf(severity);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/**
 * A share in words.
 *
 * @param share - in [0, 1]
 * @returns text such as `12.5 %`
 */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
