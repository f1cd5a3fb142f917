import type { Buckets } from "../../buckets/types";
import { LIBRARY_VERSION } from "../../core/version";
import type { ExplanationTable } from "../../models/explanationTable";
import { SCORE_STATUSES } from "../../models/scoreTable";
import type { AdditiveModel } from "../../models/types";
import type { Port } from "./encodeModel";
import type { Graph, Operand, Value } from "./graph";
import type { FieldInput } from "./inputs";

/** The results for every record, by the name of the output. */
export type Results = Readonly<Record<string, Value>>;

const DOCS: Readonly<Record<string, readonly [Port["type"], string]>> = {
  score: ["double", "a probability, or points; NaN unless scored"],
  probability: ["double", "in [0, 1]; NaN unless scored"],
  margin: ["double", "the sum, log-odds or points; NaN unless scored"],
  coverage: ["double", "share of the features that have a value; 0 if rejected"],
  low_confidence: ["bool", "whether the coverage is too low for a score to be trusted"],
  status: ["int64", SCORE_STATUSES.map((status, code) => `${code} ${status}`).join(", ")],
  gate: ["int64", "position of the gate that decided, or -1"],
  bucket: ["string", "the label of the score's bucket; empty unless scored"],
  contributions: ["double", "what each line of an explanation adds to the base; NaN if rejected"],
};

/**
 * The outputs as ONNX declares them.
 *
 * @param results - the results
 * @param lineCount - the number of columns of `contributions`
 * @returns the declarations
 */
export function outputPorts(results: Results, lineCount: number): Port[] {
  return Object.keys(results).map((name) => {
    const [type, doc] = DOCS[name] as (typeof DOCS)[string];
    return { name, type, doc, dims: name === "contributions" ? ["N", lineCount] : ["N"] };
  });
}

/**
 * The contributions as one table: what each line adds against the reference population; NaN for rejected records.
 *
 * @param g - the graph
 * @param lines - the contributions
 * @param references - what to subtract from each
 * @param rejected - where a record is rejected
 * @returns a tensor of records × lines
 */
export function contributionNodes(
  g: Graph,
  lines: readonly Operand[],
  references: readonly number[],
  rejected: Value,
): Value {
  if (lines.length === 0) {
    const shape = g.node("Concat", [g.op("Shape", rejected), g.integers([0])], { axis: 0 });
    return g.op("Expand", g.op("Unsqueeze", g.numbers([]), g.integers([0])), shape);
  }
  const columns = lines.map((line, i) => {
    const difference = g.op("Sub", line, references[i] as number);
    return g.op("Unsqueeze", g.op("Where", rejected, Number.NaN, difference), g.integers([1]));
  });
  return g.node("Concat", columns, { axis: 1 });
}

/**
 * What the file says of itself beside the graph: lists and objects as JSON.
 *
 * @param model - the model
 * @param inputs - the fields
 * @param buckets - the buckets of the score, or null
 * @param explained - what the contributions stand for, or null
 * @returns texts by key
 */
export function metadataOf(
  model: AdditiveModel,
  inputs: readonly FieldInput[],
  buckets: Buckets | null,
  explained: Pick<ExplanationTable, "base" | "lines"> | null,
): Readonly<Record<string, string>> {
  const gates = model.gates.map(({ id, kind, reason }) => ({ id, kind, reason }));
  const parts = {
    inputs,
    statuses: SCORE_STATUSES,
    gates,
    ...(buckets === null ? {} : { buckets: { labels: buckets.labels, cuts: buckets.cuts } }),
    ...(explained === null ? {} : { base: explained.base, lines: explained.lines }),
  };
  return {
    "salience.kind": model.kind,
    "salience.link": model.link,
    "salience.method": model.provenance.method,
    "salience.contentHash": model.provenance.contentHash,
    "salience.libraryVersion": LIBRARY_VERSION,
    ...Object.fromEntries(
      Object.entries(parts).map(([key, part]) => [`salience.${key}`, JSON.stringify(part)]),
    ),
  };
}
