import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random";
import { quantileSorted } from "../../../src/core/statistics";
import { featureSet, numeric } from "../../../src/features/index";
import { HISTORY_QUANTILES, profileColumns } from "../../../src/training/data/columnProfile";
import { moments } from "../../../src/training/data/moments";
import { orderColumn } from "../../../src/training/data/orderedColumn";
import { conversionHistory } from "../../../src/training/index";

const ROWS = 20_000;
const random = seededRandom(5);
const made = (value: (i: number) => number) => Float64Array.from({ length: ROWS }, (_, i) => value(i));

const columns: readonly (readonly [string, Float64Array])[] = [
  ["normal numbers", made(() => random.normal())],
  ["heavy tails", made(() => Math.exp(random.normal() * 5))],
  ["one number far from the others", made((i) => (i === 7 ? 1e12 : random.next()))],
  ["two groups far from each other", made((i) => (i % 2 === 0 ? 1e9 : 0) + random.next())],
  ["few different numbers", made(() => random.integer(4))],
  ["mostly zeros", made(() => (random.next() < 0.9 ? 0 : random.next()))],
  ["missing numbers", made(() => (random.next() < 0.3 ? Number.NaN : random.normal()))],
  ["all equal", made(() => 3)],
  ["all but one missing", made((i) => (i === 99 ? 2 : Number.NaN))],
  ["the largest and the smallest number there is", made((i) => (i % 2 === 0 ? 1.7e308 : -1.7e308))],
  ["tiny numbers", made(() => random.next() * 5e-324 * 100)],
  ["already sorted", made((i) => i / 7)],
];
const events = Uint8Array.from({ length: ROWS }, () => random.integer(2));

describe.each(columns)("%s", (_, values) => {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const last = sorted.length - 1;
  const range = {
    missing: ROWS - sorted.length,
    minimum: sorted[0] as number,
    maximum: sorted[last] as number,
  };
  const ranks = [...new Set([0, 0.05, 0.2, 0.5, 0.77, 0.95, 1].map((p) => Math.floor(last * p)))];

  it("the numbers at ranks are those of the sorted column", () => {
    expect(orderColumn(values, events, range, ranks).atRanks).toEqual(ranks.map((rank) => sorted[rank]));
  });

  it("counts below a limit are those of a loop", () => {
    const { below, all } = orderColumn(values, events, range, ranks);
    const count = (limit: number) => {
      const found = Array.from(values, (value, i) => (value < limit ? i : -1)).filter((i) => i >= 0);
      return { rows: found.length, events: found.filter((i) => events[i] === 1).length };
    };
    const limits = [
      ...ranks.map((rank) => sorted[rank] as number),
      range.maximum + 1,
      range.minimum - 1,
      0.123,
    ];
    for (const limit of limits) expect(below(limit), String(limit)).toEqual(count(limit));
    expect(all.rows).toBe(sorted.length);
  });

  it("quantiles are those that quantileSorted takes from the sorted column", () => {
    const features = featureSet<{ x: number }>()({ x: numeric("x") });
    const table = { rowCount: ROWS, columns: { x: { type: "number" as const, values } } };
    const profile = profileColumns(features, {
      table,
      outcomes: events,
      weights: new Float64Array(ROWS).fill(1),
    }).get("x");
    for (const p of HISTORY_QUANTILES) expect(profile?.quantile(p)).toBe(quantileSorted(sorted, p));
  });

  it("every record is in one cell of the history", () => {
    const features = featureSet<{ x: number }>()({ x: numeric("x") });
    const table = { rowCount: ROWS, columns: { x: { type: "number" as const, values } } };
    const cells = conversionHistory(features, table, events).features.x ?? [];
    const total = (key: "rows" | "events") => cells.reduce((sum, cell) => sum + cell[key], 0);
    expect(total("rows")).toBe(ROWS);
    expect(total("events")).toBe(events.reduce((sum, event) => sum + event, 0));
  });
});

describe("moments", () => {
  const naive = (values: Float64Array, weights: Float64Array | null) => {
    const weightOf = (i: number) => weights?.[i] ?? 1;
    const present = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]));
    const weight = present.reduce((sum, i) => sum + weightOf(i), 0);
    const mean = present.reduce((sum, i) => sum + (weightOf(i) / weight) * (values[i] as number), 0);
    const squares = present.reduce((sum, i) => sum + weightOf(i) * ((values[i] as number) - mean) ** 2, 0);
    return { weight, mean, squares };
  };
  const weights = Float64Array.from({ length: ROWS }, () => 0.5 + random.next());

  it.each(columns.filter(([name]) => !/largest|tiny/.test(name)))("%s: those of two loops", (_, values) => {
    for (const some of [null, weights]) {
      const found = moments(values, some);
      const expected = naive(values, some);
      const deviation = Math.sqrt(expected.squares / expected.weight);
      expect(found.weight).toBeCloseTo(expected.weight, 6);
      expect(Math.abs(found.mean - expected.mean)).toBeLessThanOrEqual(
        1e-11 * (deviation + Math.abs(expected.mean)),
      );
      expect(Math.abs(found.squares - expected.squares)).toBeLessThanOrEqual(1e-9 * expected.squares + 1e-18);
      const numbers = values.filter((value) => !Number.isNaN(value)).sort();
      expect([found.minimum, found.maximum]).toEqual([numbers[0], numbers.at(-1)]);
    }
  });

  it("a common offset does no harm", () => {
    const values = made(() => random.normal());
    const { squares } = moments(values, null);
    const moved = moments(
      values.map((value) => value + 1e9),
      null,
    );
    expect(Math.abs(moved.squares / squares - 1)).toBeLessThan(1e-7);
    expect(moved.mean - 1e9).toBeCloseTo(moments(values, null).mean, 6);
  });

  it("equal numbers have no spread, to the last bit; no numbers have no mean", () => {
    expect(moments(new Float64Array(5000).fill(0.1), null)).toMatchObject({ mean: 0.1, squares: 0 });
    expect(moments(Float64Array.of(Number.NaN), null)).toMatchObject({ weight: 0, missing: 1 });
  });
});
