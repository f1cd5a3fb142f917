import { reject } from "../../core/checks";
import type { FeatureSet } from "../../features/featureSet";
import type { AdditiveModel, Term } from "../../models/types";
import type { EventFeature } from "./events/eventFeature";
import { joinEvents } from "./events/joinEvents";
import type { FeatureSql } from "./extractors/types";
import { definitionOf, featureSql, isEventDefinition } from "./featureSql";
import { caseOf, hint } from "./format";
import { createInputs, type Inputs } from "./inputs";
import type { Column, Layers } from "./layers";
import { isInfinite } from "./numbers";
import { quoteName, type Settings } from "./settings";
import type { FeatureOf, SqlFeature } from "./sqlFeature";
import { usedTexts } from "./usedTexts";

/** The features of the records as columns. */
export interface Extracted {
  readonly keys: readonly Column[];
  readonly featureOf: FeatureOf;
  /** Whether the database calculates margins with the same bits as the scorer. */
  readonly exact: boolean;
}

/**
 * Defines a column per feature, and the column `rejection`: the name of the first feature that could not be read, an
 * empty text where the record's own instant could not, NULL for all other records.
 */
export function extractFeatures<Row>(
  settings: Settings,
  layers: Layers,
  model: AdditiveModel,
  features: FeatureSet<Row>,
): Extracted {
  const { dialect } = settings;
  const inputs = createInputs(dialect, layers, settings.columns, "columns");
  layers.begin("salience_instants");
  const keys = settings.key.map((key) => layers.source(hint(key), `t.${quoteName(dialect, "key", key)}`));
  const asOf = readAsOf(settings, inputs, features);
  const definitions = model.features.map(({ name }, i) => ({
    name,
    hint: `${i + 1}${hint(name)}`,
    definition: definitionOf(name, features),
  }));
  const ofEvents = definitions.filter((one): one is EventFeature => isEventDefinition(one.definition));
  const extracted = new Map<string, FeatureSql>(joinEvents(settings, { layers, keys, asOf }, ofEvents));
  layers.begin("salience_inputs");
  for (const { name, hint, definition } of definitions) {
    if (isEventDefinition(definition)) continue;
    const texts = usedTexts(model, name);
    const extraction = { dialect, layers, inputs, feature: name, hint, texts, asOf: asOf.sql };
    extracted.set(name, featureSql(extraction, definition));
  }
  layers.begin("salience_features");
  const columns = new Map<string, SqlFeature>();
  for (const [i, summary] of model.features.entries()) {
    const { value, beforeLog, hasText } = extracted.get(summary.name) as FeatureSql;
    const { sql } = layers.define(`f${i + 1}${hint(summary.name)}`, value);
    columns.set(summary.name, { summary, sql, beforeLog: beforeLog?.sql ?? null, hasText });
  }
  layers.define("rejection", rejectionSql(settings, extracted, asOf.column));
  return {
    keys,
    featureOf: (name) => columns.get(name) as SqlFeature,
    exact: !model.terms.some((term) => scaledFeatures(term).some((name) => !extracted.get(name)?.exact)),
  };
}

interface Instant {
  /** Milliseconds: a literal or a column. */
  readonly sql: string;
  readonly column: Column | null;
}

function readAsOf<Row>({ asOf, dialect }: Settings, inputs: Inputs, features: FeatureSet<Row>): Instant {
  const needy = features.names.find((name) => features.features[name]?.needsAsOf);
  if (asOf === null) {
    if (needy !== undefined)
      reject("toSql", `asOf, which feature "${needy}" needs`, undefined, "missing_as_of");
    return { sql: dialect.number(0), column: null };
  }
  if (typeof asOf === "number") return { sql: dialect.number(asOf), column: null };
  const { time } = inputs.instant("asOf", asOf.column);
  return { sql: time.sql, column: time };
}

/** The features whose values a term multiplies, so that their rounding becomes that of the margin. */
function scaledFeatures(term: Term): readonly string[] {
  if (term.kind === "linear" || term.kind === "piecewise") return [term.feature];
  return term.kind === "condition" && term.times !== null ? [term.times] : [];
}

/** The first feature, in the order in which the scorer reads them, that could not be read. */
function rejectionSql(
  { dialect }: Settings,
  extracted: ReadonlyMap<string, FeatureSql>,
  instant: Column | null,
): string {
  const branches: [string, string][] = [];
  if (instant !== null)
    branches.push([`${instant.sql} IS NULL OR ${isInfinite(dialect, instant.sql)}`, "''"]);
  for (const name of [...extracted.keys()].sort()) {
    const { rejected } = extracted.get(name) as FeatureSql;
    const test = rejected.length === 1 ? rejected[0] : rejected.map((one) => `(${one})`).join(" OR ");
    if (test !== undefined && test !== "") branches.push([test, dialect.text(name)]);
  }
  return branches.length === 0 ? `CAST(NULL AS ${dialect.textType})` : caseOf(branches, null);
}
