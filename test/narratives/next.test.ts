import { describe, expect, it } from "vitest";
import { type NarrateOptions, narrate } from "../../src/narratives/index";
import { acme, explanationOf, feature, line } from "./fixtures";

const next = (options: NarrateOptions, explanation = acme) =>
  narrate(explanation, options).next.map((step) => step.text);

/** Known visits, an unknown budget, and a margin. */
const lead = (margin: number, coverage = 1) => {
  const features = [feature("visits"), feature("budget")];
  const explanation = explanationOf(features, [line("visits", 3, margin)], { base: 0 });
  if (explanation.result.status !== "scored") throw new Error("expected a score");
  return { ...explanation, result: { ...explanation.result, coverage, lowConfidence: coverage < 0.5 } };
};

describe("the host's playbook", () => {
  const only = (when: NonNullable<NarrateOptions["actions"]>[number]["when"], options: NarrateOptions = {}) =>
    next({ ...options, actions: [{ ...(when === undefined ? {} : { when }), text: "do it" }] })[0] ===
    "do it";

  it("an action without a condition always applies", () => expect(only(undefined)).toBe(true));

  it("every part of a condition must hold", () => {
    expect(only({ bucket: ["A", "B"] }, { bucket: "B" })).toBe(true);
    expect(only({ bucket: "A" }, { bucket: "B" })).toBe(false);
    expect(only({ bucket: "A" })).toBe(false);
    expect(only({ outlook: "likely" })).toBe(true);
    expect(only({ outlook: ["unlikely", "even"] })).toBe(false);
    expect(only({ reasonFor: "replied" })).toBe(true);
    expect(only({ reasonFor: "timeOnSite" })).toBe(false);
    expect(only({ reasonAgainst: "timeOnSite" })).toBe(true);
    expect(only({ missing: "budget" })).toBe(true);
    expect(only({ missing: "replied" })).toBe(false);
    expect(only({ reasonFor: "replied", missing: "replied" })).toBe(false);
    expect(only({ reasonFor: "nothing of this name" })).toBe(false);
    expect(only({ missing: "nothing of this name" })).toBe(false);
  });

  it("another status has to be asked for", () => {
    const disqualified = {
      ...acme,
      result: { status: "disqualified", reason: "a student", rule: "s" } as const,
    };
    expect(next({ actions: [{ text: "call" }] }, disqualified)).not.toContain("call");
    const actions = [{ when: { status: "disqualified" }, text: "send the student offer" } as const];
    expect(next({ actions }, disqualified)).toEqual(["send the student offer"]);
  });

  it("an action does not apply to a reason that is not to be told", () => {
    expect(only({ reasonFor: "replied" }, { policy: { hide: ["replied"] } })).toBe(false);
    expect(only({ missing: "budget" }, { policy: { hide: ["budget"] } })).toBe(false);
  });

  it("texts are filled, and the first that can be is used", () => {
    const actions = [
      { when: { reasonFor: "visits30d" }, text: "ask {name} about {value} {visit|visits} (usual {usual})" },
      { when: { reasonFor: "replied" }, text: ["call {contact}", "call"] },
    ] as const;
    expect(next({ actions, name: "Acme", facts: { contact: null } })).toEqual([
      "ask Acme about 4 visits (usual 1)",
      "call",
    ]);
    expect(next({ actions: [{ text: "call {name}" }] })).not.toContain("call ");
  });

  it("at most three steps by default", () => {
    const actions = ["a", "b", "c", "d"].map((text) => ({ text }));
    expect(next({ actions })).toEqual(["a", "b", "c"]);
    expect(next({ actions, policy: { maximumSteps: 1 } })).toEqual(["a"]);
  });
});

describe("the library's suggestions, where no action applies", () => {
  it.each([
    ["A", "call this week"],
    ["B", "write, and offer a call"],
    ["C", "keep in the nurture programme"],
    ["D", "spend no sales time on it now"],
  ])("bucket %s: %s", (bucket, text) => {
    expect(next({ bucket }, lead(-1))[0]).toBe(text);
  });

  it.each([
    [3, "call this week"],
    [0.5, "call this week"],
    [0, "write, and offer a call"],
    [-1, "keep in the nurture programme"],
    [-4, "spend no sales time on it now"],
  ])("a margin of %f without a bucket that means anything: %s", (margin, text) => {
    expect(next({ bucket: "blue" }, lead(margin))[0]).toBe(text);
    expect(next({}, lead(margin))[0]).toBe(text);
  });

  it("what is missing is filled in where that is worth the work", () => {
    expect(next({ bucket: "A" }, lead(0))).toEqual(["call this week", "fill in what is missing: budget"]);
    expect(next({ bucket: "D" }, lead(-1))).toEqual(["spend no sales time on it now"]);
    expect(next({ bucket: "D" }, lead(-1, 0.4))).toEqual(["fill in what is missing: budget"]);
  });

  it("what a rep can ask for is asked for, after the host's actions too", () => {
    expect(next({ ask: ["budget", "visits"] }, lead(3))).toEqual([
      "call this week",
      "ask about budget (not known yet)",
    ]);
    expect(next({ ask: ["budget"], actions: [{ text: "call" }] }, lead(3))).toEqual([
      "call",
      "ask about budget (not known yet)",
    ]);
    expect(next({ ask: [], actions: [{ text: "call" }] }, lead(3))).toEqual(["call"]);
  });

  it("what the next steps name, the remark need not", () => {
    const remark = (options: NarrateOptions) => narrate(lead(3), options).remarks[0]?.text;
    expect(remark({})).toBe("One of two facts is missing.");
    expect(remark({ actions: [{ text: "call" }] })).toBe("One of two facts is missing: budget.");
  });
});

describe("changes that would reach another bucket", () => {
  const reach = {
    bucket: "A",
    changes: [
      { feature: "visits30d", to: 6 },
      { feature: "replied", to: 1 },
    ],
  };

  it("are told, without those that change nothing", () => {
    expect(next({ reach })).toContain("bucket A is within reach: visits in the last 30 days from 4 to 6");
  });

  it("are not told by halves: one that may not be told hides all", () => {
    expect(next({ reach, policy: { hide: ["replied"] } }).join()).not.toContain("reach");
    const unknown = { bucket: "A", changes: [...reach.changes, { feature: "nobody", to: 1 }] };
    expect(next({ reach: unknown }).join()).not.toContain("reach");
    expect(next({ reach: { bucket: "A", changes: [] } }).join()).not.toContain("reach");
  });

  it("a change that rounds to the present value is not told", () => {
    const tiny = { bucket: "A", changes: [{ feature: reach.changes[0]?.feature as string, to: 4.0001 }] };
    expect(next({ reach: tiny }).join()).not.toContain("reach");
  });
});
