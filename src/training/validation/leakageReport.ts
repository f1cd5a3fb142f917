import { checkOptions, checkSeed, reject } from "../../core/checks";
import type { Instant } from "../../core/instant";
import type { RejectedRecord } from "../../features/rejectedRecord";
import type { TrainingOptions } from "../data/readTraining";
import { sideFindings } from "./leakageAcross";
import { featureEvidence, type LeakageEvidence } from "./leakageEvidence";
import { evidenceFindings, type LeakageFinding, lateFindings, mostSevereFirst } from "./leakageFindings";
import { HISTORY_OPTIONS, type History, readHistory } from "./readHistory";
import type { TrainTestSplit } from "./splitByHash";

/** Options of {@link leakageReport}. */
export interface LeakageReportOptions<Row> extends TrainingOptions<Row> {
  /** Positions of training and test records, as `splitByTime` gives them; else the newest `testShare` tests where there are dates. */
  readonly split?: TrainTestSplit;
  /** Share of the newest records that test, in (0, 1); 0.3 by default. */
  readonly testShare?: number;
  /** What identifies a record, such as its email address or account: the same one on both sides is a finding. */
  readonly key?: (row: Row) => string | number;
  /** When the value of a feature was written, by feature name; a value written after `asOf` was not known then. */
  readonly recordedAt?: Readonly<Record<string, (row: Row) => Instant | null | undefined>>;
  /** Of the division in halves that single features are tried on, a whole number ≥ 0; 1 by default. */
  readonly seed?: number;
}

/** What {@link leakageReport} found. */
export interface LeakageReport {
  /** The gravest first. */
  readonly findings: readonly LeakageFinding[];
  /** Features with a finding of high severity. */
  readonly suspects: readonly string[];
  /** The evidence of every feature, the one that predicts best first. */
  readonly features: readonly LeakageEvidence[];
  /** Training and test records that were compared, or null without a split and without dates. */
  readonly sides: { readonly train: number; readonly test: number } | null;
  /** One sentence. */
  readonly summary: string;
  readonly rejected: readonly RejectedRecord[];
  /** Positions of records that are still open. */
  readonly open: readonly number[];
}

/**
 * Looks for what a model must not know: values that come from the outcome instead of before it. Each finding has its
 * numbers and says what to do; none of them is proof, and a feature that predicts well may just be good.
 *
 * - `filled_after_outcome`: filled for one outcome and empty for the other, by at least 50 points (high from 80)
 * - `recorded_later`: written after `asOf`, where `recordedAt` tells
 * - `near_perfect`: alone it reaches a ROC AUC of 0.9 on records that its rates were not taken from (high)
 * - `pure_level`: a level with one outcome only, on so many records that chance is out of the question (below 1e-6)
 * - `information_value`: above 0.5 (medium above 1.5), after what chance adds with so many bins
 * - `duplicates`: the same values in training and test (medium where they hold a number that no other record has);
 *   `shared_key`: the same key
 * - `drift`: distributed differently in training and test, with a population stability index of at least 0.1
 *
 * Numbers are looked at in twenty bins of about equal count. O(records · features).
 *
 * @param rows - the records
 * @param options - as for a fit: `features`, `outcome`, `asOf`, `weight`; `split` or `testShare`, `key`, `recordedAt`, `seed`
 * @returns the findings and the evidence of every feature
 * @throws SalienceError `invalid_data` without a record that has an outcome, or with outcomes of one class;
 * `missing_as_of`, `invalid_argument`
 *
 * Source: S. Kaufman, S. Rosset, C. Perlich and O. Stitelman, Leakage in Data Mining, ACM TKDD 6 (2012); N. Siddiqi,
 * Credit Risk Scorecards (2006), for an information value above 0.5.
 *
 * @example
 * ```ts
 * import { categorical, featureSet, leakageReport, numeric } from "salience";
 * interface Lead { visits: number; lostReason: string | null; won: boolean }
 * const leads = Array.from({ length: 400 }, (_, i): Lead => {
 *   const won = (i * 7) % 10 < 3;
 *   return { visits: (i * 3) % 8, lostReason: won ? null : ["price", "timing"][i % 2] as string, won };
 * });
 * const features = featureSet<Lead>()({ visits: numeric("visits"), lostReason: categorical("lostReason") });
 * const { suspects, findings } = leakageReport(leads, { features, outcome: (lead) => lead.won });
 * suspects; // => ["lostReason"]
 * findings[0]?.message;
 * // => '"lostReason" is filled for 100.0 % of the non-events and 0.0 % of the events: it seems to be filled because of the outcome; leave it out, or read it as of the instant of scoring'
 * ```
 */
export function leakageReport<Row>(rows: readonly Row[], options: LeakageReportOptions<Row>): LeakageReport {
  const caller = "leakageReport";
  const own = ["split", "testShare", "key", "recordedAt", "seed"];
  checkOptions(caller, "options", options, [...HISTORY_OPTIONS, ...own]);
  const { features, split, testShare = 0.3, key, recordedAt = {}, seed = 1 } = options;
  if (!(typeof testShare === "number" && testShare > 0 && testShare < 1)) {
    reject(caller, "testShare in (0, 1)", testShare);
  }
  if (key !== undefined && typeof key !== "function")
    reject(caller, "key to be a function of the record", key);
  checkOptions(caller, "recordedAt", recordedAt, features?.names ?? []);
  checkSeed(caller, seed);
  const history = readHistory(caller, rows, options);
  const events = history.outcomes.reduce((count, outcome) => count + outcome, 0);
  if (events === 0 || events === history.outcomes.length) {
    const expected = "both events and non-events among the outcomes";
    reject(caller, expected, events === 0 ? "non-events only" : "events only", "invalid_data");
  }
  const sides =
    split === undefined ? newestLast(history, testShare) : givenSides(caller, history, split, rows.length);
  const evidence = featureEvidence(caller, features, history, seed);
  const findings = mostSevereFirst([
    ...evidenceFindings(evidence, history.outcomes.length, events),
    ...lateFindings(caller, rows, history, recordedAt),
    ...sideFindings(caller, rows, { features, history, sides, key }),
  ]);
  const grave = findings.filter(({ severity }) => severity === "high").map(({ feature }) => feature ?? "");
  const suspects = [...new Set(grave)].filter((feature) => feature !== "");
  return {
    findings,
    suspects,
    features: evidence,
    sides: sides === null ? null : { train: sides.train.length, test: sides.test.length },
    summary: summaryOf(findings, suspects, evidence.length),
    rejected: history.rejected,
    open: history.open,
  };
}

/** Without a split the newest records test, as in use; null without dates. */
function newestLast({ instants, isDated }: History, testShare: number): TrainTestSplit | null {
  if (!isDated) return null;
  const order = Array.from(instants.keys()).sort(
    (a, b) => (instants[a] as number) - (instants[b] as number) || a - b,
  );
  const cutoff = instants[order[Math.floor(order.length * (1 - testShare))] as number] as number;
  const places = Array.from(instants.keys());
  const split = {
    train: places.filter((i) => (instants[i] as number) < cutoff),
    test: places.filter((i) => (instants[i] as number) >= cutoff),
  };
  return split.train.length === 0 ? null : split;
}

/** A split of the records given, as places among those with an outcome. */
function givenSides(
  caller: string,
  { positions }: History,
  split: TrainTestSplit,
  count: number,
): TrainTestSplit {
  checkOptions(caller, "split", split, ["train", "test", "gap"]);
  const placeOf = new Map(Array.from(positions, (position, place) => [position, place]));
  const side = (name: "train" | "test") => {
    if (!Array.isArray(split[name])) reject(caller, `split.${name} to be a list of positions`, split[name]);
    const places = split[name].flatMap((position) => {
      const isPosition = Number.isInteger(position) && position >= 0 && position < count;
      if (!isPosition) reject(caller, `split.${name} with positions from 0 to ${count - 1}`, position);
      return placeOf.get(position) ?? [];
    });
    return places.length > 0
      ? places
      : reject(caller, `split.${name} with records that have an outcome`, split[name]);
  };
  return { train: side("train"), test: side("test") };
}

function summaryOf(
  findings: readonly LeakageFinding[],
  suspects: readonly string[],
  features: number,
): string {
  const names = suspects.map((name) => `"${name}"`).join(", ");
  const rest = findings.filter(({ severity }) => severity !== "high").length;
  const others = rest === 0 ? "" : `${rest} ${rest === 1 ? "finding" : "findings"} to look at`;
  if (suspects.length > 0) {
    return `${names} ${suspects.length === 1 ? "seems" : "seem"} to know the outcome${rest === 0 ? "" : `, and ${others}`}.`;
  }
  return rest === 0
    ? `Nothing found in ${features} features.`
    : `No feature seems to know the outcome; ${others}.`;
}
