import { describe, expectTypeOf, it } from "vitest";
import type { Expression } from "../../src/features/expression";
import type { Feature } from "../../src/features/types";
import { formula, parseFormula } from "../../src/formulas/index";

interface Lead {
  readonly employees: number | null;
  readonly customer?: boolean;
  readonly name: string;
  readonly "Total Time": number;
}

describe("formula", () => {
  it("takes the record from the context", () => {
    const take = (feature: Feature<Lead>) => feature;
    take(formula("employees * 2", { fields: ["employees"], names: { time: "Total Time" } }));
    expectTypeOf(formula<Lead>("employees")).toEqualTypeOf<Feature<Lead>>();
  });

  it("fields and names are keys of numbers or booleans", () => {
    formula<Lead>("employees", { fields: ["employees", "customer", "Total Time"] });
    // @ts-expect-error name is text
    formula<Lead>("name", { fields: ["name"] });
    // @ts-expect-error no such key
    formula<Lead>("x", { fields: ["employes"] });
    // @ts-expect-error name is text
    formula<Lead>("x", { names: { x: "name" } });
  });

  it("of a record of unknown shape, any key is a field", () => {
    formula<Record<string, unknown>>("x", { fields: ["x", "y"] });
  });

  it("parseFormula gives an expression", () => {
    expectTypeOf(parseFormula).returns.toEqualTypeOf<Expression>();
  });
});
