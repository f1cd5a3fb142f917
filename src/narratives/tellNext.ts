import type { FeatureSummary } from "../models/types";
import type { FeatureValue } from "../features/types";
import { describeList } from "./describeList";
import { labelOf, lookupFor } from "./describeFeature";
import { own } from "./fillTemplate";
import { formatValue, isMissing } from "./formatValue";
import type { Action } from "./options";
import type { Reason } from "./reasons";
import type { Settings } from "./settings";
import type { Headline, NextStep } from "./types";
import type { WordKey } from "./voice";

/**
 * What to do: the host's actions that apply; where none does, a suggestion of the library; then what to ask for,
 * and what would reach another bucket.
 */
export function tellNext(settings: Settings, headline: Headline, reasons: readonly Reason[]): NextStep[] {
  const actions = (settings.options.actions ?? [])
    .map((action) => stepOf(settings, action, headline, reasons))
    .filter((step) => step !== null);
  const first = actions.length > 0 ? actions : defaultSteps(settings, headline);
  return [...first, ...askSteps(settings, headline, actions.length > 0), ...reachSteps(settings)].slice(
    0,
    settings.policy.maximumSteps,
  );
}

function stepOf(
  settings: Settings,
  action: Action,
  headline: Headline,
  reasons: readonly Reason[],
): NextStep | null {
  const { status = "scored", bucket, outlook, signal, against, missing } = action.when ?? {};
  const features = [signal, against, missing].filter((name) => name !== undefined);
  const applies =
    status === headline.status &&
    (bucket === undefined || [bucket].flat().includes(headline.bucket ?? "")) &&
    (outlook === undefined || (headline.outlook !== null && [outlook].flat().includes(headline.outlook))) &&
    (signal === undefined || reasons.some((one) => isAbout(one, signal) && one.contribution > 0)) &&
    (against === undefined || reasons.some((one) => isAbout(one, against) && one.contribution < 0)) &&
    (missing === undefined || isUnknown(settings, missing)) &&
    features.every(settings.isVisible);
  if (!applies) return null;
  const feature = features[0] === undefined ? undefined : settings.feature(features[0]);
  const value = feature === undefined ? null : valueOf(settings, feature);
  const write = (one: FeatureValue) =>
    feature === undefined || isMissing(one) ? null : formatValue(settings.voice, feature, one);
  const usual = reasons.find((one) => one.feature === feature)?.usual ?? null;
  for (const template of [action.text].flat()) {
    const lookup = lookupFor(settings, write(value), () => write(usual));
    const text = settings.voice.fill(template, lookup, typeof value === "number" ? value : Number.NaN);
    if (text !== null) return { text, kind: "action", features };
  }
  return null;
}

const isAbout = (reason: Reason, feature: string) => reason.tellable && reason.feature?.name === feature;

const valueOf = (settings: Settings, feature: FeatureSummary) =>
  own(settings.explanation.values, feature.name) ?? null;

function isUnknown(settings: Settings, name: string): boolean {
  const feature = settings.feature(name);
  return feature !== undefined && isMissing(valueOf(settings, feature));
}

function defaultSteps(settings: Settings, headline: Headline): NextStep[] {
  const { result } = settings.explanation;
  const step = (key: WordKey, parts: Readonly<Record<string, string>> = {}, features: readonly string[] = []) => [
    { text: settings.voice.say(key, parts), kind: "default" as const, features },
  ];
  if (result.status === "disqualified") return step("nextDisqualified");
  if (result.status === "rejected") {
    const feature = settings.feature(result.feature);
    if (feature === undefined || !settings.isVisible(result.feature)) return [];
    return step("nextRejected", { label: labelOf(feature) }, [feature.name]);
  }
  const key = result.status === "scored" ? effortOf(headline) : null;
  return key === null ? [] : step(key);
}

/** How much work a record deserves: by its bucket if that is one of A to D, else by its outlook or place. */
function effortOf({ bucket, outlook, topShare }: Headline): WordKey | null {
  const byBucket = { A: "nextHigh", B: "nextMedium", C: "nextLow", D: "nextNone" } as const;
  const byOutlook = {
    veryLikely: "nextHigh",
    likely: "nextHigh",
    aboveAverage: "nextMedium",
    even: "nextMedium",
    unlikely: "nextLow",
    veryUnlikely: "nextNone",
  } as const;
  const known = own(byBucket, bucket ?? "");
  if (known !== undefined) return known;
  if (outlook !== null) return byOutlook[outlook];
  return topShare !== null && topShare <= 0.1 ? "nextHigh" : null;
}

/** What to ask for: the features that the host lists, or all where nothing better is known to do. */
function askSteps(settings: Settings, { status }: Headline, hasActions: boolean): NextStep[] {
  const { ask } = settings.options;
  if (status === "disqualified" || status === "rejected" || (ask === undefined && hasActions)) return [];
  const features = (ask?.map(settings.feature) ?? settings.explanation.features).filter(
    (feature): feature is FeatureSummary =>
      feature !== undefined && settings.isVisible(feature.name) && isUnknown(settings, feature.name),
  );
  if (features.length === 0) return [];
  const list = describeList(settings, features.map(labelOf), features.length);
  const text = settings.voice.say(ask === undefined ? "fillIn" : "ask", { list });
  return [{ text, kind: "ask", features: features.map((feature) => feature.name) }];
}

function reachSteps(settings: Settings): NextStep[] {
  const { voice, options, explanation } = settings;
  const reach = options.reach ?? null;
  if (reach === null || reach.changes.length === 0 || explanation.result.status !== "scored") return [];
  const changes = reach.changes.map(({ feature: name, to }) => {
    const feature = settings.feature(name);
    if (feature === undefined || !settings.isVisible(name)) return null;
    const from = formatValue(voice, feature, valueOf(settings, feature));
    return voice.say("change", { label: labelOf(feature), from, to: formatValue(voice, feature, to) });
  });
  const told = changes.filter((change) => change !== null);
  // half of what is needed would not reach it
  if (told.length < changes.length) return [];
  const text = voice.say("reach", { bucket: options.reach?.bucket ?? "", changes: voice.list(told) });
  return [{ text, kind: "reach", features: reach.changes.map((change) => change.feature) }];
}
