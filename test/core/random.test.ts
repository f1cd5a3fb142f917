import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/index";
import { failure } from "./failure";
import golden from "./fixtures/golden.json";

describe("seededRandom", () => {
  it.each(golden.uniform)(
    "seed $seed: the numbers of a second implementation in Python",
    ({ seed, numbers }) => {
      const random = seededRandom(seed);
      expect(numbers.map(() => random.next())).toEqual(numbers);
    },
  );

  it("sources do not disturb each other", () => {
    const one = seededRandom(3);
    const other = seededRandom(3);
    one.next();
    one.next();
    const third = one.next();
    other.next();
    one.shuffle([1, 2, 3]);
    other.next();
    expect(other.next()).toBe(third);
  });

  const draws = 100_000;

  it("next is uniform in [0, 1): mean 1/2, variance 1/12, no value twice in 100,000", () => {
    const random = seededRandom(11);
    const values = Array.from({ length: draws }, () => random.next());
    const mean = values.reduce((total, value) => total + value, 0) / draws;
    const variance = values.reduce((total, value) => total + (value - 0.5) ** 2, 0) / draws;
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(Math.abs(mean - 0.5)).toBeLessThan(4.5 * Math.sqrt(1 / 12 / draws));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4.5 * Math.sqrt(1 / 180 / draws));
    expect(new Set(values).size).toBe(draws);
  });

  it("integer gives every integer below its bound, and not the bound", () => {
    const random = seededRandom(5);
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) {
      const value = random.integer(6);
      counts[value] = (counts[value] ?? Number.NaN) + 1;
    }
    expect(counts).toHaveLength(6);
    for (const count of counts)
      expect(Math.abs(count - 10_000)).toBeLessThan(4.5 * Math.sqrt(60_000 * (5 / 36)));
    expect(random.integer(1)).toBe(0);
  });

  it("normal has mean 0, variance 1, and 4.55 % beyond two standard deviations", () => {
    const random = seededRandom(13);
    const values = Array.from({ length: draws }, () => random.normal());
    const mean = values.reduce((total, value) => total + value, 0) / draws;
    const variance = values.reduce((total, value) => total + value * value, 0) / draws;
    const beyond = values.filter((value) => Math.abs(value) > 2).length / draws;
    expect(values.every(Number.isFinite)).toBe(true);
    expect(Math.abs(mean)).toBeLessThan(4.5 / Math.sqrt(draws));
    expect(Math.abs(variance - 1)).toBeLessThan(4.5 * Math.sqrt(2 / draws));
    expect(Math.abs(beyond - 0.0455)).toBeLessThan(4.5 * Math.sqrt((0.0455 * 0.9545) / draws));
  });

  it("shuffle gives each of the six orders of three items as often as the others", () => {
    const random = seededRandom(17);
    const counts = new Map<string, number>();
    for (let i = 0; i < 60_000; i++) {
      const order = random.shuffle(["a", "b", "c"]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values())
      expect(Math.abs(count - 10_000)).toBeLessThan(4.5 * Math.sqrt(60_000 * (5 / 36)));
  });

  it("shuffle leaves its argument alone", () => {
    const items = Object.freeze([1, 2, 3, 4]) as readonly number[];
    seededRandom(1).shuffle(items);
    expect(items).toEqual([1, 2, 3, 4]);
  });
});

describe("bad input", () => {
  it.each([
    [-1, "seed to be a whole number from 0 to 4294967295, received -1"],
    [2 ** 32, "seed to be a whole number from 0 to 4294967295, received 4294967296"],
    [Number.NaN, "seed to be a whole number from 0 to 4294967295, received NaN"],
    ["7", 'seed to be a whole number from 0 to 4294967295, received "7"'],
    [1.5, "seed to be a whole number from 0 to 4294967295, received 1.5"],
  ])("seed %s", (seed, message) => {
    expect(failure(() => seededRandom(seed as never))).toBe(
      `invalid_argument: seededRandom: expected ${message}`,
    );
  });

  it("a bound that is no count, and items that are no array", () => {
    const random = seededRandom(1);
    expect(failure(() => random.integer(0))).toBe(
      "invalid_argument: integer: expected below to be a finite number of at least 1, received 0",
    );
    expect(failure(() => random.shuffle("abc" as never))).toBe(
      'invalid_argument: shuffle: expected an array of items, received "abc"',
    );
  });
});
