import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { parquetWriteFile } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchScorer, FIELDS, madeUpLeads, TODAY } from "../../examples/batchLeads";
import { csvLine } from "../../examples/support/csv";
import { SCORE_STATUSES } from "../../src/index";
import { type Run, runExample } from "../examples/runExample";

const leads = [...madeUpLeads(3000)];
const expected = batchScorer().scoreAll(leads, { asOf: TODAY });
const numberOrNull = (value: number) => (Number.isNaN(value) ? null : value);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "salience-batch-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function checkOutput({ code, output }: Run): void {
  expect(code).toBe(0);
  expect(output).not.toMatch(/undefined|NaN|Infinity|\[object/);
  expect(output.split("\n").filter((line) => line.length > 100)).toEqual([]);
}

/** A CSV file of the leads; `change` may spoil a line. */
function csvFile(name: string, change: (line: string, i: number) => string = (line) => line): string {
  const path = join(folder, name);
  const lines = leads.map((lead) =>
    csvLine(
      ["id", ...FIELDS].map((key) => {
        const value = lead[key as keyof typeof lead];
        return typeof value === "boolean" ? (value ? "yes" : "no") : value;
      }),
    ),
  );
  writeFileSync(path, [csvLine(["id", ...FIELDS]), ...lines].map(change).join(""));
  return path;
}

describe("batch-csv", () => {
  it("without a path scores a file of its own, says what was rejected, and leaves nothing behind", () => {
    const usual = tmpdir();
    process.env.TMPDIR = mkdtempSync(join(folder, "own-"));
    const run = runExample("batch-csv");
    checkOutput(run);
    expect(run.output).toContain("20,000 records");
    expect(run.output).toContain(
      '1235,daysSilent,"expected a Date or ISO 8601 text, received ""last week"""',
    );
    expect(readdirSync(process.env.TMPDIR).filter((name) => name.startsWith("salience-"))).toEqual([]);
    process.env.TMPDIR = usual;
  });

  it("writes the scores of the records in order, and the rejected ones beside them", () => {
    checkOutput(runExample("batch-csv", csvFile("leads.csv")));
    const scores = parse(readFileSync(join(folder, "leads.scores.csv")), { columns: true });
    expect(scores).toEqual(
      leads.map(({ id }, i) => ({
        id,
        status: SCORE_STATUSES[expected.status[i] as number],
        score: `${numberOrNull(expected.score[i] as number) ?? ""}`,
      })),
    );
    const rejected = parse(readFileSync(join(folder, "leads.rejected.csv")), { columns: true });
    expect(rejected).toEqual(
      expected.rejected.map(({ index, feature, reason }) => ({ record: `${index + 1}`, feature, reason })),
    );
    expect(rejected).toHaveLength(1);
  });

  it("leaves no half of a file where the input breaks off in the middle", () => {
    const path = csvFile("broken.csv", (line, i) => (i === 2900 ? '"an open quote, and' : line));
    const { code, errors } = runExample("batch-csv", path);
    expect(code).toBe(1);
    expect(errors).toContain("Quote Not Closed");
    expect(readdirSync(folder).filter((name) => name.startsWith("broken"))).toEqual(["broken.csv"]);
  });

  it("says what is wrong with a path or a header", () => {
    expect(runExample("batch-csv", "nowhere.csv")).toMatchObject({
      code: 1,
      errors: expect.stringContaining("nowhere.csv cannot be read"),
    });
    const path = csvFile("header.csv", (line, i) => (i === 0 ? line.replace("visits", "clicks") : line));
    expect(runExample("batch-csv", path)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("the file has no column visits"),
    });
  });
});

describe("batch-parquet", () => {
  it("without a path scores a file of its own", () => {
    const run = runExample("batch-parquet");
    checkOutput(run);
    expect(run.output).toContain("20,000 rows in 4 row groups, 8 rejected.");
  });

  it("writes the scores of the rows of all row groups in order, and the rejected ones beside them", async () => {
    const filename = join(folder, "leads.parquet");
    const types = {
      employees: "INT32",
      visits: "INT32",
      source: "STRING",
      lastTouch: "STRING",
      optedOut: "BOOLEAN",
    } as const;
    const columnData = FIELDS.map((name) => ({
      name,
      type: types[name],
      data: leads.map((lead) => lead[name]),
    }));
    parquetWriteFile({ filename, rowGroupSize: 700, columnData });
    checkOutput(runExample("batch-parquet", filename));
    const rows = await parquetReadObjects({
      file: await asyncBufferFromFile(join(folder, "leads.scores.parquet")),
    });
    expect(rows).toEqual(
      leads.map((_, i) => ({
        row: i,
        status: SCORE_STATUSES[expected.status[i] as number],
        score: numberOrNull(expected.score[i] as number),
      })),
    );
    const rejected = parse(readFileSync(join(folder, "leads.rejected.csv")), { columns: true });
    expect(rejected).toEqual(
      expected.rejected.map(({ index, feature, reason }) => ({ row: `${index + 1}`, feature, reason })),
    );
  });
});
