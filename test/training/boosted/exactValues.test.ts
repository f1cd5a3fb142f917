import { describe, expect, it } from "vitest";
import { expit } from "../../../src/core/index";
import { seededRandom } from "../../../src/core/random";
import { toJavaScript } from "../../../src/exporters/index";
import { featureSet, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { groupValues } from "../../../src/training/boosted/groupValues";
import { fitBoosted } from "../../../src/training/index";

interface Deal {
  amount: number;
  won: boolean;
}

/** Amounts between 0 and 1,000, of which a third are list prices; deals at some list prices are won more often. */
function deals(count: number, effect: number): Deal[] {
  const random = seededRandom(5);
  return Array.from({ length: count }, () => {
    const isListed = random.next() < 0.35;
    const amount = isListed ? 49 + 50 * random.integer(19) : Math.round(random.next() * 1e5) / 100;
    const stands = isListed && (amount - 49) % 150 === 0;
    return { amount, won: random.next() < expit(-1 + amount / 1000 + (stands ? effect : 0)) };
  });
}

const features = featureSet<Deal>()({ amount: numeric("amount", { label: "amount" }) });
const outcome = (deal: Deal) => deal.won;

describe("single values that stand out", () => {
  const { model, report } = fitBoosted(deals(8000, 2), { features, outcome });

  it("are found, and those that do not stand out are not", () => {
    const marginAt = (amount: number) => createScorer(model, features).explain({ amount, won: false }).margin;
    for (let amount = 49; amount < 1000; amount += 50) {
      const step = marginAt(amount) - (marginAt(amount - 7) + marginAt(amount + 7)) / 2;
      if ((amount - 49) % 150 === 0) expect(step, `${amount}`).toBeGreaterThan(1);
      else expect(Math.abs(step), `${amount}`).toBeLessThan(0.8);
    }
    expect(report.exactValues.length).toBeGreaterThan(0);
    expect(report.exactGain.standardErrors).toBeGreaterThan(2.5);
  });

  it("leave the shape with at most twelve turning points", () => {
    expect(report.shapes[0]?.turningPoints).toBeLessThanOrEqual(12);
    expect(report.exactValues.length).toBeLessThanOrEqual(12);
  });

  it("are terms of the model that explain, and that exporters write", async () => {
    const scorer = createScorer(model, features);
    const { base, contributions, margin } = scorer.explain({ amount: 499, won: false });
    const total = contributions.reduce((sum, line) => sum + line.contribution, base);
    expect(Math.abs(total - margin)).toBeLessThan(1e-9);
    const source = toJavaScript(model, features);
    const module = await import(`data:text/javascript,${encodeURIComponent(source)}`);
    for (const amount of [0, 49, 49.01, 499, 500, 1e9]) {
      const expected = scorer.score({ amount, won: false });
      expect(module.score({ amount }), `${amount}`).toEqual(expected);
    }
  });

  it("have the mean of their contributions over the training records as reference", () => {
    for (const { term, contribution, weight } of report.exactValues) {
      const found = model.terms.find(({ id }) => id === term);
      expect(found?.reference).toBeCloseTo((contribution * weight) / 8000, 12);
    }
  });

  it("are not kept where they are chance", () => {
    const { report: noise } = fitBoosted(deals(8000, 0), { features, outcome });
    expect(noise.exactValues).toEqual([]);
  });

  it("are part of the shape where nothing is smoothed, and absent from monotone and transformed numbers", () => {
    const rows = deals(4000, 2);
    expect(fitBoosted(rows, { features, outcome, smoothness: 0 }).report.exactValues).toEqual([]);
    const monotone = { amount: "increasing" } as const;
    expect(fitBoosted(rows, { features, outcome, monotone }).report.exactValues).toEqual([]);
    const logged = featureSet<Deal>()({ amount: numeric("amount", { transform: "log1p" }) });
    expect(fitBoosted(rows, { features: logged, outcome }).report.exactValues).toEqual([]);
  });
});

describe("groups of values", () => {
  const codes = Uint16Array.from({ length: 300 }, (_, i) => (i % 30) + 1);
  const values = Array.from({ length: 30 }, (_, i) => 10 * (i + 1));
  const weights = new Float64Array(300).fill(1);

  it("are at most twelve, each with the weighted mean of what its values add", () => {
    const learned = Float64Array.from({ length: 31 }, (_, code) =>
      code === 0 ? 0 : Math.floor(code / 2) - 7.3,
    );
    const { groups, contributions } = groupValues({ values, codes }, learned, weights);
    expect(groups.length).toBe(12);
    for (const group of groups) {
      const own = group.values.map((value) => learned[value / 10] as number);
      expect(group.contribution).toBeCloseTo(own.reduce((a, b) => a + b) / own.length, 12);
      expect(group.count).toBe(10 * own.length);
      for (const value of group.values) expect(contributions[value / 10]).toBe(group.contribution);
    }
  });

  it("leave out values that add less than 0.02", () => {
    const learned = new Float64Array(31);
    learned[3] = 0.5;
    learned[4] = 0.019;
    const { groups, contributions } = groupValues({ values, codes }, learned, weights);
    expect(groups).toEqual([{ values: [30], contribution: 0.5, count: 10, weight: 10 }]);
    expect(contributions[4]).toBe(0);
  });
});
