import { table } from "../../src/core/columns";
import { createScorer, type Scorer, type ScoreTable } from "../../src/models/index";
import { featuresOf, modelOf, summary, type Values } from "../models/support";

/** A model with every status: a gate, a coverage floor, categories, and rows that cannot be read. */
const model = modelOf({
  link: "logit",
  intercept: -0.3,
  features: [summary("x"), summary("c", "category"), summary("f", "flag")],
  terms: [
    { kind: "linear", feature: "x", coefficient: 0.37, center: 2, missing: -0.2 },
    {
      kind: "levels",
      feature: "c",
      levels: ["web", "fair"],
      contributions: [0.4, -0.1],
      missing: 0,
      unseen: 0.05,
    },
  ],
  gates: [{ kind: "disqualify", id: "optOut", when: { feature: "f", is: 1 }, reason: "opted out" }],
  coverageFloor: 0.5,
  lowConfidenceBelow: 0.9,
});

/** A scorer whose features read the keys x, c and f of a record. */
export const scorer: Scorer<Values> = createScorer(model, featuresOf(model));

/** Record i; every 97th has text where a number belongs, every 31st nothing, every 11th opted out. */
export function record(i: number): Values {
  if (i % 97 === 50) return { x: "many", c: "web", f: 0 };
  if (i % 31 === 7) return { x: null, c: null, f: 0 };
  return { x: (i * 7) % 13, c: ["web", "fair", "phone", null][i % 4], f: i % 11 === 3 ? 1 : 0 };
}

export const records = (count: number): Values[] => Array.from({ length: count }, (_, i) => record(i));

/** What {@link record} gives, without those that are rejected, as a table of features. */
export function tableOf(count: number, memory: typeof ArrayBuffer | typeof SharedArrayBuffer = ArrayBuffer) {
  const levels = ["web", "fair", "phone"];
  const x = new Float64Array(new memory(count * 8)).map((_, i) => (i % 31 === 7 ? Number.NaN : (i * 7) % 13));
  const floats = () => new Float64Array(new memory(count * 8));
  const numbers = floats();
  numbers.set(x);
  const flags = floats();
  flags.set(x.map((_, i) => (i % 11 === 3 ? 1 : 0)));
  const codes = new Int32Array(new memory(count * 4));
  codes.set(Int32Array.from(x, (_, i) => (i % 4 === 3 ? -1 : i % 4)));
  return table({
    x: { type: "number", values: numbers },
    f: { type: "number", values: flags },
    c: { type: "category", codes, levels },
  });
}

/** The columns of score tables, one after the other, bit by bit, and the rejected records with their positions. */
export function bitsOf(tables: readonly ScoreTable[]): Readonly<Record<string, string>> {
  const names = ["status", "score", "probability", "margin", "coverage", "lowConfidence", "gate"] as const;
  const bits = names.map((name) => {
    const bytes = tables.map((one) => Buffer.from(new Uint8Array(one[name].slice().buffer)));
    return [name, Buffer.concat(bytes).toString("hex")] as const;
  });
  let offset = 0;
  const rejected = tables.flatMap((one) => {
    const found = one.rejected.map(({ index, ...rest }) => ({ index: offset + index, ...rest }));
    offset += one.rowCount;
    return found;
  });
  return Object.fromEntries([...bits, ["rejected", JSON.stringify(rejected)]]);
}

/** Everything that an async iterable gives. */
export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

/** A source that counts what is read of it and remembers how it ended. */
export function watchedSource(count: number, failAt = Number.POSITIVE_INFINITY) {
  const seen = { read: 0, closed: false };
  async function* read(): AsyncGenerator<Values> {
    try {
      for (let i = 0; i < count; i++) {
        if (i === failAt) throw new Error(`line ${i} is broken`);
        seen.read += 1;
        yield record(i);
      }
    } finally {
      seen.closed = true;
    }
  }
  return { seen, source: read() };
}
