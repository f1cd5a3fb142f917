import { binText, type LearnedBin } from "../../core/bin";
import { reject } from "../../core/checks";
import type { FeatureSummary } from "../../models/types";
import { sumOf } from "../counts/counts";
import type { ScorecardFit, ScorecardReport } from "./types";

/** One line of a printed scorecard; numbers are rounded to four decimals. */
export interface ScorecardLine {
  /** The label of the feature; `base points` in the first line. */
  readonly feature: string;
  /** What the bin holds, in words; empty in the first line. */
  readonly bin: string;
  /** Records of the bin, by weight. */
  readonly records: number;
  /** Share of all records. */
  readonly share: number;
  /** events / records; NaN without records. */
  readonly eventRate: number;
  readonly weightOfEvidence: number;
  readonly informationValue: number;
  readonly points: number;
}

/**
 * A scorecard to print, as `console.table` or a spreadsheet shows it: what every record starts with, then a line per
 * bin, the most informative feature first. The exact numbers are in the report. O(bins).
 *
 * @param fit - what `fitScorecard` returned
 * @returns the lines
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { categorical, featureSet, fitScorecard, scorecardTable } from "salience";
 * interface Lead { source: string; won: boolean }
 * const features = featureSet<Lead>()({ source: categorical("source", { label: "lead source" }) });
 * const leads = Array.from({ length: 200 }, (_, i): Lead => ({ source: i < 100 ? "fair" : "web", won: i % 100 < (i < 100 ? 40 : 10) }));
 * const lines = scorecardTable(fitScorecard(leads, { features, outcome: (lead) => lead.won, penalty: "none" }));
 * lines.map(({ feature, bin, points }) => `${feature} ${bin}: ${points}`);
 * // => ["base points : 421", "lead source web: -79", "lead source fair: 50", "lead source other levels: 0", "lead source missing: 0"]
 * ```
 */
export function scorecardTable(fit: ScorecardFit): ScorecardLine[] {
  if (fit?.model?.kind !== "additive" || !Array.isArray(fit.report?.features)) {
    reject("scorecardTable", "what fitScorecard returned", fit);
  }
  const { model, report }: ScorecardFit = fit;
  const summaries = new Map(model.features.map((summary) => [summary.name, summary]));
  return [
    { feature: "base points", bin: "", ...wholeOf(report), points: report.scale.basePoints },
    ...report.features.flatMap(({ name, label, bins }) =>
      bins.map((bin) => ({
        feature: label,
        bin: contentText(bin.bin, summaries.get(name)),
        records: rounded(bin.events + bin.nonEvents),
        share: rounded(bin.share),
        eventRate: rounded(bin.eventRate),
        weightOfEvidence: rounded(bin.weightOfEvidence),
        informationValue: rounded(bin.informationValue),
        points: bin.points,
      })),
    ),
  ];
}

/** All records together. */
function wholeOf({ features: [first], ...report }: ScorecardReport) {
  const bins = first?.bins ?? [{ events: report.events, nonEvents: report.rows.used - report.events }];
  const [events, nonEvents] = [sumOf(bins, "events"), sumOf(bins, "nonEvents")];
  const records = events + nonEvents;
  const nothing = { weightOfEvidence: 0, informationValue: 0 };
  return { records: rounded(records), share: 1, eventRate: rounded(events / records), ...nothing };
}

function contentText(bin: LearnedBin, summary: FeatureSummary | undefined): string {
  if (!("from" in bin)) return binText(bin);
  if (summary?.type === "flag") return bin.from === null ? "no" : "yes";
  const short = (end: number | null) => (end === null ? null : Number(end.toPrecision(6)));
  return binText({ from: short(bin.from), to: short(bin.to) });
}

function rounded(value: number): number {
  return Number(value.toFixed(4)) + 0; // −0 + 0 is 0
}
