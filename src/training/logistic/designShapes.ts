import { checkNumber, checkOptions, checkWhole, reject } from "../../core/checks";
import type { NumberColumn } from "../../core/columns";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { cutsAtMost } from "../../models/evaluateTerm";
import { checkReached } from "../counts/countsBins";
import { weightedCuts } from "../counts/weightedCuts";
import { moments } from "../data/moments";
import { plainValues, readCuts } from "../data/plainValues";
import { weightedNumbers, weightedQuantile } from "../data/weightedNumbers";
import { addCategory, addMissing, addValues, type Draft, readMoments } from "./designDraft";
import type { DesignOptions, NumberShapes, ReadShape } from "./designTypes";

const MOST_PARTS = 200;

/**
 * Checks the option `shapes`.
 *
 * @param caller - name of the calling function
 * @param features - the feature set
 * @param shapes - what was given
 * @returns the shapes
 * @throws SalienceError `invalid_argument` for an unknown feature, a category, or numbers that do not increase
 */
export function checkShapes<Row>(caller: string, features: FeatureSet<Row>, shapes: unknown): NumberShapes {
  if (shapes === undefined) return {};
  checkOptions(caller, "shapes", shapes, features.names);
  for (const [name, shape] of Object.entries(shapes as Record<string, unknown>)) {
    const at = `shapes.${name}`;
    const feature = features.features[name] as Feature<Row>;
    const { type } = feature;
    if (type === "category") reject(caller, `${at} to be a number feature`, "category");
    checkOptions(caller, at, shape, ["knots", "cuts", "bins"]);
    const [[kind, value] = ["", undefined], another] = Object.entries(shape as object);
    if (another !== undefined || kind === "") reject(caller, `${at} with one of knots, cuts and bins`, shape);
    const fewest = kind === "cuts" ? 1 : 2;
    if (Array.isArray(value) && kind !== "bins") checkIncreasing(caller, `${at}.${kind}`, value, fewest);
    else if (kind === "cuts") reject(caller, `${at}.cuts to be an array of numbers`, value);
    else checkWhole(caller, `${at}.${kind}`, value, fewest, MOST_PARTS);
    if (Array.isArray(value)) checkReached(caller, name, feature, value);
  }
  const read = Object.entries(shapes as NumberShapes).map(([name, shape]) => {
    const { clip, transform } = features.features[name] as Feature<Row>;
    return [name, { ...shape, reading: { clip, transform } } satisfies ReadShape] as const;
  });
  return Object.fromEntries(read);
}

function checkIncreasing(caller: string, name: string, values: readonly unknown[], fewest: number): void {
  if (values.length < fewest || values.length > MOST_PARTS)
    reject(caller, `${name} with ${fewest} to ${MOST_PARTS} numbers`, values.length);
  values.forEach((value, i) => {
    checkNumber(caller, `${name}[${i}]`, value);
    if (i > 0 && !((value as number) > (values[i - 1] as number)))
      reject(caller, `${name} to increase`, value);
  });
}

/** A number feature as a curve: a column per stretch between knots, or an indicator per bin. */
export function addShape(
  draft: Draft,
  feature: string,
  column: NumberColumn,
  weights: Float64Array,
  unequal: Float64Array | null,
  shape: ReadShape,
  options: DesignOptions,
): void {
  const { values } = column;
  const { reading = { clip: null, transform: null } } = shape;
  const known = readMoments(draft, feature, values, unequal);
  const plain = plainValues(reading, column);
  if (!("knots" in shape)) {
    const cuts = "cuts" in shape ? shape.cuts : weightedCuts(plain, weights, shape.bins);
    if (cuts.length === 0) {
      addValues(draft, feature, feature, values, known); // one value only, which is said there
      return;
    }
    const names = binNames(feature, cuts);
    const limits = readCuts(reading.transform, cuts);
    const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : cutsAtMost(limits, value)));
    const seen = names.map(() => false);
    for (const code of codes) if (code >= 0) seen[code] = true;
    draft.shapes.set(feature, { kind: "step", cuts: [...cuts], names, seen });
    addCategory(draft, feature, codes, names, weights, options, true);
    return;
  }
  const knots =
    typeof shape.knots === "number" ? quantileKnots(plain, weights, shape.knots) : [...shape.knots];
  if (knots.length < 2) {
    addValues(draft, feature, feature, values, known);
    return;
  }
  draft.shapes.set(feature, { kind: "piecewise", knots });
  const places = readCuts(reading.transform, knots);
  for (let k = 1; k < knots.length; k++) {
    const [from, to] = [places[k - 1] as number, places[k] as number];
    const name = stretchName(feature, knots[k - 1] as number, knots[k] as number);
    const within = values.map((value) => (value > to ? to - from : value < from ? 0 : value - from));
    addValues(draft, name, feature, within, moments(within, unequal));
  }
  addMissing(draft, feature, values, known, options);
}

/** The column of a stretch between two knots. */
export function stretchName(feature: string, from: number, to: number): string {
  return `${feature} from ${from} to ${to}`;
}

function binNames(feature: string, cuts: readonly number[]): string[] {
  return Array.from({ length: cuts.length + 1 }, (_, bin) => {
    if (bin === 0) return `${feature} < ${cuts[0]}`;
    return bin === cuts.length
      ? `${feature} >= ${cuts[bin - 1]}`
      : `${cuts[bin - 1]} <= ${feature} < ${cuts[bin]}`;
  });
}

/** Quantiles from 0.05 to 0.95, rounded, each once; where all are equal, the smallest and the largest number. */
function quantileKnots(values: Float64Array, weights: Float64Array, count: number): number[] {
  const sorted = weightedNumbers(values, weights);
  if (sorted.values.length === 0) return [];
  const places = Array.from({ length: count }, (_, k) => 0.05 + (0.9 * k) / (count - 1));
  const quantiles = places.map((place) => Number(weightedQuantile(sorted, place).toPrecision(6)));
  const knots = [...new Set(quantiles)];
  const ends = [sorted.values[0] as number, sorted.values[sorted.values.length - 1] as number];
  return knots.length > 1 ? knots : [...new Set(ends)];
}
