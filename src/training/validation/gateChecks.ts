import type { Interval } from "../../core/intervals";
import { normalHalfWidth } from "../../core/normal";
import { sum } from "../../core/numeric";
import { compareRocAucs } from "../../metrics/compareRocAucs";
import { expectedConversion } from "../../metrics/expectedConversion";
import { topShareCapture } from "../../metrics/topShareCapture";
import { type ModelPerformance, performanceOf, TOP_SHARE } from "./performance";

/** What a model must reach to be published. */
export interface GateLimits {
  /** ROC AUC: 0.6 by default. */
  readonly rocAucAtLeast: number;
  /** Above it a leak is likelier than a good model: 0.95 by default. */
  readonly rocAucAtMost: number;
  /** Mean distance between probability and event rate over ten bins: 0.05 by default. */
  readonly calibrationErrorAtMost: number;
  /** Realised conversions / expected ones: 0.8 by default, and at most 1 / 0.8. */
  readonly conversionRatioAtLeast: number;
  /** ROC AUC / that of the champion: 0.95 by default. */
  readonly shareOfChampionAtLeast: number;
  /** Share of the conversions among the best-scored 35 %: 0.6 by default. */
  readonly topShareAtLeast: number;
  /** Event rate of the best-scored tenth / that of the worst-scored: 10 by default. */
  readonly topToBottomAtLeast: number;
  /** Records of the rarer outcome: 50 by default. */
  readonly eventsAtLeast: number;
}

/** One number beside its limit. */
export interface GateCheck {
  /** A stable word. */
  readonly code:
    | "sample"
    | "discrimination"
    | "calibration"
    | "expected_conversions"
    | "champion"
    | "top_share"
    | "top_to_bottom";
  /** The number; NaN where it was not checked. */
  readonly value: number;
  /** Its confidence interval; null for a count. */
  readonly interval: Interval | null;
  /** The smallest and largest value allowed; null for no bound. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /**
   * `passed`: within the limits; `unsure`: outside, but the interval reaches inside; `failed`: the whole interval is
   * outside; `not_checked`: what it needs was not given.
   */
  readonly status: "passed" | "unsure" | "failed" | "not_checked";
  /** What it means, in words. */
  readonly message: string;
}

/** Scored records with outcomes, and the champion's scores of the same. */
export interface GateRecords {
  readonly outcomes: Uint8Array;
  readonly scores: Float64Array;
  /** Empty without probabilities. */
  readonly probabilities: Float64Array;
  readonly champion: Float64Array | null;
  readonly weights: Float64Array;
}

/** Share of the records at the top and at the bottom that are compared. */
const TENTH = 0.1;

/**
 * Every check of the gate.
 *
 * @param records - the records
 * @param limits - what to reach
 * @param confidence - confidence level
 * @returns the checks, in order; those of the order of the records only where there are events and non-events
 */
export function gateChecks(records: GateRecords, limits: GateLimits, confidence: number): GateCheck[] {
  const { outcomes, probabilities } = records;
  const known = probabilities.length > 0 ? probabilities : new Float64Array(outcomes.length).fill(Number.NaN);
  const measured = performanceOf({ ...records, probabilities: known }, confidence);
  return [
    sampleCheck(measured, limits),
    discriminationCheck(measured, limits),
    ...calibrationChecks(records, measured, limits, confidence),
    championCheck(records, measured, limits, confidence),
    ...(Number.isNaN(measured.rocAuc.value)
      ? []
      : [topShareCheck(measured, limits), topToBottomCheck(records, limits, confidence)]),
  ];
}

interface Number3 {
  readonly value: number;
  readonly interval: Interval | null;
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

function statusOf({ value, interval, atLeast, atMost }: Number3): GateCheck["status"] {
  const [low, high] = [atLeast ?? Number.NEGATIVE_INFINITY, atMost ?? Number.POSITIVE_INFINITY];
  if (value >= low && value <= high) return "passed";
  if (Number.isNaN(value) || interval === null || Number.isNaN(interval.low + interval.high)) return "unsure";
  return interval.high >= low && interval.low <= high ? "unsure" : "failed";
}

function check(
  code: GateCheck["code"],
  number: Number3,
  words: (status: GateCheck["status"]) => string,
): GateCheck {
  const status = statusOf(number);
  return { code, ...number, status, message: words(status) };
}

const notChecked = (code: GateCheck["code"], message: string): GateCheck => ({
  code,
  value: Number.NaN,
  interval: null,
  atLeast: null,
  atMost: null,
  status: "not_checked",
  message,
});

function sampleCheck({ records, events }: ModelPerformance, { eventsAtLeast }: GateLimits): GateCheck {
  const value = Math.min(events, records - events);
  const number = { value, interval: null, atLeast: eventsAtLeast, atMost: null };
  return check("sample", number, (status) =>
    status === "passed"
      ? `${events} events and ${records - events} non-events were scored`
      : `only ${events} events and ${records - events} non-events were scored: test on at least ${eventsAtLeast} of each`,
  );
}

function discriminationCheck({ rocAuc }: ModelPerformance, limits: GateLimits): GateCheck {
  const { rocAucAtLeast: atLeast, rocAucAtMost: atMost } = limits;
  const words = `ROC AUC ${textOf(rocAuc.value)}`;
  return check("discrimination", { ...rocAuc, atLeast, atMost }, (status) => {
    if (status === "passed") return `${words}, within ${atLeast} to ${atMost}`;
    return rocAuc.value > atMost
      ? `${words}, above ${atMost}: too good to be true for most sales data; run leakageReport first`
      : `${words}, below ${atLeast}: hardly better than a random order`;
  });
}

function calibrationChecks(
  { outcomes, probabilities, weights }: GateRecords,
  { calibrationError }: ModelPerformance,
  limits: GateLimits,
  confidence: number,
): GateCheck[] {
  if (calibrationError === null) {
    const why = "no probabilities were given: the score ranks and must not be read as a chance";
    return [notChecked("calibration", why), notChecked("expected_conversions", why)];
  }
  const { calibrationErrorAtMost: atMost, conversionRatioAtLeast: atLeast } = limits;
  const { value, interval } = calibrationError;
  const {
    ratio,
    realised,
    expected,
    interval: usual,
  } = expectedConversion(outcomes, probabilities, { weights, confidence });
  const half = (usual.high - usual.low) / 2 / expected;
  const totals = `${Math.round(realised)} conversions came where ${expected.toFixed(1)} were expected`;
  return [
    check("calibration", { value, interval, atLeast: null, atMost }, (status) =>
      status === "passed"
        ? `calibration error ${textOf(value)}, at most ${atMost}`
        : `calibration error ${textOf(value)}, above ${atMost}: calibrate on recent records`,
    ),
    check(
      "expected_conversions",
      {
        value: ratio,
        interval: { low: Math.max(0, ratio - half), high: ratio + half },
        atLeast,
        atMost: 1 / atLeast,
      },
      (status) =>
        status === "passed"
          ? totals
          : `${totals}: the probabilities promise too ${ratio < 1 ? "much" : "little"}; calibrate, or correctPrior where only the rate has changed`,
    ),
  ];
}

function championCheck(
  { outcomes, scores, champion, weights }: GateRecords,
  { rocAuc }: ModelPerformance,
  { shareOfChampionAtLeast: atLeast }: GateLimits,
  confidence: number,
): GateCheck {
  if (champion === null) return notChecked("champion", "no champion was given to compare with");
  const { aucB, interval } = compareRocAucs(outcomes, scores, champion, { weights, confidence });
  const number = {
    value: rocAuc.value / aucB,
    interval: { low: 1 + interval.low / aucB, high: 1 + interval.high / aucB },
    atLeast,
    atMost: null,
  };
  const words = `ROC AUC ${textOf(rocAuc.value)} is ${percentOf(number.value)} of the champion's ${textOf(aucB)}`;
  return check("champion", number, (status) =>
    status === "passed" ? words : `${words}, below ${percentOf(atLeast)}: keep the champion`,
  );
}

function topShareCheck(
  { topShareCapture: captured }: ModelPerformance,
  { topShareAtLeast: atLeast }: GateLimits,
): GateCheck {
  const words = `the best-scored ${percentOf(TOP_SHARE)} hold ${percentOf(captured.value)} of the conversions`;
  return check("top_share", { ...captured, atLeast, atMost: null }, (status) =>
    status === "passed"
      ? words
      : `${words}, fewer than ${percentOf(atLeast)}: a team that works from the top misses the others`,
  );
}

/** The ratio of two event rates, with the usual interval on the scale of its logarithm. */
function topToBottomCheck(
  { outcomes, scores, weights }: GateRecords,
  { topToBottomAtLeast: atLeast }: GateLimits,
  confidence: number,
): GateCheck {
  const total = sum(weights);
  const events = sum(weights.map((weight, i) => weight * (outcomes[i] as number)));
  const options = { weights, share: TENTH };
  const n = TENTH * total;
  const top = topShareCapture(outcomes, scores, options) * events;
  const bottom =
    topShareCapture(
      outcomes,
      scores.map((score) => -score),
      options,
    ) * events;
  // half an event more on both sides, so that none is no certainty
  const smoothed = (top + 0.5) / (bottom + 0.5);
  const variance = 1 / (top + 0.5) + 1 / (bottom + 0.5) - 2 / (n + 0.5);
  const half = normalHalfWidth(confidence) * Math.sqrt(Math.max(0, variance));
  const value = top / bottom;
  const low = smoothed * Math.exp(-half);
  const high = bottom === 0 ? Number.POSITIVE_INFINITY : smoothed * Math.exp(half);
  const words = `the best-scored tenth converts at ${percentOf(top / n)}, the worst-scored at ${percentOf(bottom / n)}`;
  return check("top_to_bottom", { value, interval: { low, high }, atLeast, atMost: null }, (status) =>
    status === "passed" ? words : `${words}: ${value.toFixed(1)} times as often, not ${atLeast} times`,
  );
}

function textOf(value: number): string {
  return Number.isNaN(value) ? "unknown" : value.toFixed(3);
}

function percentOf(share: number): string {
  return Number.isNaN(share) ? "an unknown share" : `${(100 * share).toFixed(1)} %`;
}
