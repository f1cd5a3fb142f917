import type { ConditionTerm, GridAxis, GridTerm, PiecewiseTerm, Term } from "../../models/types";
import { firstAbove0, scaledSql } from "./arithmetic";
import { compare } from "./comparison";
import { conditionSql } from "./conditionSql";
import type { Dialect } from "./dialect";
import { caseOf } from "./format";
import type { FeatureOf } from "./sqlFeature";

/** Lines beyond this number are looked up where the database can: some take quadratic time to plan long cases. */
const MOST_BRANCHES = 32;

/** The contribution of a term. It is never NULL. */
export function termSql(dialect: Dialect, featureOf: FeatureOf, term: Term): string {
  const n = dialect.number;
  if (term.kind === "condition") return conditionTermSql(dialect, featureOf, term);
  if (term.kind === "grid") return gridSql(dialect, featureOf, term);
  const feature = featureOf(term.feature);
  if (term.kind === "linear") {
    return `COALESCE(${scaledSql(dialect, term.coefficient, feature.sql, term.center)}, ${n(term.missing)})`;
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

/** Straight lines, with the differences that the scorer would calculate as constants, after other branches. */
export function interpolateSql(
  dialect: Dialect,
  before: readonly (readonly [when: string, then: string])[],
  x: string,
  xs: readonly number[],
  ys: readonly number[],
): string {
  const n = dialect.number;
  const first = ys[0] as number;
  const lines = xs.map((knot, i) => {
    const [x0, y0] = [xs[i - 1] ?? 0, ys[i - 1] ?? first];
    return { x0, y0, rise: (ys[i] as number) - y0, run: knot - x0 };
  });
  const last = n(ys[ys.length - 1] as number);
  const { lookUp } = dialect;
  if (lookUp !== null && xs.length > MOST_BRANCHES) {
    const place = (results: readonly string[]) => lookUp(x, xs.map(n), results);
    const of = (name: "x0" | "y0" | "rise" | "run", end: string) =>
      place([...lines.map((line, i) => n(i === 0 && name === "run" ? 1 : line[name])), end]);
    const line = `${of("y0", last)} + (${of("rise", n(0))} * (${x} - ${of("x0", n(0))})) / ${of("run", n(1))}`;
    return caseOf(before, line);
  }
  const branches = lines.map(({ x0, y0, rise, run }, i): [string, string] => [
    `${x} < ${n(xs[i] as number)}`,
    rise === 0 ? n(y0) : lineSql(dialect, x, { x0, y0, rise, run }),
  ]);
  return caseOf([...before, ...branches], last);
}

interface Line {
  readonly x0: number;
  readonly y0: number;
  readonly rise: number;
  readonly run: number;
}

/** A line from x0 on; near 0 it is level where a product that is too small would be an error. */
function lineSql({ traps, number: n }: Dialect, x: string, { x0, y0, rise, run }: Line): string {
  const line = `${n(y0)} + (${n(rise)} * (${x} - ${n(x0)})) / ${n(run)}`;
  if (!traps || x0 !== 0) return line;
  const first = firstAbove0((size) => (rise * size) / run);
  return caseOf([[`${x} < ${n(first)}`, n(y0)]], line);
}

function piecewiseSql(dialect: Dialect, value: string, term: PiecewiseTerm): string {
  const missing = [`${value} IS NULL`, dialect.number(term.missing)] as const;
  return interpolateSql(dialect, [missing], value, term.knots, term.contributions);
}

function conditionTermSql(dialect: Dialect, featureOf: FeatureOf, term: ConditionTerm): string {
  const n = dialect.number;
  const { contribution, minimum, maximum, times } = term;
  const when = conditionSql(dialect, featureOf, term.when);
  const low = minimum ?? Number.NEGATIVE_INFINITY;
  const high = maximum ?? Number.POSITIVE_INFINITY;
  let then = n(Math.min(Math.max(contribution, low), high));
  if (times !== null) {
    then = `COALESCE(${scaledSql(dialect, contribution, featureOf(times).sql)}, ${n(0)})`;
    if (minimum !== null) then = `GREATEST(${then}, ${n(minimum)})`;
    if (maximum !== null) then = `LEAST(${then}, ${n(maximum)})`;
  }
  return caseOf([[when, then]], n(term.otherwise));
}
