import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/models/index";
import { modelOf, scorerOf, type Values } from "./support";

// few numbers, so that values fall on the cuts and next to them
const cut = fc.constantFrom(-1e300, -2, -0, 0, 5e-324, 1, 1 + Number.EPSILON, 2, 1e300);
const level = fc.constantFrom("Google Ads", "google", "web", "a");
const rank = fc.oneof(fc.constantFrom("low", "mid", "high"), fc.constantFrom(0, 1, 2));
const bounds = fc.record(
  { feature: fc.constantFrom("x", "o", "f"), above: cut, atLeast: cut, below: cut, atMost: cut },
  { requiredKeys: ["feature"] },
);
const comparison: fc.Arbitrary<Condition> = fc.oneof(
  bounds.filter((one) => Object.keys(one).length > 1) as fc.Arbitrary<Condition>,
  fc.record({ feature: fc.constant("x"), is: cut }),
  fc.record({ feature: fc.constant("x"), in: fc.array(cut, { minLength: 1, maxLength: 3 }) }),
  fc.record({ feature: fc.constant("o"), is: rank }),
  fc.record({ feature: fc.constant("o"), atLeast: rank, below: rank }),
  fc.record({ feature: fc.constant("f"), is: fc.boolean() }),
  fc.record({ feature: fc.constant("c"), in: fc.array(level, { minLength: 1, maxLength: 2 }) }),
  fc.record({ feature: fc.constant("c"), contains: fc.constantFrom("goo", "A") }),
  fc.record({ feature: fc.constantFrom("x", "c", "f", "o"), exists: fc.boolean() }),
);
const plain = fc.record({
  when: fc.oneof(comparison, fc.record({ all: fc.array(comparison, { minLength: 1, maxLength: 4 }) })),
  group: fc.constantFrom(null, null, null, "capped"),
  otherwise: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1),
  contribution: fc.double({ min: -5, max: 5, noNaN: true }).map((value) => value + 0),
  minimum: fc.constantFrom(null, -1),
  maximum: fc.constantFrom(null, 1),
});
const kind = { kind: "condition", times: null } as const;
const groups = [{ id: "capped", label: "capped", group: null, reference: 0, minimum: null, maximum: 3 }];
const missing = { nil: null };
const record: fc.Arbitrary<Values> = fc.record({
  x: fc.option(cut, missing),
  c: fc.option(level, missing),
  f: fc.option(fc.constantFrom(0, 1), missing),
  o: fc.option(fc.constantFrom(0, 1, 2), missing),
});

describe("rules that are tested together", () => {
  it("give the same bits as rules tested one by one, as those within an any are", () => {
    fc.assert(
      fc.property(
        fc.array(plain, { minLength: 1, maxLength: 70 }),
        fc.array(record, { minLength: 1, maxLength: 20 }),
        (rules, rows) => {
          const terms = rules.map((rule) => ({ ...kind, ...rule }));
          const within = terms.map((term) => ({ ...term, when: { any: [term.when] } }));
          const scorer = scorerOf(modelOf({ terms, groups }));
          const oneByOne = scorerOf(modelOf({ terms: within, groups })).explainAll(rows);
          const { margin, contributions } = scorer.explainAll(rows);
          expect([margin, contributions]).toEqual([oneByOne.margin, oneByOne.contributions]);
          expect(scorer.scoreAll(rows).margin).toEqual(oneByOne.margin);
          rows.forEach((row, i) => {
            expect(scorer.score(row)).toMatchObject({ margin: oneByOne.margin[i] });
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it("32 rules are one set of bits: the last of them counts, and so does the first of the next set", () => {
    const terms = Array.from({ length: 33 }, (_, i) => ({
      ...{ ...kind, otherwise: 0, minimum: null, maximum: null },
      ...{ when: { feature: "x", is: i }, contribution: i + 1 },
    }));
    const rows = Array.from({ length: 34 }, (_, x) => ({ x }));
    const { margin } = scorerOf(modelOf({ terms })).scoreAll(rows);
    expect(Array.from(margin)).toEqual([...Array.from({ length: 33 }, (_, i) => i + 1), 0]);
  });
});
