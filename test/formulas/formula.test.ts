import { describe, expect, it } from "vitest";
import { formula, parseFormula } from "../../src/formulas/index";

interface Lead {
  readonly employees: number | null;
  readonly fit: number;
  readonly "Total Time": number;
}

const lead: Lead = { employees: 0, fit: 2, "Total Time": 120 };

describe("formula", () => {
  it("is a declarative feature of type number that holds the expression", () => {
    const feature = formula<Lead>("log1p(employees) * fit", { label: "weighted size", unit: "points" });
    expect(feature).toMatchObject({
      type: "number",
      label: "weighted size",
      unit: "points",
      visibility: "public",
      needsAsOf: false,
      definition: { extractor: "expression", expression: parseFormula("log1p(employees) * fit") },
    });
    expect(JSON.parse(JSON.stringify(feature.definition))).toEqual(feature.definition);
  });

  it("computes the value of a record", () => {
    expect(formula<Lead>("(employees + 1) * fit").read(lead, NaN)).toBe(2);
    expect(formula<Lead>("time / 60", { names: { time: "Total Time" } }).read(lead, NaN)).toBe(2);
  });

  it("a missing field makes it missing", () => {
    expect(formula<Lead>("employees + fit").read({ ...lead, employees: null }, NaN)).toBeNaN();
    expect(formula<Lead>("coalesce(employees, 1) + fit").read({ ...lead, employees: null }, NaN)).toBe(3);
  });

  it("text in a field is a rejection that names the field", () => {
    expect(formula<{ fit: unknown }>("fit * 2").read({ fit: "2" }, NaN)).toEqual({
      expected: 'a number in "fit"',
      received: "2",
    });
  });

  it("accepts frozen records and options", () => {
    const options = Object.freeze({ names: Object.freeze({ time: "Total Time" as const }) });
    expect(formula<Lead>("time", options).read(Object.freeze({ ...lead }), NaN)).toBe(120);
  });

  it("errors carry its own name", () => {
    expect(() => formula("foo(a)")).toThrow(
      expect.objectContaining({
        code: "invalid_formula",
        message: 'formula: expected a known function at position 1, received "foo"\n  foo(a)\n  ^',
      }),
    );
    expect(() => formula<Lead>("fits", { fields: ["fit"] })).toThrow(
      'formula: expected one of the fields fit at position 1, received "fits"',
    );
  });

  it.each<[unknown, string]>([
    [{ lable: "x" }, "formula: expected options with keys"],
    [{ label: 3 }, "formula: expected label to be text, received 3"],
    [{ fields: "fit" }, "formula: expected fields to be a list of keys"],
    [{ names: 3 }, "formula: expected names to be an object, received 3"],
    [null, "formula: expected options to be an object, received null"],
  ])("refuses the options %j", (options, message) => {
    expect(() => formula("fit", options as never)).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });
});
