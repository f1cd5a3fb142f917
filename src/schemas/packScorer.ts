import { checkBuckets } from "../buckets/checkBuckets";
import type { Buckets } from "../buckets/types";
import { canonicalJson } from "../core/canonicalJson";
import { checkOptions } from "../core/checks";
import { fingerprint } from "../core/fingerprint";
import type { FeatureSet } from "../features/featureSet";
import { createScorer } from "../models/createScorer";
import type { AdditiveModel } from "../models/types";
import { checkWords } from "../narratives/checkWords";
import type { NarrativeWords } from "../narratives/words";
import { type PackedFeature, packFeatures } from "./packFeatures";
import { verifyModel } from "./parseModel";

/** What belongs together: a model, what feeds it, and what is made of its scores. */
export interface ScorerParts<Row> {
  /** A sealed model. */
  readonly model: AdditiveModel;
  /** A feature set with at least the features of the model, none of them made by a function. */
  readonly features: FeatureSet<Row>;
  /** The buckets of its scores. */
  readonly buckets: Buckets;
  /** Fixed words of its narratives, each in place of the English one. */
  readonly words?: Partial<NarrativeWords> | undefined;
}

/** A packed scorer as JSON. */
export interface PackedScorer {
  readonly kind: "scorer";
  readonly formatVersion: 1;
  readonly model: AdditiveModel;
  readonly features: Readonly<Record<string, PackedFeature>>;
  readonly buckets: Buckets;
  readonly words: Partial<NarrativeWords> | null;
  /** Fingerprint of features, buckets and words; the model has its own. */
  readonly contentHash: string;
}

/** The keys of {@link PackedScorer}. */
export const PACKED_KEYS = ["kind", "formatVersion", "model", "features", "buckets", "words", "contentHash"];

/**
 * One JSON text for what belongs together: a model, the definitions of its features, its buckets, and words. What
 * `unpackScorer` makes of it scores bit for bit the same. Only the features that the model reads are saved. A
 * fingerprint of definitions, buckets and words goes with it, so that a `clip` that is changed in the file is noticed.
 * O(size of the model).
 *
 * @param parts - `model`, `features`, `buckets`, and `words` if there are any
 * @returns the text: equal parts give equal text
 * @throws SalienceError `invalid_configuration` for a feature that is made by a function, with its name and the way out,
 * for features that do not fit the model, and for wrong buckets; `invalid_model`, `invalid_argument`
 *
 * @example
 * ```ts
 * import { bucketsByThreshold, featureSet, numeric, pointsModel } from "salience";
 * import { packScorer, unpackScorer } from "salience/schemas";
 * type Lead = { visits: number };
 * const features = featureSet<Lead>()({ visits: numeric("visits", { clip: [0, 20] }) });
 * const model = pointsModel({ features, rules: [{ id: "r", when: { feature: "visits", above: 5 }, points: 10 }] });
 * const text = packScorer({ model, features, buckets: bucketsByThreshold({ A: 10 }) });
 * const { scorer, buckets } = unpackScorer<Lead>(text);
 * scorer.explain({ visits: 7 }).score; // => 10
 * buckets.labels; // => ["A", "D"]
 * unpackScorer(text.replace('"clip":[0,20]', '"clip":[0,3]'));
 * // throws SalienceError: unpackScorer: expected contentHash "fnv1a64:…
 * ```
 */
export function packScorer<Row>(parts: ScorerParts<Row>): string {
  checkOptions("packScorer", "parts", parts, ["model", "features", "buckets", "words"]);
  const { buckets, words } = parts;
  const model = verifyModel("packScorer", parts.model);
  const { features: bound } = createScorer(model, parts.features);
  checkBuckets("packScorer", buckets);
  if (words !== undefined) checkWords(words, "packScorer");
  const features = packFeatures("packScorer", bound);
  const packed = { features, buckets, words: words ?? null };
  return canonicalJson({
    kind: "scorer",
    formatVersion: 1,
    model,
    ...packed,
    contentHash: packedHash(packed),
  });
}

/**
 * The fingerprint of what is packed beside the model.
 *
 * @param packed - features, buckets and words
 * @returns the name of the hash and 16 hexadecimal digits
 */
export function packedHash({
  features,
  buckets,
  words,
}: Pick<PackedScorer, "features" | "buckets" | "words">): string {
  return `fnv1a64:${fingerprint(canonicalJson({ features, buckets, words }))}`;
}
