import type { FeatureValue } from "../features/types";
import type { FeatureSummary } from "../models/types";
import { cleanText } from "./cleanText";
import { labelOf, lookupFor } from "./describeFeature";
import { describeList } from "./describeList";
import { decide } from "./effort";
import { own } from "./fillTemplate";
import { formatValue, isMissing } from "./formatValue";
import type { PlaybookAction } from "./options";
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
  const asked = askSteps(settings, headline);
  const first = actions.length > 0 ? [...actions, ...asked] : defaultSteps(settings, headline, asked);
  return [...first, ...reachSteps(settings)].slice(0, settings.policy.maximumSteps);
}

function stepOf(
  settings: Settings,
  action: PlaybookAction,
  headline: Headline,
  reasons: readonly Reason[],
): NextStep | null {
  const { status = "scored", bucket, outlook, reasonFor, reasonAgainst, missing } = action.when ?? {};
  const features = [reasonFor, reasonAgainst, missing].filter((name) => name !== undefined);
  const applies =
    status === headline.status &&
    (bucket === undefined || [bucket].flat().includes(headline.bucket ?? "")) &&
    (outlook === undefined || (headline.outlook !== null && [outlook].flat().includes(headline.outlook))) &&
    (reasonFor === undefined || reasons.some((one) => isAbout(one, reasonFor) && one.contribution > 0)) &&
    (reasonAgainst === undefined ||
      reasons.some((one) => isAbout(one, reasonAgainst) && one.contribution < 0)) &&
    (missing === undefined || isUnknown(settings, missing)) &&
    features.every(settings.isVisible);
  if (!applies) return null;
  const feature = features[0] === undefined ? undefined : settings.feature(features[0]);
  const value = feature === undefined ? null : knownValue(settings, feature);
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

const knownValue = (settings: Settings, feature: FeatureSummary) =>
  own(settings.explanation.values, feature.name) ?? null;

function isUnknown(settings: Settings, name: string): boolean {
  const feature = settings.feature(name);
  return feature !== undefined && isMissing(knownValue(settings, feature));
}

/** A suggestion of the library, and what to fill in where that is worth the work. */
function defaultSteps(settings: Settings, headline: Headline, asked: readonly NextStep[]): NextStep[] {
  const { result } = settings.explanation;
  const step = (
    key: WordKey,
    parts: Readonly<Record<string, string>> = {},
    features: readonly string[] = [],
  ) => [{ text: settings.voice.say(key, parts), kind: "default" as const, features }];
  if (result.status === "disqualified") return step("nextDisqualified");
  if (result.status === "rejected") {
    const feature = result.feature === null ? undefined : settings.feature(result.feature);
    if (feature === undefined || !settings.isVisible(feature.name)) return [];
    return step("nextRejected", { label: labelOf(feature) }, [feature.name]);
  }
  const missing = asked.length > 0 ? asked : missingStep(settings, settings.explanation.features, "fillIn");
  const key = result.status === "scored" ? suggestionOf(headline) : null;
  if (key === null) return [...missing];
  const isLow = key === "nextLow" || key === "nextNone";
  // a low score may be due to what is missing; one that is not deserves no work
  if (isLow && headline.lowConfidence && missing.length > 0) return [...missing];
  return [...step(key), ...(isLow ? asked : missing)];
}

const BY_EFFORT = ["nextNone", "nextLow", "nextMedium", "nextHigh"] as const;

/** The step that the decision comes to: a good probability in a low bucket has its turn after better buckets. */
function suggestionOf({ bucket, outlook, topShare }: Headline): WordKey | null {
  const { effort, bucketIs } = decide(bucket, outlook, topShare);
  if (effort === null) return null;
  return bucketIs === "lower" ? "nextLater" : BY_EFFORT[effort];
}

/** What to ask for: those of the features that the host lists that have no value. */
function askSteps(settings: Settings, { status }: Headline): NextStep[] {
  if (status === "disqualified" || status === "rejected") return [];
  const listed = (settings.options.ask ?? [])
    .map(settings.feature)
    .filter((feature) => feature !== undefined);
  return missingStep(settings, listed, "ask");
}

function missingStep(settings: Settings, of: readonly FeatureSummary[], key: "ask" | "fillIn"): NextStep[] {
  const features = of.filter(({ name }) => settings.isVisible(name) && isUnknown(settings, name));
  if (features.length === 0) return [];
  const list = describeList(settings, features.map(labelOf), features.length);
  return [
    { text: settings.voice.say(key, { list }), kind: "ask", features: features.map(({ name }) => name) },
  ];
}

function reachSteps(settings: Settings): NextStep[] {
  const { voice, options, explanation } = settings;
  const reach = options.reach ?? null;
  if (reach === null || reach.changes.length === 0 || explanation.result.status !== "scored") return [];
  const changes = reach.changes.flatMap(({ feature: name, to }) => {
    const feature = settings.feature(name);
    // half of what is needed would not reach it, so one change that may not be told hides all
    if (feature === undefined || !settings.isVisible(name)) return [null];
    const from = knownValue(settings, feature);
    const parts = {
      label: labelOf(feature),
      from: formatValue(voice, feature, from),
      to: formatValue(voice, feature, to),
    };
    // a change that rounding hides is as good as none
    return parts.from === parts.to ? [] : [{ name, text: voice.say("change", parts) }];
  });
  const told = changes.filter((change) => change !== null);
  if (told.length === 0 || told.length < changes.length) return [];
  const parts = { bucket: cleanText(reach.bucket), changes: voice.list(told.map((change) => change.text)) };
  return [{ text: voice.say("reach", parts), kind: "reach", features: told.map((change) => change.name) }];
}
