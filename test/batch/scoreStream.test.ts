import { Readable, Transform } from "node:stream";
import { ReadableStream } from "node:stream/web";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  type BatchProgress,
  type RejectedStreamRecord,
  scoreRecords,
  scoreStream,
} from "../../src/batch/index";
import { daysSince, featureSet } from "../../src/features/index";
import { createScorer } from "../../src/models/index";
import { modelOf, summary, type Values } from "../models/support";
import { bitsOf, collect, record, records, scorer, watchedSource } from "./support";

const scoresOf = async (source: Parameters<typeof scoreStream<Values>>[1], chunkSize: number) =>
  bitsOf((await collect(scoreStream(scorer, source, { chunkSize }))).map(({ scores }) => scores));

/** A source that gives one record and then nothing for ever. */
function silent() {
  const seen = { returned: false };
  const iterator: AsyncIterableIterator<Values> = {
    next: () => (seen.returned ? Promise.resolve({ done: true, value: undefined }) : new Promise(() => {})),
    return: async () => {
      seen.returned = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return { seen, source: iterator };
}

describe("sources", () => {
  const rows = records(300);
  const expected = bitsOf([scorer.scoreAll(rows)]);

  it("an array, a generator, an async generator, a Node stream and a Web stream give the same bits", async () => {
    expect(await scoresOf(rows, 64)).toEqual(expected);
    expect(await scoresOf(rows.values(), 64)).toEqual(expected);
    expect(await scoresOf(new Set(rows), 64)).toEqual(expected);
    expect(await scoresOf(watchedSource(300).source, 64)).toEqual(expected);
    expect(await scoresOf(Readable.from(rows), 64)).toEqual(expected);
    expect(await scoresOf(ReadableStream.from(rows), 64)).toEqual(expected);
  });

  it("a Web stream without an async iterator is read through its reader, which is let go at the end", async () => {
    const stream = ReadableStream.from(rows);
    const bare = { getReader: () => stream.getReader() };
    expect(await scoresOf(bare, 100)).toEqual(expected);
    expect(stream.locked).toBe(false);
  });

  it("an empty source gives no chunk and no progress", async () => {
    const told: BatchProgress[] = [];
    const options = { onProgress: (progress: BatchProgress) => told.push(progress) };
    expect(await collect(scoreStream(scorer, [], options))).toEqual([]);
    expect(await collect(scoreStream(scorer, Readable.from([]), options))).toEqual([]);
    expect(told).toEqual([]);
  });

  it("records that are none are rejected in their place", async () => {
    const odd = [record(0), null, 7, undefined, record(1)] as Values[];
    const [chunk] = await collect(scoreStream(scorer, odd));
    expect(Array.from(chunk?.scores.status ?? [])).toEqual([0, 3, 3, 3, 0]);
    expect(chunk?.records).toEqual(odd);
  });
});

describe("chunks", () => {
  it("have the asked size, but for the last, and say where they begin", async () => {
    const chunks = await collect(scoreStream(scorer, records(10), { chunkSize: 4 }));
    expect(chunks.map(({ offset, records, scores }) => [offset, records.length, scores.rowCount])).toEqual([
      [0, 4, 4],
      [4, 4, 4],
      [8, 2, 2],
    ]);
    expect(chunks.flatMap((chunk) => chunk.records)).toEqual(records(10));
  });

  it("a source of exactly two chunks gives no empty third one", async () => {
    expect(await collect(scoreStream(scorer, records(8), { chunkSize: 4 }))).toHaveLength(2);
  });

  it("without a size, 4,096 records make a chunk", async () => {
    const chunks = await collect(scoreStream(scorer, records(5000)));
    expect(chunks.map((chunk) => chunk.records.length)).toEqual([4096, 904]);
  });

  it("can be made a Node stream", async () => {
    const chunks = await Readable.from(scoreStream(scorer, records(10), { chunkSize: 4 })).toArray();
    expect(chunks.map(({ offset }) => offset)).toEqual([0, 4, 8]);
  });
});

describe("rejected records and progress", () => {
  it("come with their position in the whole stream, their reason and the record", async () => {
    const rejected: RejectedStreamRecord<Values>[] = [];
    const options = {
      chunkSize: 40,
      onRejected: (one: (typeof rejected)[number]) => rejected.push(one),
    };
    await collect(scoreStream(scorer, records(200), options));
    expect(rejected.map(({ index }) => index)).toEqual([50, 147]);
    expect(rejected[1]).toEqual({
      index: 147,
      feature: "x",
      reason: scorer.scoreAll(records(200)).rejected[1]?.reason,
      record: record(147),
    });
  });

  it("the table of a chunk gives positions within the chunk", async () => {
    const chunks = await collect(scoreStream(scorer, records(200), { chunkSize: 40 }));
    expect(chunks[1]?.scores.rejected.map(({ index }) => index)).toEqual([10]);
  });

  it("progress counts every record once, by what became of it", async () => {
    const told: BatchProgress[] = [];
    const options = { chunkSize: 100, onProgress: (progress: BatchProgress) => told.push(progress) };
    await collect(scoreStream(scorer, records(250), options));
    expect(told.map(({ read }) => read)).toEqual([100, 200, 250]);
    const { status } = scorer.scoreAll(records(250));
    const count = (code: number) => status.filter((one) => one === code).length;
    expect(told[2]).toEqual({
      read: 250,
      scored: count(0),
      disqualified: count(1),
      insufficientData: count(2),
      rejected: count(3),
    });
    expect(Math.min(count(0), count(1), count(2), count(3))).toBeGreaterThan(0);
  });

  it("promises of the callbacks are waited for, and what they throw ends the stream and closes the source", async () => {
    const order: string[] = [];
    const slow = async ({ index }: { readonly index: number }) => {
      await setTimeout(5);
      order.push(`rejected ${index}`);
    };
    for await (const { offset } of scoreStream(scorer, records(100), { chunkSize: 60, onRejected: slow })) {
      order.push(`chunk at ${offset}`);
    }
    expect(order).toEqual(["rejected 50", "chunk at 0", "chunk at 60"]);

    for (const name of ["onRejected", "onProgress"]) {
      const { seen, source } = watchedSource(500);
      const full = async () => Promise.reject(new Error("the disk is full"));
      await expect(collect(scoreStream(scorer, source, { chunkSize: 100, [name]: full }))).rejects.toThrow(
        "the disk is full",
      );
      expect(seen).toEqual({ read: 100, closed: true });
    }
  });
});

describe("backpressure", () => {
  it("nothing is read before it is asked for, and then a chunk at a time", async () => {
    const { seen, source } = watchedSource(1000);
    const chunks = scoreStream(scorer, source, { chunkSize: 50 });
    await setTimeout(5);
    expect(seen.read).toBe(0);
    for (const expected of [50, 100, 150]) {
      await chunks.next();
      await setTimeout(5); // a slow consumer
      expect(seen.read).toBe(expected);
    }
    await chunks.return?.();
    expect(seen).toEqual({ read: 150, closed: true });
  });

  it("other work of the process gets its turn between the chunks of an array", async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    let read = 0;
    for await (const chunk of scoreStream(scorer, records(20_000), { chunkSize: 20 }))
      read += chunk.records.length;
    clearInterval(timer);
    expect(read).toBe(20_000);
    expect(turns).toBeGreaterThan(3);
  });
});

describe("a source that fails", () => {
  it("throws its error after the chunks before it; the broken chunk is not scored", async () => {
    const { seen, source } = watchedSource(1000, 250);
    const offsets: number[] = [];
    const run = async () => {
      for await (const { offset } of scoreStream(scorer, source, { chunkSize: 100 })) offsets.push(offset);
    };
    await expect(run()).rejects.toThrow("line 250 is broken");
    expect(offsets).toEqual([0, 100]);
    expect(seen.closed).toBe(true);
  });

  it("and so do a Node stream, a Web stream and an iterator that throws at once", async () => {
    const node = Readable.from(watchedSource(1000, 250).source);
    await expect(collect(scoreStream(scorer, node))).rejects.toThrow("line 250 is broken");
    expect(node.destroyed).toBe(true);
    const web = ReadableStream.from(watchedSource(1000, 250).source);
    await expect(collect(scoreStream(scorer, web))).rejects.toThrow("line 250 is broken");
    const broken = (function* (): Generator<Values> {
      yield record(0);
      throw new Error("line 1 is broken");
    })();
    await expect(collect(scoreStream(scorer, broken))).rejects.toThrow("line 1 is broken");
  });

  it("an error while it is closed does not hide what went wrong before", async () => {
    const source = (async function* (): AsyncGenerator<Values> {
      try {
        for (let i = 0; ; i++) yield record(i);
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: what a careless source does
        throw new Error("closing failed");
      }
    })();
    const onProgress = () => {
      throw new Error("the disk is full");
    };
    await expect(collect(scoreStream(scorer, source, { chunkSize: 10, onProgress }))).rejects.toThrow(
      "the disk is full",
    );
  });
});

describe("a source that breaks the protocol is refused, with the name of the function", () => {
  const endless = (next: () => unknown) => ({ [Symbol.iterator]: () => ({ next }) });
  const endlessAsync = (next: () => unknown) => ({ [Symbol.asyncIterator]: () => ({ next }) });
  const stream = (read: () => unknown) => ({
    getReader: () => ({ read, cancel: async () => {}, releaseLock() {} }),
  });
  const expected = "expected every step of the source to be an object with done and value, received";

  it.each<[string, unknown, string]>([
    ["next() gives nothing", endless(() => undefined), "undefined"],
    ["next() gives a number", endless(() => 5), "5"],
    ["next() gives a promise", endless(async () => ({ done: true })), "an object with no keys"],
    ["an async next() gives null", endlessAsync(async () => null), "null"],
    ["an async next() gives text at once", endlessAsync(() => "record"), '"record"'],
    ["read() gives nothing", stream(async () => undefined), "undefined"],
    ["read() gives a number at once", stream(() => 5), "5"],
  ])("%s", async (_, source, received) => {
    const error = {
      name: "SalienceError",
      code: "invalid_data",
      message: `scoreStream: ${expected} ${received}`,
    };
    await expect(collect(scoreStream(scorer, source as never))).rejects.toMatchObject(error);
  });

  it.each<[string, object, string]>([
    [
      "an iterator without next",
      { [Symbol.iterator]: () => ({}) },
      "an iterator of the source with a function next",
    ],
    ["no iterator at all", { [Symbol.asyncIterator]: () => null }, "source to be an iterable"],
    ["an iterator that is a number", { [Symbol.iterator]: () => 5 }, "an iterator of the source with"],
    ["a reader without read", { getReader: () => ({}) }, "a reader of the source with a function read"],
    ["no reader", { getReader: () => null }, "a reader of the source with a function read"],
  ])("%s", (_, source, message) => {
    expect(() => scoreStream(scorer, source as never)).toThrow(`scoreStream: expected ${message}`);
    expect(() => scoreRecords(scorer, source as never)).toThrow(`scoreRecords: expected ${message}`);
  });
});

describe("a consumer that stops early", () => {
  it("closes a generator, a Node stream and a Web stream", async () => {
    const stopAfterOne = async (source: Parameters<typeof scoreStream<Values>>[1]) => {
      for await (const _ of scoreStream(scorer, source, { chunkSize: 10 })) break;
    };
    const generator = watchedSource(1000);
    await stopAfterOne(generator.source);
    expect(generator.seen).toEqual({ read: 10, closed: true });

    const behindNode = watchedSource(1000);
    const node = Readable.from(behindNode.source);
    await stopAfterOne(node);
    expect(node.destroyed).toBe(true);
    expect(behindNode.seen.closed).toBe(true);

    const behindWeb = watchedSource(1000);
    const web = ReadableStream.from(behindWeb.source);
    await stopAfterOne(web);
    expect(behindWeb.seen.closed).toBe(true);
    expect(web.locked).toBe(false);
  });

  it("before the first chunk closes the source as well", async () => {
    let cancelled = false;
    const web = new ReadableStream<Values>({
      cancel() {
        cancelled = true;
      },
    });
    await scoreStream(scorer, web).return?.();
    expect(cancelled).toBe(true);
    const node = Readable.from(records(10));
    await scoreStream(scorer, node).return?.();
    expect(node.destroyed).toBe(true);
  });

  it("while a silent Node stream is waited for closes that without waiting for its answer", async () => {
    const node = new Readable({ objectMode: true, read() {} });
    const chunks = scoreStream(scorer, node);
    const next = chunks.next();
    await setTimeout(5);
    await chunks.return?.();
    expect(node.destroyed).toBe(true);
    expect(await next).toEqual({ done: true, value: undefined });

    const behind = new Readable({ objectMode: true, read() {} });
    const stream = Readable.from(scoreStream(scorer, behind));
    stream.resume();
    await setTimeout(5);
    stream.destroy();
    await setTimeout(5);
    expect(behind.destroyed).toBe(true);
  });

  it("a source that has ended by itself is not closed again", async () => {
    let returned = 0;
    const given = records(3).values();
    const source: Iterable<Values> = {
      [Symbol.iterator]: () => ({
        next: () => given.next(),
        return: () => {
          returned += 1;
          return { done: true, value: undefined };
        },
      }),
    };
    await collect(scoreStream(scorer, source));
    expect(returned).toBe(0);
  });
});

describe("a signal", () => {
  it("that is aborted before the start: nothing is read, and the source is closed", async () => {
    const node = Readable.from(records(100));
    const signal = AbortSignal.abort(new Error("not today"));
    await expect(collect(scoreStream(scorer, node, { signal }))).rejects.toThrow("not today");
    expect(node.destroyed).toBe(true);
  });

  it("between two chunks: the next one is not read", async () => {
    const { seen, source } = watchedSource(1000);
    const controller = new AbortController();
    const run = async () => {
      const chunks = scoreStream(scorer, source, { chunkSize: 100, signal: controller.signal });
      for await (const { offset } of chunks) if (offset === 100) controller.abort(new Error("enough"));
    };
    await expect(run()).rejects.toThrow("enough");
    expect(seen).toEqual({ read: 200, closed: true });
  });

  it("by a timer, over an array that never waits", async () => {
    const controller = new AbortController();
    const endless = (function* (): Generator<Values> {
      for (let i = 0; ; i++) yield record(i);
    })();
    const run = collect(scoreStream(scorer, endless, { chunkSize: 10, signal: controller.signal }));
    await setTimeout(10);
    controller.abort(new Error("too slow"));
    await expect(run).rejects.toThrow("too slow");
  });

  it.each(["iterator", "Node stream", "Node transform", "Web stream"])(
    "while a silent %s is waited for: it is closed without waiting for its answer",
    async (kind) => {
      const { seen, source } = silent();
      let cancelled = false;
      const web = new ReadableStream<Values>({
        cancel() {
          cancelled = true;
        },
      });
      const node = new Readable({ objectMode: true, read() {} });
      const transform = new Transform({ objectMode: true });
      const sources = {
        iterator: source,
        "Node stream": node,
        "Node transform": transform,
        "Web stream": web,
      };
      const controller = new AbortController();
      const chunks = scoreStream(scorer, sources[kind as keyof typeof sources], {
        signal: controller.signal,
      });
      const next = chunks.next();
      await setTimeout(5);
      controller.abort(new Error("too slow"));
      await expect(next).rejects.toThrow("too slow");
      const closed = { iterator: seen.returned, "Node stream": node.destroyed };
      const all = { ...closed, "Node transform": transform.destroyed, "Web stream": cancelled };
      expect(all[kind as keyof typeof all]).toBe(true);
    },
  );

  it("closes the source at once, even if the consumer never comes back", async () => {
    const { seen, source } = watchedSource(1000);
    const controller = new AbortController();
    const chunks = scoreStream(scorer, source, { chunkSize: 10, signal: controller.signal });
    await chunks.next();
    controller.abort(new Error("enough"));
    await setTimeout(1);
    expect(seen).toEqual({ read: 10, closed: true });
    await expect(chunks.next()).rejects.toThrow("enough");
  });

  it("is not listened to any longer when the stream is over", async () => {
    const listeners = new Set<unknown>();
    const { signal } = new AbortController();
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = ((type: "abort", listener: () => void, options: object) => {
      listeners.add(listener);
      add(type, listener, options);
    }) as typeof signal.addEventListener;
    signal.removeEventListener = ((type: "abort", listener: () => void) => {
      listeners.delete(listener);
      remove(type, listener);
    }) as typeof signal.removeEventListener;
    const chunks = scoreStream(scorer, watchedSource(30).source, { chunkSize: 10, signal });
    await chunks.next();
    expect(listeners.size).toBe(1);
    await collect(chunks);
    expect(listeners.size).toBe(0);
  });
});

describe("wrong arguments are refused at once", () => {
  const wrong = (run: () => unknown, message: string) =>
    expect(run).toThrow(`scoreStream: expected ${message}`);

  it("a scorer that is none, a source that is none", () => {
    wrong(() => scoreStream({} as never, []), "a scorer made by createScorer, received");
    wrong(() => scoreStream(null as never, []), "a scorer made by createScorer, received null");
    for (const source of [null, undefined, 7, "records", {}, () => []]) {
      wrong(
        () => scoreStream(scorer, source as never),
        "source to be an iterable, an async iterable or a stream",
      );
    }
  });

  it("options: unknown keys, sizes, signals and callbacks of other kinds", () => {
    wrong(() => scoreStream(scorer, [], { size: 3 } as never), "options with keys asOf, chunkSize, signal");
    for (const chunkSize of [0, -1, 1.5, Number.NaN, 2e6, "10"]) {
      wrong(() => scoreStream(scorer, [], { chunkSize: chunkSize as never }), "chunkSize");
    }
    wrong(() => scoreStream(scorer, [], { signal: {} as never }), "signal to be an AbortSignal");
    wrong(
      () => scoreStream(scorer, [], { onProgress: 1 as never }),
      "onProgress to be a function, received 1",
    );
    wrong(() => scoreStream(scorer, [], { onRejected: {} as never }), "onRejected to be a function");
  });

  it("an instant that a feature needs and that is missing, before anything is read", () => {
    const features = featureSet<{ readonly seen: string }>()({ age: daysSince("seen") });
    const model = modelOf({ features: [{ ...summary("age"), unit: "days" }] });
    expect(() => scoreStream(createScorer(model, features), [])).toThrow('asOf, which feature "age" needs');
  });

  it("a Web stream that somebody else is reading", () => {
    const stream = ReadableStream.from(records(3));
    stream.getReader();
    expect(() => scoreStream(scorer, stream)).toThrow(/locked/);
  });
});

it("an instant per record is asked for, and options that are changed later change nothing", async () => {
  const features = featureSet<{ readonly seen: string; readonly at: string }>()({ age: daysSince("seen") });
  const model = modelOf({
    features: [{ ...summary("age"), unit: "days" }],
    terms: [{ kind: "linear", feature: "age", coefficient: 1, center: 0, missing: 0 }],
  });
  const rows = [
    { seen: "2026-01-01T00:00:00Z", at: "2026-01-03T00:00:00Z" },
    { seen: "2026-01-01T00:00:00Z", at: "2026-01-09T00:00:00Z" },
  ];
  const options = { chunkSize: 1, asOf: (row: { readonly at: string }) => new Date(row.at) };
  const chunks = scoreStream(createScorer(model, features), rows, options);
  options.chunkSize = 2;
  const scores = (await collect(chunks)).map((chunk) => Array.from(chunk.scores.score));
  expect(scores).toEqual([[2], [8]]);
});
