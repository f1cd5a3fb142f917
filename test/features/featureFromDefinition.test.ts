import { describe, expect, it } from "vitest";
import { featureFromDefinition, numeric } from "../../src/features/index";
import { failure } from "../core/failure";

describe("featureFromDefinition", () => {
  it("takes the words for people as options, because a definition does not hold them", () => {
    const definition = numeric<{ visits: number }>("visits").definition as never;
    expect(featureFromDefinition(definition, { label: "visits", unit: "calls" })).toMatchObject({
      label: "visits",
      unit: "calls",
      type: "number",
    });
  });

  it.each([
    [null, "a feature's definition, received null"],
    ["numeric", 'a feature\'s definition, received "numeric"'],
    [{ extractor: "custom" }, 'the definition of a declarative extractor, received "custom"'],
    [{ extractor: "toString" }, 'the definition of a declarative extractor, received "toString"'],
    [{}, "the definition of a declarative extractor, received undefined"],
  ])("refuses %j", (definition, message) => {
    expect(failure(() => featureFromDefinition(definition as never))).toBe(
      `invalid_argument: featureFromDefinition: expected ${message}`,
    );
  });

  it("lets the extractor refuse what is wrong with its own options", () => {
    const definition = { extractor: "numeric", field: "visits", clip: [3, 1] };
    expect(failure(() => featureFromDefinition(definition))).toBe(
      "invalid_argument: numeric: expected clip to be [low, high] with low at most high, received an array of 2",
    );
  });
});
