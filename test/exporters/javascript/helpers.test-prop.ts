import fc from "fast-check";
import { describe, it } from "vitest";
import { exp2 } from "../../../src/core/exp2";
import { describeValue, expit, parseInstant } from "../../../src/core/index";
import { power } from "../../../src/core/power";
import { HELPERS, type HelperName } from "../../../src/exporters/javascript/helpers/index";

/** A function of the generated module, with what it needs. */
function helper<Result>(name: HelperName): (...values: unknown[]) => Result {
  const all = new Set<HelperName>();
  const add = (one: HelperName): void => {
    if (all.has(one)) return;
    all.add(one);
    HELPERS[one].needs.forEach(add);
  };
  add(name);
  const text = [...all].map((one) => HELPERS[one].text).join("\n");
  return new Function(`"use strict";\nlet problem = null;\n${text}\nreturn ${name};`)();
}

const double = fc.oneof(fc.double(), fc.double({ min: -50, max: 50 }), fc.integer({ min: -20, max: 20 }));
const many = { numRuns: 2000 };

describe("what the modules compute with gives the bits of the library", () => {
  it("power", () => {
    const powerOf = helper<number>("powerOf");
    fc.assert(
      fc.property(double, double, (x, y) => Object.is(powerOf(x, y), power(x, y))),
      many,
    );
  });

  it("exp2", () => {
    const ours = helper<number>("exp2");
    fc.assert(
      fc.property(double, (x) => Object.is(ours(x, 0), exp2(x))),
      many,
    );
  });

  it("expit", () => {
    const ours = helper<number>("expit");
    fc.assert(
      fc.property(fc.oneof(double, fc.double({ min: -760, max: 760 })), (x) => Object.is(ours(x), expit(x))),
      many,
    );
  });

  it("parseInstant, on texts of the characters that instants have", () => {
    const ours = helper<number>("parseInstant");
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
    const parts = fc.tuple(
      digits(4),
      ...["-", "-", "T", ":", ":", "."].map((mark) =>
        fc.tuple(fc.constantFrom(mark, mark, mark, mark, " ", ""), digits(2)).map((pair) => pair.join("")),
      ),
      fc.constantFrom("", "Z", "+02:00", "-11", "+0530", "z", "+5"),
    );
    const cut = fc
      .tuple(parts, fc.nat(9))
      .map(([all, from]) => all.filter((_, i) => i < from || i > 7).join(""));
    fc.assert(
      fc.property(fc.oneof(cut, fc.string({ unit: "binary", maxLength: 30 })), (text) =>
        Object.is(ours(text), parseInstant(text)),
      ),
      many,
    );
  });

  it("the words for any value", () => {
    const ours = helper<string>("describe");
    fc.assert(
      fc.property(
        fc.anything({ withDate: true, withTypedArray: true, withBigInt: true }),
        (value) => ours(value) === describeValue(value),
      ),
      many,
    );
  });
});
