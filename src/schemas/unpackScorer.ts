import { checkBuckets } from "../buckets/checkBuckets";
import type { Buckets } from "../buckets/types";
import { reject } from "../core/checks";
import { createScorer, type Scorer } from "../models/createScorer";
import { checkWords } from "../narratives/checkWords";
import type { NarrativeWords } from "../narratives/words";
import { unpackFeatures } from "./packFeatures";
import { PACKED_KEYS, type PackedScorer, packedHash } from "./packScorer";
import { parseJson, verifyModel } from "./parseModel";

/** What {@link unpackScorer} makes of a packed scorer. */
export interface UnpackedScorer<Row> {
  /** The model bound to its features: `scorer.model`, `scorer.features`. */
  readonly scorer: Scorer<Row>;
  readonly buckets: Buckets;
  /** The words, or null where none were packed. */
  readonly words: Partial<NarrativeWords> | null;
}

/**
 * Reads what `packScorer` wrote, and checks it: the model as `parseModel` does, the fingerprint of the definitions of
 * the features, of buckets and words, and that they belong together. O(size of the model).
 *
 * @param source - the JSON text, or the object that it was parsed to
 * @returns a scorer, its buckets and words
 * @throws SalienceError `invalid_model` for another format version, for what is malformed, and for what was changed
 * after it was packed
 *
 * @example
 * ```ts
 * import { unpackScorer } from "salience/schemas";
 * unpackScorer("{}"); // throws SalienceError: unpackScorer: expected a packed scorer with keys kind, …
 * ```
 */
export function unpackScorer<Row = Record<string, unknown>>(source: unknown): UnpackedScorer<Row> {
  const value = typeof source === "string" ? parseJson("unpackScorer", "a packed scorer", source) : source;
  const packed = checkPacked(value);
  const hash = packedHash(packed);
  if (packed.contentHash !== hash) {
    const changed = "as features, buckets or words were changed after they were packed";
    reject("unpackScorer", `contentHash "${hash}", ${changed}`, packed.contentHash, "invalid_model");
  }
  const model = verifyModel("unpackScorer", packed.model);
  const { buckets, words } = packed;
  checkBuckets("unpackScorer", buckets);
  if (words !== null) checkWords(words, "unpackScorer");
  const scorer = createScorer(model, unpackFeatures<Row>("unpackScorer", packed.features));
  return { scorer, buckets, words };
}

function checkPacked(value: unknown): PackedScorer {
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  if (keys.length !== PACKED_KEYS.length || !PACKED_KEYS.every((key) => keys.includes(key))) {
    const expected = `a packed scorer with keys ${PACKED_KEYS.join(", ")}`;
    reject("unpackScorer", expected, value, "invalid_model");
  }
  const packed = value as PackedScorer;
  if (packed.kind !== "scorer") reject("unpackScorer", 'kind "scorer"', packed.kind, "invalid_model");
  if (packed.formatVersion !== 1) {
    reject("unpackScorer", "formatVersion 1", packed.formatVersion, "invalid_model");
  }
  return packed;
}
