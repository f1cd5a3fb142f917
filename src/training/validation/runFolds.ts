import type { FeatureSet } from "../../features/featureSet";
import { createScorer } from "../../models/createScorer";
import { selectRows } from "../data/selectRows";
import type {
  CrossValidateOptions,
  ValidationFold,
  ValidationRun,
  ValidationScheme,
} from "./crossValidationTypes";
import type { Fold } from "./folds";
import { performanceOf } from "./performance";
import type { History } from "./readHistory";

/**
 * Learns and scores fold by fold.
 *
 * @param rows - the records
 * @param history - those with an outcome, as columns
 * @param folds - the division
 * @param options - what to learn, and how
 * @returns measures and scores
 */
export function runFolds<Row>(
  rows: readonly Row[],
  history: History,
  folds: readonly Fold[],
  options: CrossValidateOptions<Row> & { readonly scheme: ValidationScheme; readonly confidence: number },
): ValidationRun {
  const { scheme, confidence } = options;
  const scores = new Float64Array(rows.length).fill(Number.NaN);
  const probabilities = new Float64Array(rows.length).fill(Number.NaN);
  const fold = new Int32Array(rows.length).fill(-1);
  const done: ValidationFold[] = [];
  const skipped: { records: number; reason: string }[] = [];
  const tested: number[] = [];
  for (const { train, test } of folds) {
    const problem = problemOf(history.outcomes, train);
    if (problem !== null) {
      skipped.push({ records: test.length, reason: problem });
      continue;
    }
    const learned = options.fit(
      train.map((i) => rows[history.positions[i] as number] as Row),
      fitOptions(options),
    );
    const scored = createScorer(learned.model, options.features as FeatureSet<Row>).scoreAll(
      selectRows(history.table, test),
    );
    test.forEach((i, k) => {
      const position = history.positions[i] as number;
      scores[position] = scored.score[k] as number;
      probabilities[position] = scored.probability[k] as number;
      fold[position] = done.length;
    });
    tested.push(...test);
    done.push(foldResult(history, { train, test }, scores, probabilities, confidence));
  }
  const pooled = performanceOf(scoredPlaces(history, tested, scores, probabilities), confidence);
  return { scheme, folds: done, pooled, scores, probabilities, fold, skipped };
}

/** What every fit takes, without what was not given: some fits refuse options that they do not know. */
function fitOptions<Row>({ features, outcome, asOf, weight }: CrossValidateOptions<Row>) {
  return { features, outcome, ...(asOf !== undefined && { asOf }), ...(weight !== undefined && { weight }) };
}

function problemOf(outcomes: Uint8Array, train: readonly number[]): string | null {
  const events = countEvents(outcomes, train);
  if (train.length === 0) return "no records to learn from before it";
  if (events > 0 && events < train.length) return null;
  return `${train.length} ${events === 0 ? "non-events" : "events"} only to learn from`;
}

function countEvents(outcomes: Uint8Array, places: readonly number[]): number {
  return places.reduce((count, i) => count + (outcomes[i] as number), 0);
}

function foldResult(
  history: History,
  { train, test }: Fold,
  scores: Float64Array,
  probabilities: Float64Array,
  confidence: number,
): ValidationFold {
  const scored = scoredPlaces(history, test, scores, probabilities);
  const times = history.isDated ? test.map((i) => history.instants[i] as number) : [];
  const iso = (pick: (a: number, b: number) => number) =>
    times.length === 0 ? null : new Date(times.reduce((a, b) => pick(a, b))).toISOString();
  return {
    ...performanceOf(scored, confidence),
    trainRecords: train.length,
    trainEvents: countEvents(history.outcomes, train),
    unscored: test.length - scored.outcomes.length,
    from: iso(Math.min),
    to: iso(Math.max),
  };
}

/** The columns of those records among some places that have a score. */
function scoredPlaces(
  { positions, outcomes, weights }: History,
  places: readonly number[],
  scores: Float64Array,
  probabilities: Float64Array,
) {
  const scored = places.filter((i) => !Number.isNaN(scores[positions[i] as number]));
  return {
    outcomes: Uint8Array.from(scored, (i) => outcomes[i] as number),
    weights: Float64Array.from(scored, (i) => weights[i] as number),
    scores: Float64Array.from(scored, (i) => scores[positions[i] as number] as number),
    probabilities: Float64Array.from(scored, (i) => probabilities[positions[i] as number] as number),
  };
}
