import type { AsOf } from "../features/index";
import type { ScoreResult, Scorer, ScoreTable } from "../models/index";
import { closable } from "./closable";
import { openChunks } from "./openChunks";
import type { RecordSource } from "./recordSource";
import type { ScoredChunk, StreamOptions } from "./streamTypes";

/** A record of a stream and its result. */
export interface ScoredRecord<Row> {
  /** Position in the stream, from 0. */
  readonly index: number;
  /** The record as it came. */
  readonly record: Row;
  /** What `scorer.score` gives for it. */
  readonly result: ScoreResult;
}

/**
 * Scores a stream of records and hands them out one by one, rejected ones included: {@link scoreStream} for those who
 * want objects rather than columns. It costs about half a microsecond more a record. O(terms) a record.
 *
 * @param scorer - a scorer of `createScorer`, or one with its interface
 * @param source - an array, iterable, async iterable, Node `Readable` in object mode, or Web `ReadableStream`
 * @param options - `asOf`, `chunkSize`, `signal`, `onProgress`, `onRejected`, as for `scoreStream`
 * @returns an async iterable of record and result, in the order of the source
 * @throws SalienceError `invalid_argument`, `missing_as_of`, at once. The iteration throws as that of `scoreStream`
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, numeric, pointsModel } from "salience";
 * import { scoreRecords } from "salience/batch";
 * const features = featureSet<{ visits: number | null }>()({ visits: numeric("visits") });
 * const rules = [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }];
 * const scorer = createScorer(pointsModel({ features, rules }), features);
 * const found: string[] = [];
 * for await (const { index, result } of scoreRecords(scorer, [{ visits: 5 }, { visits: null }])) {
 *   found.push(`${index}: ${result.status === "scored" ? result.score : result.status}`);
 * }
 * found; // => ["0: 10", "1: insufficient_data"]
 * ```
 */
export function scoreRecords<Row>(
  scorer: Scorer<Row>,
  source: RecordSource<NoInfer<Row>>,
  options: StreamOptions<NoInfer<Row>> = {},
): AsyncIterableIterator<ScoredRecord<Row>> {
  const chunks = openChunks("scoreRecords", scorer, source, options);
  return closable(oneByOne(scorer, chunks, options.asOf), () => chunks.return?.());
}

async function* oneByOne<Row>(
  scorer: Scorer<Row>,
  chunks: AsyncIterable<ScoredChunk<Row>>,
  asOf: AsOf<Row> | undefined,
): AsyncGenerator<ScoredRecord<Row>, undefined> {
  for await (const { offset, records, scores } of chunks) {
    for (let i = 0; i < records.length; i++) {
      const record = records[i] as Row;
      // the columns say all of a scored record only: for the others, the scorer is asked
      const result = scores.status[i] === 0 ? scoredAt(scores, i) : scorer.score(record, { asOf });
      yield { index: offset + i, record, result };
    }
  }
}

function scoredAt(scores: ScoreTable, i: number): ScoreResult {
  const probability = scores.probability[i] as number;
  return {
    status: "scored",
    score: scores.score[i] as number,
    probability: Number.isNaN(probability) ? null : probability,
    margin: scores.margin[i] as number,
    coverage: scores.coverage[i] as number,
    lowConfidence: scores.lowConfidence[i] === 1,
  };
}
