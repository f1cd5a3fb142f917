import type { HistoryCell, RangeCell } from "../models/history";
import type { FeatureSummary } from "../models/types";
import { fillPhrase, labelOf } from "./describeFeature";
import { own } from "./fillTemplate";
import { formatValue } from "./formatValue";
import { inRange, type Past, pastOf } from "./historyOf";
import type { Reason } from "./reasons";
import type { Settings } from "./settings";
import type { Evidence } from "./types";

/** How records like this one converted, for each told reason whose history is clear and agrees with it. */
export function tellEvidence(settings: Settings, reasons: readonly Reason[]): Evidence[] {
  const evidence: Evidence[] = [];
  for (const { feature, value, contribution } of reasons) {
    if (evidence.length >= settings.policy.maximumEvidence) break;
    const past = feature === null ? null : pastOf(settings, feature, value);
    if (feature === null || past === null || past.direction * contribution <= 0) continue;
    const line = lineOf(settings, feature, { feature, value, past });
    if (line !== null) evidence.push(line);
  }
  return evidence;
}

interface Case {
  readonly feature: FeatureSummary;
  readonly value: number | string | null;
  readonly past: Past;
}

function lineOf(settings: Settings, feature: FeatureSummary, one: Case): Evidence | null {
  const { voice, history } = settings;
  if (history === null) return null;
  const { rows, events } = one.past.cell;
  const rate = events / rows;
  const overall = { rows: history.rows, events: history.events, rate: history.events / history.rows };
  // 6.4% against 6.1% needs a decimal; what is still equal then is not worth a line
  const digits = [0, 1].find((count) => voice.percent(rate, count) !== voice.percent(overall.rate, count));
  if (digits === undefined) return null;
  const text = voice.say("evidence", {
    rate: voice.percent(rate, digits),
    rows: voice.number(rows),
    group: groupOf(settings, one),
    overall: voice.percent(overall.rate, digits),
  });
  return { text, feature: feature.name, rows, events, rate, overall };
}

function groupOf(settings: Settings, { feature, value, past }: Case): string {
  const text = cellText(settings, feature, past.cell);
  const phrase = own(settings.options.groups ?? null, feature.name);
  const told = phrase === undefined ? null : fillPhrase(settings, phrase, feature, value, null, text);
  if (told !== null) return told;
  const label = labelOf(feature);
  if ("missing" in past.cell) return settings.voice.say("groupMissing", { label });
  if (feature.type === "flag") return settings.voice.say(value === 0 ? "groupNo" : "groupYes", { label });
  if (feature.type !== "number") return settings.voice.say("groupLevel", { label, value: text });
  const counted = feature.phrase?.startsWith("{value} ") ?? false;
  const phrased = counted ? fillPhrase(settings, feature.phrase ?? "", feature, value, null, text) : null;
  if (phrased !== null) return settings.voice.say("groupPhrase", { text: phrased });
  return settings.voice.say("groupNumber", { label, value: text });
}

function cellText(settings: Settings, feature: FeatureSummary, cell: HistoryCell): string {
  const { voice } = settings;
  if ("missing" in cell) return voice.say("notKnown");
  if ("level" in cell) return formatValue(voice, { ...feature, type: "category" }, cell.level);
  const write = (value: number) => formatValue(voice, feature, value);
  if (feature.type !== "number") {
    const ranks = (feature.type === "flag" ? [0, 1] : (feature.levels ?? []).map((_, i) => i)).filter(
      (rank) => inRange(cell, rank),
    );
    return rangeText(settings, ranks[0] ?? null, ranks.at(-1) ?? null, write);
  }
  const whole = feature.reference?.kind === "number" && feature.reference.integer;
  return whole ? wholeText(settings, cell, write) : openText(settings, cell, write);
}

/** [3, 6) of whole numbers is "3 to 5". */
function wholeText(settings: Settings, { from, to }: RangeCell, write: (value: number) => string): string {
  const first = from === null ? null : Math.ceil(from);
  const last = to === null ? null : Math.ceil(to) - 1;
  return rangeText(settings, first, last, write);
}

function openText(settings: Settings, { from, to }: RangeCell, write: (value: number) => string): string {
  if (from === null && to !== null) return settings.voice.say("below", { value: write(to) });
  return rangeText(settings, from, to, write);
}

function rangeText(
  { voice }: Settings,
  from: number | null,
  to: number | null,
  write: (value: number) => string,
): string {
  const first = from === null || from === Number.NEGATIVE_INFINITY ? null : write(from);
  const last = to === null || to === Number.POSITIVE_INFINITY ? null : write(to);
  if (first === null) return last === null ? voice.say("notKnown") : voice.say("atMost", { value: last });
  if (last === null) return voice.say("atLeast", { value: first });
  return first === last ? first : voice.say("range", { from: first, to: last });
}
