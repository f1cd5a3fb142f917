import { checkOptions, reject } from "../core/checks";
import { parseInstant } from "../core/parseInstant";
import { fieldReader } from "./readers";
import type { Feature, FeatureDefinition, FeatureOptions } from "./types";

const COMMON_OPTIONS = ["label", "unit", "source", "visibility", "phrase"];
const VISIBILITIES = ["public", "internal", "protected"];

/** What an extractor adds to the common options to make a feature: `parse` if one field is read, else `read`. */
export type FeatureParts<Row> = FeatureMetadata<Row> &
  (
    | { readonly parse: NonNullable<Feature<Row>["parse"]>; readonly read?: never }
    | { readonly read: Feature<Row>["read"]; readonly parse?: never }
  );

interface FeatureMetadata<Row> {
  readonly type: Feature<Row>["type"];
  readonly levels?: readonly string[] | null;
  readonly transform?: Feature<Row>["transform"];
  readonly clip?: Feature<Row>["clip"];
  readonly limits?: Feature<Row>["limits"];
  readonly readNamed?: Feature<Row>["readNamed"];
  /** The same feature without `clip` and `transform`, where it has one of them. */
  readonly original?: Feature<Row> | null;
  readonly needsAsOf?: boolean;
  /** The unit where the options name none. */
  readonly unit?: string | undefined;
  /**
   * The extractor's own options as JSON, with the `field` that `parse` is for; a function among them makes the
   * feature not declarative.
   */
  readonly definition: FeatureDefinition;
}

/**
 * Makes the feature object of an extractor: checks the common options, and keeps the definition only if it is
 * JSON all the way down.
 *
 * @param extractor - name of the public function
 * @param options - the options that were given, `own` ones included
 * @param own - names of the extractor's own options
 * @param parts - what the extractor adds
 * @returns the feature
 * @throws SalienceError `invalid_argument`
 */
export function defineFeature<Row>(
  extractor: string,
  options: FeatureOptions,
  own: readonly string[],
  parts: FeatureParts<Row>,
): Feature<Row> {
  checkOptions(extractor, "options", options, [...COMMON_OPTIONS, ...own]);
  for (const name of ["label", "unit", "phrase"] as const) {
    const value = options[name];
    if (value !== undefined && (typeof value !== "string" || value === "")) {
      reject(extractor, `${name} to be text`, value);
    }
  }
  const { visibility = "public", source } = options;
  if (!VISIBILITIES.includes(visibility))
    reject(extractor, "visibility public, internal or protected", visibility);
  if (source !== undefined) {
    checkOptions(extractor, "source", source, ["system", "refreshedAt"]);
    if (typeof source.system !== "string") reject(extractor, "source.system to be text", source.system);
    if (source.refreshedAt !== undefined && Number.isNaN(parseInstant(String(source.refreshedAt)))) {
      reject(extractor, "source.refreshedAt to be ISO 8601 text", source.refreshedAt);
    }
  }
  const { parse = null, definition } = parts;
  const { field } = definition;
  const key = parse && typeof field === "string" ? field : null;
  const get = parse && fieldReader<Row>(extractor, "field", field);
  return Object.freeze({
    levels: null,
    transform: null,
    clip: null,
    needsAsOf: false,
    original: null,
    limits: null,
    readNamed: null,
    ...parts,
    key,
    parse: key === null ? null : parse,
    read:
      parse && get ? (row: Row, asOf: number) => parse(get(row), asOf) : (parts.read as Feature<Row>["read"]),
    label: options.label ?? null,
    unit: options.unit ?? parts.unit ?? null,
    source: source ?? null,
    visibility,
    phrase: options.phrase ?? null,
    definition: holdsFunction(definition) ? null : definition,
  });
}

function holdsFunction(value: unknown): boolean {
  if (typeof value === "function") return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsFunction);
}
