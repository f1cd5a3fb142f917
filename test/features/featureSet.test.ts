import { describe, expect, it } from "vitest";
import { featureSet, flag, mergeFeatureSets, numeric, readTable } from "../../src/features/index";
import { failure } from "../core/failure";
import type { Any } from "./read";

const visits = numeric<Any>("visits");
const make = (features: unknown) => featureSet<Any>()(features as never);

describe("featureSet", () => {
  it("sorts the names by code unit, so that no result depends on the order of keys", () => {
    expect(make({ b: visits, a: visits, B: visits, 10: visits, 9: visits }).names).toEqual([
      "10",
      "9",
      "B",
      "a",
      "b",
    ]);
  });

  it("called with features at once, it says that it is called twice", () => {
    const features = { visits: numeric<Any>("visits") };
    expect(() => (featureSet as unknown as (features: object) => object)(features)).toThrow(
      "featureSet: expected featureSet()({ … }), called twice: first without an argument, received an object",
    );
  });

  it("is frozen, and keeps the features as they are", () => {
    const set = make({ visits });
    expect([set, set.names, set.features, set.features.visits].every(Object.isFrozen)).toBe(true);
    expect(set.features.visits).toBe(visits);
  });

  it("accepts frozen features, and an object without a prototype", () => {
    expect(make(Object.freeze({ visits })).names).toEqual(["visits"]);
    expect(make(Object.assign(Object.create(null), { visits })).names).toEqual(["visits"]);
  });

  it("names such as toString are names like any other", () => {
    const set = make({ toString: visits });
    const { columns } = readTable([{ visits: 3 }], set).table;
    expect(columns.toString).toEqual({ type: "number", values: Float64Array.of(3) });
  });

  it.each([
    [undefined, "a plain object of features without __proto__, received undefined"],
    [[visits], "a plain object of features without __proto__, received an array of 1"],
    [{}, "at least one feature, received an object with no keys"],
    [{ "": visits }, 'feature names other than those of object internals, received ""'],
    [{ constructor: visits }, 'feature names other than those of object internals, received "constructor"'],
    [{ prototype: visits }, 'feature names other than those of object internals, received "prototype"'],
    [{ visits: "visits" }, '"visits" to be made by an extractor, received "visits"'],
    [{ visits: numeric }, '"visits" to be made by an extractor, received a function'],
    [{ visits: null }, '"visits" to be made by an extractor, received null'],
  ])("refuses %j", (features, message) => {
    expect(failure(() => make(features))).toBe(`invalid_configuration: featureSet: expected ${message}`);
  });

  it("refuses __proto__ as a name, written in code or parsed, and pollutes nothing", () => {
    expect(failure(() => make({ __proto__: visits, visits }))).toBe(
      "invalid_configuration: featureSet: expected a plain object of features without __proto__, received an object with visits",
    );
    const parsed = Object.fromEntries([["__proto__", visits]]);
    expect(failure(() => make(parsed))).toBe(
      'invalid_configuration: featureSet: expected feature names other than those of object internals, received "__proto__"',
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("mergeFeatureSets", () => {
  const a = make({ visits });
  const b = make({ optOut: flag<Any>("optOut") });

  it("holds the features of both, sorted, and leaves both alone", () => {
    expect(mergeFeatureSets(a, b).names).toEqual(["optOut", "visits"]);
    expect([a.names, b.names]).toEqual([["visits"], ["optOut"]]);
  });

  it("refuses a name that is in both", () => {
    expect(failure(() => mergeFeatureSets(a, a))).toBe(
      'invalid_configuration: mergeFeatureSets: expected every feature name once, received "visits"',
    );
  });

  it.each([undefined, null, {}, { visits }])("refuses %s in place of a set", (wrong) => {
    for (const pair of [
      [a, wrong],
      [wrong, a],
    ])
      expect(failure(() => mergeFeatureSets(pair[0] as never, pair[1] as never))).toContain(
        "invalid_configuration: mergeFeatureSets: expected two feature sets, received",
      );
  });
});
