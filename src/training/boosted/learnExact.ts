import { meanOf } from "./averageShapes";
import type { BinnedData, BinnedFeature } from "./binned";
import { boostShapes, offsetsOf, type ShapeColumn } from "./boostShapes";
import { type ExactGroup, groupValues } from "./groupValues";
import { levelSteps, type StepSettings } from "./growSteps";
import { gainOf, residualsAt } from "./outOfFold";
import { addShape } from "./passes";
import { estimatedGain } from "./rankPairs";

/** The single values of a number that stand out from its shape. */
export interface FoundValues {
  readonly feature: BinnedFeature;
  /** Position in `values` + 1 of each record, 0 for every other value. */
  readonly codes: Uint16Array;
  readonly values: readonly number[];
  /** What a value adds, by code: values of a group add the same. */
  readonly contributions: Float64Array;
  readonly groups: readonly ExactGroup[];
}

/** What is learned of single values. */
export interface LearnedExact {
  readonly found: readonly FoundValues[];
  /** By how much they lower the mean log loss out of fold, and the standard error of that. */
  readonly gain: number;
  readonly standardError: number;
  /** Margins of all records, per bag, and out of fold: those given where nothing was found. */
  readonly bagMargins: readonly Float64Array[];
  readonly margins: Float64Array;
}

/** How single values are learned. */
export interface ExactSettings {
  readonly steps: StepSettings;
  readonly rate: number;
  readonly mostRounds: number;
  /** Features whose values can be compared exactly wherever the model runs. */
  readonly names: ReadonlySet<string>;
  readonly onRounds: (rounds: number, loss: number) => void;
}

/** A value needs so many records to be learned on its own; a number with so few bins can show all in its shape. */
const FEWEST_RECORDS = 20;
const FEW_BINS = 13;
/** The gain that is asked for, in standard errors: of one number as estimated, and of all together as measured. */
const LEAST_OF_ONE = 2;
const LEAST_OF_ALL = 2.5;

/**
 * Looks for single values of numbers, such as round amounts, list prices or codes, whose records differ from what the
 * smooth shape says, and learns what each adds. Nothing is kept unless the loss out of fold falls by 2.5 standard
 * errors.
 *
 * @param data - the records
 * @param bagMargins - margins of all records, per bag
 * @param margins - margins out of fold
 * @param settings - which features, how long
 */
export function learnExact(
  data: BinnedData,
  bagMargins: readonly Float64Array[],
  margins: Float64Array,
  settings: ExactSettings,
): LearnedExact {
  const none = { found: [], gain: 0, standardError: Number.NaN, bagMargins, margins };
  const folds = bagMargins.length;
  if (folds < 2) return none;
  const { residuals, hessians } = residualsAt(data, margins);
  const whole = { codes: new Uint16Array(margins.length), count: 1, ordered: false };
  const chosen = candidatesOf(data, settings.names).filter(({ codes, values }) => {
    const axis = { codes, count: values.length + 1, ordered: false };
    const { estimate, z } = estimatedGain(data, whole, axis, residuals, hessians, folds, settings.steps);
    return z >= LEAST_OF_ONE && estimate > 0;
  });
  if (chosen.length === 0) return none;
  const columns = chosen.map((one) => columnOf(one, settings.steps));
  const fit = boostShapes({
    data,
    columns,
    bags: folds,
    start: (k, target) => target.set(bagMargins[k] as Float64Array),
    rate: settings.rate,
    mostRounds: settings.mostRounds,
    onRounds: settings.onRounds,
  });
  const offsets = offsetsOf(columns);
  const shapesOf = (q: number) => fit.bags.map((bag) => bag.subarray(offsets[q], offsets[q + 1]));
  const after = margins.slice();
  const bagsAfter = bagMargins.map((one) => one.slice());
  chosen.forEach(({ codes }, q) => {
    shapesOf(q).forEach((shape, k) => {
      const [from, to] = [data.folds[k] as number, data.folds[k + 1] as number];
      addShape(after.subarray(from, to), codes.subarray(from, to), shape);
      addShape(bagsAfter[k] as Float64Array, codes, shape);
    });
  });
  const { gain, standardError } = gainOf(data, margins, after);
  if (!(gain >= LEAST_OF_ALL * standardError)) return { ...none, gain, standardError };
  const found = chosen.map((one, q) => ({ ...one, ...groupValues(one, meanOf(shapesOf(q)), data.weights) }));
  return { found, gain, standardError, bagMargins: bagsAfter, margins: after };
}

type Candidate = Pick<FoundValues, "feature" | "codes" | "values">;

/** Numbers with many bins, of which some hold a single value with enough records. */
function candidatesOf({ features }: BinnedData, names: ReadonlySet<string>): Candidate[] {
  return features.flatMap((feature): Candidate[] => {
    const { kind, direction, count, exact, counts, name } = feature;
    if (kind !== "number" || direction !== 0 || count - 1 <= FEW_BINS || !names.has(name)) return [];
    const values: number[] = [];
    const codeOf = new Uint16Array(count);
    for (let bin = 1; bin < count; bin++) {
      const value = exact[bin] as number;
      if (Number.isNaN(value) || (counts[bin] as number) < FEWEST_RECORDS) continue;
      values.push(value);
      codeOf[bin] = values.length;
    }
    if (values.length === 0) return [];
    return [{ feature, values, codes: feature.codes.map((bin) => codeOf[bin] as number) }];
  });
}

/** One step per value, shrunk one by one; all other values stay where they are. */
function columnOf({ codes, values }: Candidate, steps: StepSettings): ShapeColumn {
  const count = values.length + 1;
  return {
    codes,
    count,
    direction: 0,
    sizes: new Float64Array(0),
    grow: (g, h, step) => {
      levelSteps(g, h, count, steps, step);
      step[0] = 0;
    },
  };
}
