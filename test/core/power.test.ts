import { describe, expect, it } from "vitest";
import { exp2 } from "../../src/core/exp2";
import { decayWeight } from "../../src/core/index";
import { power } from "../../src/core/power";
import powers from "./fixtures/powers.json";

const { mpmath, ...families } = powers;

/** The distance between two neighbouring doubles at a positive number. */
function unit(x: number): number {
  const bits = new BigUint64Array(Float64Array.of(x).buffer);
  const next = new Float64Array(BigUint64Array.of((bits[0] as bigint) + 1n).buffer)[0] as number;
  return next - x;
}

/** How far a number is from high + low, in units in the last place. */
const error = (value: number, high: number, low: number) => Math.abs(value - high - low) / unit(high);

const isSubnormal = (x: number) => x < 2 ** -1022;

describe.each(Object.entries(families))(`against mpmath ${mpmath} at 60 digits: %s`, (_family, cases) => {
  it("power is within 0.65 units in the last place, or 1.2 where it is subnormal", () => {
    for (const [x, y, high, low] of cases as [number, number, number, number][]) {
      expect(error(power(x, y), high, low), `${x} ^ ${y}`).toBeLessThan(isSubnormal(high) ? 1.2 : 0.65);
    }
  });
});

it.each(["powersOfTwo", "halfLives"] as const)("exp2 is within 0.6 units in the last place: %s", (family) => {
  for (const [, y, high, low] of families[family] as [number, number, number, number][]) {
    expect(error(exp2(y), high, low), `2 ^ ${y}`).toBeLessThan(isSubnormal(high) ? 1.1 : 0.6);
  }
});

describe("whole powers", () => {
  it("are exact below 2⁵³, as counted with BigInt, with negative bases too", () => {
    for (let base = 2; base <= 60; base++) {
      for (let n = 1; BigInt(base) ** BigInt(n) < 2n ** 53n; n++) {
        expect(power(base, n), `${base} ^ ${n}`).toBe(Number(BigInt(base) ** BigInt(n)));
        expect(power(-base, n), `(-${base}) ^ ${n}`).toBe(Number(BigInt(-base) ** BigInt(n)));
      }
    }
  });

  it("of two are exact from the smallest to the largest double, subnormal ones too", () => {
    let expected = Number.MIN_VALUE;
    for (let n = -1074; n <= 1023; n++) {
      expect(exp2(n)).toBe(expected);
      expect(power(2, n)).toBe(expected);
      expect(power(0.5, -n)).toBe(expected);
      expected *= 2;
    }
    expect(expected).toBe(Number.POSITIVE_INFINITY);
  });

  it("of ten are what their decimal text reads as, from 10⁰ to 10²²", () => {
    for (let n = 0; n <= 22; n++) expect(power(10, n)).toBe(Number(`1e${n}`));
  });
});

describe("what is not an ordinary number", () => {
  const odd = [
    0,
    1,
    2,
    3,
    0.5,
    1.5,
    1e-300,
    1e300,
    2 ** 53,
    5e-324,
    Number.MAX_VALUE,
    Number.POSITIVE_INFINITY,
  ];
  const values = [...odd, ...odd.map((x) => -x), Number.NaN];

  it("is what ** gives: zeros and their signs, infinities, NaN, negative bases", () => {
    for (const x of values) {
      for (const y of values) {
        const expected = x ** y;
        const value = power(x, y);
        if (Number.isFinite(expected) && expected !== 0) {
          expect(Math.abs(value / expected - 1), `${x} ^ ${y}`).toBeLessThan(1e-15);
        } else expect(Object.is(value, expected), `${x} ^ ${y} is ${value}, not ${expected}`).toBe(true);
      }
    }
  });

  it("a negative base has an odd power below 0 and none for half an exponent", () => {
    expect([power(-2, 3), power(-2, 4), power(-2, -3)]).toEqual([-8, 16, -0.125]);
    expect(power(-2, 2.5)).toBeNaN();
  });

  it("exp2 overflows to Infinity from 1024 on, is 0 from −1075 down, and NaN for NaN", () => {
    expect([exp2(1024), exp2(1e300), exp2(Number.POSITIVE_INFINITY)]).toEqual(
      Array(3).fill(Number.POSITIVE_INFINITY),
    );
    expect([exp2(-1075), exp2(-1e300), exp2(Number.NEGATIVE_INFINITY)]).toEqual([0, 0, 0]);
    expect(exp2(-1074.99)).toBe(Number.MIN_VALUE);
    expect(exp2(1023.9999999999)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(exp2(Number.NaN)).toBeNaN();
  });
});

it("a decay by half-life is exp2: exact after whole half-lives, 1 at age 0", () => {
  expect([0, 14, 28, 14 * 60].map((age) => decayWeight({ halfLifeDays: 14 }, age))).toEqual([
    1,
    0.5,
    0.25,
    2 ** -60,
  ]);
  expect(decayWeight({ halfLifeDays: 14 }, 10)).toBe(exp2(-10 / 14));
});
