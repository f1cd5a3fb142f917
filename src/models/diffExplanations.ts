import { reject } from "../core/checks";
import type { Instant } from "../core/instant";
import { checkAsOf } from "../features/readRows";
import type { FeatureValue } from "../features/types";
import type { Scorer } from "./createScorer";
import type { Explanation } from "./resultTypes";

/** A record as a model saw it at an instant. */
export interface ScoredMoment<Row> {
  readonly scorer: Scorer<Row>;
  readonly row: Row;
  /** Needed if one of the model's features depends on time. */
  readonly asOf?: Instant | undefined;
}

/** Why a part of a score changed. */
export type ChangeCause = "time" | "record" | "model";

/** One line of a difference: what a term, cap or override adds now less what it added before. */
export interface ExplanationChange {
  readonly cause: ChangeCause;
  /** The id of the term, group or gate; `(intercept)` for the intercept of another model. */
  readonly id: string;
  readonly label: string;
  readonly feature: string | null;
  /** The feature's value before and after this step, where the line has one feature. */
  readonly before: FeatureValue;
  readonly after: FeatureValue;
  /** Change of the margin. */
  readonly change: number;
}

/** Why a score changed. The changes sum to the change of the margin, and so do the causes. */
export interface ExplanationDifference {
  readonly before: Explanation;
  readonly after: Explanation;
  readonly marginChange: number;
  readonly scoreChange: number;
  /** Change of the margin by cause. */
  readonly byCause: Readonly<Record<ChangeCause, number>>;
  /** The lines that changed, the largest first. */
  readonly changes: readonly ExplanationChange[];
}

/**
 * Why a score changed between two moments, split exactly into what the passing of time did (the same record,
 * later), what changed in the record (at the later instant), and what changed in the model (the same record and
 * instant).
 *
 *     margin change = Σ time lines + Σ record lines + Σ model lines
 *
 * @param before - scorer, record and instant then
 * @param after - scorer, record and instant now
 * @returns the change by cause and by line; lines that did not change are left out
 * @throws SalienceError `invalid_argument`, also for a record that a scorer rejects
 *
 * @example
 * ```ts
 * import { createScorer, diffExplanations, daysSince, featureSet, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number; lastCall: string }>()({
 *   visits: numeric("visits"),
 *   lastCall: daysSince("lastCall"),
 * });
 * const rules = [
 *   { id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 },
 *   { id: "quiet", when: { feature: "lastCall", above: 30 }, points: -5 },
 * ];
 * const scorer = createScorer(pointsModel({ features, rules }), features);
 * const { byCause } = diffExplanations(
 *   { scorer, row: { visits: 1, lastCall: "2026-01-01" }, asOf: new Date("2026-01-15") },
 *   { scorer, row: { visits: 4, lastCall: "2026-01-01" }, asOf: new Date("2026-02-15") },
 * );
 * byCause; // => { time: -5, record: 10, model: 0 }
 * ```
 */
export function diffExplanations<Row>(
  before: ScoredMoment<Row>,
  after: ScoredMoment<Row>,
): ExplanationDifference {
  for (const moment of [before, after]) {
    if (typeof moment?.scorer?.explain !== "function")
      reject("diffExplanations", "a scorer and a row", moment);
    checkAsOf<Row>("diffExplanations", moment.scorer.features, moment.asOf);
  }
  const explain = (scorer: Scorer<Row>, row: Row, asOf: Instant | undefined) => {
    const explanation = scorer.explain(row, asOf === undefined ? {} : { asOf });
    const { result } = explanation;
    if (result.status === "rejected") reject("diffExplanations", "records that can be read", result.reason);
    return explanation;
  };
  const first = explain(before.scorer, before.row, before.asOf);
  const later = explain(before.scorer, before.row, after.asOf);
  const updated = explain(before.scorer, after.row, after.asOf);
  const last = explain(after.scorer, after.row, after.asOf);
  const steps = [
    ["time", linesOf(before.scorer, first), linesOf(before.scorer, later)],
    ["record", linesOf(before.scorer, later), linesOf(before.scorer, updated)],
    ["model", linesOf(before.scorer, updated), linesOf(after.scorer, last)],
  ] as const;
  const changes = steps.flatMap(([cause, from, to]) => lineChanges(cause, from, to));
  const byCause = { time: 0, record: 0, model: 0 };
  for (const { cause, change } of changes) byCause[cause] += change;
  return {
    before: first,
    after: last,
    marginChange: last.margin - first.margin,
    scoreChange: last.score - first.score,
    byCause,
    changes: changes.sort((a, b) => Math.abs(b.change) - Math.abs(a.change)),
  };
}

// an amount is a contribution plus its reference, so the same amount may differ in its last bits
const ROUNDING = 1e-13;

interface Line {
  readonly id: string;
  readonly label: string;
  readonly feature: string | null;
  readonly value: FeatureValue;
  readonly amount: number;
}

/** What every line adds to the margin itself, rather than against the reference population. */
function linesOf<Row>({ model }: Scorer<Row>, explanation: Explanation): ReadonlyMap<string, Line> {
  const references = new Map([...model.terms, ...model.groups].map((part) => [part.id, part.reference]));
  const intercept = { id: "(intercept)", label: "intercept", feature: null, value: null };
  const lines = new Map<string, Line>([["intercept", { ...intercept, amount: model.intercept }]]);
  for (const { id, kind, label, feature, value, contribution } of explanation.contributions) {
    // terms and groups share their ids' space, but a term may be called "override"
    const key = kind === "override" ? kind : `part ${id}`;
    const reference = kind === "override" ? 0 : (references.get(id) ?? 0);
    lines.set(key, { id, label, feature, value, amount: contribution + reference });
  }
  return lines;
}

function lineChanges(
  cause: ChangeCause,
  before: ReadonlyMap<string, Line>,
  after: ReadonlyMap<string, Line>,
): ExplanationChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys
    .map((key) => {
      const [from, to] = [before.get(key), after.get(key)];
      const { id, label, feature } = (to ?? from) as Line;
      const [was, is] = [from?.amount ?? 0, to?.amount ?? 0];
      const change = Math.abs(is - was) > ROUNDING * Math.max(1, Math.abs(is), Math.abs(was)) ? is - was : 0;
      return { cause, id, label, feature, before: from?.value ?? null, after: to?.value ?? null, change };
    })
    .filter(({ change }) => change !== 0);
}
