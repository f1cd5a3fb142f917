import type { Buckets } from "../../buckets/types";
import { SalienceError } from "../../core/errors";
import { LIBRARY_VERSION } from "../../core/version";
import type { KnownDefinition } from "../../features/definitions";
import { featureFromDefinition } from "../../features/featureFromDefinition";
import type { FeatureSet } from "../../features/featureSet";
import { fieldsOf } from "../../features/fieldsOf";
import type { AdditiveModel } from "../../models/types";
import { emitBlocks } from "./emitBlock";
import { emitFeature } from "./emitFeature";
import { frame } from "./helpers/frame";
import { literal } from "./literal";
import { makeSlots } from "./slots";
import { createWriter } from "./writer";

/**
 * The body of a module: declares `score`, `scoreAll`, STATUSES, NAMES, GATES and, with buckets, BUCKETS. It needs
 * `refuse(code, message)`, which throws, and, for features without a definition, `host`, a list of features.
 *
 * @param model - a checked model
 * @param features - features that fit it
 * @param buckets - buckets of the score, or null
 * @returns statements
 */
export function emitModule<Row>(
  model: AdditiveModel,
  features: FeatureSet<Row>,
  buckets: Buckets | null,
): string {
  const writer = createWriter();
  const slots = makeSlots(model);
  const reads = slots.map((slot) => emitFeature(definitionOf(features, slot.name), slot, writer));
  for (const name of ["fail", "describe", "asError", "instantOf"] as const) writer.use(name);
  const blocks = emitBlocks({ model, buckets, slots, reads, writer });
  const place = new Map(slots.map(({ name, k }) => [name, k]));
  const needy = slots.find(({ name }) => features.features[name]?.needsAsOf)?.name ?? null;
  const fields = [...new Set(slots.flatMap(({ name }) => fieldsOf(features.features[name])))];
  return [
    'const STATUSES = ["scored", "disqualified", "insufficient_data", "rejected"];',
    "// the features in the order in which they are read, their positions in the order of the model, which have no value",
    `const NAMES = ${literal(slots.map(({ name }) => name))};`,
    `const ORDER = ${literal(model.features.map(({ name }) => place.get(name)))};`,
    `const ABSENT = new Uint8Array(${slots.length});`,
    `const NEEDS_INSTANT = ${literal(needy)};`,
    `const GATES = [${model.gates.map(({ id, reason }) => `{ id: ${literal(id)}, reason: ${literal(reason)} }`).join(", ")}];`,
    ...(buckets === null ? [] : [`const BUCKETS = ${literal(buckets.labels)};`]),
    "// what is wrong with the record at hand, its position, and the feature that is read",
    "let problem = null, row = 0, at = 0;",
    "function get(record, field) {\nreturn record[field];\n}",
    writer.helpers(),
    writer.constants(),
    blocks,
    "// the fields that features name",
    `const FIELDS = ${literal(fields)};`,
    frame(buckets !== null),
  ].join("\n");
}

/**
 * The definition of a feature as the extractor that it names writes it, or null where there is none, or where none
 * makes such a feature.
 */
export function definitionOf<Row>(features: FeatureSet<Row>, name: string): KnownDefinition | null {
  const feature = features.features[name];
  if (feature?.definition == null) return null;
  try {
    const { definition, type } = featureFromDefinition(feature.definition);
    return type === feature.type ? (definition as unknown as KnownDefinition) : null;
  } catch (error) {
    if (error instanceof SalienceError) return null;
    throw error;
  }
}

/** The first lines of a module. */
export const headerOf = (model: AdditiveModel): string =>
  `// Made by Salience ${LIBRARY_VERSION} from the model ${model.provenance.contentHash}. Changes here are lost.`;
