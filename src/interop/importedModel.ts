import { POLLUTING_KEYS, reject } from "../core/checks";
import { LIBRARY_VERSION } from "../core/version";
import { type FeatureSet, featureSet } from "../features/featureSet";
import type { Feature } from "../features/types";
import { sealModel } from "../models/sealModel";
import { summarizeFeature } from "../models/summarizeFeature";
import type { AdditiveModel, LevelsTerm, LinearTerm, StepTerm } from "../models/types";

/** A record whose columns are named as in the imported model. */
export type ImportedRow = Readonly<Record<string, unknown>>;

/** A model of another system as an additive model, with features that read its columns by name. */
export interface ImportedModel {
  /** The sealed model. */
  readonly model: AdditiveModel;
  /** Features for records whose keys are the columns of the other system; a feature is named as its column. */
  readonly features: FeatureSet<ImportedRow>;
}

type WithoutNames<T> = T extends unknown ? Omit<T, "id" | "label" | "group" | "reference"> : never;

/** A column of the other system: how it is read, and what it contributes. */
export interface ImportedColumn {
  readonly name: string;
  readonly feature: Feature<ImportedRow>;
  readonly term: WithoutNames<LinearTerm | LevelsTerm | StepTerm>;
}

/**
 * Seals a model with one term for each column. Every record is scored, however little is known of it, as the other
 * system does.
 *
 * @param method - what the provenance says
 * @param link - what the score is
 * @param intercept - the constant of the sum
 * @param columns - the columns, of unique checked names
 * @returns model and features
 */
export function importedModel(
  method: string,
  link: AdditiveModel["link"],
  intercept: number,
  columns: readonly ImportedColumn[],
): ImportedModel {
  const model: AdditiveModel = {
    kind: "additive",
    formatVersion: 1,
    link,
    intercept,
    terms: columns.map(({ name, term }) => ({ ...term, id: name, label: name, group: null, reference: 0 })),
    groups: [],
    gates: [],
    calibration: null,
    features: columns.map(({ name, feature }) => summarizeFeature(name, feature)),
    coverageFloor: 0,
    lowConfidenceBelow: 0,
    provenance: {
      method,
      rows: null,
      events: null,
      from: null,
      to: null,
      libraryVersion: LIBRARY_VERSION,
      edits: [],
      contentHash: "",
    },
  };
  const features = featureSet<ImportedRow>()(
    Object.fromEntries(columns.map(({ name, feature }) => [name, feature])),
  );
  return { model: sealModel(model), features };
}

/** Checks that a value is a list. */
export function checkList(caller: string, name: string, value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : reject(caller, `${name} to be a list`, value);
}

/** Checks the name of a column: text, no key of object internals. */
export function checkColumnName(caller: string, name: string, value: unknown): string {
  if (typeof value === "string" && value !== "" && !POLLUTING_KEYS.includes(value)) return value;
  return reject(caller, `${name} to be the name of a column`, value);
}

/** The value of a key that an object has itself: a variable may be called `toString`. */
export function ownValue<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Checks that no column is there twice. */
export function checkUnique(caller: string, name: string, values: readonly string[]): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) reject(caller, `every ${name} once`, twice);
}

/**
 * The text of a category as `categorical` reads it: without white space around it; null for what is missing there.
 *
 * @param caller - name of the calling function
 * @param name - what the category belongs to
 * @param value - text, a number or a boolean, or null for a missing value
 * @returns the text, or null
 */
export function categoryText(caller: string, name: string, value: unknown): string | null {
  if (value === null) return null;
  if (typeof value === "string") return value.trim() || null;
  if (typeof value === "boolean" || Number.isFinite(value)) return String(value);
  return reject(caller, `categories of ${name} to be text, numbers, booleans or null`, value);
}
