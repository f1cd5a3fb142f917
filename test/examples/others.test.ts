import { beforeAll, describe, expect, it } from "vitest";
import { describeWithSharedData, sharedDataPath } from "../support/sharedData";
import { captureExample, runExample } from "./runExample";

function checkOutput(output: string): void {
  expect(output).not.toMatch(/undefined|NaN|Infinity|\[object/);
  expect(output.split("\n").filter((line) => line.length > 100)).toEqual([]);
}

describe("points-model", () => {
  let output: string;
  beforeAll(async () => {
    output = await captureExample(() => import("../../examples/points-model"));
  });

  it("says nothing strange, and fits into 100 columns", () => checkOutput(output));

  it("gives the points that the rules say, caps included", () => {
    // engagement: 2 · Σ weight · 2^(−age / 14), with ages of 24.375, 22.375, 9.375, 4.375 and 3.375 days, is 20.6;
    // fit: 20 + 15, capped at 30
    expect(output).toMatch(/the contact decides +\+20\.0\n/);
    expect(output).toMatch(/company size +\+15\.0\n/);
    expect(output).toMatch(/recent engagement +\+20\.6\n/);
    expect(output).toMatch(/fit capped at 30 +−5\.0\n/);
    expect(output).toContain("Norfeld Pumps: scores 51 points (bucket A)");
  });

  it("says why a lead is no lead at all", () => {
    expect(output).toContain("Corholm Freight: disqualified (an intern does not buy)");
  });

  it("splits a change into what time did and what changed in the record", () => {
    expect(output).toMatch(/time +demo requests +1 +0 +−15\.0/);
    expect(output).toMatch(/the record +the contact decides +manager +vp +\+20\.0/);
  });
});

describe("save-and-load", () => {
  let output: string;
  beforeAll(async () => {
    output = await captureExample(() => import("../../examples/save-and-load"));
  }, 30_000);

  it("says nothing strange, and fits into 100 columns", () => checkOutput(output));

  it("gives the same scores to the last bit after loading", () => {
    expect(output).toContain("1,992 of 1,992 scores are the same to the last bit.");
  });

  it("refuses the records that the schema refuses, with the place", () => {
    expect(output).toContain("1,992 records accepted, 8 refused:");
    expect(output).toContain("no. 1204: headcount.0.people: ");
  });

  it("refuses every file that was tampered with", () => {
    expect(output.match(/: refused \(invalid_model\)/g)).toHaveLength(5);
    expect(output).not.toContain(": accepted");
  });
});

describe("own-csv", () => {
  let output: string;
  beforeAll(async () => {
    output = await captureExample(() => import("../../examples/own-csv"));
  }, 30_000);

  it("says nothing strange, and fits into 100 columns", () =>
    checkOutput(output.replace(/received "|\bnull\b/g, "")));

  it("says what a person should know of the file", () => {
    expect(output).toContain("begins with a byte-order mark");
    expect(output).toContain('cells that say nothing: "Select"');
    expect(output).toContain('levels that differ only in case: "Logistics" and "logistics"');
    expect(output).toMatch(/999 × \d+ is far from all other numbers/);
  });

  it("reports every bad cell, two of one row among them, and drops nothing silently", () => {
    expect(output).toContain("3,000 rows: 2,998 records, 2 rejected; 4 bad cells:");
    expect(output.match(/no\. 405, /g)).toHaveLength(2);
    expect(output).toContain('received "about 5k"');
  });

  it("ranks deals of which many would be won by the rule that made them", () => {
    expect(output.match(/^ {2}\d{6} .+ [67890]\d%$/gm)?.length).toBeGreaterThanOrEqual(8);
  });
});

describeWithSharedData("x-education", () => {
  it("reaches the reference of scikit-learn on the same split", () => {
    const { code, output } = runExample("x-education", sharedDataPath("x-education", "leads.csv"));
    expect(code).toBe(0);
    checkOutput(output);
    const [, auc] = /ROC AUC +([\d.]+)/.exec(output) ?? [];
    const [, loss] = /log loss +([\d.]+)/.exec(output) ?? [];
    expect(Number(auc)).toBeGreaterThanOrEqual(0.863);
    expect(Number(loss)).toBeLessThanOrEqual(0.452);
    expect(output.match(/^ {2}Lead \d+: /gm)).toHaveLength(3);
  }, 30_000);
});

describe("x-education without the data", () => {
  it("a file that is given and not there is an error", () => {
    const { code, errors } = runExample("x-education", "nowhere.csv");
    expect(code).toBe(1);
    expect(errors).toContain("nowhere.csv cannot be read");
  }, 30_000);
});
