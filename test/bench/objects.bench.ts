/**
 * Scoring plain objects with `createScorer` and `compileScorer`: against code written by hand for the same model, and a
 * scikit-learn pipeline on a pandas frame of the same data.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileScorer } from "../../src/exporters/javascript/index";
import { categorical, daysSince, featureSet, numeric } from "../../src/features/index";
import { type AdditiveModel, createScorer, type Scorer, sealModel, type Term } from "../../src/models/index";
import { type BenchResult, expectClose, median, medians, mediansOfNew, python, uniform } from "./support";

/** Records that are timed; the times are given for a million. Every run scores new records, as a service does. */
const n = 100_000;
const perMillion = 1_000_000 / n;

const NUMBERS = ["n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"] as const;
const TEXTS = ["t0", "t1", "t2", "t3", "t4", "t5", "t6"] as const;
const DATES = ["d0", "d1", "d2"] as const;
const asOf = new Date("2026-06-01T00:00:00Z");
const levelCount = (name: (typeof TEXTS)[number]) => 4 + 3 * TEXTS.indexOf(name);
const levelOf = (name: string, i: number) => `${name} level ${i}`;
const levelsOf = (name: (typeof TEXTS)[number]) =>
  Array.from({ length: levelCount(name) }, (_, i) => levelOf(name, i));

/** A lead: ten numbers, seven texts, three dates. */
type Lead = Partial<Record<(typeof NUMBERS)[number], number>> &
  Partial<Record<(typeof TEXTS)[number], string>> &
  Partial<Record<(typeof DATES)[number], Date | string>>;

const features = featureSet<Lead>()({
  ...Object.fromEntries(NUMBERS.map((name) => [name, numeric<Lead>(name)])),
  ...Object.fromEntries(TEXTS.map((name) => [name, categorical<Lead>(name)])),
  ...Object.fromEntries(DATES.map((name) => [name, daysSince<Lead>(name)])),
});

/** Leads of one shape, with Dates. */
function leads(): Lead[] {
  const next = uniform(7);
  // a text of its own for every record, as a database driver makes it
  const text = (name: (typeof TEXTS)[number]) => levelOf(name, Math.floor(next() * levelCount(name)));
  const date = () => new Date(asOf.getTime() - Math.floor(next() * 400 * 86_400_000));
  // one object literal: on Node 20 a spread of two objects gives every record a hidden shape of its own
  return Array.from({ length: n }, () => ({
    n0: Math.floor(next() * 50),
    n1: next(),
    n2: next() * 1e5,
    n3: Math.floor(next() * 9),
    n4: next() * 40,
    n5: next(),
    n6: Math.floor(next() * 1000),
    n7: next() - 0.5,
    n8: next() * 7,
    n9: Math.floor(next() * 2),
    t0: text("t0"),
    t1: text("t1"),
    t2: text("t2"),
    t3: text("t3"),
    t4: text("t4"),
    t5: text("t5"),
    t6: text("t6"),
    d0: date(),
    d1: date(),
    d2: date(),
  }));
}

/** The same leads with about 8 % of their keys missing, each key on its own: thousands of shapes. */
function ragged(rows: readonly Lead[]): Lead[] {
  const next = uniform(11);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(() => next() >= 0.08)));
}

/** The weights of a linear model of leads: one per number and date, with a center, and one per level. */
interface Weights {
  readonly intercept: number;
  readonly numbers: Readonly<Record<string, readonly [coefficient: number, center: number]>>;
  readonly texts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const EXAMPLE: Weights = {
  intercept: -0.5,
  numbers: Object.fromEntries(
    [...NUMBERS, ...DATES].map((name, i) => [name, [0.004 * (i - 6.5), i] as const]),
  ),
  texts: Object.fromEntries(
    TEXTS.map((name) => [name, Object.fromEntries(levelsOf(name).map((level, i) => [level, 0.1 * i - 0.3]))]),
  ),
};

function modelOf({ intercept, numbers, texts }: Weights): AdditiveModel {
  const common = (id: string) => ({ id, label: id, group: null, reference: 0, feature: id, missing: 0 });
  const terms: Term[] = [
    ...Object.entries(numbers).map(([name, [coefficient, center]]) => ({
      ...{ kind: "linear" as const, ...common(name), coefficient, center },
    })),
    ...Object.entries(texts).map(([name, levels]) => ({
      ...{ kind: "levels" as const, ...common(name), unseen: 0 },
      ...{ levels: Object.keys(levels), contributions: Object.values(levels) },
    })),
  ];
  const summary = (name: string) => ({
    ...{
      name,
      type: name.startsWith("t") ? ("category" as const) : ("number" as const),
      label: name,
      unit: null,
    },
    ...{
      source: null,
      visibility: "public" as const,
      phrase: null,
      levels: null,
      transform: null,
      reference: null,
    },
  });
  const provenance = { method: "made up", rows: null, events: null, from: null, to: null };
  return sealModel({
    ...{ kind: "additive", formatVersion: 1, link: "logit", intercept, terms, groups: [], gates: [] },
    ...{ calibration: null, features: [...NUMBERS, ...TEXTS, ...DATES].map(summary), coverageFloor: 0 },
    ...{
      lowConfidenceBelow: 0.5,
      provenance: { ...provenance, libraryVersion: "", edits: [], contentHash: "" },
    },
  });
}

type Tables = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What one writes by hand for this very model: a missing value adds nothing, a date may be text. */
function byHand(rows: readonly Lead[], { t0, t1, t2, t3, t4, t5, t6 }: Tables): Float64Array {
  const out = new Float64Array(rows.length);
  const now = asOf.getTime();
  const time = (date: Date | string) => (typeof date === "string" ? Date.parse(date) : date.getTime());
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as Lead;
    let sum = -0.5;
    if (row.n0 !== undefined) sum += -0.026 * row.n0;
    if (row.n1 !== undefined) sum += -0.022 * (row.n1 - 1);
    if (row.n2 !== undefined) sum += -0.018000000000000002 * (row.n2 - 2);
    if (row.n3 !== undefined) sum += -0.014 * (row.n3 - 3);
    if (row.n4 !== undefined) sum += -0.01 * (row.n4 - 4);
    if (row.n5 !== undefined) sum += -0.006 * (row.n5 - 5);
    if (row.n6 !== undefined) sum += -0.002 * (row.n6 - 6);
    if (row.n7 !== undefined) sum += 0.002 * (row.n7 - 7);
    if (row.n8 !== undefined) sum += 0.006 * (row.n8 - 8);
    if (row.n9 !== undefined) sum += 0.01 * (row.n9 - 9);
    if (row.d0 !== undefined) sum += 0.014 * ((now - time(row.d0)) / 86_400_000 - 10);
    if (row.d1 !== undefined) sum += 0.018000000000000002 * ((now - time(row.d1)) / 86_400_000 - 11);
    if (row.d2 !== undefined) sum += 0.022 * ((now - time(row.d2)) / 86_400_000 - 12);
    if (row.t0 !== undefined) sum += t0?.[row.t0] ?? 0;
    if (row.t1 !== undefined) sum += t1?.[row.t1] ?? 0;
    if (row.t2 !== undefined) sum += t2?.[row.t2] ?? 0;
    if (row.t3 !== undefined) sum += t3?.[row.t3] ?? 0;
    if (row.t4 !== undefined) sum += t4?.[row.t4] ?? 0;
    if (row.t5 !== undefined) sum += t5?.[row.t5] ?? 0;
    if (row.t6 !== undefined) sum += t6?.[row.t6] ?? 0;
    out[i] = sum >= 0 ? 1 / (1 + Math.exp(-sum)) : Math.exp(sum) / (1 + Math.exp(sum));
  }
  return out;
}

const tables: Tables = Object.fromEntries(
  Object.entries(EXAMPLE.texts).map(([name, levels]) => [name, Object.assign(Object.create(null), levels)]),
);

/** Compiled, by hand, and `createScorer`, in turns, on records of one kind. */
function benchKind(kind: string, make: () => Lead[]): BenchResult[] {
  const model = modelOf(EXAMPLE);
  const compiled = compileScorer(model, features);
  const plain = createScorer(model, features);
  const rows = make();
  const hand = byHand(rows, tables);
  expectClose(kind, compiled.scoreAll(rows, { asOf }).score, hand);
  expectClose(kind, plain.scoreAll(rows, { asOf }).score, hand);
  const [ours, theirs, closures] = mediansOfNew(make, [
    (some) => compiled.scoreAll(some, { asOf }),
    (some) => byHand(some, tables),
    (some) => plain.scoreAll(some, { asOf }),
  ]).map((time) => time * perMillion) as [number, number, number];
  const task = (name: string) => `${name}, 1,000,000 objects × 20 fields, ${kind}`;
  const peer = "code written by hand";
  return [
    { task: task("createScorer"), peer, ours: closures, theirs, atMost: 3, note: NOTE },
    { task: task("compileScorer"), peer, ours, theirs, atMost: 1.3, note: NOTE },
    { task: task("compileScorer"), peer: "createScorer", ours, theirs: closures, atMost: 1, note: NOTE },
  ];
}

const NOTE = `${n.toLocaleString("en")} records timed, new ones in every run`;

const PIPELINE = `
import json, statistics, sys, time
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
numbers = [f"n{i}" for i in range(10)]
texts = [f"t{i}" for i in range(7)]
dates = [f"d{i}" for i in range(3)]
frame = pd.read_csv(sys.argv[1], parse_dates=dates)
now = pd.Timestamp(sys.argv[2])
days = lambda part: (now - part).apply(lambda column: column.dt.total_seconds()) / 86400
pipeline = make_pipeline(
    ColumnTransformer([
        ("number", StandardScaler(), numbers),
        ("date", make_pipeline(FunctionTransformer(days), StandardScaler()), dates),
        ("text", OneHotEncoder(handle_unknown="ignore"), texts),
    ]),
    LogisticRegression(max_iter=1000),
)
outcome = (frame["n1"] + frame["n5"] + frame["n9"] + frame["t0"].str.endswith("1") > 1.6).astype(int)
pipeline.fit(frame[:20000], outcome[:20000])
times = []
for _ in range(5):
    start = time.perf_counter()
    probability = pipeline.predict_proba(frame)[:, 1]
    times.append((time.perf_counter() - start) * 1000)
columns, regression = pipeline[0], pipeline[1]
scalers = [columns.named_transformers_["number"], columns.named_transformers_["date"][1]]
coefficients = iter(regression.coef_[0].tolist())
scaled = [
    (name, next(coefficients) / scale, mean)
    for scaler, names in zip(scalers, [numbers, dates])
    for name, scale, mean in zip(names, scaler.scale_.tolist(), scaler.mean_.tolist())
]
levels = columns.named_transformers_["text"].categories_
print(json.dumps({
    "time": statistics.median(times),
    "probability": probability[:5000].tolist(),
    "weights": {
        "intercept": regression.intercept_[0],
        "numbers": {name: [weight, mean] for name, weight, mean in scaled},
        "texts": {name: {level: next(coefficients) for level in found} for name, found in zip(texts, levels)},
    },
}))
`;

/** The pipeline in Python: its time a million records, and its coefficients as a model; null without scikit-learn. */
function fitPipeline(rows: readonly Lead[]) {
  const names = [...NUMBERS, ...TEXTS, ...DATES];
  const folder = mkdtempSync(join(tmpdir(), "salience-"));
  try {
    const file = join(folder, "leads.csv");
    const text = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
    const lines = rows.map((row) => names.map((name) => text(row[name])).join(","));
    writeFileSync(file, [names.join(","), ...lines].join("\n"));
    return python<{ time: number; probability: number[]; weights: Weights }>(PIPELINE, [
      file,
      asOf.toISOString(),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function benchPipeline(kinds: Kinds): BenchResult[] {
  const rows = leads();
  const pipeline = fitPipeline(rows);
  const model = modelOf(pipeline?.weights ?? EXAMPLE);
  const scorer: Scorer<Lead> = compileScorer(model, features);
  const plain = createScorer(model, features);
  if (pipeline !== null) {
    const first = rows.slice(0, pipeline.probability.length);
    expectClose("scikit-learn", scorer.scoreAll(first, { asOf }).score, pipeline.probability);
  }
  const theirs = pipeline === null ? Number.NaN : pipeline.time * perMillion;
  const peer = "scikit-learn: one-hot, scaler, logistic regression on a frame";
  const results = [...kinds].flatMap(([kind, make]) => {
    const same = make();
    const variants = [
      (some: Lead[]) => plain.scoreAll(some, { asOf }),
      (some: Lead[]) => scorer.scoreAll(some, { asOf }),
    ];
    const fresh = mediansOfNew(make, variants);
    // the frame is prepared once and its texts are hashed once: what corresponds to that are records scored before
    const again = medians(variants.map((run) => () => run(same)));
    const frame = kind === RAGGED ? "; the frame has no value missing" : "";
    const line = (name: string, which: 0 | 1, times: readonly number[], note: string) => ({
      task: `${name}, 1,000,000 objects × 20 fields, ${kind}`,
      peer,
      ours: (times[which] as number) * perMillion,
      theirs,
      atMost: which === 0 ? 0.25 : 0.1,
      note: `${n.toLocaleString("en")} records timed, ${note}${frame}`,
    });
    return [
      line("createScorer", 0, again, "the same in every run, as the frame is"),
      line("compileScorer", 1, again, "the same in every run, as the frame is"),
      line("createScorer", 0, fresh, "new ones in every run"),
      line("compileScorer", 1, fresh, "new ones in every run"),
    ];
  });
  const scoreOneByOne = () => {
    for (let i = 0; i < 1000; i++) plain.score(rows[i] as Lead, { asOf });
  };
  const ours = median(scoreOneByOne, { repeats: 41, warmup: 40 });
  const one =
    "5 µs a record, which is the promise, after 40,000 records; scikit-learn takes about 3,800 µs for one";
  return [
    ...results,
    { task: "score, 1,000 records one by one", peer: "the promise", ours, theirs: 5, atMost: 1, note: one },
  ];
}

/** Makes records of each kind. */
type Kinds = ReadonlyMap<string, () => Lead[]>;

const RAGGED = "8 % of keys missing at random";

/** The lines of the table. */
export async function run(): Promise<readonly BenchResult[]> {
  const json = JSON.stringify(leads());
  const kinds: Kinds = new Map([
    ["one shape", leads],
    ["from JSON, ISO dates", () => JSON.parse(json) as Lead[]],
    [RAGGED, () => ragged(leads())],
  ]);
  return [...[...kinds].flatMap(([kind, make]) => benchKind(kind, make)), ...benchPipeline(kinds)];
}
