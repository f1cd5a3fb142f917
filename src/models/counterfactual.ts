import { checkNumber, checkOptions, checkWhole, reject } from "../core/checks";
import type { Column, Table } from "../core/columns";
import type { Instant } from "../core/instant";
import { checkAsOf } from "../features/readRows";
import { readTable } from "../features/readTable";
import type { FeatureValue } from "../features/types";
import type { FeatureChange } from "./candidateValues";
import type { Scorer } from "./createScorer";
import { valueAt } from "./explanationTable";
import { type Lever, makeLevers } from "./levers";
import { modelValue } from "./modelValue";
import { originalValue } from "./originalValue";
import type { FeatureSummary } from "./types";

const MOST_FIRSTS = 64;

/** Options of {@link counterfactual}. */
export interface CounterfactualOptions {
  /** The score to reach: a bucket's lower cut, for example. */
  readonly target: number;
  /** The features that can be acted on, with limits where there are any. */
  readonly actionable: readonly string[] | Readonly<Record<string, FeatureChange>>;
  /** Most features to change, 3 by default. */
  readonly maximumChanges?: number;
  /** The instant to look from, if features depend on time. */
  readonly asOf?: Instant | undefined;
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
 * Distance is in standard deviations of the reference population for numbers (in the number itself without one),
 * in ranks for ordinal features, 1 for another level or flag; a missing number costs 1 and its distance from the
 * usual value. Numbers that were always whole stay whole. What a feature cannot be is never proposed: a number beyond
 * its `clip`, a negative count, a placeholder that means missing. The changed record, read anew, has that score. The score found is evaluated with the model itself, caps,
 * interactions and gates included.
 *
 * One change is searched for exactly, for numbers between the points where the terms of the feature turn; a capped
 * group that makes the best value lie elsewhere can hide it, unless the number is whole and has at most 200 values.
 * Of two changes one is at such a point, or at one of 64 whole values; more are added greedily.
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
  if (typeof scorer?.scoreAll !== "function") reject("counterfactual", "a scorer", scorer);
  checkOptions("counterfactual", "options", options, ["target", "actionable", "maximumChanges", "asOf"]);
  const { target, maximumChanges = 3, asOf } = options;
  checkNumber("counterfactual", "target", target);
  checkWhole("counterfactual", "maximumChanges", maximumChanges, 1);
  checkAsOf("counterfactual", scorer.features, asOf);
  const { table, rejected } = readTable([row], scorer.features, { asOf });
  const search = makeSearch(scorer, table, target);
  const { model, features } = scorer;
  const levers = makeLevers(model, features, (summary) => currentValue(summary, table), options.actionable);
  const scoreBefore = search.scores([NOTHING])[0] as number;
  const unchanged = { changes: [], scoreBefore, scoreAfter: scoreBefore };
  if (rejected.length > 0) return { status: "not_scored", ...unchanged };
  if (scoreBefore >= target) return { status: "already_reached", ...unchanged };
  const found = cheapest(search, levers, maximumChanges);
  if (found === null) {
    return { status: Number.isNaN(scoreBefore) ? "not_scored" : "not_reachable", ...unchanged };
  }
  const changes = levers
    .filter(({ summary }) => found.has(summary.name))
    .map(({ summary }) => ({
      feature: summary.name,
      label: summary.label,
      from: valueAt(summary, table.columns[summary.name] as Column, 0),
      to: shownValue(summary, found.get(summary.name) as number | string),
    }));
  return { status: "found", changes, scoreBefore, scoreAfter: search.scores([found])[0] as number };
}

/** Values that replace those of the record, by feature: numbers in original units, ranks, levels. */
type Values = ReadonlyMap<string, number | string>;

const NOTHING: Values = new Map();

interface Candidate {
  readonly values: Values;
  readonly distance: number;
}

interface Search {
  readonly target: number;
  /** One score per variant, NaN where the record would not be scored. */
  readonly scores: (variants: readonly Values[]) => Float64Array;
}

function currentValue(summary: FeatureSummary, table: Table): number | string | null {
  const column = table.columns[summary.name] as Column;
  if (column.type === "category") return column.levels[column.codes[0] as number] ?? null;
  const value = column.values[0] as number;
  if (Number.isNaN(value)) return null;
  return column.originals?.[0] ?? originalValue(summary.transform, value);
}

function shownValue({ type, levels }: FeatureSummary, value: number | string): FeatureValue {
  return type === "ordinal" ? (levels?.[value as number] ?? value) : value;
}

function makeSearch<Row>({ model, scoreAll }: Scorer<Row>, table: Table, target: number): Search {
  const variantsTable = (variants: readonly Values[]): Table => {
    const columns = model.features.map(
      (summary) =>
        [summary.name, replaced(summary, table.columns[summary.name] as Column, variants)] as const,
    );
    return { rowCount: variants.length, columns: Object.fromEntries(columns) };
  };
  return { target, scores: (variants) => scoreAll(variantsTable(variants)).score };
}

function replaced(summary: FeatureSummary, column: Column, variants: readonly Values[]): Column {
  const { name } = summary;
  if (column.type === "number") {
    const present = column.values[0] as number;
    const scaled = (value: number | undefined) =>
      value === undefined ? present : summary.type === "number" ? modelValue(summary, value) : value;
    return {
      type: "number",
      values: Float64Array.from(variants, (v) => scaled(v.get(name) as number | undefined)),
    };
  }
  const present = column.levels[column.codes[0] as number];
  const texts = variants.map((v) => (v.get(name) as string | undefined) ?? present);
  const levels = [...new Set(texts)].filter((text) => text !== undefined);
  const position = new Map(levels.map((level, i) => [level, i]));
  const codes = Int32Array.from(texts, (text) => (text === undefined ? -1 : (position.get(text) as number)));
  return { type: "category", codes, levels };
}

/** The values of the fewest changes that reach the target, as near as possible, or null. */
function cheapest(search: Search, levers: readonly Lever[], maximumChanges: number): Values | null {
  let start: Candidate = { values: NOTHING, distance: 0 };
  const single = bestOver(search, levers, start);
  if (single !== null) return single.values;
  for (let size = 2; size <= maximumChanges; size++) {
    const firsts = levers
      .filter(({ summary }) => !start.values.has(summary.name))
      .flatMap((lever) => thinned(lever.values).map((value) => extend(start, lever, value)));
    const found = nearest(firsts.map((first) => bestOver(search, levers, first)));
    if (found !== null) return withoutNeedless(search, found.values);
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

function thinned<T>(values: readonly T[]): T[] {
  const stride = Math.max(1, (values.length - 1) / (MOST_FIRSTS - 1));
  return values.filter((_, i) => i === 0 || Math.floor(i / stride) > Math.floor((i - 1) / stride));
}

function extend(candidate: Candidate, lever: Lever, value: number | string): Candidate {
  return {
    values: new Map([...candidate.values, [lever.summary.name, value]]),
    distance: candidate.distance + lever.distance(value),
  };
}

function nearest(list: readonly (Candidate | null)[]): Candidate | null {
  return list.reduce(
    (best, one) => (one !== null && (best === null || one.distance < best.distance) ? one : best),
    null,
  );
}

/** A change that was added greedily may turn out not to be needed. */
function withoutNeedless(search: Search, values: Values): Values {
  for (const name of values.keys()) {
    const fewer = new Map([...values].filter(([other]) => other !== name));
    if ((search.scores([fewer])[0] as number) >= search.target) return withoutNeedless(search, fewer);
  }
  return values;
}

/** The nearest change of one more feature that reaches the target. */
function bestOver(search: Search, levers: readonly Lever[], start: Candidate): Candidate | null {
  const free = levers.filter(({ summary, values }) => !start.values.has(summary.name) && values.length > 0);
  return nearest(free.map((lever) => reach(search, lever, start)));
}

/** The nearest value of one feature that reaches the target. */
function reach(search: Search, lever: Lever, start: Candidate): Candidate | null {
  const at = (value: number | string) => extend(start, lever, value);
  const scores = search.scores(lever.values.map((value) => at(value).values));
  const reaching = lever.values.filter((_, i) => (scores[i] as number) >= search.target);
  if (lever.complete || reaching.length === 0) return nearest(reaching.map(at));
  // look away from the start both ways: the nearest value lies between the last miss and the first hit
  const numbers = lever.values as readonly number[];
  const sides = [
    numbers.filter((value) => value < lever.origin).reverse(),
    numbers.filter((value) => value >= lever.origin),
  ];
  const found = sides.map((side) => {
    const hit = side.findIndex((value) => reaching.includes(value));
    if (hit === -1) return null;
    const nearestAllowed = Math.min(Math.max(lever.origin, lever.low), lever.high);
    return at(narrow(search, lever, start, side[hit - 1] ?? nearestAllowed, side[hit] as number));
  });
  return nearest(found);
}

/** Between a value that does not reach the target and one that does, the nearest that does. */
function narrow(search: Search, lever: Lever, start: Candidate, misses: number, hits: number): number {
  let [near, far] = [misses, hits];
  const tolerance = lever.whole ? 1 : Math.abs(hits - misses) * 1e-6;
  while (Math.abs(far - near) > tolerance) {
    const middle = lever.whole ? Math.round((near + far) / 2) : (near + far) / 2;
    if (middle === near || middle === far) break;
    const isAllowed = lever.can(middle);
    const score = search.scores([extend(start, lever, middle).values])[0] as number;
    if (isAllowed && score >= search.target) far = middle;
    else near = middle;
  }
  return far;
}
