import type { AdditiveModel } from "../../models/types";
import { bucketSql } from "./bucketSql";
import { conditionSql } from "./conditionSql";
import { defineProbability } from "./defineProbability";
import { caseOf, joined } from "./format";
import type { Column, Layers } from "./layers";
import type { Margin } from "./marginSql";
import { finiteTest, noNumber } from "./numbers";
import type { Settings } from "./settings";
import type { FeatureOf } from "./sqlFeature";

/** A column of the result: its name and its SQL. */
export type ResultColumn = readonly [name: string, sql: string];

/** Defines the columns `gate`, the position of the gate that decides, and `present`, the share of features with a value. */
export function decideSql(
  settings: Settings,
  layers: Layers,
  featureOf: FeatureOf,
  model: AdditiveModel,
): void {
  const { dialect } = settings;
  const gates = model.gates.map((gate, i): [string, string] => [
    conditionSql(dialect, featureOf, gate.when),
    String(i + 1),
  ]);
  layers.define("gate", gates.length === 0 ? noNumber(dialect) : caseOf(gates, null));
  const n = dialect.number;
  const present = model.features.map(({ name }) => caseOf([[`${featureOf(name).sql} IS NULL`, n(0)]], n(1)));
  const share = `(${joined(present, "+")}) / ${n(present.length)}`;
  layers.define("present", present.length === 0 ? n(1) : share);
}

/** The columns of the result but for the key and the explanation. */
export function resultSql(
  settings: Settings,
  layers: Layers,
  model: AdditiveModel,
  { sum, sums }: Margin,
  exact: boolean,
): ResultColumn[] {
  const { dialect, buckets } = settings;
  const n = dialect.number;
  layers.begin("salience_scores");
  const overrides = model.gates.flatMap((gate, i): [string, string][] =>
    gate.kind === "override" ? [[`s.gate = ${i + 1}`, n(gate.margin)]] : [],
  );
  const margin = overrides.length === 0 ? sum : layers.define("final", caseOf(overrides, sum.sql), [sum]);
  layers.define("outcome", statusSql(settings, model, sums));
  const probability = defineProbability(dialect, layers, model, margin);
  const score = model.link === "logit" ? probability : margin;
  const scored = (sql: string) => caseOf([["s.outcome = 'scored'", sql]], null);
  const unlessRejected = (sql: string, otherwise: string) =>
    caseOf([["s.outcome = 'rejected'", otherwise]], sql);
  const gateText = (pick: (gate: AdditiveModel["gates"][number]) => string) =>
    model.gates.length === 0
      ? `CAST(NULL AS ${dialect.textType})`
      : caseOf(
          [
            ["s.outcome = 'rejected'", "NULL"],
            ...model.gates.map((gate, i): [string, string] => [
              `s.gate = ${i + 1}`,
              dialect.text(pick(gate)),
            ]),
          ],
          null,
        );
  const isLow = `s.present < ${n(model.lowConfidenceBelow)}`;
  const columns: ResultColumn[] = [
    ["status", "s.outcome"],
    ["score", scored(score.sql)],
    [
      "probability",
      model.link === "identity" && model.calibration === null ? noNumber(dialect) : scored(probability.sql),
    ],
    ["margin", scored(margin.sql)],
    ["coverage", unlessRejected("s.present", n(0))],
    ["low_confidence", unlessRejected(isLow, "FALSE")],
    ["gate", gateText((gate) => gate.id)],
    ["gate_reason", gateText((gate) => gate.reason)],
    ["rejected_feature", "NULLIF(s.rejection, '')"],
  ];
  if (buckets === null) return columns;
  return [...columns, ["bucket", scored(bucketSql(dialect, model, buckets, margin.sql, exact))]];
}

function statusSql(
  { dialect }: Settings,
  { gates, coverageFloor }: AdditiveModel,
  sums: readonly Column[],
): string {
  const overflows = sums.map(({ sql }) => `NOT (${finiteTest(dialect, sql)})`);
  const rejected = joined(["s.rejection IS NOT NULL", ...overflows], "OR");
  const branches: [string, string][] = [[rejected, "'rejected'"]];
  const disqualifying = gates.flatMap(({ kind }, i) => (kind === "disqualify" ? [`s.gate = ${i + 1}`] : []));
  if (disqualifying.length > 0) branches.push([disqualifying.join(" OR "), "'disqualified'"]);
  if (coverageFloor > 0) {
    const test = `s.gate IS NULL AND s.present < ${dialect.number(coverageFloor)}`;
    branches.push([test, "'insufficient_data'"]);
  }
  return caseOf(branches, "'scored'");
}

/** The columns of a result that a key must not be named like. */
export function isTaken(name: string, columns: readonly ResultColumn[]): boolean {
  return columns.some(([taken]) => taken === name.toLowerCase());
}
