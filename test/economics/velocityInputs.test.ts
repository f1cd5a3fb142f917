import { describe, expect, it } from "vitest";
import { salesVelocity, velocityInputs, velocityLevers } from "../../src/economics/index";
import { describeWithSharedData, readCsv, readReference, sharedDataPath } from "../support/sharedData";

interface Deal {
  readonly won: unknown;
  readonly value?: unknown;
  readonly opened?: unknown;
  readonly closed?: unknown;
}

const fields = { won: "won", value: "value", openedAt: "opened", closedAt: "closed" } as const;
const wonDeal: Deal = { won: true, value: 100, opened: "2026-01-01", closed: "2026-01-11" };

it("takes the mean value and the mean days of the won deals, and the share of won among closed ones", () => {
  const deals = Object.freeze([
    Object.freeze({ won: true, value: 100, opened: "2026-01-01", closed: "2026-01-11" }),
    Object.freeze({ won: 1, value: 300, opened: new Date("2026-01-01"), closed: "2026-01-02T12:00:00Z" }),
    Object.freeze({ won: false }),
    Object.freeze({ won: 0, value: null, opened: "never" }),
    Object.freeze({ won: null }),
  ]);
  expect(velocityInputs<Deal>(deals, Object.freeze(fields))).toEqual({
    inputs: { opportunityCount: 4, winRate: 0.5, averageDealValue: 200, cycleLengthDays: 5.75 },
    won: 2,
    lost: 2,
    open: 1,
    rejected: [],
  });
});

it("gives NaN for what has no value: a win rate without closed deals, value and days without won ones", () => {
  const lost = velocityInputs<Deal>([{ won: false }], fields).inputs;
  expect(lost).toEqual({
    opportunityCount: 1,
    winRate: 0,
    averageDealValue: Number.NaN,
    cycleLengthDays: Number.NaN,
  });
  expect(velocityInputs<Deal>([{ won: null }], fields).inputs.winRate).toBeNaN();
});

describe("rejects a deal with its index, field and reason", () => {
  const cases: readonly [string, unknown, string | null, string][] = [
    [
      "an outcome that is text",
      { ...wonDeal, won: "yes" },
      "won",
      'expected true, false, 1, 0 or null, received "yes"',
    ],
    [
      "a won deal without value",
      { ...wonDeal, value: undefined },
      "value",
      "expected a finite number ≥ 0, received undefined",
    ],
    ["a value in text", { ...wonDeal, value: "12" }, "value", 'expected a finite number ≥ 0, received "12"'],
    ["a negative value", { ...wonDeal, value: -5 }, "value", "expected a finite number ≥ 0, received -5"],
    ["a NaN value", { ...wonDeal, value: Number.NaN }, "value", "expected a finite number ≥ 0, received NaN"],
    [
      "a date that is none",
      { ...wonDeal, opened: "soon" },
      "openedAt",
      'expected a Date or ISO 8601 text, received "soon"',
    ],
    [
      "an invalid Date",
      { ...wonDeal, closed: new Date(Number.NaN) },
      "closedAt",
      "expected a Date or ISO 8601 text, received an invalid Date",
    ],
    [
      "a close before the opening",
      { ...wonDeal, closed: "2025-12-31" },
      "closedAt",
      'expected a date not before openedAt, received "2025-12-31"',
    ],
    ["what is no record", null, null, "expected a record, received null"],
  ];
  it.each(cases)("%s", (_title, deal, field, reason) => {
    const result = velocityInputs<Deal>([wonDeal, deal as Deal, { won: false }], fields);
    expect(result.rejected).toEqual([{ index: 1, field, reason }]);
    expect(result.inputs).toEqual({
      opportunityCount: 2,
      winRate: 0.5,
      averageDealValue: 100,
      cycleLengthDays: 10,
    });
  });

  it("a function of the host that throws", () => {
    const { rejected } = velocityInputs([wonDeal], {
      ...fields,
      value: () => {
        throw new Error("no price");
      },
    });
    expect(rejected).toHaveLength(1);
    expect(rejected[0]).toMatchObject({ index: 0, field: "value" });
    expect(rejected[0]?.reason).toContain("no price");
  });
});

describe("a close without a time is a day", () => {
  const deal = (opened: string, closed: string) => ({ ...wonDeal, opened, closed });

  it.each([
    ["2026-01-01T09:00:00Z", "2026-01-01", 0],
    ["2026-01-01T23:30:00Z", " 2026-01-01 ", 0],
    ["2026-01-02T00:30:00+02:00", "2026-01-01", 0], // 22:30 of 1 January in UTC
    ["2026-01-01T09:00:00Z", "2026-01-03", 1.625],
    ["2026-01-01", "2026-01-01T09:00:00Z", 0.375],
    ["2026-01-01", "2026-01-01", 0],
  ])("opened %s, closed %s: %d days", (opened, closed, days) => {
    const { inputs, won, rejected } = velocityInputs<Deal>([deal(opened, closed) as Deal], fields);
    expect({ won, rejected, days: inputs.cycleLengthDays }).toEqual({ won: 1, rejected: [], days });
  });

  it.each([
    ["2026-01-02T00:00:00Z", "2026-01-01"],
    ["2026-01-01T09:00:00Z", "2026-01-01T08:59:59Z"],
    ["2026-01-01", "2025-12-31T23:59:59Z"],
  ])("opened %s, closed %s: rejected", (opened, closed) => {
    const { rejected } = velocityInputs<Deal>([deal(opened, closed) as Deal, wonDeal], fields);
    expect(rejected).toMatchObject([{ index: 0, field: "closedAt" }]);
  });
});

it("reads a field by a function of the deal", () => {
  const { inputs } = velocityInputs(
    [
      { stage: "Won", price: "12" },
      { stage: "Lost", price: "" },
    ],
    {
      won: (deal) => deal.stage === "Won",
      value: (deal) => Number(deal.price),
      openedAt: () => "2026-03-01",
      closedAt: () => "2026-03-08",
    },
  );
  expect(inputs).toEqual({ opportunityCount: 2, winRate: 0.5, averageDealValue: 12, cycleLengthDays: 7 });
});

it("refuses no deals, what is not a list, and fields that are neither key nor function", () => {
  expect(() => velocityInputs([], fields as never)).toThrow(
    "velocityInputs: expected at least one deal, received 0",
  );
  expect(() => velocityInputs({} as never, fields as never)).toThrow(
    "expected deals to be an array of records",
  );
  expect(() => velocityInputs([wonDeal], { ...fields, won: 3 } as never)).toThrow(
    "expected won to be a key of the deal or a function, received 3",
  );
  expect(() => velocityInputs([wonDeal], { won: "won" } as never)).toThrow(
    "expected value to be a key of the deal",
  );
  expect(() => velocityInputs([wonDeal], { ...fields, owner: "x" } as never)).toThrow('received "owner"');
  expect(() => velocityInputs([wonDeal], { ...fields, won: "__proto__" } as never)).toThrow(
    'received "__proto__"',
  );
  expect(() => velocityInputs([wonDeal], undefined as never)).toThrow("expected fields to be an object");
});

describeWithSharedData("crm-pipeline", () => {
  const rows = readCsv(sharedDataPath("crm-pipeline", "sales_pipeline.csv"));
  const reference = readReference().statistics["crm-pipeline"];
  const stages = new Map<string | undefined, boolean>([
    ["Won", true],
    ["Lost", false],
  ]);
  const crmFields = {
    won: (deal: Record<string, string>) => stages.get(deal.deal_stage),
    value: (deal: Record<string, string>) => Number(deal.close_value),
    openedAt: "engage_date",
    closedAt: "close_date",
  };

  it("the levers and the velocity equal the reference", () => {
    const { inputs, won, lost, open, rejected } = velocityInputs(rows, crmFields);
    expect({ won, lost, open, rejected }).toEqual({
      won: reference.stages.Won,
      lost: reference.stages.Lost,
      open: reference.stages.Engaging + reference.stages.Prospecting,
      rejected: [],
    });
    expect(inputs.winRate).toBeCloseTo(reference.winRate, 14);
    expect(inputs.averageDealValue).toBeCloseTo(reference.meanWonValue, 9);
    expect(inputs.cycleLengthDays).toBeCloseTo(reference.meanCycleDaysWon, 12);
    expect(salesVelocity(inputs)).toBeCloseTo(reference.salesVelocityPerDay, 8);
  });

  it("the split of the change between quarters adds up to the cent", () => {
    const quarter = (from: string, before: string) =>
      velocityInputs(
        rows.filter((deal) => (deal.close_date as string) >= from && (deal.close_date as string) < before),
        crmFields,
      ).inputs;
    const first = quarter("2017-01", "2017-04");
    const second = quarter("2017-04", "2017-07");
    const { change, contributions } = velocityLevers(first, second);
    const total = Object.values(contributions).reduce((sum, part) => sum + part, 0);
    expect(change).toBeGreaterThan(10_000);
    expect(Math.abs(total - change)).toBeLessThan(0.01);
    expect(contributions.winRate).toBeLessThan(0);
    expect(contributions.cycleLengthDays).toBeGreaterThan(0);
  });
});
