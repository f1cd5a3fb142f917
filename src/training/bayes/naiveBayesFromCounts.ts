import { checkNumber, checkOneOf, checkOptions, reject } from "../../core/checks";
import { sum } from "../../core/numeric";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { summarizeFeature } from "../../models/summarizeFeature";
import type { AdditiveModel, LevelsTerm, StepTerm } from "../../models/types";
import { type EventCounts, type FeatureCounts, total } from "../counts/counts";
import { checkCounts } from "../counts/countsCheck";
import { buildModel } from "../data/buildModel";
import { checkFloors } from "../data/checkFloors";
import { readCuts } from "../data/plainValues";
import { countsReference } from "./countsReference";
import { type LikelihoodRatios, likelihoodRatios, stageEvidence } from "./naiveBayesEvidence";

/** How a naive Bayes model is made from counts. */
export interface NaiveBayesOptions {
  /**
   * What is added to the events and to the non-events of every bin (a Dirichlet prior): a number ≥ 0, 0.1 by
   * default, as in Odoo; 1 is Laplace's and scikit-learn's.
   */
  readonly smoothing?: number;
  /**
   * Missing values are a bin like any other (`evidence`, the default), or say nothing (`ignored`, Odoo's way).
   */
  readonly missing?: "evidence" | "ignored";
  /** Ordinal features that are stages of a pipeline: having reached a stage is the evidence. */
  readonly stages?: readonly string[];
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}

/** The names of {@link NaiveBayesOptions}. */
export const NAIVE_BAYES_OPTIONS = ["smoothing", "missing", "stages", "coverageFloor", "lowConfidenceBelow"];

/**
 * The naive Bayes model of counts: every feature adds what its bin says about the event, as if the features had
 * nothing to do with each other.
 *
 *     margin = ln(E / N) + Σ ln P(bin_j | event) − ln P(bin_j | non-event)
 *     P(bin | event) = (e + a) / (Σ e + a·K)
 *
 * with E events and N non-events in all, e the events of a bin, a the smoothing and K the number of bins of the
 * feature that hold records. A level that was not counted, and a bin without records, say nothing: 0. A stage k of
 * a pipeline says ln((N₁ + a) / (N_k + a)), with N_k the non-events that reached it: an event has passed every stage,
 * a non-event its own stage and those before, so every stage passed adds evidence; a missing stage says nothing.
 * The stages are those at the end of the record, not at an instant before.
 *
 * **It ranks, it does not price.** Evidence that two features share is counted twice, so the margin is too far from
 * 0 wherever features depend on each other, and is no probability: the link is `identity`, the score is the margin in
 * log-odds, and `probability` is null until a calibration is put on. O(bins).
 *
 * @param counts - events and non-events per bin
 * @param options - `features`, and `smoothing`, `missing`, `stages`
 * @returns the sealed model: a step per number, flag or ordinal feature, levels per category. A feature with one
 * bin is left out. Explanations compare with the counted records; a number has no distribution there, which
 * `withReference` adds
 * @throws SalienceError `invalid_data` for counts without events or without non-events, or where smoothing is 0 and
 * a bin has one class only; `invalid_configuration` for a feature that is missing or of another kind;
 * `invalid_argument`
 *
 * Source: P. Domingos and M. Pazzani, On the Optimality of the Simple Bayesian Classifier under Zero-One Loss,
 * Machine Learning 29 (1997), on why it ranks well all the same; Odoo, predictive lead scoring (addons/crm), for stages.
 *
 * @example
 * ```ts
 * import { categorical, countsFromRecords, createScorer, featureSet, naiveBayesFromCounts } from "salience";
 * interface Lead { source: string; won: boolean }
 * const features = featureSet<Lead>()({ source: categorical("source") });
 * const leads = ["fair", "fair", "web", "web", "web", "web"].map((source, i) => ({ source, won: i % 2 === 0 && i < 3 }));
 * const { counts } = countsFromRecords(leads, { features, outcome: (lead) => lead.won });
 * const model = naiveBayesFromCounts(counts, { features, smoothing: 1 });
 * model.intercept; // ≈ -0.693147180559945
 * const result = createScorer(model, features).score({ source: "fair", won: false });
 * result.status === "scored" && [result.score, result.probability]; // ≈ [-0.287682072451781, null]
 * ```
 */
export function naiveBayesFromCounts<Row>(
  counts: EventCounts,
  options: NaiveBayesOptions & { readonly features: FeatureSet<Row> },
): AdditiveModel {
  checkOptions("naiveBayesFromCounts", "options", options, ["features", ...NAIVE_BAYES_OPTIONS]);
  checkCounts("naiveBayesFromCounts", counts);
  return naiveBayesModel("naiveBayesFromCounts", counts, options.features, options);
}

/** {@link naiveBayesFromCounts} for counts and names of options that are checked already. */
export function naiveBayesModel<Row>(
  caller: string,
  counts: EventCounts,
  features: FeatureSet<Row>,
  options: NaiveBayesOptions,
): AdditiveModel {
  const { smoothing = 0.1, missing = "evidence", stages = [] } = options;
  checkNumber(caller, "smoothing", smoothing, 0);
  checkOneOf(caller, "missing", missing, ["evidence", "ignored"]);
  const floors = checkFloors(caller, options);
  checkFeatures(caller, counts, features, stages);
  const { events, nonEvents } = counts;
  if (events === 0) reject(caller, "at least one event", events, "invalid_data");
  if (nonEvents === 0) reject(caller, "at least one non-event", nonEvents, "invalid_data");
  const used = counts.features.filter((feature) => filledBins(feature) > 1);
  const terms = used.map((feature) => {
    const evidence = stages.includes(feature.name)
      ? stageEvidence(caller, feature, { smoothing })
      : likelihoodRatios(caller, feature, { smoothing, missing });
    const { label, transform } = features.features[feature.name] as Feature<Row>;
    const cuts = feature.cuts && readCuts(transform, feature.cuts);
    return evidenceTerm({ ...feature, cuts }, label ?? feature.name, evidence, events + nonEvents);
  });
  const { from, to } = counts;
  return buildModel(
    caller,
    { method: "naive Bayes", rows: events + nonEvents, events, from, to },
    {
      link: "identity",
      intercept: Math.log(events / nonEvents),
      terms,
      calibration: null,
      features: used.map((feature) => ({
        ...summarizeFeature(feature.name, features.features[feature.name] as Feature<Row>),
        reference: countsReference(feature),
      })),
      ...floors,
    },
  );
}

/** How many bins of a feature hold records, missing values included. */
export function filledBins({ bins, missing }: FeatureCounts): number {
  return [...bins, missing].filter((bin) => total(bin) > 0).length;
}

function checkFeatures<Row>(
  caller: string,
  counts: EventCounts,
  features: FeatureSet<Row>,
  stages: readonly string[],
): void {
  checkFeatureSet(caller, features);
  for (const { name, type, levels } of counts.features) {
    const kind = (of: string | undefined, ranks: readonly string[] | null | undefined) =>
      of === "ordinal" ? `ordinal ${ranks?.join(", ")}` : of;
    const feature = Object.hasOwn(features.features, name) ? features.features[name] : undefined;
    const got = kind(feature?.type, feature?.levels);
    if (got !== kind(type, levels)) {
      reject(caller, `feature "${name}" of kind ${kind(type, levels)}`, got, "invalid_configuration");
    }
  }
  if (!Array.isArray(stages)) reject(caller, "stages to be a list of ordinal features", stages);
  const ordinals = counts.features.filter(({ type }) => type === "ordinal").map(({ name }) => name);
  const unknown = stages.find((name) => !ordinals.includes(name));
  if (unknown !== undefined) {
    reject(caller, "stages that are ordinal features", unknown, "invalid_configuration");
  }
}

function evidenceTerm(
  feature: FeatureCounts,
  label: string,
  { bins: contributions, missing }: LikelihoodRatios,
  rows: number,
): LevelsTerm | StepTerm {
  const parts = [...feature.bins, feature.missing];
  const products = [...contributions, missing].map(
    (value, i) => value * total(parts[i] as (typeof parts)[0]),
  );
  const shared = {
    id: feature.name,
    label,
    group: null,
    reference: sum(products) / rows,
    feature: feature.name,
  };
  const { cuts, levels } = feature;
  return cuts === null
    ? { kind: "levels", ...shared, levels: levels ?? [], contributions, missing, unseen: 0 }
    : { kind: "step", ...shared, cuts, contributions, missing };
}
