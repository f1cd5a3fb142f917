import type { Readable } from "node:stream";
import { describe, expectTypeOf, it } from "vitest";
import { type ScoredChunk, type ScoredRecord, scoreRecords, scoreStream } from "../../src/batch/index";
import type { Table } from "../../src/core/index";
import type { Scorer, ScoreTable } from "../../src/models/index";
import { createWorkerPool, scoreInWorkers, type WorkerPool } from "../../src/threads/index";

interface Lead {
  readonly id: string;
  readonly visits: number;
}
declare const scorer: Scorer<Lead>;
declare const leads: readonly Lead[];
declare const table: Table;

describe("scoreStream", () => {
  it("takes every kind of source, and gives chunks of the scorer's records", () => {
    expectTypeOf(scoreStream(scorer, leads)).toEqualTypeOf<AsyncIterableIterator<ScoredChunk<Lead>>>();
    scoreStream(scorer, new Set(leads));
    scoreStream(scorer, {} as AsyncGenerator<Lead>);
    scoreStream(scorer, {} as ReadableStream<Lead>);
    scoreStream(scorer, {} as Readable); // a Node stream says nothing of what it holds
  });

  it("refuses records of another type", () => {
    // @ts-expect-error visits is missing
    scoreStream(scorer, [{ id: "a" }]);
    // @ts-expect-error text is no source of records
    scoreStream(scorer, "records");
  });

  it("the callbacks know the record", () => {
    scoreStream(scorer, leads, {
      asOf: ({ id }) => new Date(id),
      onRejected: ({ record, index }) => {
        expectTypeOf(record).toEqualTypeOf<Lead>();
        expectTypeOf(index).toBeNumber();
      },
      onProgress: async ({ read }) => expectTypeOf(read).toBeNumber(),
    });
  });
});

describe("scoreRecords", () => {
  it("gives records and results", () => {
    expectTypeOf(scoreRecords(scorer, leads)).toEqualTypeOf<AsyncIterableIterator<ScoredRecord<Lead>>>();
  });
});

describe("scoreInWorkers", () => {
  it("takes records, a table or columns, and promises a table", () => {
    expectTypeOf(scoreInWorkers(scorer, leads)).resolves.toEqualTypeOf<ScoreTable>();
    expectTypeOf(scoreInWorkers(scorer, table)).resolves.toEqualTypeOf<ScoreTable>();
    expectTypeOf(
      scoreInWorkers(scorer, { visits: new Float64Array(3) }),
    ).resolves.toEqualTypeOf<ScoreTable>();
    expectTypeOf(createWorkerPool()).toEqualTypeOf<WorkerPool>();
    // @ts-expect-error visits is missing
    void scoreInWorkers(scorer, [{ id: "a" }]);
  });
});
