import { describe, expect, it } from "vitest";
import {
  categorical,
  countEvents,
  custom,
  daysSince,
  decayedSum,
  department,
  emailDomainType,
  type Feature,
  featureSet,
  flag,
  numeric,
  ordinal,
  ratio,
  readTable,
} from "../../src/features/index";
import { createScorer } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import type { Any } from "../features/read";
import { hostileError, hostileProxy, hostileValues } from "../support/hostile";

const asOf = new Date("2026-06-01T00:00:00Z");

/** Features that read `field`, and a value that each can use. */
const cases: readonly (readonly [string, Feature<Any>, unknown])[] = [
  ["numeric", numeric<Any>("field"), 3],
  ["numeric from text", numeric<Any>("field", { fromText: true, missing: ["-"] }), "3"],
  ["numeric of a function", numeric<Any>((row) => row.field), 3],
  ["categorical", categorical<Any>("field", { ignoreCase: true, aliases: { a: "b" } }), "web"],
  ["ordinal", ordinal<Any>("field", ["low", "high"]), "low"],
  ["flag", flag<Any>("field", { trueValues: ["Yes"] }), true],
  ["department", department<Any>("field"), "Head of Sales"],
  ["emailDomainType", emailDomainType<Any>("field"), "a@acme.io"],
  ["daysSince", daysSince<Any>("field"), "2026-05-01"],
  ["ratio", ratio<Any>("field", "other"), 3],
  ["countEvents", countEvents<Any>("field", { where: { type: "visit" } }), [{ at: asOf, type: "visit" }]],
  ["decayedSum", decayedSum<Any>("field", { halfLifeDays: 7, weight: "n" }), [{ at: asOf, n: 1 }]],
  ["custom", custom<Any>((row) => row.field), 3],
  ["custom text", custom<Any>((row) => row.field, { type: "category" }), "web"],
  ["a feature of the host", { ...custom<Any>(() => 1), read: (row: Any) => row.field }, 3],
];

describe.each(cases)("%s and hostile values", (_, feature, good) => {
  const features = featureSet<Any>()({ x: feature, y: numeric<Any>("other") });
  const rules = [{ id: "x", when: { feature: "x", exists: true }, points: 1 }] as const;
  const scorer = createScorer(pointsModel({ features, rules }), features);
  const known = { field: good, other: 1 };
  const throwing = (thrown: unknown) =>
    Object.defineProperty({ other: 1 }, "field", {
      enumerable: true,
      get() {
        throw thrown;
      },
    });
  const hostile = [
    hostileProxy(),
    ...hostileValues().flatMap(([, value]) => [
      { field: value, other: 1 },
      { field: [value], other: 1 },
      { field: [{ at: value, type: "visit", n: 1 }], other: 1 },
      { field: [{ at: asOf, type: value, n: value }], other: 1 },
      throwing(value),
    ]),
    throwing(hostileError()),
  ];

  it("reject at most that record, and score the others", () => {
    const rows = hostile.flatMap((row) => [known, row]);
    const scores = scorer.scoreAll([...rows, known], { asOf });
    for (let i = 0; i <= rows.length; i += 2) expect(scores.score[i]).toBe(1);
    expect(scores.status[1]).toBe(3);
    for (const { reason } of scores.rejected) {
      expect(reason).toMatch(/^expected .*, received .*/);
      expect(reason.length).toBeLessThan(400);
    }
    expect(scorer.explainAll([...rows, known], { asOf }).scores).toEqual(scores);
    expect(readTable(rows, features, { asOf }).rejected).toEqual(scores.rejected);
    hostile.forEach((row, k) => {
      const rejected = scores.rejected.find(({ index }) => index === 2 * k + 1);
      const result = scorer.score(row, { asOf });
      expect(scorer.explain(row, { asOf }).result).toEqual(result);
      if (rejected) expect(result).toMatchObject({ status: "rejected", reason: rejected.reason });
      else expect(result.status).not.toBe("rejected");
    });
  });

  it("columns of them too", () => {
    if (feature.definition === null) return;
    const field = hostileValues().flatMap(([, value]) => [good, value]);
    const scores = scorer.scoreAll({ field, other: field.map(() => 1) } as Any, { asOf });
    for (let i = 0; i < field.length; i += 2) expect(scores.score[i]).toBe(1);
    const codes = field.map((_, i) => i);
    const coded = scorer.scoreAll({ field: { codes, levels: field }, other: field.map(() => 1) } as Any, {
      asOf,
    });
    expect(coded).toEqual(scores);
  });
});

describe("an instant per record", () => {
  const features = featureSet<Any>()({ x: daysSince<Any>("field") });
  const rules = [{ id: "x", when: { feature: "x", exists: true }, points: 1 }] as const;
  const scorer = createScorer(pointsModel({ features, rules }), features);

  it.each(hostileValues())("%s given or thrown for it rejects the record only", (_, value) => {
    const rows = ["good", "given", "thrown", "good"].map((kind) => ({ kind, field: asOf }));
    const scores = scorer.scoreAll(rows, {
      asOf: ({ kind }: Any) => {
        if (kind === "thrown") throw value;
        return (kind === "given" ? value : asOf) as Date;
      },
    });
    expect(scores.status).toEqual(Uint8Array.of(0, 3, 3, 0));
    for (const { reason } of scores.rejected) {
      expect(reason).toMatch(/^expected asOf to give a Date or ISO 8601 text, received ./);
    }
  });
});
