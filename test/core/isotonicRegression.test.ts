import { describe, expect, it } from "vitest";
import { type IsotonicOptions, isotonicRegression } from "../../src/core/isotonicRegression";
import { failure } from "./failure";
import golden from "./fixtures/isotonic.json";

const lists = ({ thresholds, values }: ReturnType<typeof isotonicRegression>) => [
  Array.from(thresholds),
  Array.from(values),
];

describe.each(golden.cases)(`against scikit-learn ${golden.sklearn}: $title`, (expected) => {
  const options: IsotonicOptions = {
    direction: expected.direction as "increasing" | "decreasing",
    ...(expected.weights && { weights: expected.weights }),
  };

  it("the same thresholds, and their values to 1e-12", () => {
    const { thresholds, values } = isotonicRegression(expected.x, expected.y, options);
    expect(Array.from(thresholds)).toEqual(expected.thresholds);
    values.forEach((value, i) => {
      expect(Math.abs(value - (expected.values[i] as number))).toBeLessThan(1e-12);
    });
    expect(values).toHaveLength(expected.values.length);
  });

  it("in any order of the rows", () => {
    const order = expected.x.map((_, i) => i).sort((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009));
    const at = (column: readonly number[]) => order.map((i) => column[i] as number);
    const shuffled = isotonicRegression(at(expected.x), at(expected.y), {
      ...options,
      ...(expected.weights && { weights: at(expected.weights) }),
    });
    expect(Array.from(shuffled.thresholds)).toEqual(expected.thresholds);
  });
});

describe("isotonicRegression", () => {
  it("keeps both ends of a block, and one point of a block of one x", () => {
    expect(lists(isotonicRegression([1, 2, 3, 4], [0, 1, 0, 1]))).toEqual([
      [1, 2, 3, 4],
      [0, 0.5, 0.5, 1],
    ]);
    expect(lists(isotonicRegression([1, 2, 3, 4, 5], [3, 2, 1, 7, 8]))).toEqual([
      [1, 3, 4, 5],
      [2, 2, 7, 8],
    ]);
  });

  it("pools equal neighbours too: a constant has two thresholds", () => {
    expect(lists(isotonicRegression([1, 2, 3, 4], [5, 5, 5, 5]))).toEqual([
      [1, 4],
      [5, 5],
    ]);
  });

  it("averages equal x by weight before it looks for violators", () => {
    // at 2 the mean of 0 and 6 is 3, which violates nothing
    expect(lists(isotonicRegression([1, 2, 2], [1, 0, 6]))).toEqual([
      [1, 2],
      [1, 3],
    ]);
    expect(lists(isotonicRegression([1, 2, 2], [1, 0, 6], { weights: [1, 5, 1] }))).toEqual([
      [1, 2],
      [1, 1],
    ]);
  });

  it("takes −0 and 0 as one x, and gives 0 for the value −0", () => {
    expect(lists(isotonicRegression([0, -0], [1, 3]))).toEqual([[0], [2]]);
    expect(lists(isotonicRegression([1], [0], { direction: "decreasing" }))).toEqual([[1], [0]]);
  });

  it("leaves points of weight 0 out, even at the ends", () => {
    expect(lists(isotonicRegression([0, 1, 2, 9], [9, 1, 2, -9], { weights: [0, 1, 1, 0] }))).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it("loses nothing to a large common offset", () => {
    const y = [1e15 + 3, 1e15 + 1, 1e15 + 2, 1e15 + 2];
    expect(lists(isotonicRegression([1, 2, 3, 4], y))).toEqual([
      [1, 4],
      [1e15 + 2, 1e15 + 2],
    ]);
  });

  it("loses nothing where large values cancel: within equal x, within a block, and where blocks are joined", () => {
    const third = [[1 / 3], [1 / 3, 1 / 3]] as const;
    expect(lists(isotonicRegression([1, 1, 1], [1e16, 1, -1e16]))[1]).toEqual(third[0]);
    expect(lists(isotonicRegression([1, 2, 3], [1e16, 1, -1e16]))[1]).toEqual(third[1]);
    // blocks of 1e16 + 1, of 3 − 1e16 and of 5
    const joined = isotonicRegression([1, 2, 3, 4, 5, 6], [1e16, 1, 3, -1e16, 5, 5]);
    expect(lists(joined)).toEqual([
      [1, 4, 5, 6],
      [1, 1, 5, 5],
    ]);
    const odd = isotonicRegression([1, 2, 3, 4], [1e16, 3, 4, -1e16]);
    expect(lists(odd)[1]).toEqual([1.75, 1.75]);
  });

  it("reads outcomes that are bytes as it reads numbers, and changes neither them nor a Buffer", () => {
    const x = Float64Array.from({ length: 500 }, (_, i) => (i * 7919) % 1009);
    const numbers = Array.from(x, (value) => (value % 7 < value / 200 ? 1 : 0));
    const bytes = Buffer.from(numbers);
    const expected = isotonicRegression(x, numbers);
    expect(isotonicRegression(x, bytes)).toEqual(expected);
    expect(isotonicRegression(x, Uint8Array.from(numbers))).toEqual(expected);
    expect(Array.from(bytes)).toEqual(numbers);
    expect(x[1]).toBe(7919 % 1009);
  });
});

describe("bad input", () => {
  const fail = (...args: unknown[]) =>
    failure(() => (isotonicRegression as (...args: unknown[]) => unknown)(...args));

  it("names the position of what is not a finite number", () => {
    expect(fail([1, Number.NaN], [1, 2])).toBe(
      "invalid_argument: isotonicRegression: expected x[1] to be a finite number, received NaN",
    );
    expect(fail([1, 2], [1, "2"])).toContain('expected y[1] to be a finite number, received "2"');
    expect(fail([1, 2], [1, 2], { weights: [1, -1] })).toContain(
      "expected weights[1] to be a finite number of at least 0",
    );
  });

  it("refuses other lengths, no values, no weight, unknown options", () => {
    expect(fail([1, 2], [1])).toContain("expected y of length 2, as x, received 1");
    expect(fail([1, 2], Uint8Array.of(1))).toContain("expected y of length 2, as x, received 1");
    expect(fail([1, 2], [1, 2], { weights: [1] })).toContain("expected weights of length 2");
    expect(fail([], [])).toBe("invalid_data: isotonicRegression: expected at least one value, received 0");
    expect(fail([1], [1], { weights: [0] })).toContain(
      "invalid_data: isotonicRegression: expected at least one weight",
    );
    expect(fail("12", [1, 2])).toContain("expected x to be an array of numbers");
    expect(fail([1], [1], { increasing: true })).toContain('received "increasing"');
    expect(fail([1], [1], { direction: "up" })).toContain(
      'expected direction to be "increasing" or "decreasing"',
    );
    expect(fail([1], [1], JSON.parse('{"__proto__": 1}'))).toContain('received "__proto__"');
  });
});
