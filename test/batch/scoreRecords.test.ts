import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type RejectedStreamRecord, scoreRecords } from "../../src/batch/index";
import { daysSince, featureSet } from "../../src/features/index";
import { createScorer } from "../../src/models/index";
import { modelOf, summary, type Values } from "../models/support";
import { collect, record, records, scorer, watchedSource } from "./support";

describe("scoreRecords", () => {
  it("gives each record, in order, with the result that score gives for it, of every status", async () => {
    const found = await collect(scoreRecords(scorer, records(200), { chunkSize: 64 }));
    expect(found.map(({ index }) => index)).toEqual(records(200).map((_, i) => i));
    expect(found.map((one) => one.record)).toEqual(records(200));
    expect(found.map(({ result }) => result)).toEqual(records(200).map((row) => scorer.score(row)));
    expect(new Set(found.map(({ result }) => result.status)).size).toBe(4);
  });

  it("gives points without a probability as score does", async () => {
    const points = createScorer(modelOf({ ...scorer.model, link: "identity" }), scorer.features);
    const [first] = await collect(scoreRecords(points, [record(0)]));
    expect(first?.result).toEqual(points.score(record(0)));
    expect(first?.result).toMatchObject({ probability: null });
  });

  it("looks from the instant that it is told, for records without a score too", async () => {
    const features = featureSet<{ readonly seen: string | null }>()({ age: daysSince("seen") });
    const model = modelOf({ features: [{ ...summary("age"), unit: "days" }], coverageFloor: 1 });
    const dated = createScorer(model, features);
    const asOf = new Date("2026-01-09T00:00:00Z");
    const rows = [{ seen: "2026-01-01T00:00:00Z" }, { seen: null }];
    const found = await collect(scoreRecords(dated, rows, { asOf }));
    expect(found.map(({ result }) => result)).toEqual(rows.map((row) => dated.score(row, { asOf })));
  });

  it("takes a Node stream, tells of rejected records, and can be made a Node stream", async () => {
    const rejected: RejectedStreamRecord<Values>[] = [];
    const onRejected = (one: RejectedStreamRecord<Values>) => rejected.push(one);
    const stream = Readable.from(scoreRecords(scorer, Readable.from(records(60)), { onRejected }));
    expect(await stream.toArray()).toHaveLength(60);
    expect(rejected.map(({ index }) => index)).toEqual([50]);
  });

  it("reads no further than the chunk of the record that was asked for, and closes the source when it is left", async () => {
    const { seen, source } = watchedSource(1000);
    for await (const { index } of scoreRecords(scorer, source, { chunkSize: 10 })) if (index === 12) break;
    expect(seen).toEqual({ read: 20, closed: true });
  });

  it("closes the source of one that is left before it began", async () => {
    const node = Readable.from(records(3));
    await scoreRecords(scorer, node).return?.();
    expect(node.destroyed).toBe(true);
  });

  it("closes a silent source that it waits for when it is left", async () => {
    const node = new Readable({ objectMode: true, read() {} });
    const found = scoreRecords(scorer, node);
    const next = found.next();
    await setTimeout(5);
    await found.return?.();
    expect(node.destroyed).toBe(true);
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it("an empty source gives nothing", async () =>
    expect(await collect(scoreRecords(scorer, []))).toEqual([]));

  it("names itself where an argument is wrong", () => {
    expect(() => scoreRecords(scorer, 7 as never)).toThrow("scoreRecords: expected source to be");
    expect(() => scoreRecords(scorer, [], { chunkSize: 0 })).toThrow(
      "scoreRecords: expected chunkSize to be a whole number",
    );
  });
});
