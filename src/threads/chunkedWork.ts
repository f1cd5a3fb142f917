import { setImmediate } from "node:timers/promises";
import type { BatchSignal } from "../batch/checkBatch";
import { type OnProgress, progressCounter } from "../batch/progress";
import type { Column, Table } from "../core/columns";
import { absentFields } from "../features/absentFields";
import {
  type AsOf,
  type ColumnInput,
  type FeatureSet,
  type RejectedRecord,
  readColumns,
  readTable,
} from "../features/index";
import { checkAsOf } from "../features/readRows";
import { checkTable } from "../models/checkTable";
import type { AdditiveModel, Scorer, ScoreTable } from "../models/index";
import type { LanePool } from "./createWorkerPool";
import { copyScoreColumns, makeScoreColumns, type ScoreColumns } from "./messages";

/** Rows to score in chunks, and the place where the scores are put together. */
export interface ChunkedWork {
  readonly model: AdditiveModel;
  readonly rowCount: number;
  readonly chunkSize: number;
  /** What is left to do, shared by all lanes: the first row and the one after the last. */
  readonly chunks: Generator<readonly [from: number, to: number]>;
  /** The columns of some rows. */
  readonly read: (from: number, to: number) => ReadChunk;
  readonly scores: ScoreColumns;
  readonly rejected: RejectedRecord[];
  readonly warnings: ScoreTable["warnings"];
  readonly count: (status: Uint8Array) => Promise<void>;
  readonly signal: BatchSignal | undefined;
}

interface ReadChunk {
  readonly table: Table;
  /** Their index is the position in the table. */
  readonly rejected: readonly RejectedRecord[];
}

interface WorkOptions<Row> {
  readonly asOf?: AsOf<Row> | undefined;
  readonly chunkSize: number;
  readonly signal?: BatchSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

const OWN_MEMORY = {
  floats: (length: number) => new Float64Array(length),
  integers: (length: number) => new Int32Array(length),
  bytes: (length: number) => new Uint8Array(length),
};

const REJECTED = 3; // in SCORE_STATUSES

/**
 * Divides what is to be scored into chunks. Records are read chunk by chunk, columns at once: that copies no numbers.
 *
 * @param caller - name of the calling function
 * @param scorer - the scorer
 * @param input - records, a table of features, or columns of fields
 * @param options - how to divide and whom to tell
 * @returns the work, of which nothing is done yet
 * @throws SalienceError `invalid_argument` that names the column
 */
export function chunkedWork<Row>(
  caller: string,
  scorer: Scorer<Row>,
  input: readonly Row[] | Table | ColumnInput,
  { asOf, chunkSize, signal, onProgress }: WorkOptions<Row>,
): ChunkedWork {
  const { model, features } = scorer;
  if (!isTable(input)) checkAsOf(caller, features, asOf); // noticed before the first thread is started
  const { rowCount, read } = isRecords(input)
    ? recordRows(input, features, asOf)
    : isTable(input)
      ? tableRows(caller, model, { table: input, rejected: [] })
      : tableRows(caller, model, readColumns(input, features, { asOf }));
  return {
    model,
    rowCount,
    chunkSize,
    chunks: ranges(rowCount, chunkSize),
    read,
    scores: makeScoreColumns(rowCount, OWN_MEMORY),
    rejected: [],
    warnings: isRecords(input) ? absentFields(features, input) : [],
    count: progressCounter(onProgress),
    signal,
  };
}

function recordRows<Row>(rows: readonly Row[], features: FeatureSet<Row>, asOf: AsOf<Row> | undefined) {
  const read = (from: number, to: number): ReadChunk => readTable(rows.slice(from, to), features, { asOf });
  return { rowCount: rows.length, read };
}

function tableRows(caller: string, model: AdditiveModel, { table, rejected }: ReadChunk) {
  const { rowCount } = checkTable(caller, model, table);
  const read = (from: number, to: number): ReadChunk => ({
    table: rowsOf(table, from, to),
    rejected: rejected
      .filter(({ index }) => index >= from && index < to)
      .map((record) => ({ ...record, index: record.index - from })),
  });
  return { rowCount, read };
}

/**
 * Takes one chunk after the other, until none is left. Where one fails, the generator of the chunks ends, and with it
 * the other lanes.
 */
export async function runLane(work: ChunkedWork, pool: LanePool): Promise<void> {
  for (const [from, to] of work.chunks) {
    await setImmediate(); // other work of the process gets its turn
    const lane = await pool.take();
    try {
      work.signal?.throwIfAborted();
      const { table, rejected } = work.read(from, to);
      copyScoreColumns(await lane.score(work, table), work.scores, from);
      for (const record of rejected) markRejected(work, record, from);
    } finally {
      pool.give(lane);
    }
    work.signal?.throwIfAborted();
    await work.count(work.scores.status.subarray(from, to));
  }
}

function isRecords<Row>(input: readonly Row[] | object): input is readonly Row[] {
  return Array.isArray(input);
}

function isTable(input: object): input is Table {
  const { rowCount, columns } = (input ?? {}) as Partial<Table>;
  return typeof rowCount === "number" && typeof columns === "object";
}

function* ranges(rowCount: number, size: number): Generator<readonly [from: number, to: number]> {
  for (let from = 0; from < rowCount; from += size) yield [from, Math.min(from + size, rowCount)];
}

function rowsOf({ columns }: Table, from: number, to: number): Table {
  const part = (column: Column): Column =>
    column.type === "number"
      ? { type: "number", values: column.values.subarray(from, to) }
      : { type: "category", codes: column.codes.subarray(from, to), levels: column.levels };
  const parts = Object.entries(columns).map(([name, column]) => [name, part(column)] as const);
  return { rowCount: to - from, columns: Object.fromEntries(parts) };
}

/** The threads see a rejected record as one without any value. */
function markRejected({ scores, rejected }: ChunkedWork, record: RejectedRecord, from: number): void {
  const index = from + record.index;
  rejected.push({ ...record, index });
  scores.status[index] = REJECTED;
  scores.gate[index] = -1;
  scores.coverage[index] = 0;
  scores.lowConfidence[index] = 0;
  for (const column of [scores.score, scores.probability, scores.margin]) column[index] = Number.NaN;
}
