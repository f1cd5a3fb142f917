import { type Feature, type FeatureSet, featureSet } from "../../src/features/index";
import {
  type AdditiveModel,
  createScorer,
  type FeatureSummary,
  type Scorer,
  sealModel,
  type Term,
} from "../../src/models/index";

/** A record whose keys are the features of a model. */
export type Values = Readonly<Record<string, unknown>>;

/** What a model knows of a feature. */
export function summary(
  name: string,
  type: FeatureSummary["type"] = "number",
  more: Partial<FeatureSummary> = {},
): FeatureSummary {
  const levels = type === "ordinal" ? ["low", "mid", "high"] : null;
  const plain = { unit: null, source: null, visibility: "public", phrase: null, transform: null } as const;
  return { name, type, label: name, levels, reference: null, ...plain, ...more };
}

type Parts = Partial<Omit<AdditiveModel, "terms">> & {
  readonly terms?: readonly (Partial<Term> & Pick<Term, "kind">)[];
};

/** A sealed model of the given parts, with ids, labels and nothing else where none are said. */
export function modelOf(parts: Parts): AdditiveModel {
  const terms = (parts.terms ?? []).map(
    (term, i) => ({ id: `term ${i}`, label: `term ${i}`, group: null, reference: 0, ...term }) as Term,
  );
  return sealModel({
    kind: "additive",
    formatVersion: 1,
    link: "identity",
    intercept: 0,
    groups: [],
    gates: [],
    calibration: null,
    features: [summary("x"), summary("c", "category"), summary("f", "flag"), summary("o", "ordinal")],
    coverageFloor: 0,
    lowConfidenceBelow: 0,
    provenance: {
      method: "test",
      rows: null,
      events: null,
      from: null,
      to: null,
      libraryVersion: "0.1.0",
      edits: [],
      contentHash: "",
    },
    ...parts,
    terms,
  });
}

/** Features that read a record's values as they are, on the scale of the model. */
export function featuresOf({ features }: AdditiveModel): FeatureSet<Values> {
  const read = ({ name, type, transform, levels }: FeatureSummary): Feature<Values> => ({
    ...{ type, transform, levels, label: null, unit: null, source: null, phrase: null, clip: null },
    limits: null,
    readNamed: null,
    original: null,
    visibility: "public",
    needsAsOf: false,
    key: null,
    parse: null,
    definition: null,
    read: (row) => {
      const value = Object.hasOwn(row, name) ? row[name] : null;
      return (value ?? (type === "category" ? null : Number.NaN)) as number | string | null;
    },
  });
  return featureSet<Values>()(Object.fromEntries(features.map((one) => [one.name, read(one)])));
}

/** A scorer of a model for records of its feature values. */
export const scorerOf = (model: AdditiveModel): Scorer<Values> => createScorer(model, featuresOf(model));

/** The margins of records. */
export const marginsOf = (model: AdditiveModel, rows: readonly Values[]): number[] =>
  Array.from(scorerOf(model).explainAll(rows).margin);
