import { checkNumber, checkOptions, reject } from "../core/checks";
import type { Column, Table } from "../core/columns";
import { readTable } from "../features/readTable";
import type { FeatureValue } from "../features/types";
import { candidateValues, type FeatureChange, neighbours } from "./candidateValues";
import type { Scorer } from "./createScorer";
import { valueAt } from "./explanationTable";
import type { FeatureSummary } from "./types";

/** Options of {@link counterfactual}. */
export interface CounterfactualOptions {
  /** The score to reach: a bucket's lower cut, for example. */
  readonly target: number;
  /** The features that can be acted on, with limits where there are any. */
  readonly actionable: readonly string[] | Readonly<Record<string, FeatureChange>>;
  /** Most features to change, 3 by default. */
  readonly maximumChanges?: number;
  /** The instant to look from, if features depend on time. */
  readonly asOf?: Date;
}

/** One change that was found. */
export interface CounterfactualChange {
  readonly feature: string;
  readonly label: string;
  /** Values in original units; `from` is null for a missing value. */
  readonly from: FeatureValue;
  readonly to: FeatureValue;
}

/** What {@link counterfactual} finds. */
export interface Counterfactual {
  readonly status: "already_reached" | "found" | "not_reachable" | "not_scored";
  /** The changes, none unless found. */
  readonly changes: readonly CounterfactualChange[];
  /** The score now; NaN for a record that is not scored. */
  readonly scoreBefore: number;
  /** The score with the changes made, the present one unless found. */
  readonly scoreAfter: number;
}

/**
 * The smallest change to a record that reaches a score: as few features as possible, then the least distance.
 * Distance is in standard deviations of the reference population for numbers, 1 for another level or flag. The
 * search is exact for one change; for two, one of them is at a point where the model turns; more are added
 * greedily. The score found is evaluated with the model itself, caps, interactions and gates included.
 *
 * @param scorer - the scorer
 * @param row - the record
 * @param options - `target`, `actionable`, `maximumChanges`, `asOf`
 * @returns the changes with values in original units, or that the target cannot be reached
 * @throws SalienceError `invalid_argument`, also for a feature that the model does not read
 *
 * @example
 * ```ts
 * import { counterfactual, createScorer, featureSet, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const rule = { id: "visits", when: { feature: "visits", above: 0 }, points: 4, times: "visits", cap: 40 };
 * const scorer = createScorer(pointsModel({ features, rules: [rule] }), features);
 * counterfactual(scorer, { visits: 2 }, { target: 20, actionable: { visits: { direction: "increase" } } });
 * // => { status: "found", changes: [{ feature: "visits", label: "visits", from: 2, to: 5 }],
 * //   scoreBefore: 8, scoreAfter: 20 }
 * ```
 */
export function counterfactual<Row>(
  scorer: Scorer<Row>,
  row: Row,
  options: CounterfactualOptions,
): Counterfactual {
  checkOptions("counterfactual", "options", options, ["target", "actionable", "maximumChanges", "asOf"]);
  const { target, maximumChanges = 3, asOf } = options;
  checkNumber("counterfactual", "target", target);
  checkNumber("counterfactual", "maximumChanges", maximumChanges, 1);
  const { table, rejected } = readTable([row], scorer.features, { asOf });
  const search = makeSearch(scorer, table, target);
  const scoreBefore = search.scores([{}])[0] as number;
  const unchanged = { changes: [], scoreBefore, scoreAfter: scoreBefore };
  const levers = makeLevers(scorer, table, options.actionable);
  if (rejected.length > 0) return { status: "not_scored", ...unchanged };
  if (scoreBefore >= target) return { status: "already_reached", ...unchanged };
  const found = cheapest(search, levers, maximumChanges);
  if (found === null) {
    return { status: Number.isNaN(scoreBefore) ? "not_scored" : "not_reachable", ...unchanged };
  }
  const changed = search.table([found.values]);
  const changes = levers
    .filter(({ summary }) => summary.name in found.values)
    .map(({ summary }) => ({
      feature: summary.name,
      label: summary.label,
      from: valueAt(summary, table, 0),
      to: valueAt(summary, changed, 0),
    }));
  return { status: "found", changes, scoreBefore, scoreAfter: search.scores([found.values])[0] as number };
}

/** Values that replace those of the record, by feature, on the features' scale. */
type Values = Readonly<Record<string, number | string>>;

interface Candidate {
  readonly values: Values;
  readonly distance: number;
}

interface Lever {
  readonly summary: FeatureSummary;
  readonly current: number | string | null;
  readonly candidates: readonly (number | string)[];
  readonly distance: (value: number | string) => number;
  readonly whole: boolean;
}

interface Search {
  readonly target: number;
  readonly table: (variants: readonly Values[]) => Table;
  /** One score per variant, NaN where the record would not be scored. */
  readonly scores: (variants: readonly Values[]) => Float64Array;
}

function makeSearch<Row>(scorer: Scorer<Row>, table: Table, target: number): Search {
  const variantsTable = (variants: readonly Values[]): Table => {
    const columns = Object.entries(table.columns).map(
      ([name, column]) => [name, replaced(name, column, variants)] as const,
    );
    return { rowCount: variants.length, columns: Object.fromEntries(columns) };
  };
  return {
    target,
    table: variantsTable,
    scores: (variants) => scorer.scoreAll(variantsTable(variants)).score,
  };
}

function replaced(name: string, column: Column, variants: readonly Values[]): Column {
  if (column.type === "number") {
    return {
      type: "number",
      values: Float64Array.from(variants, (v) => (v[name] ?? column.values[0]) as number),
    };
  }
  const present = column.codes[0] === -1 ? null : (column.levels[column.codes[0] as number] as string);
  const levels = [
    ...new Set([present, ...variants.map((v) => v[name])].filter((v) => typeof v === "string")),
  ];
  const codes = Int32Array.from(variants, (v) => levels.indexOf((v[name] ?? present ?? "") as string));
  return { type: "category", codes, levels };
}

function makeLevers<Row>(
  scorer: Scorer<Row>,
  table: Table,
  actionable: CounterfactualOptions["actionable"],
): Lever[] {
  const changes = Array.isArray(actionable)
    ? Object.fromEntries(actionable.map((name) => [name, {}]))
    : actionable;
  if (typeof changes !== "object" || changes === null)
    reject("counterfactual", "actionable feature names", actionable);
  return Object.entries(changes as Readonly<Record<string, FeatureChange>>).map(([name, change]) => {
    const summary = scorer.model.features.find((feature) => feature.name === name);
    if (summary === undefined) reject("counterfactual", "actionable to name features of the model", name);
    checkOptions("counterfactual", `actionable.${name}`, change, ["direction", "minimum", "maximum"]);
    const column = table.columns[name] as Column;
    const raw =
      column.type === "number"
        ? (column.values[0] as number)
        : (column.levels[column.codes[0] as number] ?? null);
    const current = Number.isNaN(raw) ? null : raw;
    const all = candidateValues(scorer.model, summary, (value) => transformed(summary, value), change);
    const candidates = all.filter((value) => allowed(value, current, change.direction));
    const reference = summary.reference?.kind === "number" ? summary.reference : null;
    const spread = summary.type === "number" ? reference?.standardDeviation || 1 : 1;
    const start = current ?? (reference === null ? 0 : transformed(summary, reference.quantiles[2]));
    const distance = (value: number | string) =>
      typeof value === "number" && typeof start === "number"
        ? Math.abs(value - start) / (summary.transform === null ? spread : 1) + (current === null ? 1 : 0)
        : 1;
    const whole =
      summary.type !== "number" ||
      (summary.transform === null && (reference?.integer ?? Number.isInteger(current)));
    return { summary, current, candidates, distance, whole };
  });
}

function transformed(feature: FeatureSummary, value: number): number {
  if (feature.transform === null || !Number.isFinite(value)) return value;
  return feature.transform === "log1p" ? Math.log1p(value) : Math.sqrt(value);
}

function allowed(
  value: number | string,
  current: number | string | null,
  direction: FeatureChange["direction"],
): boolean {
  if (value === current) return false;
  if (direction === undefined || typeof value !== "number" || typeof current !== "number") return true;
  return direction === "increase" ? value > current : value < current;
}

function cheapest(search: Search, levers: readonly Lever[], maximumChanges: number): Candidate | null {
  const single = bestOver(search, levers, { values: {}, distance: 0 });
  if (single !== null || maximumChanges === 1) return single;
  let start: Candidate = { values: {}, distance: 0 };
  for (let size = 2; size <= maximumChanges; size++) {
    const firsts = levers
      .filter(({ summary }) => !(summary.name in start.values))
      .flatMap((lever) => lever.candidates.map((value) => extend(start, lever, value)));
    const founds = firsts.map((first) => bestOver(search, levers, first)).filter((found) => found !== null);
    if (founds.length > 0)
      return founds.reduce((best, found) => (found.distance < best.distance ? found : best));
    const scores = search.scores(firsts.map((first) => first.values));
    const best = scores.reduce(
      (top, score, i) => (score > (scores[top] ?? Number.NEGATIVE_INFINITY) ? i : top),
      -1,
    );
    if (best === -1) return null;
    start = firsts[best] as Candidate;
  }
  return null;
}

function extend(candidate: Candidate, lever: Lever, value: number | string): Candidate {
  return {
    values: { ...candidate.values, [lever.summary.name]: value },
    distance: candidate.distance + lever.distance(value),
  };
}

/** The nearest change of one more feature that reaches the target. */
function bestOver(search: Search, levers: readonly Lever[], start: Candidate): Candidate | null {
  let best: Candidate | null = null;
  for (const lever of levers) {
    if (lever.summary.name in start.values || lever.candidates.length === 0) continue;
    const found = reach(search, lever, start);
    if (found !== null && (best === null || found.distance < best.distance)) best = found;
  }
  return best;
}

/** The nearest value of one feature that reaches the target, looking away from the present value both ways. */
function reach(search: Search, lever: Lever, start: Candidate): Candidate | null {
  const at = (value: number | string) => extend(start, lever, value);
  const scores = search.scores(lever.candidates.map((value) => at(value).values));
  const reaches = new Set(lever.candidates.filter((_, i) => (scores[i] as number) >= search.target));
  const nearest = (list: readonly Candidate[]) =>
    list.reduce<Candidate | null>(
      (best, c) => (best === null || c.distance < best.distance ? c : best),
      null,
    );
  if (lever.summary.type !== "number" || typeof lever.current === "string")
    return nearest([...reaches].map(at));
  const origin = lever.current ?? (lever.candidates[0] as number);
  const { below, above } = neighbours(lever.candidates as number[], origin);
  const options = [below, above].flatMap((side) => {
    const hit = side.findIndex((value) => reaches.has(value));
    if (hit === -1) return [];
    const near = side[hit - 1] ?? origin;
    return [at(narrow(search, lever, start, near, side[hit] as number))];
  });
  return nearest(options);
}

/** Between a value that does not reach the target and one that does, the nearest that does. */
function narrow(search: Search, lever: Lever, start: Candidate, misses: number, hits: number): number {
  let [near, far] = [misses, hits];
  const tolerance = lever.whole ? 1 : Math.abs(hits - misses) * 1e-6;
  while (Math.abs(far - near) > tolerance) {
    const middle = lever.whole ? near + Math.trunc((far - near) / 2) : (near + far) / 2;
    if (middle === near) break;
    const score = search.scores([extend(start, lever, middle).values])[0] as number;
    if (score >= search.target) far = middle;
    else near = middle;
  }
  return far;
}
