import { checkOptions, reject } from "../../core/checks";
import { escapeMarkdown } from "../../core/escapeMarkdown";
import type { GroupReport } from "../../metrics/groupReport";
import type { AdditiveModel } from "../../models/types";
import { checkSealed } from "../calibration/calibrationRecords";
import { aboutSection, calibrationSection, featuresSection } from "./cardModel";
import { checksSection, groupsSection, limitsSection, performanceSection } from "./cardTests";
import type { CrossValidation } from "./crossValidate";
import type { DataSufficiency } from "./dataSufficiency";
import type { LeakageReport } from "./leakageReport";
import type { PublishDecision } from "./publishGate";

/** What a model card tells beside the model. What is not given is not told, and named as missing where it matters. */
export interface ModelCardOptions {
  /** The heading, `Model card` by default. */
  readonly title?: string;
  /** What the score is for, and what it is not for. */
  readonly purpose?: string;
  /** What the event is, such as `won within 90 days`. */
  readonly event?: string;
  /** The data in a sentence: which records, which were left out. */
  readonly data?: string;
  /** How the model does on records that it had not seen. */
  readonly validation?: CrossValidation;
  readonly sufficiency?: DataSufficiency;
  readonly leakage?: LeakageReport;
  readonly decision?: PublishDecision;
  /** Rates by group, by what the groups are: `{ region: groupReport(…) }`. */
  readonly groups?: Readonly<Record<string, GroupReport>>;
  /** What users should know, one sentence each. */
  readonly limits?: readonly string[];
}

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
