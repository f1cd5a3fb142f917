import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { type LeakageReport, leakageReport, splitByTime } from "../../../src/training/index";
import type { Texts } from "../../realData/dataSet";
import { bank } from "../../realData/dataSets/bank";
import { crmPipeline } from "../../realData/dataSets/crmPipeline";
import { germanCredit } from "../../realData/dataSets/germanCredit";
import { olist } from "../../realData/dataSets/olist";
import { salvirt } from "../../realData/dataSets/salvirt";
import { xEducation } from "../../realData/dataSets/xEducation";
import { describeWithSharedData } from "../../support/sharedData";
import { asOf, features, type Lead, makeLeads, outcome } from "./support";

const leads = makeLeads(1000);
const options = { features, outcome };
const found = ({ findings }: LeakageReport, code: string) =>
  findings.filter((finding) => finding.code === code);
const codes = ({ findings }: LeakageReport) =>
  findings.map(({ code, feature, severity }) => [code, feature, severity]);

describe("leakageReport", () => {
  it("finds nothing where there is nothing", () => {
    const report = leakageReport(leads, { ...options, asOf });
    expect(found(report, "near_perfect").length + found(report, "pure_level").length).toBe(0);
    expect(report.suspects).toEqual([]);
    expect(report.sides).toEqual({ train: 700, test: 300 });
  });

  it("a value filled for one outcome only, in either direction", () => {
    const filled = leads.map((lead, i) => ({
      ...lead,
      visits: lead.won ? 5 : null,
      source: lead.won && i % 3 !== 0 ? null : "web",
    }));
    const report = leakageReport(filled, options);
    expect(report.suspects).toContain("visits");
    const [visits, source] = found(report, "filled_after_outcome");
    expect([visits?.severity, visits?.evidence]).toEqual([
      "high",
      { filledEvents: 1, filledNonEvents: 0, difference: 1 },
    ]);
    expect(visits?.message).toContain(
      '"visits" is filled for 100.0 % of the events and 0.0 % of the non-events',
    );
    expect(source?.severity).toBe("medium");
    expect(source?.evidence.difference).toBeLessThan(-0.5);
  });

  it("six records are too few to tell from missing values", () => {
    const few = leads.slice(0, 6).map((lead, i) => ({ ...lead, won: i < 3, visits: i < 3 ? 4 : null }));
    expect(found(leakageReport(few, options), "filled_after_outcome")).toEqual([]);
  });

  it("a value that was written after the instant of scoring", () => {
    const written = (lead: Lead) =>
      lead.id % 4 === 0 ? null : new Date(lead.created.getTime() + (lead.id % 10 === 1 ? 1 : -1));
    const report = leakageReport(leads, { ...options, asOf, recordedAt: { source: written } });
    expect(found(report, "recorded_later")[0]).toMatchObject({
      feature: "source",
      severity: "high",
      evidence: { late: 100, known: 750 },
    });
    expect(() => leakageReport(leads, { ...options, recordedAt: { source: written } })).toThrow(
      "asOf, to compare recordedAt with",
    );
  });

  it("a label that leaks: near-perfect separation, found on records that the rates were not taken from", () => {
    const leak = leads.map((lead) => ({ ...lead, visits: lead.won ? 10 + (lead.id % 5) : lead.id % 5 }));
    const report = leakageReport(leak, options);
    expect(codes(report).slice(0, 2)).toEqual([
      ["near_perfect", "visits", "high"],
      ["pure_level", "visits", "high"],
    ]);
    expect(report.features[0]).toMatchObject({ feature: "visits", rocAuc: 1 });
    expect(report.summary).toBe('"visits" seems to know the outcome, and 1 finding to look at.');
  });

  it("ten thousand levels, one a record, are no leak: they say nothing of other records", () => {
    const names = Array.from({ length: 10_000 }, (_, i) => ({
      ...(leads[i % 1000] as Lead),
      source: `name ${i}`,
    }));
    const report = leakageReport(names, options);
    const source = report.features.find(({ feature }) => feature === "source");
    expect(source?.rocAuc).toBe(0.5);
    expect(source?.informationValue).toBeLessThan(source?.informationByChance as number);
    expect(report.findings.filter(({ feature }) => feature === "source")).toEqual([]);
  });

  it("a level of one outcome is a finding only where chance is out of the question", () => {
    const withLevel = (n: number, won: boolean) => {
      let left = n;
      return leads.map((lead) => (lead.won === won && left-- > 0 ? { ...lead, source: "signed" } : lead));
    };
    expect(found(leakageReport(withLevel(8, true), options), "pure_level")).toEqual([]);
    const [signed] = found(leakageReport(withLevel(40, true), options), "pure_level");
    expect(signed).toMatchObject({
      feature: "source",
      severity: "high",
      evidence: { levels: 1, events: 40, nonEvents: 0 },
    });
    expect(signed?.message).toContain('all 40 records with "source" "signed" are events');
    expect(found(leakageReport(withLevel(90, false), options), "pure_level")[0]?.severity).toBe("medium");
  });

  it("an information value above 0.5, after what chance adds", () => {
    const strong = leads.map((lead, i) => ({ ...lead, source: i % 10 < 8 === lead.won ? "yes" : "no" }));
    const [finding] = found(leakageReport(strong, options), "information_value");
    expect(finding).toMatchObject({ feature: "source", severity: "medium" });
    expect(finding?.evidence.informationValue).toBeGreaterThan(1.5);
  });

  it("copies on both sides of a split are told from coincidence by a number that no other record has", () => {
    const exact = featureSet<Lead>()({
      amount: numeric((lead: Lead) => Math.sqrt(lead.id + 2)),
      source: categorical("source"),
    });
    const again = leads.slice(0, 60).map((lead) => ({ ...lead, created: new Date(Date.UTC(2031, 0, 1)) }));
    const report = leakageReport([...leads, ...again], { ...options, features: exact, asOf });
    const [copies] = found(report, "duplicates");
    expect(copies?.severity).toBe("medium");
    expect(copies?.evidence.copies).toBeGreaterThan(30);
    const [twins] = found(leakageReport(leads, { ...options, asOf }), "duplicates");
    expect([twins?.severity, twins?.evidence.copies]).toEqual(["low", 0]);
  });

  it("a key on both sides, with the way to validate instead", () => {
    const report = leakageReport(leads, { ...options, asOf, key: (lead) => lead.account });
    expect(found(report, "shared_key")[0]?.message).toMatch(/validate with the scheme "grouped"/);
    const own = leakageReport(leads, { ...options, asOf, key: (lead) => lead.id });
    expect(found(own, "shared_key")).toEqual([]);
  });

  it("drift between training and test, by a split that is given or by time", () => {
    const moved = leads.map((lead) => ({
      ...lead,
      source: lead.created.getUTCFullYear() > 2026 ? "new" : lead.source,
    }));
    const cutoff = new Date(Date.UTC(2027, 0, 1));
    const split = splitByTime(moved, { at: asOf, cutoff });
    const report = leakageReport(moved, { ...options, split });
    expect(report.sides).toEqual({ train: split.train.length, test: split.test.length });
    expect(found(report, "drift").map(({ feature, severity }) => [feature, severity])).toEqual([
      ["source", "medium"],
    ]);
    expect(found(leakageReport(leads, { ...options, asOf }), "drift")).toEqual([]);
  });

  it("the order of records does not decide, beyond which half a record is in", () => {
    const leak = leads.map((lead) => ({ ...lead, visits: lead.won ? 1 : 0 }));
    expect(codes(leakageReport([...leak].reverse(), { ...options, asOf }))).toEqual(
      codes(leakageReport(leak, { ...options, asOf })),
    );
  });
});

describe("bad input", () => {
  it("constant features, one level, all missing, weights of zero, huge values: no finding about them", () => {
    const flat = leads.map((lead, i) => ({ ...lead, visits: i % 2 === 0 ? 1e300 : -1e300, source: null }));
    expect(
      leakageReport(flat, { ...options, weight: (lead) => lead.id % 2 }).findings.filter(
        ({ code }) => code !== "duplicates",
      ),
    ).toEqual([]);
  });

  it("one event only: a report, without a finding from one record", () => {
    const report = leakageReport(leads, { ...options, outcome: (lead) => lead.id === 5 });
    expect(report.suspects).toEqual([]);
  });

  it("more features than records", () => {
    const wide = featureSet<Lead>()(
      Object.fromEntries(
        Array.from({ length: 40 }, (_, k) => [`f${k}`, numeric((lead: Lead) => (lead.id * (k + 3)) % 7)]),
      ),
    );
    expect(leakageReport(leads.slice(0, 20), { ...options, features: wide }).features).toHaveLength(40);
  });

  it.each([
    [{ outcome: () => true }, "leakageReport: expected both events and non-events among the outcomes"],
    [{ testShare: 1 }, "testShare in (0, 1), received 1"],
    [{ seed: -1 }, "seed"],
    [{ key: "id" }, 'key to be a function of the record, received "id"'],
    [{ key: () => "" }, "a group of record 0"],
    [{ recordedAt: { other: () => null } }, 'received "other"'],
    [{ recordedAt: { visits: 3 }, asOf }, "recordedAt.visits to be a function of the record"],
    [
      { recordedAt: { visits: () => "today" }, asOf },
      'recordedAt.visits of record 0 to be a Date or ISO 8601 text, received "today"',
    ],
    [{ split: { train: [0], test: [1000] } }, "split.test with positions from 0 to 999, received 1000"],
    [{ split: { train: [], test: [1] } }, "split.train with records that have an outcome"],
    [{ splits: {} }, 'received "splits"'],
  ])("refuses %j", (wrong, message) => {
    expect(() => leakageReport(leads, { ...options, ...(wrong as object) })).toThrow(message);
  });
});

describeWithSharedData("real data", () => {
  it("bank-marketing: the length of the call, known only after it, comes first and has levels without an event", () => {
    const withDuration = featureSet<Texts>()({
      ...bank.features.features,
      duration: numeric<Texts>("duration", { fromText: true }),
    });
    const report = leakageReport(bank.rows(), { features: withDuration, outcome: bank.outcome });
    expect(report.features[0]?.feature).toBe("duration");
    expect(codes(report).filter(([, , severity]) => severity !== "low")).toEqual([
      ["pure_level", "duration", "medium"],
      ["information_value", "duration", "medium"],
    ]);
  });

  it("x-education: tags and lead quality, both filled in after contact, are the gravest", () => {
    const rows = xEducation.rows();
    const late = featureSet<Texts>()({
      ...xEducation.features.features,
      tags: categorical<Texts>("Tags"),
      quality: categorical<Texts>("Lead Quality"),
    });
    const report = leakageReport(rows, { features: late, outcome: xEducation.outcome });
    expect(report.suspects).toEqual(["tags"]);
    expect(
      report.findings.filter(({ severity }) => severity !== "low").map(({ feature }) => feature),
    ).toEqual(["tags", "tags", "quality"]);
  });

  it("no feature of the other sets is called a suspect", () => {
    const suspects = [
      leakageReport(germanCredit.rows(), { features: germanCredit.features, outcome: germanCredit.outcome })
        .suspects,
      leakageReport(salvirt.rows(), { features: salvirt.features, outcome: salvirt.outcome }).suspects,
      leakageReport(crmPipeline.rows(), {
        features: crmPipeline.features,
        outcome: crmPipeline.outcome,
        asOf: crmPipeline.asOf,
      }).suspects,
      leakageReport(olist.rows(), { features: olist.features, outcome: olist.outcome, asOf: olist.asOf })
        .suspects,
    ];
    expect(suspects).toEqual([[], [], [], []]);
  });
});
