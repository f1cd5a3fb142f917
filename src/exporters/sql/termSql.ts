import type { ConditionTerm, GridAxis, GridTerm, PiecewiseTerm, Term } from "../../models/types";
import { compare } from "./comparison";
import { conditionSql } from "./conditionSql";
import type { Dialect } from "./dialect";
import { caseOf } from "./format";
import type { FeatureOf } from "./sqlFeature";

/** The contribution of a term. It is never NULL. */
export function termSql(dialect: Dialect, featureOf: FeatureOf, term: Term): string {
  const n = dialect.number;
  if (term.kind === "condition") return conditionTermSql(dialect, featureOf, term);
  if (term.kind === "grid") return gridSql(dialect, featureOf, term);
  const feature = featureOf(term.feature);
  if (term.kind === "linear") {
    const product = `${n(term.coefficient)} * (${feature.sql} - ${n(term.center)})`;
    return `COALESCE(${product}, ${n(term.missing)})`;
  }
  if (term.kind === "piecewise") return piecewiseSql(dialect, feature.sql, term);
  const contributions = term.contributions.map(n);
  const axis: GridAxis =
    term.kind === "step"
      ? { feature: term.feature, cuts: term.cuts }
      : { feature: term.feature, levels: term.levels };
  const unseen = term.kind === "levels" ? [n(term.unseen)] : [];
  return axisSql(dialect, featureOf, axis, [...contributions, ...unseen, n(term.missing)]);
}

/** One result per cell of an axis, the last for missing, the one before for the last cell or unlisted levels. */
function axisSql(dialect: Dialect, featureOf: FeatureOf, axis: GridAxis, results: readonly string[]): string {
  const feature = featureOf(axis.feature);
  const missing = results[results.length - 1] as string;
  const tests =
    "cuts" in axis
      ? axis.cuts.map((cut) => compare(dialect, feature, "<", cut))
      : axis.levels.map((level) => `${feature.sql} = ${dialect.text(level)}`);
  return caseOf(
    [
      [`${feature.sql} IS NULL`, missing],
      ...tests.map((test, i): [string, string] => [test, results[i] as string]),
    ],
    results[results.length - 2] as string,
  );
}

function gridSql(dialect: Dialect, featureOf: FeatureOf, term: GridTerm): string {
  const width = "cuts" in term.columns ? term.columns.cuts.length + 2 : term.columns.levels.length + 2;
  const rows: string[] = [];
  for (let i = 0; i < term.contributions.length; i += width) {
    const cells = term.contributions.slice(i, i + width).map(dialect.number);
    rows.push(axisSql(dialect, featureOf, term.columns, cells));
  }
  return axisSql(dialect, featureOf, term.rows, rows);
}

/** Straight lines, with the differences that the scorer would calculate as constants. */
export function interpolateSql(
  dialect: Dialect,
  x: string,
  xs: readonly number[],
  ys: readonly number[],
): [string, string][] {
  const n = dialect.number;
  return xs.map((knot, i): [string, string] => {
    if (i === 0) return [`${x} < ${n(knot)}`, n(ys[0] as number)];
    const [x0, y0] = [xs[i - 1] as number, ys[i - 1] as number];
    const rise = (ys[i] as number) - y0;
    const line = `${n(y0)} + (${n(rise)} * (${x} - ${n(x0)})) / ${n(knot - x0)}`;
    return [`${x} < ${n(knot)}`, rise === 0 ? n(y0) : line];
  });
}

function piecewiseSql(dialect: Dialect, value: string, term: PiecewiseTerm): string {
  const lines = interpolateSql(dialect, value, term.knots, term.contributions);
  const last = term.contributions[term.contributions.length - 1] as number;
  return caseOf([[`${value} IS NULL`, dialect.number(term.missing)], ...lines], dialect.number(last));
}

function conditionTermSql(dialect: Dialect, featureOf: FeatureOf, term: ConditionTerm): string {
  const n = dialect.number;
  const { contribution, minimum, maximum, times } = term;
  const when = conditionSql(dialect, featureOf, term.when);
  const low = minimum ?? Number.NEGATIVE_INFINITY;
  const high = maximum ?? Number.POSITIVE_INFINITY;
  let then = n(Math.min(Math.max(contribution, low), high));
  if (times !== null) {
    then = `${n(contribution)} * COALESCE(${featureOf(times).sql}, ${n(0)})`;
    if (minimum !== null) then = `GREATEST(${then}, ${n(minimum)})`;
    if (maximum !== null) then = `LEAST(${then}, ${n(maximum)})`;
  }
  return caseOf([[when, then]], n(term.otherwise));
}
