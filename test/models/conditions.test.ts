import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/models/index";
import { marginsOf, modelOf, type Values } from "./support";

/** True, false or unknown: a condition and its `not` are both tried. */
function truth(when: Condition, row: Values): boolean | null {
  const term = { kind: "condition", contribution: 1, otherwise: 0 } as const;
  const bounds = { times: null, minimum: null, maximum: null };
  const model = modelOf({
    terms: [
      { ...term, ...bounds, when },
      { ...term, ...bounds, when: { not: when }, contribution: 10 },
    ],
  });
  const [sum] = marginsOf(model, [row]);
  expect([0, 1, 10], "a condition and its not are never both true").toContain(sum);
  return sum === 1 ? true : sum === 10 ? false : null;
}

const TRUE: Condition = { feature: "x", is: 1 };
const FALSE: Condition = { feature: "x", is: 2 };
const UNKNOWN: Condition = { feature: "o", is: 0 };
const row = { x: 1, c: "Google Ads", f: 1 }; // o is missing

describe("all, any and not have three truth values, as in SQL", () => {
  it.each<[string, Condition, Condition, boolean | null, boolean | null]>([
    ["true, true", TRUE, TRUE, true, true],
    ["true, false", TRUE, FALSE, false, true],
    ["true, unknown", TRUE, UNKNOWN, null, true],
    ["false, false", FALSE, FALSE, false, false],
    ["false, unknown", FALSE, UNKNOWN, false, null],
    ["unknown, unknown", UNKNOWN, UNKNOWN, null, null],
  ])("%s", (_, a, b, all, any) => {
    expect([truth({ all: [a, b] }, row), truth({ any: [a, b] }, row)]).toEqual([all, any]);
    expect([truth({ all: [b, a] }, row), truth({ any: [b, a] }, row)]).toEqual([all, any]);
  });

  it("not exchanges true and false and leaves unknown", () => {
    expect([TRUE, FALSE, UNKNOWN].map((one) => truth({ not: one }, row))).toEqual([false, true, null]);
    expect(truth({ not: { not: TRUE } }, row)).toBe(true);
  });

  it("De Morgan: not all is any not", () => {
    for (const a of [TRUE, FALSE, UNKNOWN]) {
      for (const b of [TRUE, FALSE, UNKNOWN]) {
        expect(truth({ not: { all: [a, b] } }, row)).toBe(truth({ any: [{ not: a }, { not: b }] }, row));
      }
    }
  });
});

describe("comparisons of numbers", () => {
  it.each<[Condition, unknown[]]>([
    [{ feature: "x", above: 1 }, [false, false, true, null]],
    [{ feature: "x", atLeast: 1 }, [false, true, true, null]],
    [{ feature: "x", below: 1 }, [true, false, false, null]],
    [{ feature: "x", atMost: 1 }, [true, true, false, null]],
    [{ feature: "x", atLeast: 1, below: 2 }, [false, true, false, null]],
    [{ feature: "x", above: 0, atMost: 1 }, [false, true, false, null]],
    [{ feature: "x", above: 2, below: 1 }, [false, false, false, null]],
    [{ feature: "x", is: 1 }, [false, true, false, null]],
    [{ feature: "x", in: [0, 2] }, [true, false, true, null]],
    [{ feature: "x", exists: true }, [true, true, true, false]],
    [{ feature: "x", exists: false }, [false, false, false, true]],
  ])("%j on 0, 1, 2 and missing", (condition, expected) => {
    expect([0, 1, 2, null].map((x) => truth(condition, { x }))).toEqual(expected);
  });
});

describe("comparisons of flags and ordinal levels", () => {
  it.each<[Condition, unknown[]]>([
    [{ feature: "f", is: true }, [false, true, null]],
    [{ feature: "f", is: 1 }, [false, true, null]],
    [{ feature: "f", is: false }, [true, false, null]],
    [{ feature: "f", in: [true, false] }, [true, true, null]],
    [{ feature: "f", exists: false }, [false, false, true]],
  ])("%j on no, yes and missing", (condition, expected) => {
    expect([0, 1, null].map((f) => truth(condition, { f }))).toEqual(expected);
  });

  it.each<[Condition, unknown[]]>([
    [{ feature: "o", is: "mid" }, [false, true, false, null]],
    [{ feature: "o", is: 1 }, [false, true, false, null]],
    [{ feature: "o", in: ["low", "high"] }, [true, false, true, null]],
    [{ feature: "o", in: ["low", 2] }, [true, false, true, null]],
    [{ feature: "o", atLeast: 1 }, [false, true, true, null]],
    [{ feature: "o", atLeast: "mid" }, [false, true, true, null]],
    [{ feature: "o", above: "low", below: "high" }, [false, true, false, null]],
    [{ not: { feature: "o", atMost: "mid" } }, [false, false, true, null]],
  ])("%j on low, mid, high and missing", (condition, expected) => {
    expect([0, 1, 2, null].map((o) => truth(condition, { o }))).toEqual(expected);
  });
});

describe("comparisons of text", () => {
  it.each<[Condition, unknown[]]>([
    [{ feature: "c", is: "Google Ads" }, [true, false, null]],
    [{ feature: "c", is: "google ads" }, [false, true, null]],
    [{ feature: "c", in: ["google ads", "other"] }, [false, true, null]],
    [{ feature: "c", contains: "LE A" }, [true, true, null]],
    [{ feature: "c", startsWith: "goo" }, [true, true, null]],
    [{ feature: "c", startsWith: "ads" }, [false, false, null]],
    [{ feature: "c", endsWith: "ADS" }, [true, true, null]],
    [{ feature: "c", endsWith: "goo" }, [false, false, null]],
    [{ feature: "c", exists: true }, [true, true, false]],
  ])(
    '%j on "Google Ads", "google ads" and missing: is and in are exact, matches ignore case',
    (condition, expected) => {
      expect(["Google Ads", "google ads", null].map((c) => truth(condition, { c }))).toEqual(expected);
    },
  );
});
