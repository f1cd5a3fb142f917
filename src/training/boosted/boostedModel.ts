import { sum } from "../../core/numeric";
import type { FeatureSet } from "../../features/featureSet";
import type {
  AdditiveModel,
  ConditionTerm,
  FeatureSummary,
  GridAxis,
  GridTerm,
  LevelsTerm,
  StepTerm,
  Term,
} from "../../models/types";
import { buildModel, originOf, summariesOf } from "../data/buildModel";
import type { Profiles } from "../data/columnProfile";
import type { TrainingData } from "../data/readTraining";
import type { FinalShape } from "./averageShapes";
import type { BoostedShapes, FinalPair } from "./boostedFit";
import type { ExactGroup } from "./groupValues";
import type { PairAxis } from "./pairAxes";
import { listValues, termIds } from "./termIds";

/** Neighbouring bins of a number with the same contribution, as one. */
export interface MergedBins {
  /** Bin b holds the values from cut b − 1 to below cut b. */
  readonly cuts: number[];
  /** The first and the last fine bin of each. */
  readonly spans: readonly (readonly [number, number])[];
}

/** Merges neighbouring bins of a number that have the same contribution. */
export function mergeBins({ feature, contributions }: FinalShape): MergedBins {
  const cuts: number[] = [];
  const spans: [number, number][] = [];
  for (let bin = 1; bin < feature.count; bin++) {
    const last = spans[spans.length - 1];
    if (last !== undefined && contributions[bin] === contributions[bin - 1]) {
      last[1] = bin;
      continue;
    }
    if (last !== undefined) cuts.push(feature.cuts[bin - 2] as number);
    spans.push([bin, bin]);
  }
  return { cuts, spans };
}

/**
 * The additive model of what was learned: a step term per number, a levels term per category, a grid per pair. Missing
 * values, and levels that were not seen, contribute what the average record does, unless the records had some.
 */
export function boostedModel<Row>(
  features: FeatureSet<Row>,
  data: TrainingData,
  learned: BoostedShapes,
  profiles: Profiles,
  floors: { readonly coverageFloor: number; readonly lowConfidenceBelow: number },
): AdditiveModel {
  const shapeOf = new Map(learned.shapes.map((shape) => [shape.feature.name, shape]));
  const used = features.names.filter((name) => shapeOf.has(name));
  const summaries = summariesOf(features, used, data, profiles);
  const labels = new Map(summaries.map(({ name, label }) => [name, label]));
  const singles = summaries.map(({ name, label }) => shapeTerm(shapeOf.get(name) as FinalShape, label));
  const total = sum(data.weights);
  const ids = termIds(learned);
  const idOf = (part: ExactGroup | FinalPair) => ids.get(part) as string;
  const exact = learned.exact.flatMap(({ feature: { name }, groups }) =>
    groups.map((group) => exactTerm(idOf(group), { name, label: labels.get(name) as string }, group, total)),
  );
  return buildModel("fitBoosted", originOf("boosted", data), {
    link: "logit",
    intercept: learned.intercept,
    terms: [
      ...singles,
      ...exact,
      ...learned.pairs.map((pair) => gridTerm(idOf(pair), pair, labels)),
    ] as Term[],
    calibration: null,
    features: summaries,
    ...floors,
  });
}

function shapeTerm(shape: FinalShape, label: string): StepTerm | LevelsTerm {
  const { feature, contributions } = shape;
  const missing = contributions[0] as number;
  const reference =
    sum(contributions.map((value, bin) => value * (feature.sizes[bin] as number))) / sum(feature.sizes);
  const common = { id: feature.name, label, group: null, reference, feature: feature.name, missing };
  if (feature.kind === "number") {
    const { cuts, spans } = mergeBins(shape);
    return {
      kind: "step",
      ...common,
      cuts,
      contributions: spans.map(([bin]) => contributions[bin] as number),
    };
  }
  const unseen = feature.pooled.length > 0 ? (contributions[feature.count - 1] as number) : 0;
  const ofLevels = Array.from(contributions.subarray(1, feature.levels.length + 1));
  return { kind: "levels", ...common, levels: feature.levels, contributions: ofLevels, unseen };
}

function exactTerm(
  id: string,
  { name: feature, label }: Pick<FeatureSummary, "name" | "label">,
  group: ExactGroup,
  total: number,
): ConditionTerm {
  const { values, contribution, weight } = group;
  return {
    kind: "condition",
    id,
    label: `${label} is ${listValues(group)}`,
    group: null,
    reference: (contribution * weight) / total,
    when: { feature, in: [...values] },
    contribution,
    times: null,
    minimum: null,
    maximum: null,
    otherwise: 0,
  };
}

function gridTerm(
  id: string,
  { pair, contributions }: FinalPair,
  labels: ReadonlyMap<string, string>,
): GridTerm {
  const [rows, columns] = [gridAxis(pair.rows), gridAxis(pair.columns)];
  const cells = rows.cells.flatMap((row) =>
    columns.cells.map((column) =>
      row === null || column === null ? 0 : (contributions[row * pair.columns.count + column] as number),
    ),
  );
  return {
    kind: "grid",
    id,
    label: `${labels.get(pair.rows.feature.name)} × ${labels.get(pair.columns.feature.name)}`,
    group: null,
    reference: 0,
    rows: rows.axis,
    columns: columns.axis,
    contributions: cells,
  };
}

/** An axis of a grid term, and for each of its cells that of the learned grid, or null for one that was not seen. */
function gridAxis({ feature, cells, count }: PairAxis): { axis: GridAxis; cells: (number | null)[] } {
  const { name } = feature;
  if (feature.kind === "number") {
    const cuts = feature.cuts.filter((_, i) => cells[i + 2] !== cells[i + 1]);
    return {
      axis: { feature: name, cuts },
      cells: [...Array.from({ length: count - 1 }, (_, i) => i + 1), 0],
    };
  }
  const own = feature.levels.flatMap((level, i) => {
    const cell = cells[i + 1] as number;
    return isAlone(cells, cell) ? [{ level, cell }] : [];
  });
  const others = own.length + 1 < count ? count - 1 : null;
  const listed = own.map(({ cell }) => cell as number | null);
  return { axis: { feature: name, levels: own.map(({ level }) => level) }, cells: [...listed, others, 0] };
}

function isAlone(cells: Uint16Array, cell: number): boolean {
  let found = 0;
  for (const other of cells) if (other === cell) found++;
  return found === 1;
}
