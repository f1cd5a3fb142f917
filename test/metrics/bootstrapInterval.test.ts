import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/index";
import { bootstrapInterval, rocAuc, rocAucInterval } from "../../src/metrics/index";

const mean = (column: Float64Array) => column.reduce((total, x) => total + x, 0) / column.length;
const random = seededRandom(1);
const numbers = Array.from({ length: 80 }, () => random.normal());

describe("bootstrapInterval", () => {
  it("is the same for the same seed, and another for another", () => {
    const at = (seed: number) => bootstrapInterval(mean, [numbers], { seed, repeats: 200 });
    expect(at(5)).toEqual(at(5));
    expect(at(5).interval).not.toEqual(at(6).interval);
    expect(bootstrapInterval(mean, [numbers])).toEqual(bootstrapInterval(mean, [numbers], { seed: 1 }));
  });

  it.each(["percentile", "bca"] as const)("of a mean is nearly the normal interval, by %s", (method) => {
    const s = Math.sqrt(mean(Float64Array.from(numbers, (x) => (x - mean(Float64Array.from(numbers))) ** 2)));
    const { interval, standardError, value } = bootstrapInterval(mean, [numbers], { method, repeats: 4000 });
    expect(standardError).toBeCloseTo(s / Math.sqrt(80), 2);
    expect(interval.low).toBeCloseTo(value - (1.96 * s) / Math.sqrt(80), 1);
    expect(interval.high).toBeCloseTo(value + (1.96 * s) / Math.sqrt(80), 1);
  });

  it("of an area under the ROC curve is nearly DeLong's", () => {
    const outcomes = numbers.map((_, i) => i % 2 === 0);
    const scores = numbers.map((x, i) => x + (i % 2 === 0 ? 1 : 0));
    const delong = rocAucInterval(outcomes, scores);
    const { value, standardError } = bootstrapInterval(rocAuc, [outcomes, scores], { repeats: 1000 });
    expect(value).toBe(delong.auc);
    expect(standardError / delong.standardError).toBeGreaterThan(0.85);
    expect(standardError / delong.standardError).toBeLessThan(1.15);
  });

  it("keeps the rows of the columns together", () => {
    const twice = numbers.map((x) => 2 * x);
    const isTwice = (a: Float64Array, b: Float64Array) => (a.every((x, i) => b[i] === 2 * x) ? 1 : 0);
    expect(bootstrapInterval(isTwice, [numbers, twice], { repeats: 100 }).interval).toEqual({
      low: 1,
      high: 1,
    });
  });

  it("draws within strata: their sizes stay", () => {
    const flags = numbers.map((_, i) => (i < 5 ? 1 : 0));
    const count = (column: Float64Array) => column.reduce((total, x) => total + x, 0);
    const free = bootstrapInterval(count, [flags], { repeats: 200 });
    expect(free.standardError).toBeGreaterThan(1);
    const { standardError, interval } = bootstrapInterval(count, [flags], { repeats: 200, strata: flags });
    expect([standardError, interval.low, interval.high]).toEqual([0, 5, 5]);
  });

  it("draws whole clusters: records that go together make the interval wider", () => {
    const clusters = numbers.map((_, i) => `account ${Math.floor(i / 10)}`);
    const shared = numbers.map((_, i) => numbers[Math.floor(i / 10)] as number);
    const single = bootstrapInterval(mean, [shared], { repeats: 500 });
    const whole = bootstrapInterval(mean, [shared], { repeats: 500, clusters });
    expect(whole.standardError / single.standardError).toBeGreaterThan(2.2); // √10 = 3.2, less 1 of 8 clusters
    expect(whole.standardError / single.standardError).toBeLessThan(4);
  });

  it("clusters may differ in size, also with bca", () => {
    const clusters = numbers.map((_, i) => (i < 40 ? "large" : `c${i % 7}`));
    const { interval, value } = bootstrapInterval(mean, [numbers], { clusters, method: "bca", repeats: 500 });
    expect(interval.low).toBeLessThan(value);
    expect(interval.high).toBeGreaterThan(value);
  });

  it("bca follows the skewness: for a variance it lies further up than the percentiles", () => {
    const variance = (column: Float64Array) => {
      const center = mean(column);
      return column.reduce((total, x) => total + (x - center) * (x - center), 0) / column.length;
    };
    const of = (method: "percentile" | "bca") => bootstrapInterval(variance, [numbers], { method }).interval;
    expect(of("bca").low).toBeGreaterThan(of("percentile").low);
    expect(of("bca").high).toBeGreaterThan(of("percentile").high);
  });

  it("leaves out the repeats without a value, and counts them", () => {
    const outcomes = [1, 0, 0, 0, 0, 0];
    const result = bootstrapInterval(rocAuc, [outcomes, [6, 5, 4, 3, 2, 1]], { repeats: 500 });
    expect(result.undefinedRepeats).toBeGreaterThan(100); // a third of the draws are without the event
    expect(result.repeats + result.undefinedRepeats).toBe(500);
    expect(result.interval).toEqual({ low: 1, high: 1 });
  });

  it("has NaN ends without a value, and for bca where the value is beyond all repeats", () => {
    const none = bootstrapInterval(
      rocAuc,
      [
        [1, 1],
        [1, 2],
      ],
      { repeats: 100 },
    );
    expect(none).toEqual({
      value: Number.NaN,
      standardError: Number.NaN,
      interval: { low: Number.NaN, high: Number.NaN },
      repeats: 0,
      undefinedRepeats: 100,
    });
    const distinct = (column: Float64Array) => new Set(column).size;
    const beyond = bootstrapInterval(distinct, [numbers], { repeats: 100, method: "bca" });
    expect(beyond.interval).toEqual({ low: Number.NaN, high: Number.NaN });
  });

  it("does not change its frozen arguments, and takes typed arrays and booleans", () => {
    const column = Object.freeze([...numbers]);
    const options = Object.freeze({ repeats: 100, method: "bca" as const });
    const expected = bootstrapInterval(mean, Object.freeze([column] as const), options);
    expect(bootstrapInterval(mean, [Float64Array.from(numbers)], options)).toEqual(expected);
    const flags = bootstrapInterval(mean, [[true, false, false, true]], { repeats: 100 });
    expect(flags.value).toBe(0.5);
  });

  it("refuses what it cannot draw from", () => {
    const of =
      (columns: unknown, options: object = {}, statistic: unknown = mean) =>
      () =>
        bootstrapInterval(statistic as never, columns as never, options);
    expect(of([])).toThrow("bootstrapInterval: expected columns to be an array of at least one column");
    expect(of(numbers)).toThrow("expected columns[0] to be an array of numbers");
    expect(of([[]])).toThrow("expected at least one record, received 0");
    expect(of([[1, 2], [1]])).toThrow("columns[1] of length 2, as columns[0], received 1");
    expect(of([[1, Number.NaN]])).toThrow("expected columns[0][1] to be a finite number");
    expect(of([["1"]])).toThrow("expected columns[0][0]");
    expect(of([numbers], { repeats: 99 })).toThrow(
      "expected repeats to be a whole number from 100 to 10000000",
    );
    expect(of([numbers], { repeats: 100.5 })).toThrow("repeats to be a whole number");
    expect(of([numbers], { seed: -1 })).toThrow("expected seed");
    expect(of([numbers], { confidence: 1 })).toThrow("confidence in (0, 1)");
    expect(of([numbers], { method: "normal" })).toThrow('method to be "percentile" or "bca"');
    expect(of([numbers], { groups: [] })).toThrow('received "groups"');
    expect(of([numbers], { strata: [1] })).toThrow("strata of length 80");
    expect(of([[1, 2]], { strata: [1, 2], clusters: [1, 2] })).toThrow("strata or clusters, not both");
    expect(of([[1, 2]], { clusters: ["a", null] })).toThrow("clusters[1] to be known");
    expect(of([numbers], {}, "mean")).toThrow("statistic to be a function");
    expect(of([numbers], {}, () => "1")).toThrow('statistic to return a number, received "1"');
  });
});
