import { describe, expect, it } from "vitest";
import { expit, seededRandom } from "../../../src/core/index";
import { compareRocAucs, rocAucInterval, topShareCapture } from "../../../src/metrics/index";
import { type PublishGateOptions, publishGate } from "../../../src/training/index";

/** Records whose probabilities are right, and rank with a given slope. */
function make(count: number, slope: number, seed = 11) {
  const random = seededRandom(seed);
  const margins = Array.from({ length: count }, () => slope * random.normal() - 2);
  const probabilities = margins.map(expit);
  return { outcomes: probabilities.map((p) => random.next() < p), scores: margins, probabilities };
}

const good = make(4000, 1.8);
const status = (options: PublishGateOptions) =>
  Object.fromEntries(publishGate(options).checks.map((check) => [check.code, check.status]));
const checkOf = (options: PublishGateOptions, code: string) =>
  publishGate(options).checks.find((check) => check.code === code);

describe("publishGate", () => {
  it("publishes a model that passes every check", () => {
    const { verdict, reasons, summary, checks } = publishGate({ ...good, champion: good.scores });
    expect(checks.map((check) => check.status)).toEqual(Array(7).fill("passed"));
    expect([verdict, reasons, summary]).toEqual(["publish", [], "Publish: 7 of 7 checks passed."]);
  });

  it("each check has its number, its limits and its interval", () => {
    const { outcomes, scores } = good;
    expect(checkOf(good, "discrimination")).toMatchObject({
      value: rocAucInterval(outcomes, scores).auc,
      interval: rocAucInterval(outcomes, scores).interval,
      atLeast: 0.6,
      atMost: 0.95,
    });
    expect(checkOf(good, "top_share")?.value).toBe(topShareCapture(outcomes, scores, { share: 0.35 }));
    // the best and the worst four hundred, counted by hand
    const order = outcomes.map((_, i) => i).sort((a, b) => (scores[b] as number) - (scores[a] as number));
    const won = (list: readonly number[]) => list.filter((i) => outcomes[i]).length;
    expect(checkOf(good, "top_to_bottom")?.value).toBeCloseTo(
      won(order.slice(0, 400)) / won(order.slice(-400)),
      10,
    );
  });

  it("refuses what fails beyond its interval: a random order", () => {
    const random = {
      ...good,
      scores: good.scores.map((_, i) => (i * 7919) % 4001),
      probabilities: good.scores.map(() => 0.2),
    };
    const { verdict, reasons } = publishGate(random);
    expect(verdict).toBe("refuse");
    expect(reasons[0]).toMatch(/^ROC AUC 0\.\d{3}, below 0\.6: hardly better than a random order$/);
    expect(status(random)).toMatchObject({
      discrimination: "failed",
      top_share: "failed",
      top_to_bottom: "failed",
    });
  });

  it("refuses what is too good to be true, and says where to look", () => {
    const leak = { outcomes: good.outcomes, scores: good.outcomes.map(Number) };
    expect(publishGate(leak).reasons[0]).toBe(
      "ROC AUC 1.000, above 0.95: too good to be true for most sales data; run leakageReport first",
    );
  });

  it("holds where the number misses its limit but the interval reaches it, or records are few", () => {
    const few = make(300, 1.8, 5);
    const { verdict, reasons } = publishGate({ ...few, limits: { rocAucAtLeast: 0.9 } });
    const { value, interval } = checkOf(few, "discrimination") as {
      value: number;
      interval: { high: number };
    };
    expect(value).toBeLessThan(0.9);
    expect(interval.high).toBeGreaterThan(0.9);
    expect(verdict).toBe("hold");
    expect(reasons.length).toBeGreaterThan(0);
    expect(status(make(100, 1.8, 5)).sample).toBe("unsure");
  });

  it("refuses a model below 95 % of the champion, holds one that may be", () => {
    const random = seededRandom(3);
    const noisy = (noise: number) => good.scores.map((score) => score + noise * random.normal());
    const worse = { outcomes: good.outcomes, scores: noisy(4), champion: good.scores };
    expect(status(worse).champion).toBe("failed");
    const check = checkOf(worse, "champion");
    const { aucA, aucB, interval } = compareRocAucs(worse.outcomes, worse.scores, worse.champion);
    expect(check?.value).toBeCloseTo(aucA / aucB, 12);
    expect(check?.interval?.high).toBeCloseTo(1 + interval.high / aucB, 12);
    expect(status({ outcomes: good.outcomes, scores: noisy(0.5), champion: good.scores }).champion).toBe(
      "passed",
    );
  });

  it("refuses probabilities that promise too much, though the order is right", () => {
    const bold = { ...good, probabilities: good.scores.map((score) => expit(score + 1.5)) };
    expect(status(bold)).toMatchObject({
      calibration: "failed",
      expected_conversions: "failed",
      discrimination: "passed",
    });
    expect(checkOf(bold, "expected_conversions")?.message).toContain("the probabilities promise too much");
  });

  it("what cannot be checked is named and changes nothing; points have no probabilities", () => {
    const { outcomes, scores } = good;
    for (const options of [
      { outcomes, scores },
      { outcomes, scores, probabilities: scores.map(() => Number.NaN) },
    ]) {
      expect(status(options)).toMatchObject({
        calibration: "not_checked",
        expected_conversions: "not_checked",
        champion: "not_checked",
      });
      expect(publishGate(options).verdict).toBe("publish");
    }
  });

  it("open records and records without a score are left out", () => {
    const { outcomes, scores, probabilities } = good;
    const more = {
      outcomes: [...outcomes, null, true, false],
      scores: [...scores, 3, Number.NaN, 9],
      probabilities: [...probabilities, 0.9, Number.NaN, 0.9],
      weights: [...scores.map(() => 1), 1, 1, 0],
    };
    expect(publishGate(more).checks).toEqual(publishGate(good).checks);
  });

  it("a weight of 2 counts as the same record twice", () => {
    const some = make(300, 1.8, 5);
    const twice = Object.fromEntries(
      Object.entries(some).map(([name, list]) => [name, [...list, ...list]]),
    ) as typeof some;
    const [weighted, repeated] = [
      publishGate({ ...some, weights: some.scores.map(() => 2) }),
      publishGate(twice),
    ];
    weighted.checks.forEach((check, k) => {
      if (check.code === "sample" || check.status === "not_checked") return; // records, not weights
      expect(check.value).toBeCloseTo(repeated.checks[k]?.value as number, 10);
      expect(check.interval?.low).toBeCloseTo(repeated.checks[k]?.interval?.low as number, 10);
    });
  });

  it("no event in the worst tenth: endlessly better, with a finite lower end", () => {
    const scores = Array.from({ length: 400 }, (_, i) => i);
    const outcomes = scores.map((score) => score > 200 && score % 3 === 0);
    const check = checkOf({ outcomes, scores }, "top_to_bottom");
    expect([check?.value, check?.status]).toEqual([Number.POSITIVE_INFINITY, "passed"]);
    expect(check?.interval?.low).toBeGreaterThan(1);
  });
});

describe("bad input", () => {
  it("one class only holds: nothing can be said", () => {
    const { verdict, checks } = publishGate({ outcomes: [1, 1, 1], scores: [1, 2, 3] });
    expect(verdict).toBe("hold");
    expect(checks.find(({ code }) => code === "discrimination")?.value).toBeNaN();
  });

  it.each([
    [{ outcomes: [], scores: [] }, "at least one record with an outcome and every score"],
    [{ outcomes: [null], scores: [1] }, "at least one record with an outcome and every score"],
    [{ outcomes: [1, 0], scores: [1] }, "scores of length 2, as outcomes, received 1"],
    [{ outcomes: [1, 0], scores: [1, Number.POSITIVE_INFINITY] }, "scores[1] to be a finite number, or NaN"],
    [{ outcomes: [1, 0], scores: [1, 2], probabilities: [0.5, 1.5] }, "probabilities[1] in [0, 1], or NaN"],
    [{ outcomes: [1, 2], scores: [1, 2] }, "outcomes[1] to be a boolean, 0, 1 or null, received 2"],
    [{ outcomes: [1, 0], scores: [1, 2], weights: [1, -1] }, "weights[1]"],
    [{ outcomes: [1, 0], scores: [1, 2], limits: { auc: 0.7 } }, 'received "auc"'],
    [{ outcomes: [1, 0], scores: [1, 2], limits: { rocAucAtLeast: Number.NaN } }, "limits.rocAucAtLeast"],
    [{ outcomes: [1, 0], scores: [1, 2], confidence: 95 }, "confidence in (0, 1), received 95"],
    [{ outcomes: [1, 0], scores: [1, 2], score: [] }, 'received "score"'],
  ])("refuses %j", (options, message) => {
    expect(() => publishGate(options as never)).toThrow(message);
  });
});
