import type { LearnedBin, RangeBin } from "../../core/bin";
import { checkNumber, checkOptions, reject } from "../../core/checks";
import { sum } from "../../core/numeric";
import { originalValue } from "../../models/originalValue";
import { sealModel } from "../../models/sealModel";
import type { AdditiveModel, FeatureSummary, LevelsTerm, StepTerm } from "../../models/types";
import type { LearnedShape, ShapeBin } from "./boostedReport";
import { TURN, turningPoints } from "./turningPoints";

/** Bins of a shape, and what they are to contribute. */
export type ShapeChange =
  /** All ranges of a number from one cut, or null for the lowest values, to another, or null for the highest. */
  | { readonly from: number | null; readonly to: number | null; readonly contribution: number }
  /** One level of a category. */
  | { readonly level: string; readonly contribution: number }
  /** Missing values. */
  | { readonly missing: true; readonly contribution: number }
  /** Levels that are not listed. */
  | { readonly unseen: true; readonly contribution: number };

/** What a person overrules, and why. */
export interface ShapeEdit {
  readonly changes: readonly ShapeChange[];
  /** Why, for whoever reads the model later. */
  readonly reason: string;
  /** Who did it. */
  readonly by?: string;
}

/** A model and the shape that were edited. */
export interface EditedShape {
  readonly model: AdditiveModel;
  /** The shape after the edit, for the next one. */
  readonly shape: LearnedShape;
}

const CALLER = "editShape";

/**
 * Overrules bins of a learned shape by hand. The model stays an additive model; the edit, its reason and its author
 * are added to `provenance.edits`, and the model is sealed anew. The term's reference becomes its mean contribution
 * over the training records again, Σ weight · contribution / Σ weight over the bins of the shape, so that an explanation
 * goes on comparing with the average record; the intercept stays, so that other records keep their scores, and the mean
 * probability moves with the edit. O(size of the model).
 *
 * @param model - a model made by `fitBoosted`
 * @param shape - the shape of one of its features, from the report of the same fit or from the last edit
 * @param edit - `changes`, `reason`, `by`
 * @returns the edited model and shape; the arguments are not changed
 * @throws SalienceError `invalid_argument` for a shape that is not of this model, for what is no bin of it, for a bin
 *   that is changed twice, or without a reason
 *
 * @example
 * ```ts
 * import { editShape, featureSet, fitBoosted, numeric } from "salience";
 * const leads = Array.from({ length: 200 }, (_, i) => ({ visits: i % 10, won: i % 10 > 6 || i % 3 === 0 }));
 * const features = featureSet<{ visits: number; won: boolean }>()({ visits: numeric("visits") });
 * const { model, report } = fitBoosted(leads, { features, outcome: (lead) => lead.won });
 * const edited = editShape(model, report.shapes[0], {
 *   changes: [{ missing: true, contribution: -1 }],
 *   reason: "no tracking means that nobody came",
 *   by: "sales operations",
 * });
 * edited.model.provenance.edits;
 * // => ["visits: missing set from 0 to -1, by sales operations: no tracking means that nobody came"]
 * ```
 */
export function editShape(
  model: AdditiveModel,
  shape: LearnedShape | undefined,
  edit: ShapeEdit,
): EditedShape {
  checkOptions(CALLER, "edit", edit, ["changes", "reason", "by"]);
  const { changes, reason, by } = edit;
  if (!Array.isArray(shape?.bins)) reject(CALLER, "a shape from the report of fitBoosted", shape);
  if (!Array.isArray(changes) || changes.length === 0) reject(CALLER, "at least one change", changes);
  if (typeof reason !== "string" || reason.trim() === "") reject(CALLER, "a reason in words", reason);
  if (by !== undefined && (typeof by !== "string" || by.trim() === "")) reject(CALLER, "by to be a name", by);
  if (!Array.isArray(model?.terms)) reject(CALLER, "a model", model);
  const term = model.terms.find(
    (one): one is StepTerm | LevelsTerm =>
      (one.kind === "step" || one.kind === "levels") && one.feature === shape.feature,
  );
  if (term === undefined) reject(CALLER, `a model with a shape of "${shape.feature}"`, shape.feature);
  const { transform = null } = model.features?.find(({ name }) => name === shape.feature) ?? {};
  checkSame(term, shape, transform);
  const bins = [...shape.bins];
  const changed = new Set<number>();
  const author = by === undefined ? "" : `, by ${by}`;
  const edits = changes.map((change) => {
    const words = apply(change, shape, bins, changed);
    return `${shape.feature}: ${words} to ${change.contribution}${author}: ${reason}`;
  });
  const provenance = { ...model.provenance, edits: [...model.provenance.edits, ...edits] };
  const terms = model.terms.map((one) => (one === term ? withBins(term, bins) : one));
  return {
    model: sealModel({ ...model, terms, provenance }),
    shape: { ...shape, bins, ...measured(shape, bins) },
  };
}

/** Changes the bins that a change means, and says which they were and what they contributed. */
function apply(change: ShapeChange, shape: LearnedShape, bins: ShapeBin[], changed: Set<number>): string {
  const keys = ["from", "to", "level", "missing", "unseen", "contribution"];
  checkOptions(CALLER, "a change", change, keys);
  checkNumber(CALLER, "contribution", change.contribution);
  const { found, words } = findBins(change, shape);
  const before: number[] = [];
  for (const at of found) {
    if (changed.has(at)) reject(CALLER, "each bin to be changed once", words);
    changed.add(at);
    const bin = bins[at] as ShapeBin;
    before.push(bin.contribution);
    bins[at] = { ...bin, contribution: change.contribution };
  }
  const short = (value: number) => Number(value.toPrecision(4));
  const [low, high] = [short(Math.min(...before)), short(Math.max(...before))];
  return `${words} set from ${low === high ? low : `${low} to ${high}`}`;
}

function findBins(change: ShapeChange, shape: LearnedShape): { found: number[]; words: string } {
  const pick = (test: (bin: LearnedBin) => boolean) =>
    shape.bins.flatMap(({ bin }, at) => (test(bin) ? [at] : []));
  if ("missing" in change) return { found: pick((bin) => "missing" in bin), words: "missing" };
  const ranges = rangesOf(shape.bins);
  const isNumber = ranges.length > 0;
  if ("level" in change || "unseen" in change) {
    const wanted = "level" in change ? change.level : null;
    const found = pick((bin) => (wanted === null ? "levels" in bin : "level" in bin && bin.level === wanted));
    if (found.length > 0) return { found, words: wanted === null ? "unseen" : JSON.stringify(wanted) };
    return reject(
      CALLER,
      isNumber ? `ranges of "${shape.feature}", a number` : `a level of "${shape.feature}"`,
      wanted,
    );
  }
  if (!isNumber) return reject(CALLER, `levels of "${shape.feature}", a category`, change);
  const { from, to } = change;
  const [first] = pick((bin) => "from" in bin && bin.from === from);
  const [last] = pick((bin) => "from" in bin && bin.to === to);
  const cuts = ranges.flatMap((bin) => (bin.from === null ? [] : [bin.from]));
  const near = (value: number | null | undefined) =>
    cuts.length === 0 || typeof value !== "number"
      ? "or null"
      : `such as ${cuts.reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a))}, or null`;
  if (first === undefined)
    return reject(CALLER, `from to be a cut of "${shape.feature}", ${near(from)}`, from);
  if (last === undefined) return reject(CALLER, `to to be a cut of "${shape.feature}", ${near(to)}`, to);
  if (last < first) return reject(CALLER, "from below to", { from, to });
  const words = `values ${from === null ? "" : `from ${from} `}${to === null ? "" : `below ${to}`}`.trim();
  return { found: Array.from({ length: last - first + 1 }, (_, i) => first + i), words };
}

/** The bins must be those of the term, and what they contribute too: a shape of another fit would do harm. */
function checkSame(
  term: StepTerm | LevelsTerm,
  shape: LearnedShape,
  transform: FeatureSummary["transform"],
): void {
  const has = contributionsOf(shape.bins);
  const keys = shape.bins.flatMap(({ bin }): (string | number)[] =>
    "level" in bin ? [bin.level] : "from" in bin && bin.from !== null ? [bin.from] : [],
  );
  const termKeys: readonly (string | number)[] =
    term.kind === "step" ? term.cuts.map((cut) => originalValue(transform, cut)) : term.levels;
  const isSame =
    keys.length === termKeys.length &&
    keys.every((key, i) => key === termKeys[i]) &&
    has.own.every((value, i) => value === term.contributions[i]) &&
    has.missing === term.missing;
  if (!isSame)
    reject(
      CALLER,
      `the shape of "${shape.feature}" in this model, from its own report or last edit`,
      shape.feature,
    );
}

function contributionsOf(bins: readonly ShapeBin[]) {
  const of = (test: (bin: LearnedBin) => boolean) =>
    bins.filter(({ bin }) => test(bin)).map(({ contribution }) => contribution);
  return {
    own: of((bin) => "from" in bin || "level" in bin),
    missing: of((bin) => "missing" in bin)[0] ?? 0,
    unseen: of((bin) => "levels" in bin)[0] ?? 0,
  };
}

function rangesOf(bins: readonly ShapeBin[]): RangeBin[] {
  return bins.flatMap(({ bin }) => ("from" in bin ? [bin] : []));
}

function withBins(term: StepTerm | LevelsTerm, bins: readonly ShapeBin[]): StepTerm | LevelsTerm {
  const { own, missing, unseen } = contributionsOf(bins);
  const total = sum(bins.map(({ weight }) => weight));
  const reference = sum(bins.map(({ weight, contribution }) => weight * contribution)) / total;
  const edited = { contributions: own, missing, reference };
  return term.kind === "step" ? { ...term, ...edited } : { ...term, ...edited, unseen };
}

function measured({ turningPoints: before }: LearnedShape, bins: readonly ShapeBin[]) {
  const total = sum(bins.map(({ weight }) => weight));
  const importance = sum(bins.map(({ weight, contribution }) => weight * Math.abs(contribution))) / total;
  const isNumber = rangesOf(bins).length > 0;
  return {
    importance,
    turningPoints: isNumber ? turningPoints(contributionsOf(bins).own, TURN).length : before,
  };
}
