import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { generateLeads, LONGEST_CYCLE_DAYS, TODAY } from "../../examples/data/generateLeads";
import type { Lead } from "../../examples/data/lead";
import { TRUTH } from "../../examples/data/truth";
import { softwareLeads } from "../../examples/softwareLeads";
import type { Dataset } from "../../examples/support/dataset";
import { type Problem, readLeads } from "../../examples/support/readLeads";
import { createScorer, fitLogistic, rocAuc } from "../../src/index";

// the same on Node 20, 22 and 24; a new one means other numbers in everything that shows the quickstart
const HASH = "33f7b7c612ab3c140b3b2ef020d96abe6744b8f74b6442a841a8b1593ba6500d";

let dataset: Dataset<Lead>;
let usable: readonly Lead[];
let rejected: readonly Problem[];
beforeAll(() => {
  dataset = softwareLeads();
  ({ leads: usable, rejected } = readLeads(dataset));
});

const hashOf = (leads: readonly Lead[]) => createHash("sha256").update(JSON.stringify(leads)).digest("hex");

describe("generateLeads", () => {
  it("makes the same records every time, on every machine", () => {
    expect(hashOf(generateLeads().leads)).toBe(HASH);
    expect(hashOf(dataset.rows)).toBe(HASH);
  });

  it("makes other records from another seed", () => {
    expect(hashOf(generateLeads(1).leads)).not.toBe(HASH);
  });

  it("gives every lead an id and a company name of its own", () => {
    expect(new Set(dataset.rows.map(({ id }) => id)).size).toBe(2000);
    expect(new Set(dataset.rows.map(({ company }) => company)).size).toBe(2000);
  });

  it("has a base rate between 25 and 30 %", () => {
    const closed = usable.filter(({ outcome }) => outcome !== "open");
    const rate = closed.filter(({ outcome }) => outcome === "won").length / closed.length;
    expect(rate).toBeGreaterThan(0.25);
    expect(rate).toBeLessThan(0.3);
  });

  it("lets outcomes follow the true chances: there are as many wins as the chances add up to", () => {
    const closed = usable.filter(({ outcome }) => outcome !== "open");
    const chances = closed.map((lead) => dataset.truth?.chanceOf(lead) ?? Number.NaN);
    const expected = chances.reduce((sum, chance) => sum + chance, 0);
    const spread = Math.sqrt(chances.reduce((sum, chance) => sum + chance * (1 - chance), 0));
    const won = closed.filter(({ outcome }) => outcome === "won").length;
    expect(Math.abs(won - expected)).toBeLessThan(3 * spread);
  });

  it("has gaps, typos, and records that cannot be read", () => {
    expect(usable.filter(({ budget }) => budget === null).length).toBeGreaterThan(500);
    expect(usable.filter(({ industry }) => industry === "Logistcs").length).toBeGreaterThan(3);
    expect(rejected.map(({ index }) => index)).toEqual([140, 371, 602, 888, 1203, 1544, 1961]);
  });

  it("leaves no lead open for longer than the longest cycle, and knows no future", () => {
    const today = TODAY.getTime();
    const ageDays = ({ openedAt }: Lead) => (today - Date.parse(openedAt)) / 86_400_000;
    const isLate = (text: string | null) => text !== null && Date.parse(text) > today;
    const open = usable.filter(({ outcome }) => outcome === "open");
    expect(open.filter((lead) => ageDays(lead) >= LONGEST_CYCLE_DAYS + 1)).toEqual([]);
    expect(usable.filter(({ outcome, closedAt }) => (outcome === "open") !== (closedAt === null))).toEqual(
      [],
    );
    expect(
      usable.filter((lead) => isLate(lead.closedAt) || lead.events.some(({ at }) => isLate(at))),
    ).toEqual([]);
  });
});

describe("what is learned from the leads", () => {
  it("agrees in sign with the documented truth, for every number", () => {
    const { features, outcome, instant, split } = dataset;
    const { report } = fitLogistic(split(usable).train, { features, outcome, ...instant });
    const learned = new Map(report.coefficients.map(({ column, estimate }) => [column, estimate]));
    for (const [name, effect] of Object.entries(TRUTH.numbers)) {
      expect([name, Math.sign(learned.get(name) ?? 0)]).toEqual([name, Math.sign(effect)]);
    }
  });

  it("ranks unseen leads better than chance, and hardly better than the truth itself", () => {
    const { features, outcome, instant, split, truth } = dataset;
    const { train, test } = split(usable);
    const { model } = fitLogistic(train, { features, outcome, ...instant });
    const won = test.map((lead) => outcome(lead) === true);
    const learned = rocAuc(won, createScorer(model, features).scoreAll(test, instant).probability);
    const best = rocAuc(
      won,
      test.map((lead) => truth?.chanceOf(lead) ?? Number.NaN),
    );
    expect(learned).toBeGreaterThan(0.7);
    expect(learned).toBeLessThan(best + 0.02);
  });
});
