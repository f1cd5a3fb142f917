import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { categoryColumn, parseInstant } from "../../src/core/index";
import {
  categorical,
  countEvents,
  custom,
  daysSince,
  daysUntil,
  decayedSum,
  department,
  emailDomainType,
  type Feature,
  featureSet,
  flag,
  numeric,
  ordinal,
  ratio,
  readColumns,
  readTable,
  seniority,
} from "../../src/features/index";
import { parseFormula } from "../../src/formulas/index";
import { groupReport } from "../../src/metrics/index";
import { createScorer } from "../../src/models/index";
import { cleanText } from "../../src/narratives/cleanText";
import { toPlainText } from "../../src/narratives/index";
import { pointsModel } from "../../src/scoring/index";
import { failure } from "../core/failure";
import { type Any, asOf, readOne } from "./read";

/** Texts that are slow to refuse for a pattern that backtracks, of a length. */
const adversarial = (length: number): string[] => [
  ...[
    "9",
    "a",
    " ",
    "\u200b",
    "-",
    ".",
    "@",
    "{",
    "{value} {",
    "(",
    "Ä",
    "\u0130",
    "\ud800",
    "\ud83d\ude00",
  ].flatMap((part) => {
    const text = part.repeat(Math.ceil(length / part.length)).slice(0, length - 1);
    return [`${text}x`, `x${text}`, `${text}!`];
  }),
  ...["1.", "1e", "a.", "a-", "a@", "a b ", "student ", "head of ", ".uni-", "2026-01-01", "e+", "1 e"].map(
    (part) => `a@${part.repeat(length)}`.slice(0, length),
  ),
  ...["9.", "1e5", "sales of the ", "2026-01-01T00:00:00."].map(
    (part) => `${part.repeat(length).slice(0, length - 1)}!`,
  ),
];

/** Processor time of a call, in milliseconds: the machine may be busy with other things. */
function timeOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const readers: readonly (readonly [string, Feature<Any>])[] = [
  ["numeric", numeric<Any>("x")],
  ["numeric from text", numeric<Any>("x", { fromText: true, missing: ["-"] })],
  ["categorical", categorical<Any>("x", { ignoreCase: true, levels: ["Web"], aliases: { a: "b" } })],
  ["ordinal", ordinal<Any>("x", ["low", "high"], { ignoreCase: true })],
  ["flag", flag<Any>("x", { trueValues: ["Yes"], falseValues: ["No"] })],
  ["seniority", seniority<Any>("x")],
  ["department", department<Any>("x")],
  ["emailDomainType", emailDomainType<Any>("x")],
  ["daysSince", daysSince<Any>("x")],
  ["daysUntil", daysUntil<Any>("x")],
  ["ratio", ratio<Any>("x", "y")],
  ["countEvents", countEvents<Any>("events", { where: { type: "visit" } })],
  ["decayedSum", decayedSum<Any>("events", { halfLifeDays: 7, weight: { by: "type", points: { a: 1 } } })],
  ["custom", custom<Any>((row) => row.x, { type: "category" })],
  ["a feature of the host", { ...custom<Any>(() => "", { type: "category" }), read: (row: Any) => row.x }],
];

const recordOf = (x: string) => ({ x, y: 1, events: [{ at: asOf, type: x }] });

describe.each(readers)("%s reads texts of any length", (_, feature) => {
  const features = featureSet<Any>()({ feature });

  it("in a time that does not grow with their square", () => {
    for (const length of [10_000, 80_000]) {
      const rows = adversarial(length).map(recordOf);
      expect(
        timeOf(() => readTable(rows, features, { asOf })),
        `${length} characters`,
      ).toBeLessThan(1500);
    }
  });
});

describe("a text of more than 10,000 characters", () => {
  const long = "x".repeat(10_001);
  const reason = `expected text of at most 10,000 characters, received "${"x".repeat(80)}…"`;
  const texts = readers.filter(([name]) => /categorical|ordinal|seniority|email|custom|host/.test(name));

  it.each(texts)("%s rejects the record; one character less is text", (_, feature) => {
    expect(readOne(feature, { x: long })).toBe(`rejected: ${reason}`);
    expect(readOne(feature, { x: long.slice(1) })).not.toBe(`rejected: ${reason}`);
  });

  it("is no level, placeholder, alias, group or category of a column", () => {
    const bound = "text of at most 10,000 characters";
    for (const options of [{ levels: [long] }, { missing: [long] }, { aliases: { a: long } }]) {
      expect(failure(() => categorical<Any>("x", options))).toContain(`to hold ${bound}`);
    }
    expect(failure(() => categorical<Any>("x", { aliases: { [long]: "a" } }))).toContain(`to hold ${bound}`);
    expect(failure(() => ordinal<Any>("x", ["a", long]))).toContain(`to hold ${bound}`);
    expect(failure(() => categoryColumn(["a", long]))).toContain(`${bound} at position 1`);
    expect(
      failure(() => groupReport([1, 0], [0.5, 0.5], ["a", long] as Any, { threshold: 0.5 } as Any)),
    ).toContain(bound);
  });

  it("is rejected as a level of a column's codes too", () => {
    const features = featureSet<Any>()({ x: categorical<Any>("x") });
    const { rejected } = readColumns({ x: { codes: [0, 1], levels: ["a", long] } } as Any, features);
    expect(rejected).toEqual([{ index: 1, feature: "x", reason }]);
  });
});

describe("what a scorer keeps of records after a call", () => {
  const features = featureSet<Any>()({ x: categorical<Any>("x"), mail: emailDomainType<Any>("mail") });
  const rules = [{ id: "x", when: { feature: "x", is: "web" }, points: 1 }] as const;
  const model = pointsModel({ features, rules });
  const heap = () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };

  it("is little, however long its texts were", () => {
    const scorer = createScorer(model, features);
    scorer.scoreAll([{ x: "web" }]);
    const before = heap();
    for (let block = 0; block < 3; block++) {
      const x = (i: number) => `${block} ${i} `.padEnd(9000, "xyz ");
      scorer.scoreAll(Array.from({ length: 4000 }, (_, i) => ({ x: x(i), mail: `${x(i)}@acme.io` })));
    }
    for (let i = 0; i < 500; i++) scorer.score({ x: `${i} `.padEnd(9000, "abc "), mail: null });
    expect(heap() - before).toBeLessThan(5);
    expect(scorer.score({ x: "web" })).toMatchObject({ score: 1 });
  });

  it("does not hold on to the text that a value is a part of", () => {
    const scorer = createScorer(model, features);
    const before = heap();
    for (let i = 0; i < 60; i++) {
      const page = `${i}`.padEnd(2 ** 20, `${i} lorem ipsum `);
      scorer.score({ x: page.slice(100, 130), mail: page.slice(100, 130) });
    }
    expect(heap() - before).toBeLessThan(10);
    expect(scorer.score({ x: "web" })).toMatchObject({ score: 1 });
  });
});

describe("other readers of text", () => {
  it("take a time that does not grow with the square of its length", () => {
    for (const text of [10_000, 80_000].flatMap(adversarial)) {
      const time = timeOf(() => {
        parseInstant(text);
        failure(() => parseFormula(text));
        cleanText(text);
        failure(() => toPlainText(text as Any));
      });
      expect(time, `${text.slice(0, 10)} × ${text.length}`).toBeLessThan(500);
    }
  });
});
