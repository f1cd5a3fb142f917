import { checkConfidence, checkNumber, checkOptions, reject } from "../../core/checks";
import { PROBABILITIES } from "../../metrics/inputs";
import { readScored } from "../../metrics/readScored";
import type { Outcome } from "../data/readTraining";
import { type GateCheck, type GateLimits, type GateRecords, gateChecks } from "./gateChecks";

/** Options of {@link publishGate}. Entry i of each list belongs to record i. */
export interface PublishGateOptions {
  /** Whether the event happened; `null` or `undefined` for a record that is still open. */
  readonly outcomes: ArrayLike<Outcome>;
  /** Scores of records that the model was not learned from; NaN for a record without one. */
  readonly scores: ArrayLike<number>;
  /** Its probabilities, where it has them. */
  readonly probabilities?: ArrayLike<number>;
  /** The scores that the model in use gives to the same records. */
  readonly champion?: ArrayLike<number>;
  /** How many records a record counts for, ≥ 0; 1 by default. */
  readonly weights?: ArrayLike<number>;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<GateLimits>;
  /** Confidence level of the intervals, 0.95 by default. */
  readonly confidence?: number;
}

/** What {@link publishGate} decided. */
export interface PublishDecision {
  /** `publish`: every check passed; `refuse`: one failed; `hold`: none failed, but not all are sure. */
  readonly verdict: "publish" | "hold" | "refuse";
  readonly checks: readonly GateCheck[];
  /** Why it is no `publish`: the messages of the checks that did not pass, failed ones first. */
  readonly reasons: readonly string[];
  /** One sentence. */
  readonly summary: string;
}

const USUAL_LIMITS: GateLimits = {
  rocAucAtLeast: 0.6,
  rocAucAtMost: 0.95,
  calibrationErrorAtMost: 0.05,
  conversionRatioAtLeast: 0.8,
  shareOfChampionAtLeast: 0.95,
  topShareAtLeast: 0.6,
  topToBottomAtLeast: 10,
  eventsAtLeast: 50,
};

/**
 * Decides whether a model may replace the one in use, from its scores of records that it had not seen: whether it
 * ranks well enough, but not too well to be true; whether its probabilities hold; whether it is at least nearly as
 * good as the champion; and whether working from the top of its list pays.
 *
 * A number outside its limit refuses only where its whole confidence interval is outside; where the interval reaches
 * inside, more records have to tell, and the model is on hold. What cannot be checked is named and changes nothing.
 * O(n log n).
 *
 * @param options - `outcomes` and `scores`; `probabilities`, `champion`, `weights`, `limits`, `confidence`
 * @returns the verdict with reasons, and every check with its number, limits and interval
 * @throws SalienceError `invalid_data` without a record that has score and outcome, `invalid_argument`
 *
 * @example
 * ```ts
 * import { publishGate } from "salience";
 * // a thousand leads, of which the better half of the list is won more often
 * const scores = Array.from({ length: 1000 }, (_, i) => i / 1000);
 * const outcomes = scores.map((score, i) => (i * 37) % 100 < 40 * score * score);
 * const { verdict, checks, reasons } = publishGate({ outcomes, scores });
 * [verdict, checks.map(({ code, status }) => `${code}: ${status}`)];
 * // => ["publish", ["sample: passed", "discrimination: passed", "calibration: not_checked", "expected_conversions: not_checked", "champion: not_checked", "top_share: passed", "top_to_bottom: passed"]]
 * publishGate({ outcomes, scores: scores.map((score) => -score) }).verdict; // => "refuse"
 * ```
 */
export function publishGate(options: PublishGateOptions): PublishDecision {
  const caller = "publishGate";
  const names = ["outcomes", "scores", "probabilities", "champion", "weights", "limits", "confidence"];
  checkOptions(caller, "options", options, names);
  const confidence = checkConfidence(caller, options.confidence);
  const limits = checkLimits(caller, options.limits ?? {});
  const checks = gateChecks(readRecords(caller, options), limits, confidence);
  const failed = checks.filter(({ status }) => status === "failed");
  const unsure = checks.filter(({ status }) => status === "unsure");
  const verdict = failed.length > 0 ? "refuse" : unsure.length > 0 ? "hold" : "publish";
  const reasons = [...failed, ...unsure].map(({ message }) => message);
  const passed = checks.filter(({ status }) => status === "passed").length;
  const counted = `${passed} of ${checks.length} checks passed`;
  const summary =
    verdict === "publish"
      ? `Publish: ${counted}.`
      : `${verdict === "hold" ? "Hold" : "Refuse"}: ${reasons[0]} (${counted}).`;
  return { verdict, checks, reasons, summary };
}

function checkLimits(caller: string, limits: Partial<GateLimits>): GateLimits {
  checkOptions(caller, "limits", limits, Object.keys(USUAL_LIMITS));
  const all = { ...USUAL_LIMITS, ...limits };
  for (const [name, value] of Object.entries(all)) checkNumber(caller, `limits.${name}`, value, 0);
  return all;
}

/** The records that have an outcome, a score, a champion's score and a probability, as far as these are given. */
function readRecords(caller: string, { outcomes, weights, ...lists }: PublishGateOptions): GateRecords {
  const { scores, champion } = lists;
  // points without a calibration have NaN everywhere
  const isKnown = lists.probabilities !== undefined && !Array.from(lists.probabilities).every(Number.isNaN);
  const probabilities = isKnown ? lists.probabilities : undefined;
  const { columns, ...sample } = readScored<"scores" | "champion" | "probabilities">(
    caller,
    {
      scores: { kind: { name: "scores" }, values: scores },
      champion: { kind: { name: "champion" }, values: champion ?? scores },
      probabilities: { kind: PROBABILITIES, values: probabilities ?? new Float64Array(scores?.length) },
    },
    outcomes,
    weights,
  );
  if (sample.outcomes.length === 0)
    reject(caller, "at least one record with an outcome and every score", 0, "invalid_data");
  return {
    outcomes: sample.outcomes,
    weights: sample.weights,
    scores: columns.scores,
    champion: champion === undefined ? null : columns.champion,
    probabilities: probabilities === undefined ? new Float64Array(0) : columns.probabilities,
  };
}
