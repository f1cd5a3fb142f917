import type { Buckets } from "../../buckets/types";
import type { AdditiveModel, Gate } from "../../models/types";
import { type ModelScope, whereTrue } from "./conditionNodes";
import { expitNodes } from "./elementary";
import type { Graph, Operand, Value } from "./graph";
import { countNodes, interpolationNodes, termNodes, withinNodes } from "./termNodes";

/** The sum of a model and what the gates decided, for every record. */
export interface MarginNodes {
  readonly margin: Operand;
  /** The contributions of the lines of an explanation: terms, caps of groups, overrides if there are gates for them. */
  readonly lines: readonly Operand[];
  /** Where each gate's condition is true. */
  readonly gates: readonly Value[];
  /** The sums that must be finite: of all, and of groups before their caps. */
  readonly sums: readonly Operand[];
}

/**
 * The sum of a model in the order of the scorer, so that its bits are the same.
 *
 * @param scope - the graph and the features
 * @returns the margin and its parts
 */
export function marginNodes(scope: ModelScope): MarginNodes {
  const { g, model } = scope;
  const lines: Operand[] = [];
  const sums: Operand[] = [];
  const groups = new Map<string, Operand>(model.groups.map(({ id }) => [id, 0]));
  let total: Operand = model.intercept;
  // what no term varies stays a number
  const plus = (x: Operand, y: Operand) =>
    typeof x === "number" && typeof y === "number" ? x + y : g.op("Add", x, y);
  const addTo = (group: string | null, part: Operand) => {
    if (group === null) total = plus(total, part);
    else groups.set(group, plus(groups.get(group) as Operand, part));
  };
  for (const term of model.terms) {
    const contribution = termNodes(scope, term);
    lines.push(contribution);
    addTo(term.group, contribution);
  }
  for (const { id, group, minimum, maximum } of model.groups) {
    const sum = groups.get(id) as Operand;
    const capped = withinNodes(g, sum, minimum, maximum);
    if (capped !== sum) sums.push(sum);
    lines.push(typeof capped === "number" ? capped - Number(sum) : g.op("Sub", capped, sum));
    addTo(group, capped);
  }
  const gates = model.gates.map(({ when }) => whereTrue(scope, when));
  const sum = total;
  const margin = decided(g, model.gates, gates, (gate) => (gate?.kind === "override" ? gate.margin : sum));
  if (model.gates.some(({ kind }) => kind === "override")) {
    const isOverridden = decided(g, model.gates, gates, (gate) => (gate?.kind === "override" ? 1 : 0));
    lines.push(g.op("Where", g.op("Equal", isOverridden, 1), g.op("Sub", margin, sum), 0));
  }
  return { margin, lines, gates, sums: [...sums, sum] };
}

/** What the first gate that holds says, or, if none does, what is said of no gate. */
function decided(
  g: Graph,
  gates: readonly Gate[],
  truths: readonly Value[],
  says: (gate: Gate | undefined, position: number) => Operand,
): Operand {
  return truths.reduceRight<Operand>(
    (otherwise, truth, i) => g.op("Where", truth, says(gates[i], i), otherwise),
    says(undefined, -1),
  );
}

/** The results for every record, by the name of the output. */
export type ScoreNodes = Readonly<Record<string, Value>>;

/**
 * What the scorer makes of margins, gates and counts of values.
 *
 * @param scope - the graph and the features
 * @param parts - the margin and the gates
 * @param rejected - where a record is rejected
 * @param buckets - the buckets of scores, or null
 * @returns the outputs
 */
export function scoreNodes(
  scope: ModelScope,
  { margin, gates }: MarginNodes,
  rejected: Value,
  buckets: Buckets | null,
): ScoreNodes {
  const { g, model } = scope;
  const coverage = coverageNodes(scope, rejected);
  const position = decided(g, model.gates, gates, (_, i) => g.integer(i)) as Value;
  const isDecided = g.op("GreaterOrEqual", position, g.integer(0));
  const isDisqualified = g.op(
    "Equal",
    decided(g, model.gates, gates, (gate) => (gate?.kind === "disqualify" ? 1 : 0)),
    1,
  );
  const isThin = g.op("And", g.op("Less", coverage, model.coverageFloor), g.op("Not", isDecided));
  const statuses = [rejected, isDisqualified, isThin] as const;
  const codes = [3, 1, 2];
  const status = statuses.reduceRight(
    (otherwise, condition, i) => g.op("Where", condition, g.integer(codes[i] as number), otherwise),
    g.integer(0),
  );
  const isScored = g.op("Equal", status, g.integer(0));
  const ifScored = (value: Operand) => g.op("Where", isScored, value, Number.NaN);
  const probability = probabilityNodes(g, model, margin);
  const score = ifScored(model.link === "logit" ? (probability as Value) : margin);
  const isLow = g.op("And", g.op("Less", coverage, model.lowConfidenceBelow), g.op("Not", rejected));
  return {
    score,
    ...(probability === null ? {} : { probability: ifScored(probability) }),
    margin: ifScored(margin),
    coverage,
    low_confidence: isLow,
    status,
    gate: g.op("Where", rejected, g.integer(-1), position),
    ...(buckets === null ? {} : { bucket: bucketNodes(g, score, buckets) }),
  };
}

/** The share of the features that have a value; 0 for a rejected record. */
function coverageNodes({ g, model, featureOf }: ModelScope, rejected: Value): Value {
  const counts = model.features.map(({ name }) => g.op("Where", featureOf(name).present, 1, 0));
  const present = counts.reduce((sum, count) => g.op("Add", sum, count));
  return g.op("Where", rejected, 0, g.op("Div", present, model.features.length));
}

function probabilityNodes(g: Graph, { link, calibration }: AdditiveModel, sum: Operand): Value | null {
  const margin = typeof sum === "number" ? g.number(sum) : sum;
  if (calibration === null) return link === "logit" ? expitNodes(g, margin) : null;
  return calibration.kind === "logistic"
    ? expitNodes(g, g.op("Add", calibration.intercept, g.op("Mul", calibration.slope, margin)))
    : interpolationNodes(g, calibration.margins, calibration.probabilities, margin);
}

/** The label of the first bucket whose cut a score reaches; empty where there is no finite score. */
function bucketNodes(g: Graph, score: Value, { cuts, labels }: Buckets): Value {
  // cuts never increase: those that are not reached come first
  const hasBucket = g.op("Less", g.op("Abs", score), Number.POSITIVE_INFINITY);
  const index = g.op("Where", hasBucket, countNodes(g, "Less", score, cuts), g.integer(-1));
  const table = {
    keys_int64s: { integers: labels.map((_, i) => i) },
    values_strings: labels,
    default_string: "",
  };
  return g.node("LabelEncoder", [index], table, "ai.onnx.ml");
}
