import { escapeMarkdown } from "../../core/escapeMarkdown";
import type { ReportedGroup, SmallGroup } from "../../metrics/groupReport";
import type { AdditiveModel } from "../../models/types";
import type { ValidationRun } from "./crossValidationTypes";
import { estimateCells, markdownTable, number3 } from "./markdown";
import type { ModelCardOptions } from "./modelCardOptions";
import type { ModelPerformance } from "./performance";

/**
 * How the model does on records that it had not seen, by time first.
 *
 * @param options - the validation
 * @returns Markdown
 */
export function performanceSection({ validation }: ModelCardOptions): string {
  if (validation === undefined)
    return "## Performance\n\nOn new records: not known: no validation was given.";
  const { run, timeSplit, summary } = validation;
  const runs = timeSplit === null || timeSplit === run ? [run] : [timeSplit, run];
  return ["## Performance", escapeMarkdown(summary), ...runs.map(runTable)].join("\n\n");
}

const TITLES = { time: "By time", stratified: "At random", grouped: "By group" } as const;

function runTable({ scheme, pooled, folds }: ValidationRun): string {
  const areas = folds.map(({ rocAuc }) => rocAuc.value).filter((value) => !Number.isNaN(value));
  const spread = areas.length === 0 ? "" : `\n\nROC AUC of the parts: ${areas.map(number3).join(", ")}.`;
  const heading = `### ${TITLES[scheme]}: ${pooled.records} records, ${pooled.events} events`;
  return `${heading}\n\n${markdownTable(["measure", "value", "interval"], measures(pooled))}${spread}`;
}

function measures(pooled: ModelPerformance): string[][] {
  const { calibrationError } = pooled;
  const plain = (value: number): [string, string] => [number3(value), "–"];
  const rows: [string, [string, string]][] = [
    ["ROC AUC", estimateCells(pooled.rocAuc)],
    ["average precision", plain(pooled.averagePrecision)],
    ["conversions in the best-scored 35 %", estimateCells(pooled.topShareCapture)],
    ["log loss", estimateCells(pooled.logLoss)],
    ["Brier score", estimateCells(pooled.brierScore)],
    ["event rate", estimateCells(pooled.eventRate)],
    ["mean prediction", plain(pooled.meanPrediction)],
    ["calibration slope", plain(pooled.calibrationSlope)],
    ...(calibrationError === null
      ? []
      : ([["calibration error", estimateCells(calibrationError)]] as [string, [string, string]][])),
  ];
  return rows.map(([name, cells]) => [name, ...cells]);
}

/**
 * What the gate and the search for leaks said.
 *
 * @param options - the reports
 * @returns Markdown, empty without any
 */
export function checksSection({ decision, leakage }: ModelCardOptions): string {
  const parts: string[] = [];
  if (decision !== undefined) {
    const rows = decision.checks.map((check) => [
      escapeMarkdown(check.code.replaceAll("_", " ")),
      check.status.replaceAll("_", " "),
      ...estimateCells(check),
      escapeMarkdown(check.message),
    ]);
    parts.push(
      escapeMarkdown(decision.summary),
      markdownTable(["check", "status", "value", "interval", "meaning"], rows),
    );
  }
  if (leakage !== undefined) {
    const findings = leakage.findings.map(
      ({ severity, message }) => `- ${severity}: ${escapeMarkdown(message)}`,
    );
    parts.push(
      `Search for leaks: ${escapeMarkdown(leakage.summary)}`,
      ...(findings.length === 0 ? [] : [findings.join("\n")]),
    );
  }
  return parts.length === 0 ? "" : ["## Checks", ...parts].join("\n\n");
}

/**
 * Rates by group, without a verdict.
 *
 * @param options - the reports
 * @returns Markdown
 */
export function groupsSection({ groups = {} }: ModelCardOptions): string {
  const names = Object.keys(groups);
  if (names.length === 0) return "## Groups\n\nNot looked at: no report by group was given.";
  const header = [
    "group",
    "records",
    "event rate",
    "selected",
    "found",
    "selected in vain",
    "event rate − mean prediction",
  ];
  const tables = names.map((name) => {
    const rows = (groups[name]?.groups ?? []).map(groupRow);
    return `### ${escapeMarkdown(name)}\n\n${markdownTable(header, rows)}`;
  });
  const note =
    "Found: share of the events that were selected. Selected in vain: share of the non-events that were. With 95 % intervals as the report was made; whether a difference is justified is not in the data.";
  return ["## Groups", ...tables, note].join("\n\n");
}

function groupRow(group: ReportedGroup | SmallGroup): string[] {
  const name = group.group === null ? "(none)" : escapeMarkdown(String(group.group));
  if (group.status === "not_enough_data") {
    return [name, String(group.count), "not enough data", "–", "–", "–", "–"];
  }
  const cell = (estimate: Parameters<typeof estimateCells>[0]) => {
    const [value, interval] = estimateCells(estimate);
    return `${value} (${interval})`;
  };
  return [
    name,
    String(group.count),
    cell(group.eventRate),
    cell(group.selectionRate),
    cell(group.truePositiveRate),
    cell(group.falsePositiveRate),
    cell(group.calibrationGap),
  ];
}

/**
 * What users should know: the limits given, and those that follow from what is known.
 *
 * @param model - the model
 * @param options - limits and reports
 * @returns Markdown
 */
export function limitsSection(model: AdditiveModel, options: ModelCardOptions): string {
  const { validation, leakage, sufficiency, groups } = options;
  const protectedNames = model.features
    .filter(({ visibility }) => visibility === "protected")
    .map(({ label }) => label);
  const limits = [
    ...(options.limits ?? []),
    ...(model.coverageFloor > 0
      ? [
          `Records with less than ${(100 * model.coverageFloor).toFixed(0)} % of the features filled get no score.`,
        ]
      : []),
    ...(validation !== undefined && validation.timeSplit === null
      ? ["Tested without dates: nothing is known of how it does on later records."]
      : []),
    ...(leakage !== undefined && leakage.suspects.length > 0
      ? [`Features that may know the outcome: ${leakage.suspects.join(", ")}.`]
      : []),
    ...(sufficiency?.next ?? []).map((next) => `To improve it: ${next}.`),
    ...(protectedNames.length > 0 ? [`Reads protected attributes: ${protectedNames.join(", ")}.`] : []),
    ...(groups === undefined ? ["Not tested by group."] : []),
    "It describes the past it was learned from: what helped then need not be what causes an event.",
  ];
  return `## Limits\n\n${limits.map((limit) => `- ${escapeMarkdown(limit)}`).join("\n")}`;
}
