import { expect, it } from "vitest";
import {
  categorical,
  department,
  emailDomainType,
  type Feature,
  flag,
  numeric,
  ordinal,
  seniority,
} from "../../src/features/index";
import { type Any, readAll } from "./read";

const missing = ["not known", "-9"];
const EXTRACTORS: readonly (readonly [string, (missing: readonly string[]) => Feature<Any>])[] = [
  ["categorical", (list) => categorical("field", { missing: list })],
  ["ordinal", (list) => ordinal("field", ["low", "high"], { missing: list })],
  ["flag", (list) => flag("field", { missing: list })],
  ["numeric", (list) => numeric("field", { missing: list, fromText: true })],
  ["seniority", (list) => seniority("field", { missing: list })],
  ["department", (list) => department("field", { missing: list })],
  ["emailDomainType", (list) => emailDomainType("field", { missing: list })],
];

it.each(EXTRACTORS)("%s: a placeholder is missing, with or without spaces around it", (_, make) => {
  const rows = ["not known", " not known ", "-9"].map((field) => ({ field }));
  const nothing = readAll(make(missing), rows).map((value) => value === null || Number.isNaN(value));
  expect(nothing).toEqual([true, true, true]);
  expect(make(missing).definition).toMatchObject({ missing });
});

it.each(EXTRACTORS)("%s: a placeholder that is no text is refused", (extractor, make) => {
  expect(() => make([null as never])).toThrow(`${extractor}: expected missing to hold text`);
});

it("a flag reads a number as a placeholder too; a value is not both", () => {
  const feature = flag<Any>("field", { trueValues: [1], falseValues: [0], missing: [9] });
  expect(readAll(feature, [{ field: 9 }, { field: 1 }])).toEqual([Number.NaN, 1]);
  expect(() => flag<Any>("field", { trueValues: [1], missing: [1] })).toThrow(
    "flag: expected trueValues, falseValues and missing without a common value, received 1",
  );
});
