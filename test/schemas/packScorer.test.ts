import { describe, expect, test } from "vitest";
import { formula } from "../../src/formulas/index";
import {
  bucketsByThreshold,
  categorical,
  countEvents,
  createScorer,
  custom,
  daysSince,
  daysSinceEvent,
  daysUntil,
  decayedSum,
  department,
  emailDomainType,
  expression,
  featureSet,
  flag,
  germanWords,
  growth,
  numeric,
  ordinal,
  pointsModel,
  ratio,
  recencyFrequencyValue,
  seniority,
  sumEvents,
  trend,
} from "../../src/index";
import { packScorer, unpackScorer } from "../../src/schemas/index";
import { failure } from "../core/failure";

type Lead = { readonly visits: number | null; readonly source: string | null };
const features = featureSet<Lead>()({
  visits: numeric("visits", {
    label: "web visits",
    clip: [0, 20],
    phrase: "{value} visits",
    source: { system: "CRM" },
  }),
  source: categorical("source", { ignoreCase: true, aliases: { adwords: "google" }, visibility: "internal" }),
});
const model = pointsModel({
  features,
  rules: [
    { id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 },
    { id: "searched", when: { feature: "source", is: "google" }, points: 5 },
  ],
});
const buckets = bucketsByThreshold({ A: 12, B: 5 });
const parts = { model, features, buckets };
const text = packScorer(parts);

describe("what was packed is unpacked", () => {
  const records: Lead[] = [
    { visits: 4, source: "AdWords" },
    { visits: 251, source: "web" },
    { visits: null, source: "Google" },
  ];

  test("and scores and explains to the bit, with its buckets and words", () => {
    const { scorer, buckets: read, words } = unpackScorer<Lead>(text);
    const before = createScorer(model, features);
    expect(scorer.scoreAll(records)).toEqual(before.scoreAll(records));
    for (const record of records) expect(scorer.explain(record)).toEqual(before.explain(record));
    expect(read).toEqual(buckets);
    expect(words).toBe(null);
    expect(unpackScorer<Lead>(packScorer({ ...parts, words: germanWords })).words).toEqual(germanWords);
  });

  test("from text and from the object that it was parsed to", () => {
    expect(unpackScorer(JSON.parse(text)).scorer.model).toEqual(model);
  });

  test("and packed again it is the same text", () => {
    const { scorer, buckets: read, words } = unpackScorer<Lead>(text);
    expect(
      packScorer({
        model: scorer.model,
        features: scorer.features,
        buckets: read,
        words: words ?? undefined,
      }),
    ).toBe(text);
  });

  test("with every declarative extractor and every word of its features", () => {
    type Any = Record<string, unknown>;
    const all = featureSet<Any>()({
      a: numeric("a", { transform: "log1p", missing: [999], label: "number a", unit: "EUR" }),
      b: categorical("b", { levels: ["x", "y"], missing: ["Select"] }),
      c: flag("c", { trueValues: ["Yes"], falseValues: ["No"] }),
      d: ordinal("d", ["low", "high"]),
      e: ratio("e", "f", { label: "share" }),
      g: daysSince("g"),
      h: daysUntil("h", { unit: "d" }),
      i: seniority("i"),
      j: department("j", { visibility: "protected" }),
      k: emailDomainType("k"),
      l: countEvents("l", { where: { type: "visit" }, withinDays: 30, phrase: "{value} visits" }),
      m: daysSinceEvent("l"),
      n: sumEvents("l", { value: "amount" }),
      o: decayedSum("l", { halfLifeDays: 14 }),
      p: growth("q", { value: "people", overDays: 365 }),
      r: trend("q", { value: "people", withinDays: 365 }),
      s: recencyFrequencyValue("l", { measure: "frequency" }),
      t: formula("log1p(a) * 2"),
      u: expression({ op: "field", field: "a" }),
    });
    const rules = all.names.map((name) => ({ id: name, when: { feature: name, exists: true }, points: 1 }));
    const whole = { model: pointsModel({ features: all, rules }), features: all, buckets };
    const packed = packScorer(whole);
    const { scorer } = unpackScorer<Any>(packed);
    expect(packScorer({ ...whole, features: scorer.features })).toBe(packed);
    for (const name of all.names) {
      const {
        read: _,
        parse: __,
        original: ___,
        readNamed: ____,
        ...metadata
      } = scorer.features.features[name] as object as Any;
      expect(all.features[name]).toMatchObject(metadata);
    }
  });

  test("only the features that the model reads are in it", () => {
    const more = featureSet<Lead>()({ ...features.features, other: numeric("visits") });
    expect(packScorer({ ...parts, features: more })).toBe(text);
  });
});

describe("what cannot be packed is refused by name", () => {
  test("a feature that a function is part of, with the way out", () => {
    const withFunction = featureSet<Lead>()({
      ...features.features,
      visits: numeric(({ visits }: Lead) => visits, { clip: [0, 20] }),
    });
    expect(failure(() => packScorer({ ...parts, features: withFunction }))).toBe(
      'invalid_configuration: packScorer: expected feature "visits" to be made without a function, which cannot be saved (put what it computes in a field of the record, or write it as a formula), received a function',
    );
    const own = featureSet<Lead>()({ length: custom(({ source }) => source?.length) });
    const byLength = pointsModel({
      features: own,
      rules: [{ id: "r", when: { feature: "length", above: 3 }, points: 1 }],
    });
    expect(() => packScorer({ model: byLength, features: own, buckets })).toThrow('feature "length"');
  });

  test("features that do not fit the model, wrong buckets and words, a model that was changed", () => {
    const other = featureSet<Lead>()({ source: features.features.source });
    expect(() => packScorer({ ...parts, features: other as never })).toThrow('feature "visits"');
    expect(() => packScorer({ ...parts, buckets: { labels: ["A"], cuts: [1] } })).toThrow(
      "packScorer: expected 0 cuts",
    );
    expect(() => packScorer({ ...parts, words: { reasonsFor: 3 as never } })).toThrow(
      "packScorer: expected words.reasonsFor to be text",
    );
    expect(() => packScorer({ ...parts, model: { ...model, intercept: 5 } })).toThrow(
      "packScorer: expected provenance.contentHash",
    );
    expect(() => packScorer({ ...parts, playbook: [] } as never)).toThrow(
      "parts with keys model, features, buckets, words",
    );
  });
});

describe("what was changed after it was packed is refused", () => {
  const changed = (from: string, to: string) => {
    expect(text).toContain(from);
    return () => unpackScorer(text.replace(from, to));
  };

  test.each([
    ["a clip", '"clip":[0,20],"extractor"', '"clip":[0,50],"extractor"'],
    ["a label", '"label":"web visits","phrase":"{value} visits"', '"label":"x","phrase":"{value} visits"'],
    ["an alias", '"adwords":"google"', '"adwords":"bing"'],
    ["a cut of the buckets", '"cuts":[12,5]', '"cuts":[12,1]'],
    ["the words", '"words":null', '"words":{"reasonsFor":"Why"}'],
  ])("%s", (_, from, to) => {
    expect(changed(from, to)).toThrow("as features, buckets or words were changed after they were packed");
    expect(failure(changed(from, to))).toMatch(/^invalid_model: /);
  });

  test("the model, which has a hash of its own", () => {
    expect(changed('"intercept":0', '"intercept":5')).toThrow(
      "unpackScorer: expected provenance.contentHash",
    );
  });
});

describe("what is no packed scorer is refused", () => {
  test.each([
    ["text that is no JSON", "{", "unpackScorer: expected the JSON text of a packed scorer"],
    ["a model alone", model, "unpackScorer: expected a packed scorer with keys kind, formatVersion"],
    ["null", null, "received null"],
    ["a list", [], "a packed scorer"],
    ["another kind", { ...JSON.parse(text), kind: "model" }, 'expected kind "scorer"'],
    [
      "another format version",
      { ...JSON.parse(text), formatVersion: 2 },
      "expected formatVersion 1, received 2",
    ],
    ["a key too many", { ...JSON.parse(text), extra: 1 }, "a packed scorer with keys"],
  ])("%s", (_, source, message) => {
    expect(failure(() => unpackScorer(source))).toMatch(/^invalid_model: /);
    expect(() => unpackScorer(source)).toThrow(message);
  });

  test("features that no extractor wrote, though the hash is right", async () => {
    const { packedHash } = await import("../../src/schemas/packScorer");
    const forge = (visits: unknown) => {
      const packed = JSON.parse(text);
      packed.features.visits = visits;
      return () => unpackScorer({ ...packed, contentHash: packedHash(packed) });
    };
    const { visits } = JSON.parse(text).features;
    expect(forge({ ...visits, definition: { extractor: "eval" } })).toThrow(
      'unpackScorer: feature "visits" cannot be made: ',
    );
    expect(forge({ ...visits, definition: { ...visits.definition, clip: 3 } })).toThrow(
      'feature "visits" cannot be made',
    );
    expect(forge({ ...visits, more: 1 })).toThrow('feature "visits" with keys');
    expect(forge(null)).toThrow('feature "visits" with keys');
    expect(forge({ ...visits, label: 3 })).toThrow('feature "visits" cannot be made');
  });
});
