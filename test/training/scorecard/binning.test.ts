import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/index";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { countsFromRecords, fitScorecard, monotoneCuts, weightOfEvidence } from "../../../src/training/index";
import { failure } from "../../core/failure";
import { binOf, binsOf, featureOf, features, type Lead, leads, options } from "./support";

interface Row {
  readonly x: number | null;
  readonly won: boolean;
}
const random = seededRandom(4);
const x = featureSet<Row>()({ x: numeric("x") });
const outcome = (row: { readonly won: boolean }) => row.won;
const rowsOf = (n: number, rate: (x: number) => number, top = 40) =>
  Array.from({ length: n }, (): Row => {
    const value = random.integer(top);
    return { x: value, won: random.next() < rate(value) };
  });

describe("bins of a number", () => {
  const fit = fitScorecard(leads, options);

  it("event rates only rise, or only fall, as the trend says", () => {
    for (const name of ["visits", "contact", "size"]) {
      const { trend } = featureOf(fit, name);
      const rates = binsOf(fit, name)
        .filter(({ bin }) => "from" in bin || "levels" in bin)
        .map(({ eventRate }) => eventRate);
      const sorted = [...rates].sort((a, b) => (trend === "increasing" ? a - b : b - a));
      expect(rates).toEqual(sorted);
      expect(new Set(rates).size).toBe(rates.length);
    }
    expect(["visits", "contact", "size"].map((name) => featureOf(fit, name).trend)).toEqual([
      ...["increasing", "decreasing", "increasing"],
    ]);
  });

  it("a trend can be asked for: against the data one bin is left", () => {
    const against = fitScorecard(leads, { ...options, monotone: { visits: "decreasing" } });
    expect(binsOf(against, "visits").filter(({ bin }) => "from" in bin).length).toBe(1);
    const along = fitScorecard(leads, { ...options, monotone: { visits: "increasing" } });
    expect(along.model).toEqual(fit.model);
  });

  it("a shape that rises and falls loses by a trend, which is warned of; without a trend it is kept", () => {
    const hill = rowsOf(3000, (value) => (value > 10 && value < 30 ? 0.6 : 0.2));
    const forced = fitScorecard(hill, { features: x, outcome });
    expect(forced.report.warnings.find(({ code }) => code === "trend_costs")?.message).toMatch(
      /^(in|de)creasing bins of "x" keep \d\d % of what bins without a trend say: set monotone to "none"/,
    );
    const free = fitScorecard(hill, { features: x, outcome, monotone: { x: "none" } });
    expect(free.report.warnings.map(({ code }) => code)).not.toContain("trend_costs");
    expect(featureOf(free, "x").trend).toBe("none");
    expect(free.report.cuts.x?.some((cut) => cut === 11)).toBe(true);
    expect(free.report.cuts.x?.some((cut) => cut === 30)).toBe(true);
    expect(featureOf(free, "x").informationValue).toBeGreaterThan(
      1.25 * featureOf(forced, "x").informationValue,
    );
  });

  it("at most 6 bins with 5 % of the records each, or as many and as small as asked for", () => {
    const slope = rowsOf(20_000, (value) => 0.1 + value / 50);
    const sizes = (more: object) => {
      const bins = binsOf(fitScorecard(slope, { features: x, outcome, ...more }), "x");
      return bins.filter(({ bin }) => "from" in bin).map(({ share }) => share);
    };
    expect(sizes({}).length).toBe(6);
    expect(sizes({ maximumBins: 12 }).length).toBe(12);
    expect(sizes({ maximumBins: 3 }).length).toBe(3);
    const large = sizes({ minimumBinShare: 0.2, maximumBins: 12 });
    expect(Math.min(...large)).toBeGreaterThanOrEqual(0.2);
    expect(large.length).toBeGreaterThan(1);
    expect(sizes({ preBins: 2 }).length).toBe(2);
  });

  it("where event rates do not differ, the feature is left out", () => {
    const flat = Array.from(
      { length: 3000 },
      (_, i): Row => ({ x: i % 30, won: Math.floor(i / 30) % 4 === 0 }),
    );
    const { report, model } = fitScorecard(flat, { features: x, outcome });
    expect(report.features).toEqual([]);
    expect(report.leftOut).toEqual([
      { name: "x", reason: "its event rates differ no more than by chance", informationValue: 0 },
    ]);
    expect(model.terms).toEqual([]);
  });

  it("cuts that are given stay, and a bin of them without records has the points of an average value", () => {
    const given = fitScorecard(leads, { ...options, cuts: { visits: [3, 3.5, 9] } });
    expect(given.report.cuts.visits).toEqual([3, 3.5, 9]);
    const bins = binsOf(given, "visits");
    expect(featureOf(given, "visits").trend).toBeNull();
    expect(bins.map(({ neutral }) => neutral)).toEqual([false, false, false, false, false]);
    const empty = fitScorecard(leads, { ...options, cuts: { visits: [3, 3.2, 3.5, 9] } });
    expect(binsOf(empty, "visits")[2]).toEqual({
      bin: { from: 3.2, to: 3.5 },
      events: 0,
      nonEvents: 0,
      share: 0,
      eventRate: Number.NaN,
      weightOfEvidence: 0,
      informationValue: 0,
      points: 0,
      neutral: true,
    });
  });

  it("a value equal to a cut goes up", () => {
    const [cut] = fit.report.cuts.visits as [number];
    const scorer = createScorer(fit.model, features);
    const lead = leads[0] as Lead;
    const scoreAt = (visits: number) => {
      const result = scorer.score({ ...lead, visits });
      return result.status === "scored" ? result.score : Number.NaN;
    };
    const [below, above] = binsOf(fit, "visits").map(({ points }) => points) as [number, number];
    expect(scoreAt(cut) - scoreAt(cut - 1e-9)).toBe(above - below);
  });
});

describe("special codes and missing values", () => {
  const fit = fitScorecard(leads, options);

  it("each has a bin of its own, counted alone", () => {
    for (const code of [999, -1, null]) {
      const own = leads.filter(({ contact }) => contact === code);
      const bin = binOf(fit, "contact", code);
      expect(bin?.bin).toEqual(code === null ? { missing: true } : { special: code });
      expect([bin?.events, bin?.nonEvents]).toEqual([
        own.filter(outcome).length,
        own.filter((lead) => !lead.won).length,
      ]);
    }
  });

  it("numbers next to a code are ordinary, and so are numbers between codes", () => {
    const scorer = createScorer(fit.model, features);
    const contributionOf = (contact: number | null) => {
      const explained = scorer.explain({ ...(leads[0] as Lead), contact });
      const line = explained.contributions.find(({ feature }) => feature === "contact");
      const term = fit.model.terms.find(({ id }) => id === "contact");
      return Math.round((line?.contribution as number) + (term?.reference as number));
    };
    const bins = binsOf(fit, "contact").filter(({ bin }) => "from" in bin);
    const [lowest, highest] = [bins[0]?.points, bins[bins.length - 1]?.points];
    expect([-2, -1.0000000001, -0.9999999, 0].map(contributionOf)).toEqual([lowest, lowest, lowest, lowest]);
    expect([998.9999999, 999.0000001, 5000].map(contributionOf)).toEqual([highest, highest, highest]);
    expect([-1, 999, null].map(contributionOf)).toEqual(
      [-1, 999, null].map((code) => binOf(fit, "contact", code)?.points),
    );
  });

  it("without being named, a code would be an ordinary number", () => {
    const plain = fitScorecard(leads, { features, outcome });
    expect(binOf(plain, "contact", 999)?.bin).toMatchObject({ to: null });
  });

  it("a code that never occurs, or hardly, has the points of an average value, and is no ordinary number", () => {
    const few = leads.map((lead, i) => (lead.contact === 999 && i > 60 ? { ...lead, contact: null } : lead));
    const some = few.filter(({ contact }) => contact === 999).length;
    expect(some).toBeGreaterThan(0);
    const { report, model } = fitScorecard(few, { ...options, special: { contact: [999, -1, 0, -7] } });
    const bins = report.features.find(({ name }) => name === "contact")?.bins ?? [];
    const byCode = (code: number) => bins.find(({ bin }) => "special" in bin && bin.special === code);
    expect(byCode(999)).toMatchObject({ points: 0, neutral: true });
    expect(byCode(-7)).toMatchObject({ points: 0, neutral: true, events: 0, nonEvents: 0 });
    expect(byCode(0)?.neutral).toBe(false);
    expect(report.warnings.find(({ code }) => code === "few_records")?.message).toBe(
      `too few records to say anything, so they have the points of an average value: code 999 of "contact" (${some})`,
    );
    const term = model.terms.find(({ id }) => id === "contact");
    expect(term?.kind === "step" && term.contributions[term.cuts.indexOf(-7) + 1]).toBe(0);
  });

  it("a level of a category or of an ordinal feature can be a code: it is never merged with others", () => {
    const { report } = fitScorecard(leads, {
      ...options,
      special: { source: ["web", "fax"], size: ["large"] },
    });
    const bins = (name: string) =>
      report.features.find((one) => one.name === name)?.bins.map(({ bin }) => bin) ?? [];
    expect(bins("source")).toContainEqual({ special: "web" });
    expect(bins("source")).toContainEqual({ special: "fax" });
    expect(bins("source")).toContainEqual({ levels: ["fair", "mail"], otherLevels: false });
    expect(bins("size")).toContainEqual({ special: "large" });
    expect(JSON.stringify(bins("size")).match(/large/g)?.length).toBe(1);
  });
});

describe("bins of a category", () => {
  it("levels of similar event rate share a bin; the others are those of few records and of none", () => {
    const fit = fitScorecard(leads, options);
    expect(binsOf(fit, "source").map(({ bin }) => bin)).toEqual([
      { levels: ["fair", "mail", "web"], otherLevels: false },
      { levels: ["partner", "referral"], otherLevels: false },
      { levels: [], otherLevels: true },
      { missing: true },
    ]);
    const rare = leads.map((lead, i) => (i % 500 === 0 ? { ...lead, source: `rare ${i}` } : lead));
    const result = fitScorecard(rare, options);
    expect(binOf(result, "source", "never seen")).toMatchObject({ neutral: true, points: 0 });
    expect(result.report.warnings.map(({ code }) => code)).toEqual(["few_records", "rare_levels"]);
    const term = result.model.terms.find(({ id }) => id === "source");
    expect(term?.kind === "levels" && [term.levels, term.unseen]).toEqual([
      ["fair", "mail", "partner", "referral", "web"],
      0,
    ]);
  });

  it("many levels that differ by chance alone are one bin, and the feature is left out", () => {
    const rows = Array.from({ length: 20_000 }, () => ({
      c: `c${random.integer(400)}`,
      won: random.next() < 0.3,
    }));
    const set = featureSet<(typeof rows)[number]>()({ c: categorical("c") });
    const { report } = fitScorecard(rows, { features: set, outcome });
    expect(report.leftOut).toMatchObject([
      { name: "c", reason: "its event rates differ no more than by chance" },
    ]);
  });

  it("many levels that do differ keep most of what they say", () => {
    const rows = Array.from({ length: 20_000 }, () => {
      const c = random.integer(40);
      return { c: `c${c}`, won: random.next() < 0.1 + (c % 4) / 5 };
    });
    const set = featureSet<(typeof rows)[number]>()({ c: categorical("c") });
    const fit = fitScorecard(rows, { features: set, outcome, maximumBins: 4 });
    const levels = binsOf(fit, "c").map(({ bin }) => ("levels" in bin ? bin.levels.length : 0));
    expect(levels.slice(0, 4)).toEqual([10, 10, 10, 10]);
    expect(featureOf(fit, "c").informationRetained).toBeGreaterThan(0.9);
  });
});

describe("monotoneCuts", () => {
  it("are the cuts of the scorecard", () => {
    const fit = fitScorecard(leads, { ...options, special: {} });
    const values = leads.map(({ visits }) => visits ?? Number.NaN);
    expect(monotoneCuts(values, leads.map(outcome))).toEqual(fit.report.cuts.visits);
    const weights = leads.map(({ weight }) => weight);
    const weighted = fitScorecard(leads, { ...options, weight: (lead) => lead.weight });
    expect(monotoneCuts(values, leads.map(outcome), { weights })).toEqual(weighted.report.cuts.visits);
  });

  it("make weights of evidence that rise or fall, with countsFromRecords and weightOfEvidence", () => {
    const values = leads.map(({ visits }) => visits ?? Number.NaN);
    const visits = featureSet<Lead>()({ visits: numeric("visits") });
    const cuts = { visits: monotoneCuts(values, leads.map(outcome)) };
    const tables = weightOfEvidence(countsFromRecords(leads, { features: visits, outcome, cuts }).counts);
    const weights = (tables.visits?.bins ?? []).slice(0, -1).map(({ weightOfEvidence: weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
  });

  it("pool adjacent violators: by hand, rates 0.1, 0.5, 0.3, 0.7 become 0.1, 0.4, 0.7", () => {
    const rates = [0.1, 0.5, 0.3, 0.7];
    const values = Array.from({ length: 400 }, (_, i) => i % 4);
    const won = values.map((value, i) => Math.floor(i / 4) < 100 * (rates[value] as number));
    expect(monotoneCuts(values, won)).toEqual([0.5, 3]);
    expect(monotoneCuts(values, won, { trend: "none" })).toEqual([0.5, 2, 3]);
    // decreasing, the first three rates are pooled to 0.3, and all to 0.4
    expect(monotoneCuts(values, won, { trend: "decreasing" })).toEqual([]);
    expect(
      monotoneCuts(
        values.map((value) => -value),
        won,
      ),
    ).toEqual([-2.5, -0.5]);
  });

  it("merge where the least information is lost: by hand, 0.1 and 0.2 before 0.2 and 0.6", () => {
    const rates = [0.1, 0.2, 0.6];
    const values = Array.from({ length: 300 }, (_, i) => i % 3);
    const won = values.map((value, i) => Math.floor(i / 3) < 100 * (rates[value] as number));
    expect(monotoneCuts(values, won)).toEqual([0.5, 2]);
    expect(monotoneCuts(values, won, { maximumBins: 2 })).toEqual([2]);
    expect(monotoneCuts(values, won, { minimumBinShare: 0.4 })).toEqual([]); // of three equal bins none is so large
    expect(monotoneCuts(values, won, { maximumBins: 1 })).toEqual([]);
  });

  it("records without an outcome or of weight 0 have no part", () => {
    const values = [...Array.from({ length: 300 }, (_, i) => i % 3), ...Array(900).fill(0)];
    const rates = [0.1, 0.2, 0.6];
    const won = values.map((value, i) =>
      i < 300 ? Math.floor(i / 3) < 100 * (rates[value] as number) : i % 2 === 0,
    );
    const open = won.map((one, i) => (i < 300 ? one : null));
    expect(monotoneCuts(values, open)).toEqual([0.5, 2]);
    expect(monotoneCuts(values, won, { weights: values.map((_, i) => (i < 300 ? 1 : 0)) })).toEqual([0.5, 2]);
    expect(monotoneCuts(values, won)).not.toEqual([0.5, 2]);
  });

  it.each([
    [
      [1, 2],
      [1, 1],
      {},
      "invalid_data: monotoneCuts: expected both events and non-events among the outcomes, received an array of 2",
    ],
    [
      [],
      [],
      {},
      "invalid_data: monotoneCuts: expected both events and non-events among the outcomes, received an array of 0",
    ],
    [[1, 2], [1], {}, "invalid_argument: monotoneCuts: expected outcomes of length 2, as values, received 1"],
    [
      [1, 2],
      [1, 2],
      {},
      "invalid_argument: monotoneCuts: expected outcomes[1] to be a boolean, 0, 1 or null, received 2",
    ],
    [["1", 2], [1, 0], {}, 'invalid_argument: monotoneCuts: expected a number at position 0, received "1"'],
    [
      [1, Number.POSITIVE_INFINITY],
      [1, 0],
      {},
      'invalid_argument: monotoneCuts: expected finite numbers in column "values", received Infinity',
    ],
    [
      [1, 2],
      [1, 0],
      { trend: "up" },
      'invalid_argument: monotoneCuts: expected trend to be auto, increasing, decreasing, none, received "up"',
    ],
    [
      [1, 2],
      [1, 0],
      { maximumBins: 0 },
      "invalid_argument: monotoneCuts: expected maximumBins to be a whole number from 1 to 1000, received 0",
    ],
    [
      [1, 2],
      [1, 0],
      { minimumBinShare: 2 },
      "invalid_argument: monotoneCuts: expected minimumBinShare in [0, 1], received 2",
    ],
    [
      [1, 2],
      [1, 0],
      { weights: [1] },
      "invalid_argument: monotoneCuts: expected weights of length 2, as values, received 1",
    ],
    [
      [1, 2],
      [1, 0],
      { bins: 3 },
      'invalid_argument: monotoneCuts: expected options with keys trend, maximumBins, minimumBinShare, preBins, weights, received "bins"',
    ],
  ])("refuses: %#", (values, outcomes, wrong, message) => {
    expect(failure(() => monotoneCuts(values as never, outcomes as never, wrong as never))).toBe(message);
  });
});
