import type { Scorer } from "../models/index";
import { openChunks } from "./openChunks";
import type { RecordSource } from "./recordSource";
import type { ScoredChunk, StreamOptions } from "./streamTypes";

/**
 * Scores a stream of records in chunks. The scores have the same bits as those of `scorer.scoreAll` over all records,
 * whatever the chunk size; the memory that is needed depends on the chunk size and not on the length of the stream.
 *
 * A chunk is read when it is asked for and not before, so a slow consumer slows the source down; between two chunks,
 * other work of the process gets its turn. Leaving the loop closes the source (`return`, `destroy` or `cancel`), and
 * so does an error or the signal. Where the source fails, its error is thrown: the chunks before were handed out, and
 * the records that had been read for the next one are not scored. O(terms) a record.
 *
 * @param scorer - a scorer of `createScorer`, or one with its interface
 * @param source - an array, iterable, async iterable, Node `Readable` in object mode, or Web `ReadableStream`
 * @param options - `asOf`, `chunkSize`, `signal`, `onProgress`, `onRejected`
 * @returns an async iterable of chunks; `Readable.from` makes a Node stream of it
 * @throws SalienceError `invalid_argument`, `missing_as_of`, at once. The iteration throws what the source or a
 * callback throws, or the reason of the signal
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, numeric, pointsModel } from "salience";
 * import { type RejectedStreamRecord, scoreStream } from "salience/batch";
 * interface Lead {
 *   readonly visits: number;
 * }
 * const features = featureSet<Lead>()({ visits: numeric("visits") });
 * const rules = [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }];
 * const scorer = createScorer(pointsModel({ features, rules }), features);
 * async function* leads() {
 *   yield { visits: 5 };
 *   yield { visits: "many" as never };
 *   yield { visits: 1 };
 * }
 * const rejected: RejectedStreamRecord<Lead>[] = [];
 * const found: [position: number, score: number][] = [];
 * const chunks = scoreStream(scorer, leads(), { onRejected: (record) => rejected.push(record) });
 * for await (const { offset, scores } of chunks) {
 *   scores.score.forEach((score, i) => found.push([offset + i, score]));
 * }
 * found; // => [[0, 10], [1, NaN], [2, 0]]
 * rejected.map(({ index, feature }) => `record ${index}: ${feature}`); // => ["record 1: visits"]
 * ```
 */
export function scoreStream<Row>(
  scorer: Scorer<Row>,
  source: RecordSource<NoInfer<Row>>,
  options: StreamOptions<NoInfer<Row>> = {},
): AsyncIterableIterator<ScoredChunk<Row>> {
  return openChunks("scoreStream", scorer, source, options);
}
