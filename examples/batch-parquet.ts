/**
 * A Parquet file, scored as columns, one row group at a time, in worker threads: the scores into a Parquet file, and
 * beside it the rows that could not be scored, with their position and the reason.
 *
 *     npx tsx examples/batch-parquet.ts [leads.parquet]
 */
import { writeFile } from "node:fs/promises";
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";
import { fileWriter, ParquetWriter, parquetWriteFile } from "hyparquet-writer";
import { type RejectedRecord, SCORE_STATUSES } from "salience";
import { createWorkerPool, scoreInWorkers } from "salience/threads";
import { batchScorer, FIELDS, madeUpLeads, TODAY } from "./batchLeads";
import { type BatchFiles, withBatchFiles } from "./support/batchFiles";
import { csvLine } from "./support/csv";
import { count, number } from "./support/format";
import { heading, paragraph } from "./support/print";
import { createProgress } from "./support/progress";
import { run } from "./support/run";

const SCHEMA: ConstructorParameters<typeof ParquetWriter>[0]["schema"] = [
  { name: "root", num_children: 3 },
  { name: "row", type: "INT32", repetition_type: "REQUIRED" },
  { name: "status", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
  { name: "score", type: "DOUBLE", repetition_type: "OPTIONAL" },
];

async function scoreParquet({ input, scores, rejected }: BatchFiles): Promise<void> {
  const scorer = batchScorer();
  const file = await asyncBufferFromFile(input);
  const metadata = await parquetMetadataAsync(file);
  const writer = new ParquetWriter({ writer: fileWriter(scores), schema: SCHEMA });
  const problems: RejectedRecord[] = [];
  const pool = createWorkerPool({ threads: 2 });
  const progress = createProgress();
  let row = 0;
  try {
    for (const group of metadata.row_groups) {
      const rowEnd = row + Number(group.num_rows);
      const columns: Record<string, ArrayLike<unknown>> = {};
      await parquetRead({
        ...{ file, metadata, columns: [...FIELDS], rowStart: row, rowEnd },
        onChunk({ columnName, columnData }) {
          columns[columnName] = columnData;
        },
      });
      const { status, score, ...rest } = await scoreInWorkers(scorer, columns, { pool, asOf: TODAY });
      for (const record of rest.rejected) problems.push({ ...record, index: row + record.index });
      await writer.write({
        columnData: [
          { name: "row", data: Int32Array.from(status, (_, i) => row + i) },
          { name: "status", data: Array.from(status, (code) => SCORE_STATUSES[code] as string) },
          { name: "score", data: Array.from(score, (value) => (Number.isNaN(value) ? null : value)) },
        ],
      });
      row = rowEnd;
      progress.update(row / Number(metadata.num_rows), "scoring");
    }
    await writer.finish();
  } finally {
    progress.stop();
    await pool.close();
  }
  const lines = problems.map(({ index, feature, reason }) => csvLine([index + 1, feature, reason]));
  await writeFile(rejected, csvLine(["row", "feature", "reason"]) + lines.join(""));
  const groups = count(metadata.row_groups.length, "row group");
  paragraph(`${count(row, "row")} in ${groups}, ${number(problems.length)} rejected.`);
}

function makeParquet(filename: string): void {
  const leads = [...madeUpLeads(20_000)];
  const types = {
    employees: "INT32",
    visits: "INT32",
    source: "STRING",
    lastTouch: "STRING",
    optedOut: "BOOLEAN",
  } as const;
  parquetWriteFile({
    filename,
    rowGroupSize: 5000,
    columnData: FIELDS.map((name) => ({ name, type: types[name], data: leads.map((lead) => lead[name]) })),
  });
}

run(async () => {
  heading("A Parquet file, scored as columns");
  await withBatchFiles(process.argv[2], ".parquet", makeParquet, scoreParquet);
});
