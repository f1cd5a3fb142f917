import { checkOptions, reject } from "../../core/checks";
import { SalienceError } from "../../core/errors";
import { readOutcome } from "../../core/outcomes";
import type { AdditiveModel } from "../../models/types";
import { fitBoosted } from "../boosted/fitBoosted";
import type { TrainingOptions } from "../data/readTraining";
import { fitLogistic } from "../logistic/fitLogistic";
import { crossValidate } from "./crossValidate";
import type { CrossValidateOptions, CrossValidation } from "./crossValidationTypes";
import { dataSufficiency } from "./dataSufficiency";
import { type LeakageReport, leakageReport } from "./leakageReport";
import { modelCard } from "./modelCard";
import type { ModelCardOptions } from "./modelCardOptions";
import { type PublishDecision, publishGate } from "./publishGate";
import { HISTORY_OPTIONS } from "./readHistory";
import type { DataSufficiency } from "./sufficiencyTypes";

/** Options of {@link developModel}. */
export interface DevelopModelOptions<Row> extends TrainingOptions<Row> {
  /** The fits to compare, by name: `{ logistic: fitLogistic, boosted: fitBoosted }` by default. */
  readonly candidates?: Readonly<Record<string, CrossValidateOptions<Row>["fit"]>>;
  /** Parts of the validation, 5 by default. */
  readonly folds?: number;
  /** Texts of the model card. */
  readonly card?: Pick<ModelCardOptions, "title" | "purpose" | "event" | "data" | "limits">;
}

/** One fit, and how it did on records that it had not seen. */
export interface Candidate {
  readonly name: string;
  /** Null where the records are too few for it. */
  readonly validation: CrossValidation | null;
  /** Why there is none, or null. */
  readonly problem: string | null;
}

/** What {@link developModel} returns. */
export interface DevelopedModel {
  /** The model of the chosen candidate, learned from all records. */
  readonly model: AdditiveModel;
  /** The name of the chosen candidate. */
  readonly chosen: string;
  /** `publish`: nothing speaks against it; `hold`: not all is sure; `refuse`: something is wrong. */
  readonly verdict: PublishDecision["verdict"];
  /** Why it is no `publish`, the gravest first. */
  readonly reasons: readonly string[];
  readonly sufficiency: DataSufficiency;
  readonly leakage: LeakageReport;
  /** In the order given. */
  readonly candidates: readonly Candidate[];
  /** What the publishing gate says of the scores out of fold; null where nothing could be validated. */
  readonly decision: PublishDecision | null;
  /** The model card, as Markdown. */
  readonly card: string;
}

const CALLER = "developModel";

/**
 * From records to a model with a verdict, in one call: whether the records are enough (`dataSufficiency`), whether a
 * feature knows the outcome (`leakageReport`), how each candidate does on records that it had not seen, by time where
 * records have dates (`crossValidate`), whether the best may be published (`publishGate`), and the model card
 * (`modelCard`). The best has the lowest mean log loss out of fold, or where no candidate has probabilities the highest
 * ROC AUC. A feature that seems to know the outcome makes the verdict `refuse`; insufficient data make it `hold` at best. The
 * time is that of the candidates, each fitted once per fold, and the chosen one once more.
 *
 * @param rows - the records
 * @param options - as for a fit: `features`, `outcome`, `asOf`, `weight`; `candidates`, `folds`, `card`
 * @returns the model, the verdict with its reasons, and every report on the way
 * @throws SalienceError as the fits do, `invalid_argument`
 *
 * @example
 * ```ts
 * import { developModel, featureSet, fitLogistic, numeric } from "salience";
 * interface Lead { created: Date; visits: number; won: boolean }
 * const leads = Array.from({ length: 400 }, (_, i): Lead => ({
 *   created: new Date(Date.UTC(2025, 0, 1 + i)),
 *   visits: i % 8,
 *   won: (i * 5) % 11 < i % 8,
 * }));
 * const features = featureSet<Lead>()({ visits: numeric("visits") });
 * const options = { features, outcome: (lead: Lead) => lead.won, asOf: (lead: Lead) => lead.created };
 * const { chosen, verdict, sufficiency } = developModel(leads, { ...options, candidates: { logistic: fitLogistic } });
 * [chosen, sufficiency.verdict]; // => ["logistic", "sufficient"]
 * ["publish", "hold", "refuse"].includes(verdict); // => true
 * ```
 */
export function developModel<Row>(rows: readonly Row[], options: DevelopModelOptions<Row>): DevelopedModel {
  checkOptions(CALLER, "options", options, [...HISTORY_OPTIONS, "candidates", "folds", "card"]);
  if (!Array.isArray(rows)) reject(CALLER, "rows to be an array of records", rows);
  const {
    candidates: given = { logistic: fitLogistic, boosted: fitBoosted },
    folds,
    card = {},
    ...training
  } = options;
  const fits = Object.entries(given) as [string, CrossValidateOptions<Row>["fit"]][];
  if (fits.length === 0) reject(CALLER, "at least one candidate", given);
  const sufficiency = dataSufficiency(rows, training);
  const leakage = leakageReport(rows, training);
  const candidates = fits.map(([name, fit]): Candidate => {
    try {
      const options = { ...training, fit, ...(folds !== undefined && { folds }) };
      return { name, validation: crossValidate(rows, options), problem: null };
    } catch (error) {
      if (!(error instanceof SalienceError && error.code === "invalid_data")) throw error;
      return { name, validation: null, problem: error.message };
    }
  });
  const best = bestOf(candidates);
  const [, learn] = fits.find(([name]) => name === best.name) as (typeof fits)[number];
  const { model } = learn(rows, training);
  const { validation } = best;
  const decision = validation === null ? null : decide(rows, options, validation);
  const judged = judge(sufficiency, leakage, best, decision);
  const reports = { sufficiency, leakage, ...(validation && { validation }), ...(decision && { decision }) };
  return {
    model,
    chosen: best.name,
    ...judged,
    ...{ sufficiency, leakage, candidates, decision },
    card: modelCard(model, { ...card, ...reports }),
  };
}

/** The candidate of the lowest log loss, else of the highest ROC AUC, else the first. */
function bestOf(candidates: readonly Candidate[]): Candidate {
  const loss = ({ validation }: Candidate) => validation?.run.pooled.logLoss?.value ?? Number.NaN;
  const area = ({ validation }: Candidate) => validation?.run.pooled.rocAuc.value ?? Number.NaN;
  return candidates.reduce((best, one) => {
    if (Number.isFinite(loss(best)) || Number.isFinite(loss(one)))
      return loss(one) < loss(best) || !Number.isFinite(loss(best)) ? one : best;
    return area(one) > area(best) || Number.isNaN(area(best)) ? one : best;
  });
}

function decide<Row>(
  rows: readonly Row[],
  { outcome, weight }: TrainingOptions<Row>,
  { run }: CrossValidation,
): PublishDecision {
  const { scores, probabilities } = run;
  const isScored = (i: number) => !Number.isNaN(scores[i]);
  const outcomes = rows.map((row, i) => {
    const known = isScored(i) ? readOutcome(outcome(row)) : null;
    return typeof known === "string" ? null : known;
  });
  const weights = weight && rows.map((row, i) => (isScored(i) ? weight(row) : 0));
  return publishGate({ outcomes, scores, probabilities, ...(weights && { weights }) });
}

function judge(
  sufficiency: DataSufficiency,
  leakage: LeakageReport,
  { problem }: Candidate,
  decision: PublishDecision | null,
): Pick<DevelopedModel, "verdict" | "reasons"> {
  const isLeaking = leakage.suspects.length > 0;
  const isShort = sufficiency.verdict === "insufficient";
  const reasons = [
    ...(isLeaking ? [leakage.summary] : []),
    ...(isShort ? sufficiency.next : []),
    ...(problem === null ? [] : [problem]),
    ...(decision?.reasons ?? []),
  ];
  const verdict = decision?.verdict ?? "refuse";
  if (isLeaking) return { verdict: "refuse", reasons };
  return { verdict: isShort && verdict === "publish" ? "hold" : verdict, reasons };
}
