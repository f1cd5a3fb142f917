import type { AdditiveModel } from "../../models/types";
import { scaledSql } from "./arithmetic";
import type { Dialect } from "./dialect";
import { caseOf } from "./format";
import type { Column, Layers } from "./layers";
import { noNumber } from "./numbers";
import { interpolateSql } from "./termSql";

/** Defines the probability that belongs to a margin; NULL where the model has none. */
export function defineProbability(
  dialect: Dialect,
  layers: Layers,
  { link, calibration }: AdditiveModel,
  margin: Column,
): Column {
  const n = dialect.number;
  const define = (sql: string, read = margin) => layers.define("chance", sql, [read]);
  if (calibration === null)
    return define(link === "logit" ? expitSql(dialect, margin.sql) : noNumber(dialect));
  if (calibration.kind === "piecewise") {
    const { margins, probabilities } = calibration;
    return define(interpolateSql(dialect, [], margin.sql, margins, probabilities));
  }
  const sql = `${n(calibration.intercept)} + ${scaledSql(dialect, calibration.slope, margin.sql)}`;
  const logOdds = layers.define("log_odds", sql, [margin]);
  return define(expitSql(dialect, logOdds.sql), logOdds);
}

/** 1 / (1 + e^(−x)), by the sign of x, so that e is never taken to a large power. */
function expitSql(dialect: Dialect, x: string): string {
  const one = dialect.number(1);
  const [up, down] = [dialect.exp(x), dialect.exp(`-${x}`)];
  return caseOf(
    [[`${x} >= ${dialect.number(0)}`, `${one} / (${one} + ${down})`]],
    `${up} / (${one} + ${up})`,
  );
}
