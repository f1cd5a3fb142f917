import { describe, expect, it } from "vitest";
import { narrate } from "../../src/narratives/index";
import { explanationOf, feature, line } from "./fixtures";

/** A value as a narrative writes it. */
function written(value: number, unit: string | null, format: { locale?: string; currency?: string } = {}) {
  const explanation = explanationOf([feature("x", { unit })], [line("x", value, 1)]);
  return narrate(explanation, { format }).reasonsFor[0]?.text.replace("x: ", "");
}

describe("numbers", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [4, "4"],
    [12_345, "12,345"],
    [2_345_678, "2.35 million"],
    [4.267, "4.27"],
    [42.67, "42.7"],
    [426.7, "427"],
    [0.00123, "0.0012"],
    [-3.456, "-3.46"],
    [1e-9, "1E-9"],
    [1e300, "1E300"],
  ])("%f is %s", (value, text) => expect(written(value, null)).toBe(text));

  it("a unit that is a plain word follows", () =>
    expect(written(12_345, "employees")).toBe("12,345 employees"));
});

describe("times", () => {
  it.each([
    [45, "s", "45 sec"],
    [0.35, "s", "0.4 sec"],
    [119, "s", "119 sec"],
    [1273, "s", "21 min"],
    [7200, "s", "2 hr"],
    [9000, "seconds", "2.5 hr"],
    [172_800, "s", "2 days"],
    [90, "min", "90 min"],
    [60, "days", "60 days"],
    [1, "days", "1 day"],
    [3.4, "days", "3 days"],
    [0.4, "days", "9.6 hr"],
    [0, "days", "0 days"],
    [-5, "days", "-5 days"],
    [2.5, "years", "2.5 years"],
  ])("%f %s is %s", (value, unit, text) => expect(written(value, unit)).toBe(text));
});

describe("shares and money", () => {
  it.each([
    [0.18, "share", "18%"],
    [18, "%", "18%"],
    [18, "percent", "18%"],
    [0.063, "share", "6.3%"],
    [0.0004, "share", "0.04%"],
    [3.5, "share", "350%"],
    [-0.18, "share", "-18%"],
    [12_000, "EUR", "€12,000"],
    [99.5, "EUR", "€99.50"],
    [1234.5, "USD", "$1,235"],
    [12_500_000, "USD", "$12.5M"],
  ])("%f %s is %s", (value, unit, text) => expect(written(value, unit)).toBe(text));

  it("money is in the currency of the format, and a bare number without one", () => {
    expect(written(12_000, "money", { currency: "GBP" })).toBe("£12,000");
    expect(written(12_000, "money")).toBe("12,000");
  });
});

describe("locales", () => {
  it("spaces are plain ones, because versions of Node differ in them", () => {
    expect(written(12_000, "EUR", { locale: "de" })).toBe("12.000 €");
    expect(written(12_345, null, { locale: "fr" })).toBe("12 345");
    expect(written(0.18, "share", { locale: "de" })).toBe("18 %");
    expect(written(1273, "s", { locale: "de" })).toBe("21 Min.");
  });

  it("plurals are those of the locale: French counts 0 and 1.5 as one, Polish has three forms", () => {
    const explanation = (value: number) =>
      explanationOf([feature("x", { phrase: "{value} {one|few|many|other}" })], [line("x", value, 1)]);
    const form = (value: number, locale: string) =>
      narrate(explanation(value), { format: { locale }, words: { none: "0" } }).reasonsFor[0]?.text.split(
        " ",
      )[1];
    expect([1, 3, 5, 22, 25].map((value) => form(value, "pl"))).toEqual([
      "one",
      "few",
      "many",
      "few",
      "many",
    ]);
    expect([0, 1.5, 2].map((value) => form(value, "fr"))).toEqual(["one", "one", "other"]);
    expect([1, 2].map((value) => form(value, "ja"))).toEqual(["other", "other"]);
  });
});
