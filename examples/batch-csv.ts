/**
 * A CSV file of any size, scored as it is read, in constant memory: scores into one file, and beside it the records
 * that could not be scored, with their position and the reason.
 *
 *     npx tsx examples/batch-csv.ts [leads.csv]
 */
import { createReadStream, createWriteStream, writeFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { SCORE_STATUSES } from "salience";
import { type BatchProgress, scoreStream } from "salience/batch";
import { type BatchLead, batchScorer, FIELDS, madeUpLeads, TODAY } from "./batchLeads";
import { type BatchFiles, withBatchFiles } from "./support/batchFiles";
import { csvLine } from "./support/csv";
import { count, number } from "./support/format";
import { heading, paragraph } from "./support/print";
import { createProgress } from "./support/progress";
import { run } from "./support/run";
import { UserError } from "./support/userError";

const COLUMNS = ["id", ...FIELDS] as const;

async function scoreCsv({ input, scores, rejected }: BatchFiles): Promise<void> {
  const scorer = batchScorer();
  const bytes = (await stat(input)).size;
  const source = createReadStream(input);
  const problems = createWriteStream(rejected);
  problems.write(csvLine(["record", "feature", "reason"]));
  const progress = createProgress();
  let last: BatchProgress | undefined;

  /** The scores as lines of text: what the pipeline asks for is what is read and scored. */
  async function* lines(leads: AsyncIterable<BatchLead>): AsyncGenerator<string> {
    yield csvLine(["id", "status", "score"]);
    const chunks = scoreStream(scorer, leads, {
      asOf: TODAY,
      onRejected: ({ index, feature, reason }) => problems.write(csvLine([index + 1, feature, reason])),
      onProgress(counts) {
        last = counts;
        progress.update(source.bytesRead / bytes, "scoring");
      },
    });
    for await (const { records, scores } of chunks) {
      yield records
        .map(({ id }, i) => {
          const score = scores.score[i] as number;
          const status = SCORE_STATUSES[scores.status[i] as number] as string;
          return csvLine([id, status, Number.isNaN(score) ? null : score]);
        })
        .join("");
    }
  }

  try {
    await pipeline(source, parse({ bom: true, columns: checkHeader }), lines, createWriteStream(scores));
  } finally {
    progress.stop();
    await new Promise((resolve) => problems.end(resolve));
  }
  if (last === undefined) return paragraph("The file has no records.");
  paragraph(
    `${count(last.read, "record")}: ${count(last.scored, "score")}, ${number(last.disqualified)} disqualified, ${number(last.insufficientData)} with too little to go by, ${number(last.rejected)} rejected.`,
  );
}

function checkHeader(header: string[]): string[] {
  const missing = COLUMNS.find((name) => !header.includes(name));
  if (missing !== undefined) throw new UserError(`the file has no column ${missing}`);
  return header;
}

function makeCsv(path: string): void {
  const leads = Array.from(madeUpLeads(20_000), (lead) =>
    csvLine(
      COLUMNS.map((name) => (name === "optedOut" ? (lead.optedOut ? "yes" : "no") : (lead[name] as string))),
    ),
  );
  writeFileSync(path, csvLine(COLUMNS) + leads.join(""));
}

run(async () => {
  heading("A CSV file, scored as it is read");
  await withBatchFiles(process.argv[2], ".csv", makeCsv, scoreCsv);
});
