import { sum } from "../core/numeric";
import { labelOf } from "./describeFeature";
import { describeList } from "./describeList";
import { own } from "./fillTemplate";
import { isMissing } from "./formatValue";
import type { Reason } from "./reasons";
import type { Settings } from "./settings";
import type { NextStep, Remark } from "./types";

/** Closing sentences: which features have no value, and how much of the score the told reasons explain. */
export function tellRemarks(
  settings: Settings,
  reasons: readonly Reason[],
  told: readonly Reason[],
  next: readonly NextStep[],
): Remark[] {
  const { status } = settings.explanation.result;
  const remarks: Remark[] = [];
  if (status === "scored" || status === "insufficient_data") remarks.push(...missingRemark(settings, next));
  if (status === "scored") remarks.push(...restRemark(settings, reasons, told));
  return remarks.map((remark) => ({ ...remark, text: capitalised(remark.text) }));
}

function missingRemark(settings: Settings, next: readonly NextStep[]): Remark[] {
  const { voice, explanation } = settings;
  const missing = explanation.features.filter(({ name }) => isMissing(own(explanation.values, name) ?? null));
  if (missing.length === 0) return [];
  const visible = missing.filter(({ name }) => settings.isVisible(name));
  const count = missing.length;
  const total = explanation.features.length;
  const parts = { count: voice.count(count), total: voice.count(total) };
  const asked = next.filter((step) => step.kind === "ask").flatMap((step) => step.features);
  const text =
    // the next steps name them already, or nothing may be named
    visible.every(({ name }) => asked.includes(name))
      ? voice.say("missing", parts, count)
      : voice.say(
          "missingNamed",
          { ...parts, list: describeList(settings, visible.map(labelOf), count) },
          count,
        );
  return [{ kind: "missing", text, count, total, features: visible.map(({ name }) => name) }];
}

function restRemark(settings: Settings, reasons: readonly Reason[], told: readonly Reason[]): Remark[] {
  const { voice } = settings;
  if (reasons.length === 0) return [{ kind: "nothing", text: voice.say("nothing") }];
  const rest = reasons.filter((reason) => !told.includes(reason));
  if (rest.length === 0) return [];
  const count = rest.filter((reason) => reason.kind !== "cap").length;
  const shownShare = Math.min(1, sum(told.map((reason) => reason.share)));
  const parts = { count: voice.count(count), share: voice.percent(shownShare) };
  const overridden = told[0]?.kind === "override";
  const key = overridden
    ? "restOverride"
    : count === 0
      ? "restLimits"
      : told.length === 0
        ? "restOnly"
        : "rest";
  const text = voice.say(key, parts, count);
  return [{ kind: "rest", text, count, shownShare, contribution: sum(rest.map((one) => one.contribution)) }];
}

function capitalised(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return first.toUpperCase() + text.slice(first.length);
}
