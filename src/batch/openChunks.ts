import { checkAsOf } from "../features/readRows";
import type { Scorer, ScoreTable } from "../models/index";
import { checkBatch } from "./checkBatch";
import { closable } from "./closable";
import { type Interruption, interruptible } from "./interruption";
import { nextTurn } from "./nextTurn";
import { progressCounter } from "./progress";
import { type OpenSource, openSource, type RecordSource } from "./recordSource";
import type { ScoredChunk, StreamOptions } from "./streamTypes";

const DEFAULT_CHUNK_SIZE = 4096;

/** {@link scoreStream} for a public function of another name. */
export function openChunks<Row>(
  caller: string,
  scorer: Scorer<Row>,
  source: RecordSource<Row>,
  options: StreamOptions<Row>,
): AsyncIterableIterator<ScoredChunk<Row>> {
  const callbacks = ["onProgress", "onRejected"];
  checkBatch(caller, scorer, options, callbacks, callbacks);
  checkAsOf(caller, scorer.features, options.asOf); // a missing instant is noticed before the first record
  const opened = openSource(caller, source);
  return closable(scoreChunks(scorer, opened, { ...options }), (isWaiting) => opened.close(isWaiting));
}

async function* scoreChunks<Row>(
  scorer: Scorer<Row>,
  source: OpenSource<Row>,
  { asOf, chunkSize = DEFAULT_CHUNK_SIZE, signal, onProgress, onRejected }: StreamOptions<Row>,
): AsyncGenerator<ScoredChunk<Row>, undefined> {
  const count = progressCounter(onProgress);
  let offset = 0;
  const interruption = interruptible(signal, () => void source.close(true));
  try {
    for (;;) {
      await interruption.wait(nextTurn());
      signal?.throwIfAborted();
      const records = await readChunk(source, chunkSize, interruption);
      if (records.length === 0) return;
      const scores = scorer.scoreAll(records, { asOf });
      if (onRejected !== undefined) await tellRejected(onRejected, records, scores, offset);
      await count(scores.status);
      signal?.throwIfAborted();
      yield { offset, records, scores };
      if (records.length < chunkSize) return;
      offset += records.length;
    }
  } catch (error) {
    await source.close(false).catch(() => {}); // what went wrong first is what is told
    throw error;
  } finally {
    interruption.dispose();
    await source.close(false);
  }
}

async function readChunk<Row>(
  source: OpenSource<Row>,
  size: number,
  interruption: Interruption,
): Promise<Row[]> {
  const records: Row[] = [];
  while (records.length < size) {
    const next = source.next();
    const step = next instanceof Promise ? await interruption.wait(next) : next;
    if (step.done === true) break;
    records.push(step.value as Row);
  }
  return records;
}

async function tellRejected<Row>(
  onRejected: NonNullable<StreamOptions<Row>["onRejected"]>,
  records: readonly Row[],
  scores: ScoreTable,
  offset: number,
): Promise<void> {
  for (const { index, feature, reason } of scores.rejected) {
    await onRejected({ index: offset + index, feature, reason, record: records[index] as Row });
  }
}
