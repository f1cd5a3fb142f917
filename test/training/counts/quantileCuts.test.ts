import { describe, expect, it } from "vitest";
import { quantileCuts } from "../../../src/training/index";
import { failure } from "../../core/failure";

describe("quantileCuts", () => {
  it("divides into bins of equal count", () => {
    expect(quantileCuts([8, 1, 7, 2, 6, 3, 5, 4], 4)).toEqual([3, 5, 7]);
  });

  it("never splits equal numbers: a frequent one has a bin of its own, and there are fewer bins", () => {
    expect(quantileCuts([0, 0, 0, 0, 0, 0, 0, 0, 1, 2], 5)).toEqual([0.5]);
    expect(quantileCuts([1, 5, 5, 5, 5, 5, 5, 9], 4)).toEqual([3, 7]);
  });

  it("a cut is the shortest decimal number above the lower neighbour and not above the upper one", () => {
    expect(quantileCuts([99, 101], 2)).toEqual([100]);
    expect(quantileCuts([0.7182, 0.7345], 2)).toEqual([0.73]);
    expect(quantileCuts([-101, -99], 2)).toEqual([-100]);
    expect(quantileCuts([1, 1 + 2 ** -52], 2)).toEqual([1 + 2 ** -52]);
    expect(quantileCuts([-1.7e308, 1.7e308], 2)).toEqual([0]);
  });

  it("equal numbers, one number and none have no cuts; missing values have no part", () => {
    expect(quantileCuts([3, 3, 3])).toEqual([]);
    expect(quantileCuts([3])).toEqual([]);
    expect(quantileCuts([])).toEqual([]);
    expect(quantileCuts([Number.NaN, 1, Number.NaN, 2], 2)).toEqual([2]);
  });

  it("more bins than numbers give a bin to each", () => {
    expect(quantileCuts([1, 2, 3], 10)).toEqual([2, 3]);
  });

  it.each([
    [[1, 2], 0],
    [[1, 2], 2.5],
    [[1, Number.POSITIVE_INFINITY], 2],
    [[Number.NEGATIVE_INFINITY, 1], 2],
    [["1"], 2],
    ["12", 2],
  ])("refuses %j in %j bins", (values, bins) => {
    expect(failure(() => quantileCuts(values as never, bins))).toMatch(/^invalid_argument/);
  });
});
