import { describe, expect, it } from "vitest";
import { salesVelocity, velocitySensitivity } from "../../src/economics/index";

const inputs = Object.freeze({
  opportunityCount: 40,
  winRate: 0.25,
  averageDealValue: 12_000,
  cycleLengthDays: 60,
});

describe("salesVelocity", () => {
  it("is leads × conversion × value per deal / cycle length, money per day", () => {
    expect(salesVelocity(inputs)).toBe(2000);
  });

  it("is 0 where nothing is worked, won or worth anything", () => {
    expect(salesVelocity({ ...inputs, opportunityCount: 0 })).toBe(0);
    expect(salesVelocity({ ...inputs, winRate: 0 })).toBe(0);
    expect(salesVelocity({ ...inputs, averageDealValue: 0 })).toBe(0);
  });

  it("refuses levers out of range, and NaN", () => {
    const refused: readonly [object, string][] = [
      [{ winRate: 25 }, "expected winRate in [0, 1], received 25"],
      [{ winRate: Number.NaN }, "expected winRate in [0, 1], received NaN"],
      [
        { opportunityCount: -1 },
        "expected opportunityCount to be a finite number of at least 0, received -1",
      ],
      [
        { opportunityCount: "40" },
        'expected opportunityCount to be a finite number of at least 0, received "40"',
      ],
      [
        { averageDealValue: Number.POSITIVE_INFINITY },
        "expected averageDealValue to be a finite number of at least 0, received Infinity",
      ],
      [
        { averageDealValue: null },
        "expected averageDealValue to be a finite number of at least 0, received null",
      ],
      [{ cycleLengthDays: 0 }, "expected cycleLengthDays to be a finite number above 0, received 0"],
      [
        { cycleLengthDays: undefined },
        "expected cycleLengthDays to be a finite number above 0, received undefined",
      ],
    ];
    for (const [wrong, message] of refused) {
      expect(() => salesVelocity({ ...inputs, ...wrong }), message).toThrow(`salesVelocity: ${message}`);
    }
  });

  it("refuses a velocity that is too large for a number", () => {
    expect(() => salesVelocity({ ...inputs, opportunityCount: 1e200, averageDealValue: 1e200 })).toThrow(
      "salesVelocity: expected levers with a finite velocity, received Infinity",
    );
  });

  it("refuses unknown levers and what is not an object", () => {
    expect(() => salesVelocity({ ...inputs, winrate: 0.3 } as never)).toThrow('received "winrate"');
    expect(() => salesVelocity(Object.assign(JSON.parse('{"__proto__":1}'), inputs))).toThrow(
      'received "__proto__"',
    );
    expect(() => salesVelocity(null as never)).toThrow("expected inputs to be an object, received null");
    expect(() => salesVelocity([40, 0.25, 12_000, 60] as never)).toThrow("expected inputs to be an object");
  });
});

describe("velocitySensitivity", () => {
  it("+10 % of count, win rate and value are worth 10 % each, −10 % of the cycle 1/0.9 − 1", () => {
    const { velocity, improvement, gains } = velocitySensitivity(inputs);
    expect(velocity).toBe(2000);
    expect(improvement).toBe(0.1);
    expect(gains.opportunityCount).toBeCloseTo(200, 9);
    expect(gains.winRate).toBeCloseTo(200, 9);
    expect(gains.averageDealValue).toBeCloseTo(200, 9);
    expect(gains.cycleLengthDays).toBeCloseTo(2000 / 0.9 - 2000, 9);
  });

  it("is the difference to the velocity with the lever changed", () => {
    const { gains } = velocitySensitivity(inputs, { improvement: 0.3 });
    expect(gains.winRate).toBeCloseTo(salesVelocity({ ...inputs, winRate: 0.325 }) - 2000, 9);
    expect(gains.cycleLengthDays).toBeCloseTo(salesVelocity({ ...inputs, cycleLengthDays: 42 }) - 2000, 9);
  });

  it("a win rate does not grow beyond 1", () => {
    const { gains } = velocitySensitivity({ ...inputs, winRate: 0.96 });
    expect(gains.winRate).toBeCloseTo(
      salesVelocity({ ...inputs, winRate: 1 }) - salesVelocity({ ...inputs, winRate: 0.96 }),
      9,
    );
    expect(velocitySensitivity({ ...inputs, winRate: 1 }).gains.winRate).toBe(0);
  });

  it("10 % of nothing is nothing: every gain is 0 where a lever is 0", () => {
    const { gains } = velocitySensitivity({ ...inputs, winRate: 0 });
    expect(Object.values(gains)).toEqual([0, 0, 0, 0]);
  });

  it("refuses an improvement outside (0, 1), and unknown options", () => {
    for (const improvement of [0, 1, -0.1, 10, Number.NaN]) {
      expect(() => velocitySensitivity(inputs, { improvement })).toThrow(
        "velocitySensitivity: expected improvement",
      );
    }
    expect(() => velocitySensitivity(inputs, { by: 0.1 } as never)).toThrow('received "by"');
    expect(() => velocitySensitivity({ ...inputs, winRate: 2 })).toThrow(
      "velocitySensitivity: expected winRate",
    );
  });
});
