import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  categorical,
  daysSince,
  type FeatureSet,
  featureSet,
  flag,
  numeric,
  readTable,
} from "../../src/features/index";
import { type Any, asOf } from "./read";

const features: FeatureSet<Any> = featureSet<Any>()({
  a: categorical("a"),
  b: categorical("b"),
  clipped: numeric("clipped", { clip: [0, 10] }),
  date: daysSince("date"),
  done: flag("done"),
  plain: numeric("plain"),
});
const TEXTS = ["web", "wab", "w_b", "a level", "b level", "a_level", " web ", "", " ", "7", "ü"];
const text = fc.constantFrom(...TEXTS);
const wild = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, -0, true, 5n),
  fc.constantFrom({}, [], new Date("2026-01-01T00:00:00Z"), new Date(Number.NaN), "2026-02-01"),
);
const likely = { a: text, b: text, clipped: fc.integer(), plain: fc.double(), done: fc.boolean() };
const raw = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 12, arbitrary: usual }, wild);
const record = fc.record(
  {
    ...Object.fromEntries(Object.entries(likely).map(([key, usual]) => [key, raw(usual)])),
    date: raw(fc.constantFrom("2026-01-01", new Date("2026-03-01T00:00:00Z"))),
  },
  { requiredKeys: [] },
);
const rows = fc.array(fc.oneof({ weight: 15, arbitrary: record }, fc.constantFrom(null, 3, "web", [])), {
  maxLength: 40,
});

/** What the features themselves read from a record; null where one of them cannot. */
function readByFeature(row: unknown): Any | null {
  if (typeof row !== "object" || row === null) return null;
  const values = features.names.map((name) => [
    name,
    features.features[name]?.read(row as Any, asOf.getTime()),
  ]);
  const isRead = values.every(([, value]) => {
    return typeof value === "number" ? !Number.isFinite(value) === Number.isNaN(value) : !isObject(value);
  });
  return isRead ? Object.fromEntries(values) : null;
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** A block of records, from which those after it know texts. */
const before = Array.from({ length: 2048 }, (_, i) => ({ a: TEXTS[i % 11], b: TEXTS[(i + 3) % 11] }));

describe("records read together", () => {
  it("have the values that each feature reads from each record, and the others are rejected", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const all = [...before, ...some];
        const { table, rejected } = readTable(all as Any[], features, { asOf });
        const expected = all.map(readByFeature);
        expect(rejected.map(({ index }) => index)).toEqual(
          expected.flatMap((values, i) => (values === null ? [i] : [])),
        );
        for (const name of features.names) {
          const column = table.columns[name] as Any;
          const isText = column.type === "category";
          expected.forEach((values, i) => {
            if (i < before.length - 11) return; // all alike
            const value = isText ? (column.levels[column.codes[i]] ?? null) : column.values[i];
            expect(value).toBe(values === null ? (isText ? null : Number.NaN) : values[name]);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("of more keys than there are copies of the loop have the values under their own keys", () => {
    const names = Array.from({ length: 120 }, (_, i) => `key ${i}`);
    const many = featureSet<Any>()(Object.fromEntries(names.map((name) => [name, numeric(name)])));
    const places = Array.from({ length: 20 }, (_, row) => row); // as many as show that they have one shape
    const rows = places.map((row) => Object.fromEntries(names.map((name, i) => [name, 1000 * row + i])));
    const { table } = readTable(rows, many);
    names.forEach((name, i) => {
      const values = Float64Array.from(places, (row) => 1000 * row + i);
      expect(table.columns[name]).toEqual({ type: "number", values });
    });
  });
});
