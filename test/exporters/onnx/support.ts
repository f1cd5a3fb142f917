import { InferenceSession, Tensor } from "onnxruntime-node";
import { bucketOf } from "../../../src/buckets/index";
import { parseInstant } from "../../../src/core/index";
import { instantOf } from "../../../src/core/instant";
import { type ToOnnxOptions, toOnnx } from "../../../src/exporters/onnx/index";
import { type AsOf, categorical, type FeatureSet, flag, numeric } from "../../../src/features/index";
import { type AdditiveModel, createScorer } from "../../../src/models/index";

/** A record of any kind. */
export type Values = Readonly<Record<string, unknown>>;

/** What a ModelProto says of itself, read without the encoder that wrote it. */
export interface OnnxFile {
  readonly irVersion: number;
  readonly producer: string;
  readonly opsets: Readonly<Record<string, number>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly operators: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

type Message = ReadonlyMap<number, readonly (number | Buffer)[]>;

/** The fields of a Protocol Buffers message. */
function decode(bytes: Buffer): Message {
  const fields = new Map<number, (number | Buffer)[]>();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at++);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
  };
  while (at < bytes.length) {
    const key = varint();
    if ((key & 7) !== 0 && (key & 7) !== 2) throw new Error(`wire type ${key & 7}`);
    let value: number | Buffer = varint();
    if ((key & 7) === 2) {
      if (at + value > bytes.length) throw new Error("a field beyond the end");
      value = bytes.subarray(at, at + value);
      at += value.length;
    }
    fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), value]);
  }
  return fields;
}

const messages = (message: Message, field: number) =>
  (message.get(field) ?? []).map((value) => decode(value as Buffer));
const text = (message: Message | undefined, field: number) => String(message?.get(field)?.[0] ?? "");

/** Reads an ONNX file. */
export function readOnnx(bytes: Uint8Array): OnnxFile {
  const model = decode(Buffer.from(bytes));
  const [graph] = messages(model, 7) as [Message];
  const names = (field: number, name: number) => messages(graph, field).map((part) => text(part, name));
  return {
    irVersion: model.get(1)?.[0] as number,
    producer: `${text(model, 2)} ${text(model, 3)}`,
    opsets: Object.fromEntries(messages(model, 8).map((set) => [text(set, 1), set.get(2)?.[0] as number])),
    metadata: Object.fromEntries(messages(model, 14).map((entry) => [text(entry, 1), text(entry, 2)])),
    operators: names(1, 4),
    inputs: names(11, 1),
    outputs: names(12, 1),
  };
}

/** The records as the tensors that the documentation of toOnnx asks for. */
export function feedsOf(
  { metadata, inputs: names }: OnnxFile,
  features: FeatureSet<never>,
  rows: readonly Values[],
  asOf?: AsOf<never>,
): Record<string, Tensor> {
  const inputs = JSON.parse(metadata["salience.inputs"] as string) as Record<
    "field" | "kind" | "input",
    string
  >[];
  const feeds: Record<string, Tensor> = {};
  for (const { field, kind, input } of inputs) {
    const raw = rows.map((row) => (row as Record<string, unknown>)[field as string]);
    if (kind === "text") {
      const texts = raw.map((value) => String(value === null || Number.isNaN(value) ? "" : (value ?? "")));
      feeds[input as string] = new Tensor("string", texts, [rows.length]);
    } else {
      const read = kind === "instant" ? instant : numberReader(features, field as string);
      feeds[input as string] = new Tensor("float64", Float64Array.from(raw, read), [rows.length]);
    }
  }
  if (names.includes("as_of")) {
    const instants = typeof asOf === "function" ? rows.map((row) => asOf(row as never)) : [asOf];
    const times = Float64Array.from(instants, instantOf);
    feeds.as_of = new Tensor("float64", times, [times.length]);
  }
  return feeds;
}

/** What is no number at all is given as an infinite one. */
const NOT_ONE = Number.POSITIVE_INFINITY;

function instant(value: unknown): number {
  if (value === null || value === undefined || Number.isNaN(value)) return Number.NaN;
  if (typeof value === "string" && value.trim() === "") return Number.NaN;
  const time =
    value instanceof Date
      ? value.getTime()
      : typeof value === "string"
        ? parseInstant(value.trim())
        : NOT_ONE;
  return Number.isNaN(time) ? NOT_ONE : time;
}

function numberReader({ features }: FeatureSet<never>, field: string): (value: unknown) => number {
  const definition = Object.values<{ definition: Values | null }>(features).find(
    ({ definition }) => definition?.extractor === "numeric" && definition.field === field,
  )?.definition;
  const missing = (definition?.missing ?? []) as unknown[];
  return (value) => {
    if (value === null || value === undefined) return Number.NaN;
    if (typeof value === "number") return value;
    if (typeof value === "boolean") return definition === undefined ? Number(value) : NOT_ONE;
    const trimmed = typeof value === "string" ? value.trim() : "not a number";
    if (trimmed === "" || missing.includes(trimmed)) return Number.NaN;
    const isDecimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed);
    return definition?.fromText && isDecimal ? Number(trimmed) : NOT_ONE;
  };
}

/** The columns that ONNX Runtime gives. */
export interface OnnxScores {
  readonly [output: string]: readonly (number | string | boolean)[];
}

/** Runs the exported model on records. */
export async function runOnnx(
  model: AdditiveModel,
  features: FeatureSet<never>,
  rows: readonly Values[],
  options: ToOnnxOptions & { readonly asOf?: AsOf<never> | undefined } = {},
): Promise<OnnxScores> {
  const { asOf, ...own } = options;
  const bytes = toOnnx(model, features, own);
  return runBytes(bytes, feedsOf(readOnnx(bytes), features, rows, asOf));
}

/** Runs an ONNX file. */
export async function runBytes(bytes: Uint8Array, feeds: Record<string, Tensor>): Promise<OnnxScores> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3, intraOpNumThreads: 1 });
  const results = await session.run(feeds);
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, { data, type }]) => {
      if (type === "bool") return [name, Array.from(data as Uint8Array, Boolean)];
      return [
        name,
        type === "string" ? [...(data as string[])] : Array.from(data as ArrayLike<number>, Number),
      ];
    }),
  );
}

/** What the scorer gives for the same records, in the columns of the export. */
export function scorerColumns(
  model: AdditiveModel,
  features: FeatureSet<never>,
  rows: readonly Values[],
  { asOf, buckets, explain }: ToOnnxOptions & { readonly asOf?: AsOf<never> | undefined } = {},
): OnnxScores {
  const scorer = createScorer(model, features);
  const options = asOf === undefined ? {} : { asOf };
  const { contributions, scores } = scorer.explainAll(rows as never[], options);
  const { score, probability, margin, coverage, status, gate, lowConfidence } = scores;
  const hasProbability = model.link === "logit" || model.calibration !== null;
  return {
    score: [...score],
    ...(hasProbability ? { probability: [...probability] } : {}),
    margin: [...margin],
    coverage: [...coverage],
    low_confidence: Array.from(lowConfidence, Boolean),
    status: [...status],
    gate: [...gate],
    ...(buckets
      ? { bucket: Array.from(score, (value) => (Number.isFinite(value) ? bucketOf(buckets, value) : "")) }
      : {}),
    ...(explain
      ? { contributions: rows.flatMap((_, i) => contributions.map((column) => column[i] as number)) }
      : {}),
  };
}

/** The first places where two tables of columns differ, numbers by more than a share of them; −0 and 0 are the same. */
export function differences(ours: OnnxScores, expected: OnnxScores, tolerance = 0): string[] {
  const found: string[] = [];
  for (const name of new Set([...Object.keys(ours), ...Object.keys(expected)])) {
    const [a, b] = [ours[name] ?? [], expected[name] ?? []];
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      const [x, y] = [Number(a[i]), Number(b[i])];
      const near = Math.abs(x - y) <= tolerance * Math.abs(y);
      const same = a[i] === b[i] || near || (Number.isNaN(a[i]) && Number.isNaN(b[i]));
      if (!same) found.push(`${name}[${i}]: ${String(a[i])}, expected ${String(b[i])}`);
      if (found.length === 5) return found;
    }
  }
  return found;
}

/** Features and records in which what cannot be exported is a column: the way out that the errors name. */
export function materialised<Row extends object>(
  features: FeatureSet<Row>,
  rows: readonly Row[],
  asOf: AsOf<Row> | undefined,
): { readonly features: FeatureSet<never>; readonly rows: readonly Values[] } {
  const exportable = [
    "numeric",
    "categorical",
    "flag",
    "ordinal",
    "ratio",
    "expression",
    "daysSince",
    "daysUntil",
  ];
  const others = features.names.filter(
    (name) => !exportable.includes(features.features[name]?.definition?.extractor ?? ""),
  );
  const column = (name: string) => `column ${name}`;
  const made = others.map((name) => {
    const make = { number: numeric, category: categorical, flag, ordinal: numeric }[
      features.features[name]?.type ?? "number"
    ];
    return [name, (make as typeof numeric)<Values>(column(name) as never)] as const;
  });
  const values = (row: Row) =>
    others.map((name) => {
      const instant = typeof asOf === "function" ? asOf(row) : asOf;
      const value = features.features[name]?.read(row, instantOf(instant)) as number;
      const isFlag = features.features[name]?.type === "flag";
      return [column(name), isFlag ? (Number.isNaN(value) ? null : value === 1) : value];
    });
  return {
    features: {
      names: features.names,
      features: { ...features.features, ...Object.fromEntries(made) },
    } as unknown as FeatureSet<never>,
    rows: rows.map((row) => ({ ...row, ...Object.fromEntries(values(row)) })),
  };
}
