import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { groupReport } from "../../../src/metrics/index";
import {
  calibratePlatt,
  crossValidate,
  dataSufficiency,
  fitLogistic,
  leakageReport,
  modelCard,
  publishGate,
} from "../../../src/training/index";
import { asOf, features, type Lead, makeLeads, outcome } from "./support";

const leads = makeLeads(500);
const options = { features, outcome, asOf };
const { model } = fitLogistic(leads, options);
const validation = crossValidate(leads, { ...options, fit: fitLogistic, scheme: "stratified" });
const { scores, probabilities } = validation.run;
const outcomes = leads.map((lead) => lead.won === true);
const full = {
  title: "Lead score",
  purpose: "Orders the call list.",
  event: "won within 90 days",
  data: "all leads of 2025",
  validation,
  sufficiency: dataSufficiency(leads, options),
  leakage: leakageReport(leads, options),
  decision: publishGate({ outcomes, scores, probabilities }),
  groups: {
    source: groupReport(
      outcomes,
      probabilities,
      leads.map((lead) => lead.source),
      { threshold: 0.5 },
    ),
  },
  limits: ["Not for pricing."],
};

describe("modelCard", () => {
  const card = modelCard(model, full);

  it("tells of the data, the window, the features, the calibration, the checks, the groups and the limits", () => {
    expect(card.split("\n").filter((line) => line.startsWith("#"))).toEqual(
      [
        "# Lead score",
        "## Model and data",
        "## Features",
        "## Calibration",
        "## Performance",
        "### By time: 417 records, 154 events",
        "### At random: 500 records, 186 events",
        "## Checks",
        "## Groups",
        "### source",
        "## Limits",
      ].map((line) =>
        line.startsWith("### By time")
          ? expect.stringMatching(/^### By time: \d+ records, \d+ events$/)
          : line.startsWith("### At")
            ? expect.stringMatching(/^### At random: 500 records/)
            : line,
      ),
    );
    expect(card).toContain("- Window: 2025-01-01 to ");
    expect(card).toContain(`- Learned from: 500 records, ${model.provenance.events} of them events`);
    expect(card).toContain(model.provenance.contentHash);
    expect(card).toContain("- Not for pricing.");
  });

  it("performance has intervals, and the figure by time comes before the one at random", () => {
    const { value, interval } = (validation.timeSplit ?? validation.run).pooled.rocAuc;
    expect(card).toContain(
      `| ROC AUC | ${value.toFixed(3)} | ${interval.low.toFixed(3)} to ${interval.high.toFixed(3)} |`,
    );
    expect(card.indexOf("### By time")).toBeLessThan(card.indexOf("### At random"));
  });

  it("gives no verdict on groups", () => {
    expect(card).not.toMatch(/\bfair/i);
    expect(card).toContain("whether a difference is justified is not in the data");
  });

  it("the same arguments give the same text, and change nothing", () => {
    const before = structuredClone(model);
    expect(modelCard(model, full)).toBe(card);
    expect(model).toEqual(before);
  });

  it("text from data can neither format nor link nor break a table", () => {
    const nasty = "a|b\n# c <script> [x](javascript:y) *z* www.evil.com";
    const odd = featureSet<Lead>()({
      visits: numeric("visits", { label: nasty }),
      source: categorical("source"),
    });
    const text = modelCard(fitLogistic(leads, { ...options, features: odd }).model, {
      title: nasty,
      limits: [nasty],
      groups: {
        [nasty]: groupReport(
          outcomes,
          probabilities,
          leads.map(() => nasty),
          { threshold: 0.5 },
        ),
      },
    });
    expect(text).not.toContain("<script>");
    expect(text).not.toMatch(/[^\\]\]\(javascript/);
    expect(text.match(/^# /gm)).toHaveLength(1);
    const cell = "a\\|b # c &lt;script&gt; \\[x\\](javascript:y) \\*z\\* www\\.evil\\.com";
    expect(text).toContain(`| ${cell} | number |`);
    expect(text).toContain(`- ${cell}`);
  });

  it("names what is missing instead of leaving it out", () => {
    const bare = modelCard(model);
    expect(bare).toContain("On new records: not known: no validation was given.");
    expect(bare).toContain("Not looked at: no report by group was given.");
    expect(bare).toContain("- Not tested by group.");
    const undated = modelCard(model, {
      validation: crossValidate(leads, { features, outcome, fit: fitLogistic }),
    });
    expect(undated).toContain("- Tested without dates: nothing is known of how it does on later records.");
  });

  it("tells of calibration and of every edit since the fit", () => {
    const margins = leads.map((lead) => lead.visits as number);
    const calibrated = calibratePlatt(model, { margins, outcomes }).model;
    const text = modelCard(calibrated);
    expect(text).toContain("- Changed since: Platt calibration with intercept");
    expect(text).toMatch(/A logistic curve of the margin with intercept -?\d\.\d{3} and slope \d\.\d{3}\./);
  });

  it.each([
    [{ ...model, intercept: 9 }, {}, "modelCard: expected content hash"],
    [null, {}, "modelCard: expected a model"],
    [model, { title: 3 }, "title to be text, received 3"],
    [model, { limits: "none" }, 'limits to be a list of texts, received "none"'],
    [model, { limit: [] }, 'received "limit"'],
  ])("refuses what is no model or option", (given, wrong, message) => {
    expect(() => modelCard(given as never, wrong as never)).toThrow(message);
  });
});
