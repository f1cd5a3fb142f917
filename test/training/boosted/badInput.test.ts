import { describe, expect, it } from "vitest";
import { table } from "../../../src/core/index";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { fitBoosted } from "../../../src/training/index";
import { uniform } from "../../bench/support";
import { additive, features, makeRecords, outcome, tableOf } from "./makeRecords";

const rows = makeRecords(600, additive);
const codes = (fit: ReturnType<typeof fitBoosted>) => fit.report.warnings.map(({ code }) => code);
const messages = (fit: ReturnType<typeof fitBoosted>) =>
  fit.report.warnings.map(({ message }) => message).join("\n");
type Any = Record<string, number | string | null | boolean>;

describe("fitBoosted of bad input", () => {
  it("constant features, one level and features without a value are left out, and named", () => {
    const set = featureSet<Any>()({
      y: numeric<Any>((r) => r.y as number),
      one: numeric<Any>(() => 7),
      level: categorical<Any>(() => "web"),
      nothing: numeric<Any>(() => null),
      noText: categorical<Any>(() => null),
    });
    const fit = fitBoosted(rows as unknown as Any[], { features: set, outcome: (r) => r.won as boolean });
    expect(messages(fit)).toContain(
      'without effect: "level" (it has one value only); "noText" (it has no value); "nothing" (it has no value); "one" (it has one value only)',
    );
    expect(fit.model.features.map(({ name }) => name)).toEqual(["y"]);
  });

  it("without any feature that varies, the model is the overall rate", () => {
    const set = featureSet<Any>()({ one: numeric<Any>(() => 7) });
    const fit = fitBoosted(rows as unknown as Any[], { features: set, outcome: (r) => r.won as boolean });
    expect(fit.model.terms).toEqual([]);
    expect(1 / (1 + Math.exp(-fit.model.intercept))).toBeCloseTo(fit.report.events / rows.length, 9);
  });

  it("ten thousand levels are named as ids, and those with one record share a bin", () => {
    const next = uniform(3);
    const many = Array.from({ length: 12_000 }, (_, i) => ({ id: `lead ${i % 10_000}`, won: next() < 0.3 }));
    const set = featureSet<{ id: string; won: boolean }>()({ id: categorical("id") });
    const fit = fitBoosted(many, { features: set, outcome: (r) => r.won });
    expect(codes(fit)).toContain("many_levels");
    expect(messages(fit)).toContain('"id" nearly tell');
    expect(fit.report.auc).toBeLessThan(0.55);
  });

  it("more features than rows: few events are said, and every score is finite", () => {
    const next = uniform(4);
    const names = Array.from({ length: 120 }, (_, j) => `f${j}`);
    const wide = Array.from({ length: 60 }, (_, i) => ({
      ...Object.fromEntries(names.map((name) => [name, next()])),
      won: i % 3 === 0,
    })) as Any[];
    const set = featureSet<Any>()(
      Object.fromEntries(names.map((name) => [name, numeric<Any>((r) => r[name] as number)])),
    );
    const fit = fitBoosted(wide, { features: set, outcome: (r) => r.won as boolean });
    expect(messages(fit)).toContain("only 20 events");
    expect(createScorer(fit.model, set).scoreAll(wide).margin.every(Number.isFinite)).toBe(true);
  });

  it("a feature that separates perfectly is named as a leak, with finite log-odds", () => {
    const leaking = featureSet<Any>()({
      y: numeric<Any>((r) => r.y as number),
      closed: numeric<Any>((r) => (r.won ? 10 : 3)),
    });
    const fit = fitBoosted(rows as unknown as Any[], { features: leaking, outcome: (r) => r.won as boolean });
    const warning = fit.report.warnings.find(({ code }) => code === "leaking_label");
    expect(warning?.features).toEqual(["closed"]);
    expect(warning?.message).toContain("make sure that it was known before the outcome");
    const { margin } = createScorer(fit.model, leaking).scoreAll(rows as unknown as Any[]);
    expect(margin.every((value) => Math.abs(value) < 40)).toBe(true);
  });

  it("weights of zero leave records out; all of them zero is an error", () => {
    expect(fitBoosted(rows, { features, outcome, weight: (r) => (r.z > 10 ? 1 : 0) }).report.rows.used).toBe(
      rows.filter(({ z }) => z > 10).length,
    );
    expect(() => fitBoosted(rows, { features, outcome, weight: () => 0 })).toThrow(
      "expected at least one record with an outcome and a weight above 0",
    );
  });

  it("copies of records are noticed: the figures out of fold are then too good", () => {
    const noise = makeRecords(300, () => 0, 5);
    const fit = fitBoosted([...noise, ...noise, ...noise], { features, outcome });
    expect(codes(fit)).toContain("duplicates");
    expect(messages(fit)).toContain("600 records repeat another");
    expect(messages(fit)).toContain("too good");
    expect(codes(fitBoosted(noise, { features, outcome }))).not.toContain("duplicates");
  });

  it("one event only: the overall rate, and a warning", () => {
    const single = rows.map((row, i) => ({ ...row, won: i === 7 }));
    const fit = fitBoosted(single, { features, outcome });
    expect(messages(fit)).toContain("one of the events only: nothing was learned but the overall rate");
    const { probability } = createScorer(fit.model, features).scoreAll(single.slice(0, 3));
    for (const p of probability) expect(p).toBeCloseTo(1 / 600, 9);
  });

  it("outcomes of one class, no record and a broken option are errors", () => {
    expect(() => fitBoosted(rows, { features, outcome: () => true })).toThrow("both events and non-events");
    expect(() => fitBoosted([], { features, outcome })).toThrow("at least one record");
    expect(() => fitBoosted(rows, { features: {} as never, outcome })).toThrow("features made by featureSet");
  });

  it("huge values are bins like others", () => {
    const huge = rows.map((row, i) => ({ ...row, y: row.y * (i % 2 === 0 ? 1e300 : 1e-300) }));
    const fit = fitBoosted(huge, { features, outcome });
    expect(createScorer(fit.model, features).scoreAll(huge).margin.every(Number.isFinite)).toBe(true);
  });

  it("an infinite number in a table is an error that names the column", () => {
    const { columns } = tableOf(rows);
    const broken = {
      ...columns,
      y: { type: "number", values: columns.y.values.slice().fill(1 / 0, 0, 1) },
    } as const;
    const options = { features, outcome: rows.map(outcome) };
    expect(() => fitBoosted({ ...table(columns), columns: broken }, options)).toThrow(
      'finite numbers in column "y"',
    );
  });

  it("rejected records are counted, and the first is told", () => {
    const broken = [...rows, { ...rows[0], y: "12" as never }] as typeof rows;
    const fit = fitBoosted(broken, { features, outcome });
    expect(fit.report.rows.rejected).toBe(1);
    expect(codes(fit)).toContain("rejected_records");
    expect(messages(fit)).toContain("record 600, feature y");
  });
});
