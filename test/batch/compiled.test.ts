import { describe, expect, it } from "vitest";
import { batchScorer, madeUpLeads, TODAY } from "../../examples/batchLeads";
import { scoreRecords, scoreStream } from "../../src/batch/index";
import { compileScorer } from "../../src/exporters/javascript/compileScorer";
import { scoreInWorkers } from "../../src/threads/index";
import { bitsOf, collect } from "./support";

describe("a compiled scorer", () => {
  const plain = batchScorer();
  const scorer = compileScorer(plain.model, plain.features);
  const leads = [...madeUpLeads(3000)];
  const asOf = TODAY;
  const expected = bitsOf([plain.scoreAll(leads, { asOf })]);

  it("gives the same bits in a stream", async () => {
    const chunks = await collect(scoreStream(scorer, leads, { asOf, chunkSize: 700 }));
    expect(bitsOf(chunks.map(({ scores }) => scores))).toEqual(expected);
  });

  it("gives the same bits in worker threads", async () => {
    expect(bitsOf([await scoreInWorkers(scorer, leads, { asOf, chunkSize: 2000, threads: 1 })])).toEqual(
      expected,
    );
  });

  it("gives the same results one by one", async () => {
    const found = await collect(scoreRecords(scorer, leads.slice(1200, 1300), { asOf }));
    expect(found.map(({ result }) => result)).toEqual(
      leads.slice(1200, 1300).map((lead) => plain.score(lead, { asOf })),
    );
  });
});
