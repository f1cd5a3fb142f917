import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreStream } from "../../src/batch/index";
import { createWorkerPool, scoreInWorkers } from "../../src/threads/index";
import { scorerOf } from "../models/support";
import { arbitraryModel, arbitraryValues } from "../support/arbitraryModel";
import { bitsOf, collect } from "./support";

/** A model of any kind, with records that fit it and some that cannot be read. */
const cases = arbitraryModel.chain((model) => {
  const odd = fc.constantFrom(
    null,
    7,
    Object.fromEntries(model.features.map(({ name }) => [name, { odd: 1 }])),
  );
  const row = fc.oneof({ weight: 9, arbitrary: arbitraryValues(model) }, { weight: 1, arbitrary: odd });
  return fc.tuple(
    fc.constant(model),
    fc.array(row as fc.Arbitrary<never>, { maxLength: 40 }),
    fc.integer({ min: 1, max: 45 }),
  );
});

describe("any division into chunks gives the bits of scoreAll", () => {
  it("in a stream", async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.boolean(), async ([model, rows, chunkSize], isAsync) => {
        const scorer = scorerOf(model);
        async function* later() {
          yield* rows;
        }
        const chunks = await collect(scoreStream(scorer, isAsync ? later() : rows, { chunkSize }));
        expect(bitsOf(chunks.map(({ scores }) => scores))).toEqual(
          bitsOf(rows.length === 0 ? [] : [scorer.scoreAll(rows)]),
        );
      }),
    );
  });

  it("in worker threads", async () => {
    const pool = createWorkerPool({ threads: 2 });
    await fc.assert(
      fc.asyncProperty(cases, async ([model, rows, chunkSize]) => {
        const scorer = scorerOf(model);
        expect(bitsOf([await scoreInWorkers(scorer, rows, { pool, chunkSize })])).toEqual(
          bitsOf([scorer.scoreAll(rows)]),
        );
      }),
    );
    await pool.close();
  });
});
