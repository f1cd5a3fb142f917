import { checkOptions, reject } from "../../core/checks";
import { LIBRARY_VERSION } from "../../core/version";
import type { KnownDefinition } from "../../features/definitions";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { checkModel } from "../../models/checkModel";
import { createScorer } from "../../models/createScorer";
import type { AdditiveModel, FeatureSummary } from "../../models/types";
import { checkCharacters } from "./checkCharacters";
import type { FeatureReading } from "./conditionTruth";
import { featureField, fieldsOf, flagValues } from "./featureFields";
import { outputFields } from "./outputFields";
import { numberText, type PmmlExpression } from "./pmmlExpression";
import { type PmmlScope, pmmlScope } from "./pmmlScope";
import { type SumFields, statusFields, sumFields } from "./scoreFields";
import { writeXml, type XmlElement, xml, xmlUnlessEmpty } from "./xml";

/** Options of {@link toPmml}. */
export interface ToPmmlOptions {
  /** The name of the model in the document, `salience` by default. */
  readonly name?: string;
  /**
   * Features that are columns of the data already: the document reads a column of the feature's name and takes its
   * values as they are (transformed, cleaned, a flag as 0 or 1, an ordinal as its rank), with missing ones missing.
   */
  readonly materialised?: readonly string[];
  /** Whether every contribution is an output too, as in an explanation; false by default. */
  readonly explain?: boolean;
}

const CALLER = "toPmml";

/**
 * The model and its features as a PMML 4.4 document: a RegressionModel whose predictors are the terms, which
 * TransformationDictionary and LocalTransformations compute from the columns of the data. It gives what
 * `createScorer` gives, on every engine of PMML 4.4.
 *
 * The predicted value is the sum before gates. The outputs are `margin`, `score`, `probability` (where the model has
 * one), `status`, `coverage`, `lowConfidence`, and with gates `rule` and `reason`; with `explain`, one
 * `contribution:…` for each line of an explanation. Margin, score and probability are missing unless `status` is
 * `scored`. An output whose name is that of a column is called `output:…`.
 *
 * The engine gets typed columns: numbers as double, text as string, a flag without listed values as boolean. Text
 * that is no number in a number column is for the engine to refuse. Extractors over events, dates, job titles and
 * e-mail addresses, and JavaScript functions, cannot be said in PMML: name them in `materialised` and give the engine
 * their values as columns. The text depends on the model and the features only. O(size of the model).
 *
 * @param model - a sealed model that reads at least one column of the data
 * @param features - a feature set with at least the features of the model
 * @param options - `name`, `materialised`, `explain`
 * @returns the document, XML text that ends with a line end
 * @throws SalienceError `invalid_model` for a model that is malformed or changed, `invalid_configuration` for a
 * feature that PMML cannot express or a text with characters that XML 1.0 forbids, `invalid_argument`
 *
 * Source: Data Mining Group, PMML 4.4 (RegressionModel, Transformation Dictionary, Built-in functions, Output).
 *
 * @example
 * ```ts
 * import { featureSet, numeric, pointsModel } from "salience";
 * import { toPmml } from "salience/exporters";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "visited", when: { feature: "visits", above: 0 }, points: 5 }] });
 * const text = toPmml(model, features);
 * text.split("\n")[1]; // => '<PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4">'
 * text.includes('<NumericPredictor name="term:visited" coefficient="1"/>'); // => true
 * ```
 */
export function toPmml<Row>(
  model: AdditiveModel,
  features: FeatureSet<Row>,
  options: ToPmmlOptions = {},
): string {
  checkOptions(CALLER, "options", options, ["name", "materialised", "explain"]);
  const { name = "salience", materialised = [], explain = false } = options;
  if (typeof name !== "string" || name === "") reject(CALLER, "name to be text", name);
  if (typeof explain !== "boolean") reject(CALLER, "explain to be true or false", explain);
  checkModel(CALLER, model);
  createScorer(model, features); // complains if the model was changed, or does not fit the features
  const definitions = definitionsOf(model, features, materialised);
  checkCharacters(CALLER, model, definitions, name);
  const scope = pmmlScope(CALLER, columnNames(definitions));
  const rejects: PmmlExpression[] = [];
  const readings = new Map<string, FeatureReading>();
  for (const summary of model.features) {
    const read = readFeature(scope, summary, definitions.get(summary.name) ?? null);
    if (read.rejects !== null) rejects.push(read.rejects);
    readings.set(summary.name, { field: read.field, summary });
  }
  if (scope.columns().length === 0) {
    reject(CALLER, "a model that reads a column of the data", "none", "invalid_configuration");
  }
  const dictionary = scope.takeDerived();
  const sum = sumFields(scope, model, readings);
  const status = statusFields(scope, model, readings, [...rejects, ...sum.overflows]);
  const output = outputFields(scope, model, sum, status, explain);
  const regression = regressionModel(name, model, scope, sum, output);
  return documentText(model, scope, dictionary, regression);
}

type Definitions = ReadonlyMap<string, KnownDefinition | null>;

/** The definition of each feature of the model, or null where it is a column of the data already. */
function definitionsOf<Row>(
  model: AdditiveModel,
  { features }: FeatureSet<Row>,
  materialised: readonly string[],
): Definitions {
  if (!Array.isArray(materialised)) reject(CALLER, "materialised to be a list of features", materialised);
  for (const name of materialised) {
    if (!model.features.some((feature) => feature.name === name)) {
      reject(CALLER, "materialised to hold features of the model", name);
    }
  }
  return new Map(
    model.features.map(({ name }) => [
      name,
      materialised.includes(name) ? null : expressible(name, features[name] as Feature<Row>),
    ]),
  );
}

const EXPRESSIBLE = ["numeric", "categorical", "flag", "ordinal", "ratio", "expression"];

function expressible<Row>(name: string, { definition }: Feature<Row>): KnownDefinition {
  const wayOut = "PMML cannot express it: materialise it as a column, and name it in the option materialised";
  if (definition === null || !EXPRESSIBLE.includes(definition.extractor)) {
    const received = definition === null ? "a JavaScript function" : definition.extractor;
    reject(
      CALLER,
      `feature "${name}" made of data by ${EXPRESSIBLE.join(", ")} (${wayOut})`,
      received,
      "invalid_configuration",
    );
  }
  const known = definition as unknown as KnownDefinition;
  if (known.extractor === "flag" && flagValues(known) === "mixed") {
    reject(
      CALLER,
      `feature "${name}" with only texts or only numbers as trueValues and falseValues (${wayOut})`,
      "both",
      "invalid_configuration",
    );
  }
  return known;
}

function columnNames(definitions: Definitions): string[] {
  return [...definitions].flatMap(([name, definition]) =>
    definition === null ? [name] : fieldsOf(definition),
  );
}

function readFeature(scope: PmmlScope, { name, type }: FeatureSummary, definition: KnownDefinition | null) {
  const read = featureField(scope, name, definition, type);
  // definitionsOf has refused every extractor that has no field
  return read ?? reject(CALLER, `feature "${name}" to be expressible`, definition, "invalid_configuration");
}

function regressionModel(
  modelName: string,
  model: AdditiveModel,
  scope: PmmlScope,
  sum: SumFields,
  output: readonly XmlElement[],
): XmlElement {
  const mining = scope
    .columns()
    .map(({ name }) =>
      xml("MiningField", { name, usageType: "active", invalidValueTreatment: "returnInvalid" }),
    );
  const predictors = sum.addends.map((name) => xml("NumericPredictor", { name, coefficient: "1" }));
  return xml("RegressionModel", { modelName, functionName: "regression", normalizationMethod: "none" }, [
    xml("MiningSchema", {}, mining),
    xml("Output", {}, output),
    ...xmlUnlessEmpty("LocalTransformations", scope.takeDerived()),
    xml("RegressionTable", { intercept: numberText(model.intercept) }, predictors),
  ]);
}

function documentText(
  model: AdditiveModel,
  scope: PmmlScope,
  dictionary: readonly XmlElement[],
  regression: XmlElement,
): string {
  const { contentHash, method } = model.provenance;
  const columns = scope.columns();
  const root = xml("PMML", { version: "4.4", xmlns: "http://www.dmg.org/PMML-4_4" }, [
    xml("Header", { description: `Additive model, method ${method}` }, [
      xml("Extension", { extender: "salience", name: "contentHash", value: contentHash }),
      xml("Application", { name: "salience", version: LIBRARY_VERSION }),
    ]),
    xml(
      "DataDictionary",
      { numberOfFields: String(columns.length) },
      columns.map(({ element }) => element),
    ),
    ...xmlUnlessEmpty("TransformationDictionary", dictionary),
    regression,
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root)}`;
}
