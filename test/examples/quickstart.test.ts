import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readArguments } from "../../examples/support/arguments";
import { xEducationLeads } from "../../examples/xEducationLeads";
import { madeUpLeads } from "./madeUpLeads";
import { type Run, runExample } from "./runExample";

const SECONDS = 30; // for a busy machine: alone it takes two
const folder = mkdtempSync(join(tmpdir(), "salience-quickstart-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What no output may hold: a value that nobody thought of, or a line that does not fit a terminal. */
function checkOutput({ code, output }: Run): void {
  expect(code).toBe(0);
  expect(output).not.toMatch(/undefined|NaN|Infinity|\[object|\bnull\b/);
  expect(output.split("\n").filter((line) => line.length > 100)).toEqual([]);
}

describe("the quickstart on its own leads", () => {
  let run: Run;
  beforeAll(() => {
    run = runExample("quickstart");
  }, SECONDS * 1000);

  it("ends well, says nothing strange, and fits into 100 columns", () => checkOutput(run));

  it("ends in time", () => expect(run.seconds).toBeLessThan(SECONDS));

  it("has a section for everything that it promises", () => {
    const titles = run.output.match(/^.+\n─+$/gm)?.map((title) => title.split("\n")[0]);
    expect(titles).toEqual([
      "What was read",
      "Learn from the past, test on the future",
      expect.stringMatching(/^How good it is on 4\d\d leads that it has never seen$/),
      "What it learned, beside the truth that the generator wrote down",
      "Buckets: cut by the scores of the past, tested on the same unseen leads",
      "The best 10 of today's open leads",
      expect.stringMatching(/^Every reason for .+: the column adds up$/),
      "The best three in words for a sales rep",
      expect.stringMatching(/^What would lift .+ out of bucket B$/),
      "Sales velocity: what the funnel brings in a day",
      "Where to go from here",
    ]);
  });

  it("lists what cannot be read, with the reason", () => {
    expect(run.output).toContain("7 records cannot, and nothing is dropped silently:");
    expect(run.output).toContain('received "about 200"');
  });

  it("prints reasons that add up to the log-odds, to the digit", () => {
    const section = run.output.split(/: the column adds up\n─+\n/)[1]?.split("As a probability")[0] ?? "";
    const numbers = section.split("\n").flatMap((line) => line.match(/[+−]\d+\.\d\d$/)?.[0] ?? []);
    const values = numbers.map((text) => Number(text.replace("−", "-")));
    const total = values.pop() ?? Number.NaN;
    expect(values).toHaveLength(15);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 9);
  });

  it("prints sums in the ranking that add up, to the digit", () => {
    const sums = run.output.match(/−?\d\.\d\d = .+ others$/gm) ?? [];
    expect(sums).toHaveLength(10);
    for (const sum of sums) {
      const [total = Number.NaN, ...parts] = (sum.match(/[+−]?\d+\.\d\d/g) ?? []).map((text) =>
        Number(text.replace("−", "-")),
      );
      expect(parts.reduce((all, part) => all + part, 0)).toBeCloseTo(total, 9);
    }
  });

  it("prints changes of the levers that add up to the change of the velocity", () => {
    const rows = run.output.split("Sales velocity")[1]?.split("\n").slice(3, 8) ?? [];
    const changes = rows.map((row) =>
      Number(/[+−][\d,]+/.exec(row)?.[0].replaceAll(",", "").replace("−", "-")),
    );
    const total = changes.pop();
    expect(changes.reduce((sum, change) => sum + change, 0)).toBe(total);
  });

  it("tells the best leads in words: reasons, why, next, sources", () => {
    const words = run.output.split("The best three in words")[1] ?? "";
    expect(words.match(/^ {2}(Reasons|Why it matters|Next|Sources): /gm)).toHaveLength(4 * 4);
    expect(words).toMatch(/a decision maker \(.+\) replied on \d+ \w+/);
  });

  it("keeps quiet on the error stream, or says there what takes long", () => {
    expect(run.errors.split("\n").filter((line) => !/^(|[a-z ]+ …)$/.test(line))).toEqual([]);
  });
});

describe("the quickstart on a file", () => {
  it("learns from leads in X Education's format, lists what it cannot use, and ranks those without an outcome", () => {
    const broken = { 3: { TotalVisits: "many" }, 10: { Converted: "yes" } };
    const open = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [380 + i, { Converted: "" }]));
    const run = runExample(
      "quickstart",
      "--data",
      file("leads.csv", madeUpLeads(400, { ...broken, ...open })),
    );
    checkOutput(run);
    expect(run.output).toContain("398 leads can be used");
    expect(run.output).toContain("20 are open");
    expect(run.output).toContain('visits: expected a number, or text that is one, received "many"');
    expect(run.output).toContain('Converted: expected 0, 1 or nothing, received "yes"');
    expect(run.output).toContain("The best 10 of today's open leads");
    expect(run.output).not.toContain("Sales velocity"); // the file tells nothing of money
    expect(run.output).not.toContain("will come"); // from the column Tags, which leaks
  }, 30_000);
});

describe("what cannot be run", () => {
  it.each([
    ["an unknown option", ["--file", "x.csv"], "--file"],
    ["a file that is not there", ["--data", "nowhere.csv"], "nowhere.csv cannot be read"],
  ])(
    "%s ends with a message, no stack trace, and exit code 1",
    (_, given, message) => {
      const { code, output, errors } = runExample("quickstart", ...given);
      expect({ code, output }).toEqual({ code: 1, output: "" });
      expect(errors).toContain(message);
      expect(errors).not.toContain("    at ");
    },
    30_000,
  );

  it("an argument without an option, and an option without a value, are named", () => {
    expect(() => readArguments(["x.csv"])).toThrow("Unexpected argument 'x.csv'");
    expect(() => readArguments(["--data"])).toThrow("Option '--data <value>' argument missing");
  });

  const refused = (name: string, text: string, message: string | RegExp) =>
    expect(() => {
      const dataset = xEducationLeads(file(name, text));
      dataset.split(dataset.rows);
    }).toThrow(message);

  it("a file that is no CSV is named, with the reason", () => {
    refused("x.json", '{\n "a": "b"\n}', /x\.json cannot be read: /);
  });

  it("an empty file holds no records, and neither does one with a header only", () => {
    refused("empty.csv", "", /empty\.csv holds no records$/);
    refused("header.csv", "Lead Number,Converted\n", /header\.csv holds no records$/);
  });

  it("columns that are not there are listed", () => {
    const message = /other\.csv lacks the columns TotalVisits, Total Time Spent on Website, /;
    refused("other.csv", "Lead Number,Converted\n1,0", message);
  });

  it("too few leads are too few", () => refused("few.csv", madeUpLeads(30), "At least 50 leads"));
});

describe("the arguments", () => {
  it("without any there is no file and no help", () => {
    expect(readArguments([])).toEqual({ data: null, help: false });
  });

  it("--help and -h ask for help", () => {
    expect(readArguments(["--help"]).help).toBe(true);
    expect(readArguments(["-h"]).help).toBe(true);
  });

  it("a path is meant from where npm was called", () => {
    vi.stubEnv("npm_lifecycle_event", "quickstart");
    vi.stubEnv("INIT_CWD", "/home/somebody");
    expect(readArguments(["--data", "leads.csv"]).data).toBe("/home/somebody/leads.csv");
    vi.unstubAllEnvs();
    expect(readArguments(["--data", "leads.csv"]).data).toBe(join(process.cwd(), "leads.csv"));
  });
});
