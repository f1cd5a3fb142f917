/**
 * Prints digests of what the library computes on generated data: scores, contributions, coefficients, sums,
 * quantiles, hashes. compare.ts runs it on several versions of Node; every line must be the same on each.
 */
import {
  erfc,
  expit,
  fingerprint,
  hashUnit,
  log1pExp,
  logit,
  mean,
  normalCdf,
  normalQuantile,
  quantile,
  seededRandom,
  sha256,
  sum,
  variance,
  wilsonInterval,
} from "../../src/core/index";
import {
  categorical,
  countEvents,
  daysSince,
  decayedSum,
  type Expression,
  type ExpressionFunction,
  evaluateExpression,
  featureSet,
  flag,
  numeric,
  ordinal,
} from "../../src/features/index";
import { calibrationCurve, ksStatistic, liftCurve, logLoss, rocAuc } from "../../src/metrics/index";
import { counterfactual, createScorer } from "../../src/models/index";
import { narrate, toPlainText } from "../../src/narratives/index";
import { pointsModel } from "../../src/scoring/index";
import { fitLogistic, splitByHash } from "../../src/training/index";

interface Lead {
  readonly id: string;
  readonly created: string;
  readonly seats: number | null;
  readonly source: string | null;
  readonly size: string;
  readonly optOut: boolean;
  readonly events: readonly { readonly type: string; readonly at: string }[];
  readonly won: boolean;
}

const asOf = new Date("2026-06-30T12:00:00Z");
const iso = (daysAgo: number) => new Date(asOf.getTime() - daysAgo * 86_400_000).toISOString();
const pick = <T>(items: readonly T[], position: number) => items[position] as T;

function leads(count: number): Lead[] {
  const random = seededRandom(20_260_630);
  return Array.from({ length: count }, (_, i) => {
    const seats = random.next() < 0.1 ? null : Math.round(Math.exp(3 + random.normal()));
    const source =
      random.next() < 0.1 ? null : pick(["web", "fair", "referral", "partner"], random.integer(4));
    const events = Array.from({ length: random.integer(8) }, () => ({
      type: pick(["visit", "mail", "demo"], random.integer(3)),
      at: iso(random.next() * 120),
    }));
    const margin = -1 + 0.3 * events.length + (source === "referral" ? 1 : 0) + 0.2 * Math.log1p(seats ?? 10);
    return {
      ...{ id: `lead-${i}`, created: iso(random.next() * 400), seats, source, events },
      size: pick(["small", "mid", "big"], random.integer(3)),
      optOut: random.next() < 0.2,
      won: random.next() < expit(margin - 1),
    };
  });
}

const features = featureSet<Lead>()({
  seats: numeric("seats", { transform: "log1p" }),
  source: categorical("source"),
  size: ordinal("size", ["small", "mid", "big"]),
  optOut: flag("optOut"),
  age: daysSince("created"),
  visits: countEvents("events", { where: { type: "visit" }, withinDays: 60 }),
  warmth: decayedSum("events", { halfLifeDays: 21 }),
});

/** The bits of numbers, in hexadecimal, as one digest: JSON would do, but hides the sign of 0. */
function print(name: string, values: ArrayLike<number>): void {
  const bits = new DataView(new ArrayBuffer(8));
  const text = Array.from(values, (value) => {
    bits.setFloat64(0, value);
    return bits.getBigUint64(0).toString(16).padStart(16, "0");
  });
  console.log(name, sha256(text.join(" ")), text[0] ?? "");
}

function printFunctions(): void {
  const random = seededRandom(1);
  const numbers = Array.from({ length: 2000 }, () => random.normal() * 10 ** random.integer(6));
  const probabilities = Array.from({ length: 500 }, () => random.next());
  print("random", numbers);
  print("sums", [sum(numbers), mean(numbers), variance(numbers)]);
  print(
    "quantiles",
    [0, 0.05, 0.25, 0.5, 0.9, 1].map((p) => quantile(numbers, p)),
  );
  print(
    "logistic",
    numbers.flatMap((x) => [expit(x / 1000), log1pExp(x)]),
  );
  print("logit", probabilities.map(logit));
  print(
    "normal",
    probabilities.flatMap((p) => [normalQuantile(p), normalCdf(5 * p - 2), erfc(4 * p)]),
  );
  print(
    "intervals",
    probabilities.flatMap((p, i) => Object.values(wilsonInterval(p * i, i))),
  );
  print(
    "hashUnit",
    numbers.map((_, i) => hashUnit(`lead-${i}`, "seed")),
  );
  console.log("texts", sha256("größer 🙂"), fingerprint("größer 🙂"));
}

function printExpressions(): void {
  const x: Expression = { op: "field", field: "x" };
  const number = (value: number): Expression => ({ op: "number", value });
  const call = (name: ExpressionFunction, ...list: Expression[]): Expression => ({
    op: "call",
    name,
    arguments: list,
  });
  const trees = [
    call("power", x, number(3)),
    call("power", x, number(0.37)),
    call("log1p", x),
    call("sqrt", x),
    call("exp", call("divide", x, number(7))),
  ];
  const random = seededRandom(3);
  const rows = Array.from({ length: 200 }, () => ({ x: random.next() * 50 }));
  trees.forEach((tree, i) => {
    const values = rows.map((row) => evaluateExpression(tree, row) as number);
    print(`expression ${i}`, values);
  });
}

function printModels(): void {
  const rows = leads(3000);
  const { train, test } = splitByHash(rows, { key: (row) => row.id, testShare: 0.3, seed: "2026" });
  const rowsAt = (positions: readonly number[]) => positions.map((i) => rows[i] as Lead);
  for (const penalty of ["none", { l2: 1 }] as const) {
    const name = penalty === "none" ? "maximum likelihood" : "ridge";
    const options = { features, outcome: (row: Lead) => row.won, asOf, penalty };
    const { model, report } = fitLogistic(rowsAt(train), options);
    print(
      `${name} coefficients`,
      report.coefficients.flatMap((row) => [row.estimate, row.standardError, row.z, row.pValue, row.low]),
    );
    print(`${name} likelihood`, [report.logLikelihood, report.aic, report.bic, report.iterations]);
    console.log(`${name} model`, model.provenance.contentHash);
    const held = rowsAt(test);
    const scorer = createScorer(model, features);
    const outcomes = held.map((row) => row.won);
    const explained = scorer.explainAll(held, { asOf });
    const { probability } = explained.scores;
    print(`${name} probabilities`, probability);
    explained.lines.forEach(({ id }, i) => {
      print(`${name} contributions of ${id}`, explained.contributions[i] as Float64Array);
    });
    print(`${name} metrics`, [
      rocAuc(outcomes, probability),
      logLoss(outcomes, probability),
      ksStatistic(outcomes, probability),
    ]);
    const told = held.slice(0, 50).map((lead) => {
      return toPlainText(narrate(scorer.explain(lead, { asOf }), { history: report.history }));
    });
    console.log(`${name} words`, sha256(told.join("\n")));
    console.log(
      `${name} curves`,
      sha256(JSON.stringify([calibrationCurve(outcomes, probability), liftCurve(outcomes, probability)])),
    );
  }
}

function printPoints(): void {
  const rows = leads(500);
  const model = pointsModel({
    features,
    rules: [
      {
        id: "warm",
        when: { feature: "warmth", above: 0 },
        points: 3.3,
        times: "warmth",
        cap: 10,
        group: "web",
      },
      {
        id: "visits",
        bands: "visits",
        points: [
          { from: 1, points: 2 },
          { from: 3, points: 7 },
        ],
        group: "web",
      },
      {
        id: "fit",
        when: {
          all: [
            { feature: "size", in: ["mid", "big"] },
            { feature: "seats", atLeast: 3 },
          ],
        },
        points: 9,
      },
    ],
    groups: { web: { maximum: 12 } },
    disqualify: [{ id: "out", when: { feature: "optOut", is: true }, reason: "opted out" }],
  });
  const scorer = createScorer(model, features);
  console.log("points model", model.provenance.contentHash);
  print("points", scorer.scoreAll(rows, { asOf }).score);
  const found = rows
    .slice(0, 40)
    .map((row) =>
      counterfactual(scorer, row, { target: 15, actionable: ["seats", "size", "visits", "warmth"], asOf }),
    );
  console.log("counterfactuals", sha256(JSON.stringify(found)));
}

printFunctions();
printExpressions();
printModels();
printPoints();
