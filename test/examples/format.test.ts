import { describe, expect, it } from "vitest";
import { chance, number, percent, roundedSteps, signed, valueText } from "../../examples/support/format";

describe("format", () => {
  it("writes a dash for what is no number", () => {
    expect([number(Number.NaN), percent(Number.NaN), signed(Number.POSITIVE_INFINITY)]).toEqual([
      "–",
      "–",
      "–",
    ]);
  });

  it("writes no negative zero", () => expect([number(-0, 1), signed(-0.001, 1)]).toEqual(["0.0", "+0.0"]));

  it("gives no chance as 0% or 100%", () => {
    expect([chance(0.004), chance(0.5), chance(0.997)]).toEqual(["< 1%", "50%", "> 99%"]);
  });

  it("writes a value with its unit, and says so where it is not known", () => {
    const feature = { name: "x", type: "number", label: "x", source: null, visibility: "public" } as const;
    const summary = { ...feature, phrase: null, levels: null, transform: null, reference: null };
    expect(valueText({ ...summary, unit: "EUR" }, 12_000)).toBe("EUR 12,000");
    expect(valueText({ ...summary, unit: "share" }, -0.13)).toBe("−13%");
    expect(valueText({ ...summary, unit: "days" }, 61.6)).toBe("62 days");
    expect(valueText({ ...summary, unit: null, type: "flag" }, 1)).toBe("yes");
    expect(valueText({ ...summary, unit: null }, null)).toBe("not known");
  });
});

describe("roundedSteps", () => {
  it("rounds so that the printed steps lead from the rounded start to the rounded end", () => {
    expect(roundedSteps(0, [1 / 3, 1 / 3, 1 / 3], 2)).toEqual([0.33, 0.34, 0.33]);
    expect(roundedSteps(0.004, [0.004, 0.004], 2)).toEqual([0.01, 0]);
  });
});
