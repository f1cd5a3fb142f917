import { describe, expect, it } from "vitest";
import {
  categorical,
  createScorer,
  developModel,
  expit,
  featureSet,
  fitLogistic,
  fitNaiveBayes,
  fitScorecard,
  numeric,
  seededRandom,
} from "../../../src/index";

interface Lead {
  readonly created: Date;
  readonly visits: number;
  readonly lostReason: string | null;
  readonly won: boolean;
}
const random = seededRandom(9);
const leads = Array.from({ length: 900 }, (_, i): Lead => {
  const visits = random.integer(10);
  const won = random.next() < expit((visits - 6) / 3);
  return { created: new Date(Date.UTC(2025, 0, 1 + i)), visits, lostReason: won ? null : "price", won };
});
const visits = numeric<Lead>("visits");
const features = featureSet<Lead>()({ visits });
const leaking = featureSet<Lead>()({ visits, lostReason: categorical("lostReason") });
const options = { features, outcome: (lead: Lead) => lead.won, asOf: (lead: Lead) => lead.created };
const candidates = { logistic: fitLogistic, scorecard: fitScorecard };

describe("developModel", () => {
  const developed = developModel(leads, { ...options, candidates, card: { title: "Leads" } });

  it("validates every candidate by time, takes the one of least log loss, and fits it on all records", () => {
    const losses = developed.candidates.map(
      ({ validation }) => validation?.run.pooled.logLoss?.value as number,
    );
    expect(developed.candidates.map(({ validation }) => validation?.run.scheme)).toEqual(["time", "time"]);
    expect(developed.chosen).toBe((losses[0] as number) <= (losses[1] as number) ? "logistic" : "scorecard");
    expect(developed.model.provenance.rows).toBe(leads.length);
    expect(createScorer(developed.model, features).score(leads[0] as Lead, { asOf: new Date() }).status).toBe(
      "scored",
    );
  });

  it("the verdict is that of the gate where the data suffice and nothing leaks, and the card tells all of it", () => {
    expect(developed.verdict).toBe(developed.decision?.verdict);
    expect(developed.card.startsWith("# Leads")).toBe(true);
  });

  it("a feature that knows the outcome is refused, with its name", () => {
    const { verdict, reasons } = developModel(leads, { ...options, features: leaking, candidates });
    expect(verdict).toBe("refuse");
    expect(reasons[0]).toContain("lostReason");
  });

  it("twelve records end in a refusal with reasons, not in an error", () => {
    const few = leads.slice(0, 12).map((lead, i) => ({ ...lead, won: i % 3 === 0 }));
    const { verdict, reasons, sufficiency } = developModel(few, { ...options, candidates });
    expect([verdict, sufficiency.verdict]).toEqual(["refuse", "insufficient"]);
    expect(reasons.length).toBeGreaterThan(0);
  });

  it("refuses no candidates, and options that it does not know", () => {
    expect(() => developModel(leads, { ...options, candidates: {} })).toThrow(
      "developModel: expected at least one",
    );
    expect(() => developModel(leads, { ...options, seed: 1 } as never)).toThrow(
      "developModel: expected options",
    );
  });
});

describe("the data in every report of a fit", () => {
  const few = leads.slice(0, 12).map((lead, i): Lead => ({ ...lead, won: i % 2 === 0 }));
  it.each([
    ["fitLogistic", fitLogistic<Lead>],
    ["fitNaiveBayes", fitNaiveBayes<Lead>],
    ["fitScorecard", fitScorecard<Lead>],
  ])("%s: twelve records are insufficient, a perfect leak is named", (_, one) => {
    const fitter = one as typeof fitLogistic<Lead>;
    const outcome = (lead: Lead) => lead.won;
    const short = fitter(few, { features, outcome }).report;
    expect(short.data.verdict).toBe("insufficient");
    const { message } = short.warnings.find(({ code }) => code === "insufficient_data") ?? {};
    expect(message).toMatch(/^too few records to rely on the model: .*6 events, fewer than 100/);
    const { data, warnings } = fitter(leads, { features: leaking, outcome }).report;
    expect([data.verdict, data.leaks[0]?.feature]).toEqual(["sufficient", "lostReason"]);
    expect(warnings.at(-1)).toMatchObject({ code: "possible_leak", features: ["lostReason"] });
    const sound = fitter(leads, { features, outcome }).report;
    expect(sound.data.leaks).toEqual([]);
    expect(sound.warnings.filter(({ code }) => /^(insufficient_data|possible_leak)$/.test(code))).toEqual([]);
  });
});
