import { describe, expect, it } from "vitest";
import { countEvents, daysSince, featureSet, numeric, readTable } from "../../src/features/index";
import { createScorer, diffExplanations, sealModel, withReference } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { featuresOf, modelOf, scorerOf } from "./support";

interface Lead {
  readonly seats: number | null;
  readonly lastCall: string;
  readonly events: readonly { readonly type: string; readonly at: string }[];
}

const features = featureSet<Lead>()({
  seats: numeric("seats"),
  lastCall: daysSince("lastCall"),
  visits: countEvents("events", { where: { type: "visit" }, withinDays: 30 }),
});
const rules = [
  { id: "big", label: "many seats", when: { feature: "seats", atLeast: 50 }, points: 20 },
  { id: "quiet", when: { feature: "lastCall", above: 30 }, points: -5 },
  { id: "visits", when: { feature: "visits", above: 0 }, points: 3, times: "visits", group: "web" },
];
const model = pointsModel({ features, rules, start: 1, groups: { web: { maximum: 8 } } });
const scorer = createScorer(model, features);
const visit = (at: string) => ({ type: "visit", at });
const row: Lead = { seats: 40, lastCall: "2026-01-01", events: [visit("2026-01-02"), visit("2026-01-10")] };
const [january, february] = [new Date("2026-01-15"), new Date("2026-02-05")];

describe("diffExplanations", () => {
  it("the passing of time: the same record, later", () => {
    const { byCause, changes, marginChange } = diffExplanations(
      { scorer, row, asOf: january },
      { scorer, row, asOf: february },
    );
    // a visit of 2 January is older than 30 days, and the last call is 35 days ago
    expect(byCause).toEqual({ time: -8, record: 0, model: 0 });
    expect(marginChange).toBe(-8);
    expect(changes).toEqual([
      { cause: "time", id: "quiet", label: "quiet", feature: "lastCall", before: 14, after: 35, change: -5 },
      { cause: "time", id: "visits", label: "visits", feature: "visits", before: 2, after: 1, change: -3 },
    ]);
  });

  it("a change of the record counts at the later instant", () => {
    const later = { ...row, seats: 60, lastCall: "2026-02-01" };
    const { byCause, changes } = diffExplanations(
      { scorer, row, asOf: january },
      { scorer, row: later, asOf: february },
    );
    // time took 5 for the call, which the record gives back
    expect(byCause).toEqual({ time: -8, record: 25, model: 0 });
    expect(changes.map(({ cause, id, change }) => [cause, id, change])).toEqual([
      ["record", "big", 20],
      ["time", "quiet", -5],
      ["record", "quiet", 5],
      ["time", "visits", -3],
    ]);
  });

  it("a change of the model: terms, intercept and new rules, on the record of now", () => {
    const other = createScorer(
      pointsModel({
        features,
        start: 4,
        rules: [
          { id: "big", label: "seats", when: { feature: "seats", atLeast: 30 }, points: 15 },
          { id: "fresh", when: { feature: "lastCall", below: 20 }, points: 2 },
        ],
      }),
      features,
    );
    const { byCause, changes } = diffExplanations(
      { scorer, row, asOf: january },
      { scorer: other, row, asOf: january },
    );
    expect(byCause).toEqual({ time: 0, record: 0, model: 15 + 2 - 6 + 3 });
    expect(changes.map(({ id, label, change, feature }) => [id, label, feature, change])).toEqual([
      ["big", "seats", "seats", 15],
      ["visits", "visits", "visits", -6],
      ["(intercept)", "intercept", null, 3],
      ["fresh", "fresh", "lastCall", 2],
    ]);
  });

  it("what a cap takes is a line of its own", () => {
    const busy = { ...row, events: ["04", "05", "06", "07"].map((day) => visit(`2026-01-${day}`)) };
    const { changes, marginChange } = diffExplanations(
      { scorer, row, asOf: january },
      { scorer, row: busy, asOf: january },
    );
    expect(marginChange).toBe(2);
    expect(changes.map(({ id, label, change }) => [id, label, change])).toEqual([
      ["visits", "visits", 6],
      ["web", "web capped at 8", -4],
    ]);
  });

  it("the same moment has no changes", () => {
    const moment = { scorer, row, asOf: january };
    expect(diffExplanations(moment, moment)).toMatchObject({
      changes: [],
      byCause: { time: 0, record: 0, model: 0 },
      marginChange: 0,
      scoreChange: 0,
    });
  });

  it("a reference population is no cause: it changes what reasons are compared with, not the score", () => {
    const tenth = { kind: "linear", feature: "x", coefficient: 0.1, center: 0, missing: 0 } as const;
    const plain = modelOf({ terms: [tenth] });
    const { table } = readTable([{ x: 1 }, { x: 3 }, { x: 7 }], featuresOf(plain));
    const { marginChange, changes } = diffExplanations(
      { scorer: scorerOf(plain), row: { x: 1 } },
      { scorer: scorerOf(withReference(plain, table)), row: { x: 1 } },
    );
    expect([marginChange, changes]).toEqual([0, []]);
  });

  it("both explanations are given, as each scorer explains its own moment", () => {
    const later = { ...row, seats: null };
    const { before, after, scoreChange } = diffExplanations(
      { scorer, row, asOf: january },
      { scorer, row: later, asOf: february },
    );
    expect(before).toEqual(scorer.explain(row, { asOf: january }));
    expect(after).toEqual(scorer.explain(later, { asOf: february }));
    expect(scoreChange).toBe(after.score - before.score);
  });

  it("an override is a line; a term that has its name stays apart", () => {
    const linear = { kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 0 } as const;
    const gates = [
      { kind: "override", id: "sure", when: { feature: "x", above: 5 }, reason: "sure", margin: 50 },
    ] as const;
    const terms = [
      { ...linear, id: "override" },
      { ...linear, id: "(intercept)" },
    ];
    const gated = scorerOf(modelOf({ intercept: 1, terms, gates }));
    const { changes, marginChange } = diffExplanations(
      { scorer: gated, row: { x: 2 } },
      { scorer: gated, row: { x: 7 } },
    );
    expect(marginChange).toBe(45);
    expect(changes.reduce((total, { change }) => total + change, 0)).toBe(45);
    expect(changes.map(({ change }) => change)).toEqual([35, 5, 5]);
  });

  it("where a record is not scored at one of the moments the change of the score is NaN, that of the margin is not", () => {
    const gates = [{ kind: "disqualify", id: "d", when: { feature: "x", above: 5 }, reason: "" }] as const;
    const terms = [{ kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 0 }] as const;
    const gated = scorerOf(modelOf({ terms, gates }));
    const difference = diffExplanations({ scorer: gated, row: { x: 2 } }, { scorer: gated, row: { x: 7 } });
    expect([difference.scoreChange, difference.marginChange]).toEqual([Number.NaN, 5]);
  });

  it.each<[string, unknown, string, string]>([
    ["no scorer", { row }, "a scorer and a row", "invalid_argument"],
    ["nothing", undefined, "a scorer and a row", "invalid_argument"],
    [
      "an instant that is other text",
      { scorer, row, asOf: "mid January" },
      "asOf to be a Date or ISO 8601 text",
      "invalid_argument",
    ],
    ["no instant where one is needed", { scorer, row }, "asOf", "missing_as_of"],
    [
      "a record that is rejected",
      { scorer, row: { ...row, seats: "40" }, asOf: january },
      "records that can be read",
      "invalid_argument",
    ],
  ])("%s is refused, before or after", (_, moment, message, code) => {
    const good = { scorer, row, asOf: january };
    const expected = expect.objectContaining({ code, message: expect.stringContaining(message) });
    expect(() => diffExplanations(moment as never, good)).toThrow(expected);
    expect(() => diffExplanations(good, moment as never)).toThrow(expected);
  });

  it("a sealed model that differs only in words changes no number", () => {
    const renamed = sealModel({
      ...model,
      terms: model.terms.map((term) => ({ ...term, label: "other words" })),
    });
    const difference = diffExplanations(
      { scorer, row, asOf: january },
      { scorer: createScorer(renamed, features), row, asOf: january },
    );
    expect(difference.changes).toEqual([]);
  });
});
