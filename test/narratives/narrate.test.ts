import { describe, expect, it } from "vitest";
import type { ScoreResult } from "../../src/models/resultTypes";
import { narrate, toPlainText } from "../../src/narratives/index";
import {
  acme,
  acmeFeatures,
  acmeHistory,
  acmeOptions,
  explanationOf,
  feature,
  line,
  numbers,
} from "./fixtures";

/** An explanation with this probability and nothing else. */
function withProbability(probability: number, lowConfidence = false) {
  const margin = Math.log(probability / (1 - probability));
  const result = {
    status: "scored",
    score: probability,
    probability,
    margin,
    coverage: 1,
    lowConfidence,
  } as const;
  return { ...explanationOf([], []), result };
}

const withPoints = (points: number) => explanationOf([], [], { points: true, base: points });

const withResult = (result: ScoreResult) => ({ ...acme, result });

const headline = (...args: Parameters<typeof narrate>) => narrate(...args).headline.text;

describe("the example of the design", () => {
  it("reads as a rep would say it", () => {
    expect(toPlainText(narrate(acme, acmeOptions)).split("\n")).toEqual([
      "Acme Robotics: likely to buy (62%, bucket A, top 10% of this month's leads)",
      "Reasons: a decision maker (VP Operations) replied on 12 November; 4 visits in the last 30 days, the pricing page among them; headcount up 18% in a year.",
      "Against: budget not known.",
      "Why it matters: 64% of 212 leads with a replying decision maker converted, against 31% of all leads; 37% of 380 leads with 3 to 5 visits in the last 30 days converted, against 31% of all leads.",
      "Next: call the VP Operations this week; renewal talks usually start 60 days before the date, which is 14 December.",
      "Sources: web analytics (refreshed yesterday), CRM (refreshed today). Two of nine facts are missing: budget and company size. The reasons shown carry 90% of the weight in this score; five others are not shown.",
    ]);
  });

  it("every text comes with the numbers that it was made of", () => {
    const { headline, reasonsFor, why, sources, remarks } = narrate(acme, acmeOptions);
    expect(headline).toMatchObject({ outlook: "likely", bucket: "A", topShare: 0.1, averageRate: 0.31 });
    expect(headline.probability).toBe(acme.probability);
    expect(reasonsFor[0]).toMatchObject({ features: ["replied"], value: 1, usual: 0, contribution: 0.63 });
    expect(why[0]).toMatchObject({
      feature: "replied",
      rows: 212,
      events: 136,
      overall: { rows: 2000, events: 620 },
    });
    expect(why[0]?.rate).toBeCloseTo(136 / 212, 12);
    expect(sources[1]).toMatchObject({ system: "CRM", refreshedAt: "2026-11-21T05:00:00Z", stale: false });
    expect(remarks[0]).toMatchObject({
      kind: "missing",
      count: 2,
      total: 9,
      features: ["budget", "employees"],
    });
  });

  it("an explanation alone is enough", () => {
    expect(toPlainText(narrate(acme)).split("\n").slice(0, 2)).toEqual([
      "This lead: likely to convert (62%)",
      "Reasons: a decision maker replied; 4 visits in the last 30 days; headcount growth in a year: 18% (usual: 2%).",
    ]);
  });
});

describe("the headline", () => {
  it.each([
    [0.9, "very likely to convert (90%)"],
    [0.899, "likely to convert (90%)"],
    [0.6, "likely to convert (60%)"],
    [0.599, "about as likely to convert as not (60%)"],
    [0.4, "about as likely to convert as not (40%)"],
    [0.399, "unlikely to convert (40%)"],
    [0.1, "unlikely to convert (10%)"],
    [0.0999, "very unlikely to convert (10%)"],
  ])("a probability of %f is %s: a threshold belongs to the word above it", (probability, text) => {
    expect(headline(withProbability(probability))).toBe(`This lead: ${text}`);
  });

  it.each([
    [0.996, "more than 99%"],
    [0.9901, "more than 99%"],
    [0.99, "99%"],
    [0.01, "1%"],
    [0.0099, "less than 1%"],
    [0.004, "less than 1%"],
  ])("a probability of %f is never called 0%% or 100%%, but %s", (probability, text) => {
    expect(headline(withProbability(probability))).toContain(`(${text})`);
  });

  it("a low probability well above the average is compared with it, so that the best lead does not look bad", () => {
    const history = { rows: 1000, events: 60, features: {} };
    expect(headline(withProbability(0.22), { history })).toBe(
      "This lead: more likely to convert than the average lead (22%, against 6% of all leads)",
    );
    expect(headline(withProbability(0.08), { history })).toContain(
      "very unlikely to convert (8%, against 6%",
    );
    expect(headline(withProbability(0.7), { history })).toBe("This lead: likely to convert (70%)");
  });

  it("thresholds can be changed", () => {
    expect(headline(withProbability(0.45), { thresholds: { likely: 0.45 } })).toContain("likely to convert");
    expect(narrate(withProbability(0.45), { thresholds: { likely: 0.45 } }).headline.outlook).toBe("likely");
  });

  it.each([
    [73, "scores 73 points"],
    [72.96, "scores 73 points"],
    [1, "scores 1 point"],
    [2.25, "scores 2.25 points"],
    [0, "scores 0 points"],
    [-12.4, "scores -12 points"],
  ])("%f points are points, never a chance", (points, text) => {
    const { headline } = narrate(withPoints(points));
    expect(headline.text).toBe(`This lead: ${text}`);
    expect(headline).toMatchObject({ outlook: null, probability: null });
  });

  it("points with a probability say both", () => {
    const result = {
      status: "scored",
      score: 73,
      margin: 73,
      probability: 0.62,
      coverage: 1,
      lowConfidence: false,
    } as const;
    expect(headline({ ...withPoints(73), result })).toBe("This lead: likely to convert (62%, 73 points)");
  });

  it("a score that is neither a probability nor points is just a score", () => {
    const result = {
      status: "scored",
      score: 0.7,
      margin: 0.8,
      probability: null,
      coverage: 1,
      lowConfidence: false,
    } as const;
    expect(headline({ ...withPoints(73), result })).toBe("This lead: scores 0.7");
  });

  it.each([
    [0.1, "top 10%"],
    [0.032, "top 4%"],
    [0.07, "top 7%"],
    [0.0001, "top 1%"],
    [0.5, "top 50%"],
    [0.51, "lower half"],
  ])("a top share of %f is %s: rounded up, so that it is true", (topShare, text) => {
    expect(headline(withPoints(5), { topShare })).toBe(`This lead: scores 5 points (${text})`);
    expect(headline(withPoints(5), { topShare, population: "all leads" })).toContain(`${text} of all leads`);
  });

  it("a rank is said with the population, once", () => {
    const rank = { position: 3, of: 1200 };
    expect(headline(withPoints(5), { rank })).toContain("(number 3 of 1,200)");
    expect(headline(withPoints(5), { rank, population: "open leads" })).toContain(
      "number 3 of 1,200 among open leads",
    );
    expect(headline(withPoints(5), { rank, topShare: 0.01, population: "open leads" })).toContain(
      "(top 1% of open leads, number 3 of 1,200)",
    );
  });

  it("low confidence is said", () => {
    expect(headline(withProbability(0.62, true), { bucket: "A" })).toBe(
      "This lead: likely to convert (62%, bucket A, low confidence)",
    );
  });

  it("a name that is empty or missing is no name", () => {
    for (const name of ["", "  \n", null])
      expect(headline(withPoints(5), { name })).toBe("This lead: scores 5 points");
  });

  it("outcome and noun are the host's", () => {
    const options = { outcome: { verb: "renew" }, recordNoun: { one: "account", other: "accounts" } };
    expect(headline(withProbability(0.62), options)).toBe("This account: likely to renew (62%)");
  });
});

describe("what was not scored", () => {
  it("disqualified says why, and tells no reasons", () => {
    const narrative = narrate(
      withResult({ status: "disqualified", reason: "works for a competitor", rule: "competitor" }),
      { name: "Epsilon", bucket: "A", history: acmeHistory },
    );
    expect(narrative.headline.text).toBe("Epsilon: disqualified (works for a competitor)");
    expect(narrative.headline).toMatchObject({
      status: "disqualified",
      probability: null,
      score: null,
      outlook: null,
    });
    expect([narrative.reasonsFor, narrative.reasonsAgainst, narrative.why, narrative.remarks]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(narrative.next.map((step) => step.text)).toEqual([
      "spend no sales time on it, unless the reason is wrong",
    ]);
  });

  it("insufficient data says what is missing and what to ask for", () => {
    const missing = acmeFeatures.map(({ name }) => name).filter((name) => name !== "origin");
    const explanation = {
      ...withResult({ status: "insufficient_data", missing, coverage: 1 / 9 }),
      values: { origin: "Web" },
    };
    const narrative = narrate(explanation, { name: "Zeta", ask: ["budget", "origin", "employees"] });
    expect(toPlainText(narrative).split("\n")).toEqual([
      "Zeta: too little is known for a score (1 of 9 facts)",
      "Next: ask about budget and company size (not known yet).",
      "Sources: web analytics (refreshed yesterday), CRM (refreshed today). Eight of nine facts are missing: visits in the last 30 days, decision maker replied, headcount growth in a year, and five others.",
    ]);
    expect(narrate(explanation).next[0]?.text).toBe(
      "fill in what is missing: visits in the last 30 days, decision maker replied, headcount growth in a year, and five others",
    );
  });

  it("rejected says what is wrong", () => {
    const reason = 'expected a finite number, received "many"';
    const narrative = narrate(withResult({ status: "rejected", feature: "employees", reason }), {
      name: "Eta",
    });
    expect(narrative.headline.text).toBe(`Eta: not scored, because company size cannot be used: ${reason}`);
    expect(narrative.next.map((step) => step.text)).toEqual([
      "correct company size in the record, then score again",
    ]);
    expect(headline(withResult({ status: "rejected", feature: null, reason: "expected a record" }))).toBe(
      "This lead: not scored, because the record cannot be used: expected a record",
    );
  });

  it("rejected does not show a protected value", () => {
    const features = [feature("age", { visibility: "protected" })];
    const result = {
      status: "rejected",
      feature: "age",
      reason: 'expected a number, received "forty"',
    } as const;
    const narrative = narrate({ ...explanationOf(features, []), result });
    expect(narrative.headline.text).toBe("This lead: not scored, because one of its values cannot be used");
    expect(JSON.stringify(narrative)).not.toMatch(/"age"|forty/);
  });
});

describe("arithmetic", () => {
  it("shown and other contributions together are margin − base, to 1e-9", () => {
    const { reasonsFor, reasonsAgainst, remarks } = narrate(acme);
    const rest = remarks.find((remark) => remark.kind === "rest");
    const shown = [...reasonsFor, ...reasonsAgainst].reduce(
      (total, reason) => total + reason.contribution,
      0,
    );
    expect(shown + (rest?.contribution ?? 0)).toBeCloseTo(acme.margin - acme.base, 9);
    expect(rest).toMatchObject({ count: 5 });
    // 0.42 + 0.63 + 0.31 + 0.05 of 1.57
    expect(rest?.shownShare).toBeCloseTo(1.41 / 1.57, 12);
  });

  it("lines of one feature are one reason", () => {
    const lines = [
      line("visits", 5, 10, { id: "a", kind: "condition" }),
      line("visits", 5, -4, { id: "b", kind: "condition" }),
    ];
    const { reasonsFor, reasonsAgainst } = narrate(
      explanationOf([feature("visits")], lines, { points: true }),
    );
    expect(reasonsFor).toMatchObject([{ text: "visits: 5", contribution: 6, share: 1 }]);
    expect(reasonsAgainst).toEqual([]);
  });

  it("no contribution, no reason, and it says so", () => {
    const { reasonsFor, remarks } = narrate(explanationOf([feature("visits")], [line("visits", 5, 0)]));
    expect(reasonsFor).toEqual([]);
    expect(remarks.map((remark) => remark.text)).toEqual(["Nothing sets it apart."]);
  });

  it("nothing is said of the rest where everything is shown", () => {
    expect(narrate(explanationOf([feature("visits")], [line("visits", 5, 1)])).remarks).toEqual([]);
  });
});

describe("purity", () => {
  it("frozen arguments are accepted and the same call gives the same narrative", () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === "object" && value !== null && !(value instanceof Date)) {
        Object.values(value).forEach(freeze);
        Object.freeze(value);
      }
      return value;
    };
    const explanation = freeze(structuredClone(acme));
    const options = freeze(structuredClone(acmeOptions));
    expect(narrate(explanation, options)).toEqual(narrate(acme, acmeOptions));
    expect(explanation).toEqual(acme);
  });

  it("a narrative is plain JSON", () => {
    const narrative = narrate(acme, acmeOptions);
    expect(JSON.parse(JSON.stringify(narrative))).toEqual(narrative);
  });

  it("names from data never reach a prototype", () => {
    const names = ["__proto__", "constructor", "toString"];
    const features = names.map((name) => feature(name, { type: "category", reference: numbers(0, 1, 2) }));
    const values = Object.fromEntries(names.map((name) => [name, "x"]));
    const explanation = explanationOf(
      features,
      names.map((name) => line(name, "constructor", 1)),
      { values },
    );
    const narrative = narrate(explanation, {
      phrases: {},
      groups: {},
      facts: JSON.parse('{"__proto__": "fact"}'),
      history: { rows: 10, events: 5, features: {} },
      actions: [{ text: "say {__proto__}" }],
    });
    expect(narrative.reasonsFor.map((reason) => reason.text).sort()).toEqual([
      "__proto__: constructor",
      "constructor: constructor",
      "toString: constructor",
    ]);
    expect(narrative.next[0]?.text).toBe("say fact");
  });
});
