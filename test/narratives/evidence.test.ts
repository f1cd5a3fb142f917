import { describe, expect, it } from "vitest";
import type { HistoryCell } from "../../src/models/history";
import type { FeatureSummary } from "../../src/models/types";
import { type NarrateOptions, narrate } from "../../src/narratives/index";
import { explanationOf, feature, line, numbers } from "./fixtures";

function why(
  given: Partial<FeatureSummary>,
  value: number | string | null,
  cell: HistoryCell,
  options: NarrateOptions & { contribution?: number } = {},
): string[] {
  const { contribution = 1, ...rest } = options;
  const explanation = explanationOf(
    [feature("x", { label: "visits", ...given })],
    [line("x", value, contribution)],
  );
  const history = { rows: 1000, events: 300, features: { x: [cell] } };
  return narrate(explanation, { history, ...rest }).why.map((evidence) => evidence.text);
}

const good = { rows: 100, events: 60 };

describe("when evidence is told", () => {
  const level = (rows: number, events: number) => ({ level: "Fair", rows, events });
  const category = { type: "category", label: "origin" } as const;

  it("a clear difference in the direction of the reason", () => {
    expect(why(category, "Fair", level(100, 60))).toEqual([
      "60% of 100 leads with origin “Fair” converted, against 30% of all leads",
    ]);
    expect(why(category, "Fair", level(100, 5), { contribution: -1 })).toEqual([
      "5% of 100 leads with origin “Fair” converted, against 30% of all leads",
    ]);
  });

  it("not against the direction of the reason", () => {
    expect(why(category, "Fair", level(100, 60), { contribution: -1 })).toEqual([]);
  });

  it("not if chance may have done it: 36 of 100 against 264 of 900", () => {
    // Newcombe's 95% interval of 0.36 − 0.2933 is about [−0.025, 0.169]
    expect(why(category, "Fair", level(100, 36))).toEqual([]);
    expect(why(category, "Fair", level(100, 41))).toHaveLength(1);
  });

  it("not with fewer than 30 records, unless the policy says so", () => {
    expect(why(category, "Fair", level(29, 28))).toEqual([]);
    expect(why(category, "Fair", level(30, 28))).toHaveLength(1);
    expect(why(category, "Fair", level(29, 28), { policy: { minimumRows: 29 } })).toHaveLength(1);
    expect(why(category, "Fair", level(0, 0), { policy: { minimumRows: 0 } })).toEqual([]);
  });

  it("not for a difference below a tenth of the rate, however certain", () => {
    const history = (events: number) => ({
      rows: 1_000_000,
      events: 300_000,
      features: { x: [{ level: "Fair", rows: 500_000, events }] },
    });
    expect(why(category, "Fair", level(1, 1), { history: history(164_000) })).toEqual([]);
    expect(why(category, "Fair", level(1, 1), { history: history(166_000) })).toHaveLength(1);
    const small = { history: history(151_000), policy: { minimumDifference: 0 } };
    expect(why(category, "Fair", level(1, 1), small)).toEqual([
      "30.2% of 500,000 leads with origin “Fair” converted, against 30.0% of all leads".replace("30.0", "30"),
    ]);
  });

  it("0% is exact, and almost 0% is less than 1%", () => {
    const rate = (events: number) =>
      why(category, "Fair", level(500, events), { contribution: -1 })[0]?.split(" of ")[0];
    expect(rate(0)).toBe("0%");
    expect(rate(2)).toBe("less than 1%");
  });

  it("a cell that does not fit its history says nothing", () => {
    const history = { rows: 100, events: 3, features: { x: [level(50, 45)] } };
    expect(why(category, "Fair", level(1, 1), { history })).toEqual([]);
  });

  it("not for a cell of all records, for there is nothing to compare with", () => {
    const history = { rows: 100, events: 60, features: { x: [level(100, 60)] } };
    expect(why(category, "Fair", level(1, 1), { history })).toEqual([]);
  });

  it("not for a value without a cell, and no range without ends", () => {
    expect(why(category, "Web", level(100, 60))).toEqual([]);
    expect(why({}, 4, { from: null, to: null, ...good })).toEqual([]);
    expect(why({}, null, { from: 0, to: 5, ...good }, { contribution: -1 })).toEqual([]);
  });

  it("at most two lines by default", () => {
    const names = ["a", "b", "c"];
    const explanation = explanationOf(
      names.map((name) => feature(name, { type: "category" })),
      names.map((name, i) => line(name, "Fair", 3 - i)),
    );
    const features = Object.fromEntries(names.map((name) => [name, [level(100, 60)]]));
    const history = { rows: 1000, events: 300, features };
    expect(narrate(explanation, { history }).why.map((evidence) => evidence.feature)).toEqual(["a", "b"]);
    expect(narrate(explanation, { history, policy: { maximumEvidence: 0 } }).why).toEqual([]);
  });
});

describe("how the group is named", () => {
  const counts = { reference: numbers(0, 2, 40) };
  const group = (...args: Parameters<typeof why>) => /leads (.*) converted/.exec(why(...args)[0] ?? "")?.[1];

  it("whole numbers as a closed range; the lower end of all is the smallest value", () => {
    expect(group(counts, 4, { from: 3, to: 6, ...good })).toBe("with visits of 3 to 5");
    expect(group(counts, 2, { from: null, to: 3, ...good })).toBe("with visits of 0 to 2");
    expect(group(counts, 9, { from: 5.5, to: null, ...good })).toBe("with visits of at least 6");
    expect(group(counts, 4, { from: 4, to: 5, ...good })).toBe("with visits of 4");
    expect(group({ ...counts, unit: "employees" }, 20, { from: 10, to: 50, ...good })).toBe(
      "with visits of 10 to 49 employees",
    );
  });

  it("a range holds its lower end and not its upper end", () => {
    expect(group(counts, 3, { from: 3, to: 6, ...good })).toBeDefined();
    expect(group(counts, 6, { from: 3, to: 6, ...good })).toBeUndefined();
  });

  it("other numbers and times as an open range", () => {
    const time = { ...counts, label: "time on site", unit: "s" };
    expect(group(time, 10, { from: null, to: 120, ...good })).toBe("with time on site of less than 2 min");
    expect(group(time, 300, { from: 120, to: 600, ...good })).toBe("with time on site of 2 min to 10 min");
    expect(group(time, 999, { from: 600, to: null, ...good })).toBe("with time on site of at least 10 min");
  });

  it("by the feature's phrase where that begins with the value", () => {
    const phrased = { ...counts, phrase: "{value} {visit|visits} in 30 days" };
    expect(group(phrased, 1, { from: 1, to: 4, ...good })).toBe("with 1 to 3 visits in 30 days");
    expect(group(phrased, 1, { from: 1, to: 2, ...good })).toBe("with 1 visit in 30 days");
    expect(group(phrased, 0, { from: null, to: 1, ...good })).toBe("with no visits in 30 days");
  });

  it("flags, ordinal levels and missing values", () => {
    const flag = { type: "flag", label: "replied", reference: numbers(0, 0, 1) } as const;
    expect(group(flag, 1, { from: 1, to: null, ...good })).toBe("with replied");
    expect(group(flag, 0, { from: null, to: 1, ...good })).toBe("without replied");
    const rank = { type: "ordinal", label: "rank", levels: ["staff", "manager", "VP"] } as const;
    expect(group(rank, "VP", { level: "VP", ...good })).toBe("with rank “VP”");
    expect(group(rank, "VP", { from: 1, to: null, ...good })).toBe("with rank “manager to VP”");
    expect(group({}, null, { missing: true, rows: 100, events: 5 }, { contribution: -1 })).toBe(
      "with visits not known",
    );
  });

  it("by the host", () => {
    const groups = { x: { text: "with {value} visits", missing: "whose visits nobody counted" } };
    expect(group(counts, 4, { from: 3, to: 6, ...good }, { groups })).toBe("with 3 to 5 visits");
    expect(group({}, null, { missing: true, rows: 100, events: 5 }, { contribution: -1, groups })).toBe(
      "whose visits nobody counted",
    );
    const named = { groups: { x: { levels: { Fair: "from fairs" } } } };
    expect(group({ type: "category" }, "Fair", { level: "Fair", ...good }, named)).toBe("from fairs");
  });
});
