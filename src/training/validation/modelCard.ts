import { checkOptions, reject } from "../../core/checks";
import { escapeMarkdown } from "../../core/escapeMarkdown";
import type { AdditiveModel } from "../../models/types";
import { checkSealed } from "../calibration/calibrationRecords";
import { aboutSection, calibrationSection, featuresSection } from "./cardModel";
import { checksSection, groupsSection, limitsSection, performanceSection } from "./cardTests";
import type { ModelCardOptions } from "./modelCardOptions";

const OPTIONS = [
  "title",
  "purpose",
  "event",
  "data",
  "validation",
  "sufficiency",
  "leakage",
  "decision",
  "groups",
  "limits",
];

/**
 * A model card: what a model is made of, what it was learned from, how well it does and where it does not, as Markdown
 * for people. It lists the features with how far each can move the margin, the calibration, the performance with intervals by time
 * first, the checks, rates by group, and the limits: those given and those that follow from what is known. It gives no
 * verdict on groups; the rates and their intervals are for people to judge. The same arguments give the same text; all
 * text from data is escaped. O(size of the model).
 *
 * @param model - a sealed model
 * @param options - texts and reports
 * @returns Markdown (CommonMark with tables), ending in a line break
 * @throws SalienceError `invalid_model`, `invalid_argument`
 *
 * Source: M. Mitchell, S. Wu, A. Zaldivar and others, Model Cards for Model Reporting, FAT* (2019), for the sections.
 *
 * @example
 * ```ts
 * import { featureSet, modelCard, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits", { label: "visits | month" }) });
 * const model = pointsModel({ features, rules: [{ id: "many", when: { feature: "visits", atLeast: 3 }, points: 10 }] });
 * const card = modelCard(model, { title: "Lead score", purpose: "Orders the call list." });
 * card.split("\n").slice(0, 3); // => ["# Lead score", "", "Orders the call list."]
 * card.includes("| visits \\| month | number |"); // => true
 * card.includes("not known: no validation was given"); // => true
 * ```
 */
export function modelCard(model: AdditiveModel, options: ModelCardOptions = {}): string {
  checkSealed("modelCard", model);
  checkOptions("modelCard", "options", options, OPTIONS);
  for (const name of ["title", "purpose", "event", "data"] as const) {
    const text: unknown = options[name];
    if (text !== undefined && typeof text !== "string") reject("modelCard", `${name} to be text`, text);
  }
  const { limits = [] } = options;
  const isTexts = Array.isArray(limits) && limits.every((limit) => typeof limit === "string");
  if (!isTexts) reject("modelCard", "limits to be a list of texts", limits);
  const { title = "Model card", purpose } = options;
  const sections = [
    `# ${escapeMarkdown(title)}`,
    ...(purpose === undefined ? [] : [escapeMarkdown(purpose)]),
    aboutSection(model, options),
    featuresSection(model),
    calibrationSection(model),
    performanceSection(options),
    checksSection(options),
    groupsSection(options),
    limitsSection(model, options),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}
