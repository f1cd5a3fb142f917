import { describe, expect, it } from "vitest";
import {
  createScorer,
  featureSet,
  fitLogistic,
  germanWords,
  narrate,
  numeric,
  pointsModel,
  readTable,
  seniority,
  withReference,
} from "../../src/index";
import { explanationOf, feature, line } from "./fixtures";

/** A narrative of a probability in a bucket. */
function told(probability: number, bucket: string, more: object = {}) {
  const margin = Math.log(probability / (1 - probability));
  const explanation = explanationOf([feature("visits")], [line("visits", 3, margin)], { base: 0 });
  const { headline, next } = narrate(explanation, { name: "Acme", bucket, ...more });
  return [headline.text, next[0]?.text];
}

describe("the probability, the bucket and the next step agree, or the words say that they do not", () => {
  it.each([
    [0.95, "A", "Acme: very likely to convert (95%, bucket A)", "call this week"],
    [0.66, "B", "Acme: likely to convert (66%, bucket B)", "write, and offer a call"],
    [
      0.66,
      "C",
      "Acme: likely to convert, yet only in bucket C (66%)",
      "turn to it after the leads in better buckets",
    ],
    [
      0.95,
      "D",
      "Acme: very likely to convert, yet only in bucket D (95%)",
      "turn to it after the leads in better buckets",
    ],
    [
      0.45,
      "D",
      "Acme: about as likely to convert as not, yet only in bucket D (45%)",
      "turn to it after the leads in better buckets",
    ],
    [0.45, "C", "Acme: about as likely to convert as not (45%, bucket C)", "keep in the nurture programme"],
    [0.2, "A", "Acme: unlikely to convert, yet in bucket A (20%)", "call this week"],
    [0.05, "B", "Acme: very unlikely to convert, yet in bucket B (5%)", "write, and offer a call"],
    [0.2, "B", "Acme: unlikely to convert (20%, bucket B)", "write, and offer a call"],
    [0.05, "D", "Acme: very unlikely to convert (5%, bucket D)", "spend no sales time on it now"],
  ])("%d in bucket %s", (probability, bucket, headline, next) => {
    expect(told(probability, bucket)).toEqual([headline, next]);
  });

  it("no headline of a good probability stands above the advice to spend little or no time", () => {
    const idle = ["keep in the nurture programme", "spend no sales time on it now"];
    for (const bucket of ["A", "B", "C", "D", "hot"]) {
      for (let p = 0.01; p < 1; p += 0.01) {
        const [headline, next] = told(p, bucket) as [string, string];
        if (/: (very )?likely/.test(headline)) expect(idle).not.toContain(next);
      }
    }
  });

  it("in German too", () => {
    const german = { words: germanWords, format: { locale: "de" } };
    expect(told(0.66, "C", german)).toEqual([
      "Acme: wird wahrscheinlich kaufen, ist aber nur in Klasse C (66 %)",
      "nach den Leads in besseren Klassen angehen",
    ]);
    expect(told(0.2, "A", german)[0]).toBe(
      "Acme: wird wahrscheinlich nicht kaufen, ist aber in Klasse A (20 %)",
    );
  });
});

interface Lead {
  title: string;
  visits: number;
}

describe("a rule that applied is told in its own words", () => {
  const features = featureSet<Lead>()({
    seniority: seniority("title", { label: "seniority" }),
    visits: numeric("visits"),
  });
  const rules = [
    { id: "vp", label: "Vice president title", when: { feature: "seniority", is: "vp" }, points: 20 },
    { id: "visits", when: { feature: "visits", atLeast: 1 }, points: 5 },
    {
      id: "both",
      label: "a senior visitor",
      when: {
        all: [
          { feature: "seniority", atLeast: "director" },
          { feature: "visits", atLeast: 3 },
        ],
      },
      points: 10,
    },
  ];
  const written = pointsModel({ features, rules });
  const rows = ["VP Sales", "Analyst", "Director", "Intern"].map((title, i) => ({ title, visits: i * 2 }));
  const compared = withReference(written, readTable(rows, features).table);
  const reasons = (model: typeof written, row: Lead, options = {}) => {
    const { reasons: given, reasonsAgainst } = withNames(
      narrate(createScorer(model, features).explain(row), options),
    );
    return [given, reasonsAgainst];
  };

  it.each([
    ["without a reference population", written],
    ["with a reference population", compared],
  ])("%s", (_, model) => {
    expect(reasons(model, { title: "VP Sales", visits: 4 })[0]).toEqual(
      expect.arrayContaining(["Vice president title", "a senior visitor"]),
    );
  });

  it("one that did not apply is not: the value counts against", () => {
    const [, against] = reasons(compared, { title: "Analyst", visits: 4 });
    expect(against?.[0]).toBe("seniority: entry");
  });

  it("a rule without words is told by the value, and a phrase goes before the rule's words", () => {
    const all = reasons(written, { title: "Analyst", visits: 4 })[0];
    expect(all).toEqual(["visits: 4"]);
    const phrases = { seniority: "a {value}" };
    expect(reasons(written, { title: "VP Sales", visits: 0 }, { phrases })[0]).toEqual(["a vp"]);
  });
});

describe("on too few past records nothing is called likely", () => {
  const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
  const scorerOf = (count: number) => {
    const rows = Array.from({ length: count }, (_, i) => ({
      visits: i % 5,
      won: (i * 7) % 10 < 3 + (i % 5),
    }));
    return createScorer(fitLogistic(rows, { features, outcome: ({ won }) => won }).model, features);
  };
  const headline = (count: number, options = {}) =>
    narrate(scorerOf(count).explain({ visits: 4 }), { name: "Acme", bucket: "A", ...options }).headline;

  it("a model of twelve records says so", () => {
    const { text, outlook } = headline(12);
    expect(text).toMatch(
      /^Acme: too few past leads to say how likely it is to convert \(\d+% by the model, bucket A\)$/,
    );
    expect(outlook).toBeNull();
  });

  it("one of a thousand speaks, unless the report calls its data insufficient", () => {
    expect(headline(1000).outlook).not.toBeNull();
    expect(headline(1000, { dataVerdict: "insufficient" }).outlook).toBeNull();
    expect(headline(12, { dataVerdict: "thin" }).outlook).not.toBeNull();
    expect(() => headline(12, { dataVerdict: "bad" })).toThrow(
      'narrate: expected dataVerdict to be "sufficient", "thin" or "insufficient", received "bad"',
    );
  });
});

describe("a flag is said as a person would", () => {
  const history = (label: string) => {
    const optIn = feature("optIn", { type: "flag", label });
    const cells = [
      { from: 0, to: 1, rows: 500, events: 50 },
      { from: 1, to: null, rows: 500, events: 250 },
    ];
    const past = { rows: 1000, events: 300, features: { optIn: cells } };
    return (value: number) =>
      narrate(explanationOf([optIn], [line("optIn", value, value === 1 ? 1 : -1)]), { history: past }).why[0]
        ?.text;
  };

  it("with and without", () => {
    const why = history("marketing opt-in");
    expect(why(0)).toBe("10% of 500 leads without marketing opt-in converted, against 30% of all leads");
    expect(why(1)).toBe("50% of 500 leads with marketing opt-in converted, against 30% of all leads");
  });

  it("a label that is a negation itself is not negated once more", () => {
    expect(history("do not call")(0)).toBe(
      "10% of 500 leads with do not call “no” converted, against 30% of all leads",
    );
  });
});

/** The texts of reasons for and against. */
function withNames(narrative: ReturnType<typeof narrate>) {
  const texts = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text);
  return { reasons: texts(narrative.reasonsFor), reasonsAgainst: texts(narrative.reasonsAgainst) };
}
