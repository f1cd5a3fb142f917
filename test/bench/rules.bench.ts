/**
 * Twenty rules on plain objects and on columns, with `createScorer` and `compileScorer`, against rule engines.
 */
import { compileScorer } from "../../src/exporters/javascript/index";
import { categorical, featureSet, numeric, readColumns } from "../../src/features/index";
import { createScorer, firedRules } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { type BenchResult, expectClose, medianAsync, mediansOfNew, uniform } from "./support";

/** A lead for rules: four numbers, four texts. */
type RuleLead = Record<(typeof RULE_NUMBERS)[number], number> & Record<(typeof RULE_TEXTS)[number], string>;

const RULE_NUMBERS = ["visits", "seats", "revenue", "age"] as const;
const RULE_TEXTS = ["source", "country", "industry", "role"] as const;

/** Twenty rules of two conditions: a number that is large enough, and a text. */
const RULES = Array.from({ length: 20 }, (_, i) => ({
  id: `rule ${i}`,
  number: RULE_NUMBERS[i % 4] as (typeof RULE_NUMBERS)[number],
  atLeast: 10 + 4 * i,
  text: RULE_TEXTS[(i >> 2) % 4] as (typeof RULE_TEXTS)[number],
  is: `${i % 6}`,
  points: i + 1,
}));

function ruleLeads(count: number): RuleLead[] {
  const next = uniform(3);
  const number = () => Math.floor(next() * 100);
  const text = () => `${Math.floor(next() * 6)}`;
  return Array.from({ length: count }, () => ({
    visits: number(),
    seats: number(),
    revenue: number(),
    age: number(),
    source: text(),
    country: text(),
    industry: text(),
    role: text(),
  }));
}

/** json-rules-engine, awaited one by one: three to four times as fast as all at once. */
async function jsonRules(rows: readonly RuleLead[]): Promise<(() => Promise<number[]>) | null> {
  const library = await import("json-rules-engine").catch(() => null);
  if (library === null) return null;
  const engine = new library.Engine(
    RULES.map(({ id, number, atLeast, text, is, points }) => ({
      conditions: {
        all: [
          { fact: number, operator: "greaterThanInclusive", value: atLeast },
          { fact: text, operator: "equal", value: is },
        ],
      },
      event: { type: id, params: { points } },
    })),
  );
  return async () => {
    const totals: number[] = [];
    for (const row of rows) {
      const { events } = await engine.run(row);
      totals.push(events.reduce((total, { params }) => total + (params?.points as number), 0));
    }
    return totals;
  };
}

/** The zen engine's best mode: one decision table that collects, and all records at once. */
async function zenRules(rows: readonly RuleLead[]): Promise<(() => Promise<number[]>) | null> {
  const library = await import("@gorules/zen-engine").catch(() => null);
  if (library === null) return null;
  const inputs = [...RULE_NUMBERS, ...RULE_TEXTS].map((name) => ({
    id: name,
    name,
    field: name,
    type: "expression",
  }));
  const table = {
    hitPolicy: "collect",
    inputs,
    outputs: [{ id: "points", name: "points", field: "points", type: "expression" }],
    rules: RULES.map(({ id, number, atLeast, text, is, points }) => ({
      ...Object.fromEntries(inputs.map((input) => [input.id, ""])),
      ...{ _id: id, [number]: `>= ${atLeast}`, [text]: `"${is}"`, points: `${points}` },
    })),
  };
  const node = (id: string, type: string, content: unknown = {}) => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    content,
  });
  const decision = new library.ZenEngine().createDecision({
    nodes: [node("in", "inputNode"), node("table", "decisionTableNode", table), node("out", "outputNode")],
    edges: [
      { id: "1", type: "edge", sourceId: "in", targetId: "table" },
      { id: "2", type: "edge", sourceId: "table", targetId: "out" },
    ],
  } as never);
  return async () => {
    const answers = await Promise.all(rows.map((row) => decision.evaluate(row)));
    return answers.map(({ result }) =>
      (result as { points: number }[]).reduce((total, { points }) => total + points, 0),
    );
  };
}

/** The lines of the table. */
export async function run(): Promise<readonly BenchResult[]> {
  const ruleFeatures = featureSet<RuleLead>()({
    ...Object.fromEntries(RULE_NUMBERS.map((name) => [name, numeric<RuleLead>(name)])),
    ...Object.fromEntries(RULE_TEXTS.map((name) => [name, categorical<RuleLead>(name)])),
  });
  const model = pointsModel({
    features: ruleFeatures,
    rules: RULES.map(({ id, number, atLeast, text, is, points }) => ({
      id,
      when: {
        all: [
          { feature: number, atLeast },
          { feature: text, is },
        ],
      },
      points,
    })),
  });
  const compiled = compileScorer(model, ruleFeatures);
  const plain = createScorer(model, ruleFeatures);
  const rows = ruleLeads(100_000);
  const some = rows.slice(0, 2000);
  const columns = Object.fromEntries(
    [...RULE_NUMBERS, ...RULE_TEXTS].map((name) => [name, rows.map((row) => row[name])]),
  );
  const prepared = readColumns(columns, ruleFeatures).table;
  const [byCompiled, byPlain, byColumns, listed] = mediansOfNew(
    () => ruleLeads(100_000),
    [
      (all) => compiled.scoreAll(all),
      (all) => plain.scoreAll(all),
      () => plain.scoreAll(prepared),
      (all) => firedRules(model, plain.explainAll(all)),
    ],
  ) as [number, number, number, number];
  const compare = async (
    peer: string,
    run: (() => Promise<number[]>) | null,
    times: readonly [number, number, number],
  ) => {
    if (run !== null) expectClose(peer, plain.scoreAll(some).score, await run());
    const theirs = run === null ? Number.NaN : (await medianAsync(run)) * (rows.length / some.length);
    const note = `the peer was timed on ${some.length.toLocaleString("en")} records`;
    const line = (name: string, ours: number, factor: number): BenchResult => {
      const task = `${name}, 20 rules of 2 conditions, 100,000 records`;
      return { task, peer, ours, theirs, atMost: 1 / factor, note };
    };
    return [
      line("createScorer", byPlain, times[0]),
      line("createScorer and firedRules", listed, times[1]),
      line("createScorer on columns", byColumns, times[2]),
      line("compileScorer", byCompiled, times[2]),
    ];
  };
  return [
    ...(await compare("json-rules-engine", await jsonRules(some), [200, 100, 1000])),
    ...(await compare("@gorules/zen-engine", await zenRules(some), [50, 25, 250])),
  ];
}
