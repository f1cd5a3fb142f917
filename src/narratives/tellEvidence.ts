import type { FeatureSummary } from "../models/types";
import { cellText } from "./cellText";
import { fillPhrase, labelOf } from "./describeFeature";
import { own } from "./fillTemplate";
import { type Past, pastOf } from "./historyOf";
import type { Reason } from "./reasons";
import type { Settings } from "./settings";
import type { HistoryEvidence } from "./types";

/** How records like this one converted, for each told reason whose history is clear and agrees with it. */
export function tellEvidence(settings: Settings, reasons: readonly Reason[]): HistoryEvidence[] {
  const evidence: HistoryEvidence[] = [];
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

function lineOf(settings: Settings, feature: FeatureSummary, one: Case): HistoryEvidence | null {
  const { voice, history } = settings;
  if (history === null) return null;
  const { rows, events } = one.past.cell;
  const rate = events / rows;
  const overall = { rows: history.rows, events: history.events, rate: history.events / history.rows };
  if (Math.abs(rate - overall.rate) < settings.policy.minimumDifference * overall.rate) return null;
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

const NEGATIVE = /^(no|not|do not|don't|never|without|kein|keine|nicht|nie|ohne)\b/i;

function groupOf(settings: Settings, { feature, value, past }: Case): string {
  const text = cellText(settings.voice, feature, past.cell);
  const phrase = own(settings.options.groups ?? null, feature.name);
  const told = phrase === undefined ? null : fillPhrase(settings, phrase, feature, value, null, text);
  if (told !== null) return told;
  const label = labelOf(feature);
  if ("missing" in past.cell) return settings.voice.say("groupMissing", { label });
  if (feature.type === "flag" && !NEGATIVE.test(label)) {
    return settings.voice.say(value === 0 ? "groupNo" : "groupYes", { label });
  }
  // "with do not email “no”": the words without a second negation
  if (feature.type !== "number") return settings.voice.say("groupLevel", { label, value: text });
  const counted = feature.phrase?.startsWith("{value} ") ?? false;
  const phrased = counted ? fillPhrase(settings, feature.phrase ?? "", feature, value, null, text) : null;
  if (phrased !== null) return settings.voice.say("groupPhrase", { text: phrased });
  return settings.voice.say("groupNumber", { label, value: text });
}
