import { checkBuckets } from "../../buckets/checkBuckets";
import type { Buckets } from "../../buckets/types";
import { checkOptions, reject } from "../../core/checks";
import { LIBRARY_VERSION } from "../../core/version";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { checkModel } from "../../models/checkModel";
import { createScorer } from "../../models/createScorer";
import type { ExplanationTable } from "../../models/explanationTable";
import type { AdditiveModel } from "../../models/types";
import { encodeModel } from "./encodeModel";
import { featureNodes } from "./featureNodes";
import { createGraph, type Graph } from "./graph";
import { FIXED_NAMES, type FieldInput, fieldInputs, inputPorts } from "./inputs";
import { marginNodes, scoreNodes } from "./modelNodes";
import type { FeatureNodes, Scope } from "./nodeTypes";
import { contributionNodes, metadataOf, outputPorts, type Results } from "./outputs";
import { type CaseVariants, caseVariants } from "./textPatterns";

/** Options of {@link toOnnx}. */
export interface ToOnnxOptions {
  /** Buckets of the score: adds the output `bucket`. */
  readonly buckets?: Buckets;
  /** Adds the output `contributions`: what each line of an explanation adds to the base. */
  readonly explain?: boolean;
}

/**
 * Writes a model and its features as an ONNX file: a graph from the fields of records to scores, text, missing values
 * and rejections included. It needs operator set 20 and `ai.onnx.ml` 4 (ONNX Runtime 1.17; tested with 1.30). All numbers
 * are doubles, computed in the order and by the formulas of the scorer, logarithms and exponentials included: the
 * scores are those of `createScorer`, to the bit. Only `power` with an exponent other than 1, 2 and −1 in an
 * expression is the runtime's own, which may differ in the last digit.
 *
 * Inputs are tensors of N values, one for each field that a feature reads, called like the field (`size:text` where
 * a field is read in several ways, or has the name of an output; the file's metadata lists them):
 *
 * - numbers, and booleans as 1 and 0: `double`, NaN where missing. What `fromText` converts is given converted. An
 *   infinite number rejects the record, as for the scorer: give one for what is no number at all
 * - text, numbers and booleans of a category as JavaScript writes them: `string`, empty where missing. White space,
 *   case, aliases and placeholders are treated in the graph. Text ends at a NUL, which ONNX Runtime cannot hold
 * - dates: `double`, milliseconds since 1970-01-01T00:00:00Z, NaN where missing; with them comes `as_of`, one instant
 *   for all records or one for each
 * - flags: text if `trueValues` or `falseValues` have any, where a boolean is `true` or `false`; else a number
 *
 * Outputs are tensors of N values: `score`, `probability` (if the model has one), `margin` (NaN unless scored),
 * `coverage`, `low_confidence`, `status` (a position in `SCORE_STATUSES`), `gate` (a position in the model's gates, or
 * −1), and as asked `bucket` (a label, empty unless scored) and `contributions` (N × lines, as `explainAll` gives
 * them; the file's metadata names the lines and the base). Properties of the file are the model's content hash, the
 * version of the library, and what is said above, as JSON. The same model gives the same bytes. O(size of the model).
 *
 * Features over events, `seniority`, `department`, `emailDomainType` and those made by a function have no
 * translation: materialise them as a column, and read that with `numeric`, `categorical` or `ordinal`.
 *
 * @param model - a model
 * @param features - the features that it reads, or more
 * @param options - buckets, contributions
 * @returns the bytes of an ONNX ModelProto
 * @throws SalienceError `invalid_configuration` that names the feature which cannot be expressed, `invalid_model`,
 * `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, numeric, pointsModel } from "salience";
 * import { toOnnx } from "salience/exporters";
 * const features = featureSet<{ visits: number | null }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }] });
 * const bytes = toOnnx(model, features);
 * bytes instanceof Uint8Array; // => true
 * Array.from(bytes.slice(0, 2)); // => [8, 9]
 * ```
 */
export function toOnnx<Row>(
  model: AdditiveModel,
  features: FeatureSet<Row>,
  options: ToOnnxOptions = {},
): Uint8Array {
  checkOptions("toOnnx", "options", options, ["buckets", "explain"]);
  const { buckets = null, explain = false } = options;
  if (typeof explain !== "boolean") reject("toOnnx", "explain to be true or false", explain);
  if (buckets !== null) checkBuckets("toOnnx", buckets);
  checkModel("toOnnx", model);
  const scorer = createScorer(model, features);
  const bound = scorer.features.features as Readonly<Record<string, Feature<never>>>;
  const inputs = fieldInputs(model, bound);
  // no record is needed to know the lines
  const explained = explain ? scorer.explainAll([], { asOf: new Date(0) }) : null;
  const g = createGraph([...FIXED_NAMES, ...inputs.map(({ input }) => input)]);
  const results = resultNodes(g, { model, features: bound, inputs, buckets, explained });
  for (const [name, value] of Object.entries(results)) g.nameOutput(value, name);
  const needsAsOf = Object.values(bound).some((feature) => feature.needsAsOf);
  return encodeModel({
    producer: ["salience", LIBRARY_VERSION],
    doc: `An additive model, ${model.provenance.contentHash}`,
    graphName: "salience",
    inputs: inputPorts(inputs, needsAsOf),
    outputs: outputPorts(results, explained?.lines.length ?? 0),
    constants: g.constants,
    nodes: g.nodes,
    metadata: metadataOf(model, inputs, buckets, explained),
  });
}

interface Parts {
  readonly model: AdditiveModel;
  readonly features: Readonly<Record<string, Feature<never>>>;
  readonly inputs: readonly FieldInput[];
  readonly buckets: Buckets | null;
  readonly explained: Pick<ExplanationTable, "lines"> | null;
}

/** The whole graph: fields, features, terms, scores. */
function resultNodes(g: Graph, { model, features, inputs, buckets, explained }: Parts): Results {
  let variants: CaseVariants | null = null;
  const scope: Scope = {
    g,
    model,
    inputOf: (field, kind) => inputs.find((one) => one.field === field && one.kind === kind)?.input as string,
    variants: () => (variants ??= caseVariants()),
  };
  const nodes = new Map<string, FeatureNodes>(
    model.features.map((summary) => [
      summary.name,
      featureNodes(scope, summary, features[summary.name] as Feature<never>),
    ]),
  );
  const rows = g.op("Shape", inputs[0]?.input as string);
  const nobody = g.op("Expand", g.truths([false]), rows);
  const inner = { ...scope, featureOf: (name: string) => nodes.get(name) as FeatureNodes };
  const sum = marginNodes(inner);
  const overflows = sum.sums.flatMap((one) =>
    typeof one === "number" ? [] : [g.op("Not", g.op("Less", g.op("Abs", one), Number.POSITIVE_INFINITY))],
  );
  const rejected = [...[...nodes.values()].flatMap((feature) => feature.rejected), ...overflows].reduce(
    (left, right) => g.op("Or", left, right),
    nobody,
  );
  const scores = scoreNodes(inner, sum, rejected, buckets);
  if (explained === null) return scores;
  const references = explained.lines.map(({ reference }) => reference);
  return { ...scores, contributions: contributionNodes(g, sum.lines, references, rejected) };
}
