import { describe, expect, it } from "vitest";
import type { Contribution } from "../../src/models/resultTypes";
import type { FeatureSummary } from "../../src/models/types";
import { type NarrateOptions, narrate } from "../../src/narratives/index";
import { acme, explanationOf, feature, levels, line, numbers } from "./fixtures";

const tell = (
  features: readonly FeatureSummary[],
  lines: readonly Contribution[],
  options: NarrateOptions = {},
) => {
  const { reasonsFor, reasonsAgainst, remarks } = narrate(explanationOf(features, lines), options);
  return {
    reasonsFor: reasonsFor.map((reason) => reason.text),
    against: reasonsAgainst.map((reason) => reason.text),
    rest: remarks.find((remark) => remark.kind === "rest"),
  };
};

const plain = (...names: readonly string[]) => names.map((name) => feature(name));

describe("which reasons are told", () => {
  it("the strongest, at most four, and the others are counted", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const lines = names.map((name, i) => line(name, 1, 1 + i));
    expect(tell(plain(...names), lines)).toMatchObject({
      reasonsFor: ["f: 1", "e: 1", "d: 1", "c: 1"],
      rest: { count: 2 },
    });
    expect(tell(plain(...names), lines, { policy: { maximumReasons: 1 } }).reasonsFor).toEqual(["f: 1"]);
  });

  it("one place is kept for the strongest reason of the other direction", () => {
    const names = ["a", "b", "c", "d", "e"];
    const lines = names.map((name, i) => line(name, 1, i === 0 ? -1 : 2 + i));
    expect(tell(plain(...names), lines)).toMatchObject({
      reasonsFor: ["e: 1", "d: 1", "c: 1"],
      against: ["a: 1"],
    });
  });

  it("less than 3% of the weight is not worth telling, exactly 3% is", () => {
    const lines = [line("a", 1, 97), line("b", 1, 3)];
    expect(tell(plain("a", "b"), lines)).toMatchObject({ reasonsFor: ["a: 1", "b: 1"] });
    expect(tell(plain("a", "b"), [line("a", 1, 97.1), line("b", 1, 2.9)])).toMatchObject({
      reasonsFor: ["a: 1"],
      rest: {
        count: 1,
        text: "The reasons shown carry 97% of the weight in this score; one other is not shown.",
      },
    });
  });

  it("internal, protected and hidden features are not told, but counted", () => {
    const features = [
      feature("gender", { visibility: "protected" }),
      feature("margin", { visibility: "internal" }),
      feature("visits"),
    ];
    const lines = features.map(({ name }) => line(name, 1, 1));
    expect(tell(features, lines)).toMatchObject({ reasonsFor: ["visits: 1"], rest: { count: 2 } });
    expect(tell(features, lines, { policy: { hide: ["visits"] } })).toMatchObject({
      reasonsFor: [],
      rest: { text: "Three reasons behind this score are not shown." },
    });
  });

  it("a line over several features is hidden with one of them", () => {
    const features = [feature("gender", { visibility: "protected" }), feature("visits")];
    const both = line("both", null, 1, { feature: null, features: ["gender", "visits"], kind: "grid" });
    expect(tell(features, [both])).toMatchObject({ reasonsFor: [], rest: { count: 1 } });
  });

  it("nothing in the whole narrative names a protected feature", () => {
    const secret = {
      visibility: "protected",
      source: { system: "HR" },
      label: "gender",
      phrase: "{value} by gender",
    } as const;
    const features = [feature("g", secret), feature("h", { ...secret, type: "category" }), feature("visits")];
    const lines = [line("g", null, -2), line("h", "female", 3), line("visits", 2, 1)];
    const narrative = narrate(explanationOf(features, lines), {
      history: { rows: 100, events: 50, features: { h: [{ level: "female", rows: 50, events: 45 }] } },
      actions: [
        { when: { reasonFor: "h" }, text: "greet her {value}" },
        { when: { missing: "g" }, text: "ask for it" },
      ],
      ask: ["g"],
      reach: { bucket: "A", changes: [{ feature: "h", to: "male" }] },
    });
    expect(JSON.stringify(narrative)).not.toMatch(/gender|female|male|HR|greet|ask for|"g"|"h"/);
    expect(narrative.remarks[0]?.text).toBe("One of three facts is missing.");
  });

  it("a missing value is told as a minus, never as a plus", () => {
    expect(tell(plain("phone"), [line("phone", null, -1)]).against).toEqual(["phone not known"]);
    expect(tell(plain("phone"), [line("phone", null, 1)])).toMatchObject({
      reasonsFor: [],
      rest: { count: 1 },
    });
    expect(tell(plain("phone"), [line("phone", Number.NaN, 1)]).reasonsFor).toEqual([]);
  });

  it("two unknowns together are no plus either", () => {
    const both = line("both", null, 1, { feature: null, features: ["a", "b"], kind: "grid" });
    expect(tell(plain("a", "b"), [both]).reasonsFor).toEqual([]);
  });

  it("a direction against expectation is not told; between usual and average nothing is expected", () => {
    const features = [feature("visits", { reference: { ...numbers(0, 2, 40), mean: 6 } })];
    const policy = { expect: { visits: "increasing" } } as const;
    const told = (value: number, contribution: number) =>
      tell(features, [line("visits", value, contribution, { referenceValue: 2 })], { policy });
    expect(told(9, 1).reasonsFor).toHaveLength(1);
    expect(told(9, -1).against).toEqual([]);
    expect(told(1, 1).reasonsFor).toEqual([]);
    expect(told(1, -1).against).toHaveLength(1);
    expect(told(6, -1).against).toHaveLength(1);
    expect(told(2, 1).reasonsFor).toHaveLength(1);
    expect(told(4, -1).against).toHaveLength(1);
    expect(
      tell(features, [line("visits", 9, 1)], { policy: { expect: { visits: "decreasing" } } }).reasonsFor,
    ).toEqual([]);
  });

  it("expectation knows the order of ordinal levels", () => {
    const features = [feature("rank", { type: "ordinal", levels: ["staff", "manager", "VP"] })];
    const lines = [line("rank", "VP", -1, { referenceValue: "manager" })];
    expect(tell(features, lines).against).toEqual(["rank: VP"]);
    expect(tell(features, lines, { policy: { expect: { rank: "increasing" } } }).against).toEqual([]);
  });

  it("a reason that its own clear history contradicts is not told", () => {
    const features = [feature("origin", { type: "category" })];
    const history = (events: number) => ({
      rows: 1000,
      events: 300,
      features: { origin: [{ level: "Fair", rows: 100, events }] },
    });
    const told = (events: number) =>
      tell(features, [line("origin", "Fair", 1)], { history: history(events) }).reasonsFor;
    expect(told(10)).toEqual([]);
    expect(told(28)).toEqual(["origin: Fair"]);
    expect(told(60)).toEqual(["origin: Fair"]);
  });

  it("a cap is accounting, not a reason", () => {
    const cap = line("cap", null, -12, {
      feature: null,
      features: ["visits"],
      kind: "cap",
      label: "visits capped at 40",
    });
    expect(tell(plain("visits"), [line("visits", 9, 48), cap])).toMatchObject({
      reasonsFor: ["visits: 9"],
      rest: {
        count: 0,
        contribution: -12,
        text: "The reasons shown carry 80% of the weight in this score; the rest is due to limits on their points.",
      },
    });
  });

  it("an override is told, alone, for it sets all else aside; if need be without its name", () => {
    const features = [feature("visits"), feature("secret", { visibility: "internal" })];
    const override = (name: string) =>
      line("override", null, -20, {
        feature: null,
        features: [name],
        kind: "override",
        label: "a customer already",
      });
    expect(tell(features, [line("visits", 9, 30), override("visits")])).toMatchObject({
      reasonsFor: [],
      against: ["a customer already"],
      rest: { count: 1, contribution: 30, text: "This rule decides alone, whatever the other facts are." },
    });
    const { reasonsAgainst } = narrate(explanationOf(features, [line("visits", 9, 30), override("secret")]));
    expect(reasonsAgainst).toMatchObject([{ text: "the score is set by a rule", features: [] }]);
  });

  it("an override without a reason of its own is a rule", () => {
    const override = (label: string) =>
      line("override", null, 50, { feature: null, features: ["a"], kind: "override", label });
    expect(tell(plain("a"), [override("override")]).reasonsFor).toEqual(["the score is set by a rule"]);
    expect(tell(plain("a"), [override("a customer already")]).reasonsFor).toEqual(["a customer already"]);
  });
});

describe("how a reason is told", () => {
  const told = (
    given: Partial<FeatureSummary>,
    value: number | string | null,
    options: NarrateOptions = {},
    usual: number | null = null,
  ) => {
    const { reasonsFor, against } = tell(
      [feature("x", given)],
      [line("x", value, -1, { referenceValue: usual })],
      options,
    );
    return [...reasonsFor, ...against][0];
  };

  it("by label and value, with the usual value of a number where it differs", () => {
    expect(told({ label: "time on site", unit: "s" }, 1273, {}, 240)).toBe(
      "time on site: 21 min (usual: 4 min)",
    );
    expect(told({ label: "time on site", unit: "s" }, 250, {}, 240)).toBe("time on site: 4 min");
    expect(told({ label: "origin", type: "category" }, "Referral")).toBe("origin: Referral");
    expect(told({ label: "Do Not Email", type: "flag" }, 1)).toBe("Do Not Email: yes");
    expect(told({ label: "seniority", type: "ordinal" }, "VP")).toBe("seniority: VP");
  });

  it("a value between usual and average is compared with the average, lest the usual value contradict it", () => {
    const given = { unit: "s", reference: { ...numbers(0, 240, 2300), mean: 480 } };
    expect(told(given, 300, {}, 240)).toBe("x: 5 min (average: 8 min)");
    expect(told(given, 241, {}, 240)).toBe("x: 4 min (average: 8 min)");
    expect(told(given, 60, {}, 240)).toBe("x: 60 sec (usual: 4 min)");
    expect(told(given, 900, {}, 240)).toBe("x: 15 min (usual: 4 min)");
  });

  it("by the feature's phrase; the host's phrase goes before it", () => {
    const phrase = "{value} {visit|visits} in the last 30 days";
    expect(told({ phrase }, 4)).toBe("4 visits in the last 30 days");
    expect(told({ phrase }, 1)).toBe("1 visit in the last 30 days");
    expect(told({ phrase }, 0)).toBe("no visits in the last 30 days");
    expect(told({ phrase }, 1.5)).toBe("1.5 visits in the last 30 days");
    expect(told({ phrase }, 4, { phrases: { x: "came {value} times (usually {usual})" } }, 2)).toBe(
      "came 4 times (usually 2)",
    );
    expect(told({ phrase, label: "visits" }, null)).toBe("visits not known");
  });

  it("by the first template whose placeholders all have values", () => {
    const phrases = { x: ["{who} replied on {day}", "{who} replied", "somebody replied"] };
    const options = (facts: NarrateOptions["facts"] = {}) => ({ phrases, facts });
    const day = new Date("2026-11-12T12:00:00Z");
    expect(told({ type: "flag" }, 1, options({ who: "Ada", day }))).toBe("Ada replied on November 12");
    expect(told({ type: "flag" }, 1, options({ who: "Ada", day: null }))).toBe("Ada replied");
    expect(told({ type: "flag" }, 1, options({ who: " ", day: undefined }))).toBe("somebody replied");
    expect(told({ type: "flag" }, 1, options({ who: Number.NaN, day: null }))).toBe("somebody replied");
  });

  it("a phrase of a model that asks for facts nobody gave falls back to the label", () => {
    expect(told({ phrase: "{value} visits by {who}", label: "visits" }, 4)).toBe("visits: 4");
  });

  it("a flag's phrase without a value is for yes only", () => {
    expect(told({ type: "flag", phrase: "a decision maker replied", label: "reply" }, 1)).toBe(
      "a decision maker replied",
    );
    expect(told({ type: "flag", phrase: "a decision maker replied", label: "reply" }, 0)).toBe("reply: no");
    expect(
      told({ type: "flag" }, 0, { phrases: { x: { levels: { yes: "replied", no: "never replied" } } } }),
    ).toBe("never replied");
  });

  it("by level, below zero, and where missing", () => {
    const phrases = {
      x: {
        text: "up {value}",
        negative: "down {value}",
        missing: "nobody asked",
        levels: { Referral: "came through a referral" },
      },
    };
    expect(told({ unit: "share" }, 0.18, { phrases })).toBe("up 18%");
    expect(told({ unit: "share" }, -0.18, { phrases })).toBe("down 18%");
    expect(told({}, null, { phrases })).toBe("nobody asked");
    expect(told({}, null, { phrases: { x: { missing: "{value} is missing" } } })).toBe("x not known");
    expect(told({ type: "category" }, "Referral", { phrases })).toBe("came through a referral");
    expect(told({ type: "category" }, "Fair", { phrases })).toBe("up Fair");
  });

  it("a value outside of everything seen is said to be so, or hidden", () => {
    const given = { label: "size", reference: numbers(1, 80, 900) };
    expect(told(given, 901)).toBe("size: 901 (more than ever seen before)");
    expect(told(given, 900, {}, 80)).toBe("size: 900 (usual: 80)");
    expect(told(given, 1)).toBe("size: 1");
    expect(told(given, 0)).toBe("size: 0 (less than ever seen before)");
    expect(told(given, 901, { policy: { unusual: "hide" } })).toBeUndefined();
  });

  it("a level never seen is said to be so, unless the list of levels is shortened", () => {
    const given = { type: "category", reference: levels("Web", "Fair") } as const;
    expect(told(given, "Mars")).toBe("x: Mars (never seen before)");
    expect(told(given, "Web")).toBe("x: Web");
    expect(told({ ...given, reference: { ...given.reference, count: 999 } }, "Mars")).toBe("x: Mars");
  });

  it("a rule over several features tells their values, for whether it held is not known", () => {
    const features = [feature("size"), feature("country", { type: "category" }), feature("c"), feature("d")];
    const values = { size: 2500, country: "Chile", c: 1, d: 2 };
    const rule = (...names: string[]) =>
      line("r", null, 5, { feature: null, features: names, kind: "condition", label: "enterprise fit" });
    const told = (...names: string[]) =>
      narrate(explanationOf(features, [rule(...names)], { values })).reasonsFor[0]?.text;
    expect(told("size", "country")).toBe("size: 2,500, country: Chile");
    expect(told("size", "country", "c", "d")).toBe("enterprise fit (a rule over four facts)");
  });
});

it("words of the data are one line, whatever they hold", () => {
  const features = [feature("x", { type: "category", label: "origin\n\nand\u202Emore\u0007" })];
  const { reasonsFor } = narrate(explanationOf(features, [line("x", "a\r\nb\u2028c\u200Bd", 1)]), {
    name: "A\nB",
  });
  expect(reasonsFor[0]?.text).toBe("origin andmore: a b cd");
  expect(narrate(acme, { name: "A\nB" }).headline.text).toMatch(/^A B: /);
  // by characters: no half of a surrogate pair is left
  const name = (length: number) => narrate(acme, { name: "😀".repeat(length) }).headline.name ?? "";
  expect(name(150)).toBe("😀".repeat(150));
  expect(name(400)).toBe(`${"😀".repeat(299)}…`);
});
