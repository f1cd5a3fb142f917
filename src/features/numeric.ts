import { reject } from "../core/checks";
import { defineFeature } from "./defineFeature";
import { checkItems, isRejection, readNumber, readPlainNumber } from "./readers";
import type { Feature, FeatureOptions, RecordField, Rejection } from "./types";

/** Options of {@link numeric}. */
export interface NumericOptions extends FeatureOptions {
  /** Values below the first number become it, values above the second become it; null for an open side. */
  readonly clip?: readonly [number | null, number | null];
  /** ln(1 + x) or √x, applied after `clip`; a value outside its domain rejects the record. */
  readonly transform?: "log1p" | "sqrt";
  /** Convert decimal text such as `"12.5"`; without it text rejects the record. */
  readonly fromText?: boolean;
  /** Values that stand for "not known", such as 999. */
  readonly missing?: readonly (number | string)[];
}

/**
 * A number of the record. Missing is `null`, `undefined`, NaN, empty text, or a listed value; it is never 0.
 *
 * @param field - a key of the record, or a function of it
 * @param options - label, unit, clipping, transform, conversion from text, missing values
 * @returns a feature of type `number`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, numeric, readTable } from "salience";
 * const features = featureSet<{ visits: number | null }>()({
 *   visits: numeric("visits", { label: "visits", clip: [0, 20] }),
 * });
 * const { table } = readTable([{ visits: 3 }, { visits: null }, { visits: 251 }], features);
 * table.columns.visits;
 * // => { type: "number", values: Float64Array.of(3, NaN, 20), originals: Float64Array.of(3, NaN, 251) }
 * ```
 */
export function numeric<Row>(
  field: RecordField<Row, number | string>,
  options: NumericOptions & { readonly fromText: true },
): Feature<Row>;
export function numeric<Row>(field: RecordField<Row, number>, options?: NumericOptions): Feature<Row>;
export function numeric<Row>(
  field: RecordField<Row, number | string>,
  options: NumericOptions = {},
): Feature<Row> {
  const { clip = [null, null], transform, fromText = false, missing = [] } = options ?? {};
  const [low, high] = checkClip(clip);
  if (![undefined, "log1p", "sqrt"].includes(transform)) {
    reject("numeric", 'transform "log1p" or "sqrt"', transform);
  }
  if (typeof fromText !== "boolean") reject("numeric", "fromText to be true or false", fromText);
  checkItems("numeric", "missing", missing, true);
  const isOpen = low === -high && high > Number.MAX_VALUE;
  const isUnchanged = !transform && isOpen;
  const isPlain = !fromText && !missing.length && isUnchanged;
  const readOwn = (raw: unknown) => readNumber(raw, fromText, missing);
  return defineFeature<Row>("numeric", options, ["clip", "transform", "fromText", "missing"], {
    type: "number",
    transform: transform ?? null,
    clip: isOpen ? null : clip,
    definition: { extractor: "numeric", field, clip, transform: transform ?? null, fromText, missing },
    limits: { minimum: Math.max(low, transform ? SMALLEST[transform] : low), maximum: high },
    // a record may have it as text, for which other placeholders stand
    readNamed: (named) => readOwn(fromText && typeof named === "number" ? String(named) : named),
    original: isUnchanged ? null : numeric<Row>(field as RecordField<Row, number>, { fromText, missing }),
    parse: isPlain ? readPlainNumber : parse,
  });

  function parse(raw: unknown): number | Rejection {
    const value = readOwn(raw);
    if (isRejection(value) || Number.isNaN(value)) return value;
    const clipped = Math.min(Math.max(value, low), high);
    if (transform === undefined) return clipped;
    const result = transform === "log1p" ? Math.log1p(clipped) : Math.sqrt(clipped);
    if (Number.isFinite(result)) return result;
    return {
      expected: transform === "log1p" ? "a number above -1" : "a number of at least 0",
      received: value,
    };
  }
}

/** The smallest number that a transform takes. */
const SMALLEST = { log1p: -1 + Number.EPSILON / 2, sqrt: 0 };

function checkClip(clip: readonly [number | null, number | null]): [number, number] {
  const isPair = Array.isArray(clip) && clip.length === 2;
  if (isPair && clip.every((end) => end === null || Number.isFinite(end))) {
    const low = clip[0] ?? Number.NEGATIVE_INFINITY;
    const high = clip[1] ?? Number.POSITIVE_INFINITY;
    if (low <= high) return [low, high];
  }
  return reject("numeric", "clip to be [low, high] with low at most high", clip);
}
