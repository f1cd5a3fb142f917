import { sum } from "../core/numeric";
import type { FeatureValue } from "../features/types";
import type { Contribution } from "../models/resultTypes";
import type { FeatureSummary } from "../models/types";
import { cleanText } from "./cleanText";
import { own } from "./fillTemplate";
import { isMissing } from "./formatValue";
import { pastOf } from "./historyOf";
import { rankOf } from "./rankOf";
import type { Settings } from "./settings";
import type { ToldReason } from "./types";

/** All lines of an explanation about the same feature, or one line about several features or none. */
export interface Reason {
  readonly kind: Contribution["kind"];
  readonly label: string;
  /** The labels of rules about it that applied, in the direction of the contribution. */
  readonly rules: readonly string[];
  /** The feature, where there is one. */
  readonly feature: FeatureSummary | null;
  readonly features: readonly string[];
  readonly value: FeatureValue;
  readonly usual: FeatureValue;
  readonly contribution: number;
  readonly share: number;
  readonly unusual: ToldReason["unusual"];
  /** Whether the policy lets it be told. */
  readonly tellable: boolean;
}

/** The reasons of an explanation, the strongest first; those that add nothing are left out. */
export function reasonsOf(settings: Settings): Reason[] {
  const lines = new Map<string, Contribution[]>();
  settings.explanation.contributions.forEach((line, i) => {
    const single = line.feature !== null && line.kind !== "cap" && line.kind !== "override";
    const key = single ? `feature ${line.feature}` : `line ${i}`;
    lines.set(key, [...(lines.get(key) ?? []), line]);
  });
  const merged = [...lines.values()].map((group) => ({
    group,
    contribution: sum(group.map((line) => line.contribution)),
  }));
  const weight = sum(merged.map((one) => Math.abs(one.contribution)));
  return merged
    .filter((one) => Math.abs(one.contribution) > 1e-9 * weight)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .map((one) => reasonOf(settings, one.group, one.contribution, Math.abs(one.contribution) / weight));
}

function reasonOf(
  settings: Settings,
  group: readonly Contribution[],
  contribution: number,
  share: number,
): Reason {
  const line = group[0] as Contribution;
  const feature = line.feature === null ? null : (settings.feature(line.feature) ?? standIn(line));
  const features = feature === null ? line.features : [feature.name];
  const reason = {
    kind: line.kind,
    label: line.label,
    rules: group.filter((one) => isTellingRule(one, contribution)).map((one) => cleanText(one.label)),
    feature,
    features,
    value: line.value,
    usual: line.referenceValue,
    contribution,
    share,
    unusual: feature === null ? null : unusualOf(feature, line.value),
  };
  // whether a cap took effect is not in the explanation, only that it did so more or less than usual
  if (line.kind === "cap") return { ...reason, tellable: false };
  const visible = features.every(settings.isVisible);
  // a rule that decides alone has to be told, if need be without its name
  if (line.kind === "override") {
    return { ...reason, tellable: true, ...(visible ? {} : { label: "override", features: [] }) };
  }
  return { ...reason, tellable: visible && !isAbsurd(settings, reason) };
}

/** A rule that applied and was given words of its own. */
function isTellingRule({ fired, id, label, contribution }: Contribution, total: number): boolean {
  return fired === true && label !== id && contribution * total > 0;
}

/** What is known of a feature that the explanation does not describe. */
function standIn(line: Contribution): FeatureSummary {
  return {
    name: line.feature ?? line.id,
    type: typeof line.value === "string" ? "category" : "number",
    label: line.label,
    unit: null,
    source: null,
    visibility: "public",
    phrase: null,
    levels: null,
    transform: null,
    reference: null,
  };
}

function unusualOf({ type, reference }: FeatureSummary, value: FeatureValue): ToldReason["unusual"] {
  if (reference === null || isMissing(value) || reference.count === 0) return null;
  if (reference.kind === "number") {
    if (type !== "number" || typeof value !== "number") return null;
    return value > reference.maximum ? "above" : value < reference.minimum ? "below" : null;
  }
  const listed = reference.levels.reduce((total, level) => total + level.count, 0);
  // a shortened list of levels says nothing about the others
  const complete = listed === reference.count;
  return complete && !reference.levels.some((one) => one.level === value) ? "unseen" : null;
}

/** What a reader would not believe, whatever the arithmetic says. */
function isAbsurd(settings: Settings, reason: Omit<Reason, "tellable">): boolean {
  const { policy, explanation } = settings;
  const { feature, features, value, contribution } = reason;
  if (feature === null) {
    // "neither is known" as a plus
    const values = features.map((name) => own(explanation.values, name) ?? null);
    return contribution > 0 && values.length > 0 && values.every(isMissing);
  }
  if (isMissing(value) && contribution > 0) return true;
  if (reason.unusual !== null && policy.unusual === "hide") return true;
  const expected = own(policy.expect, feature.name);
  const side = sideOf(feature, value, reason.usual);
  if (expected !== undefined && side !== 0) {
    if (side * contribution * (expected === "increasing" ? 1 : -1) < 0) return true;
  }
  return (pastOf(settings, feature, value)?.direction ?? 0) * contribution < 0;
}

/** 1 where a number is above what is usual by mean and by median, −1 where it is below both, else 0. */
function sideOf(feature: FeatureSummary, value: FeatureValue, usual: FeatureValue): 1 | 0 | -1 {
  const { reference } = feature;
  const rank = rankOf(feature, value);
  const means = reference?.kind === "number" ? [reference.mean, reference.quantiles[2]] : [];
  const anchors = [...means, rankOf(feature, usual)].filter((anchor) => anchor !== null);
  if (rank === null || anchors.length === 0) return 0;
  return rank > Math.max(...anchors) ? 1 : rank < Math.min(...anchors) ? -1 : 0;
}

/**
 * The reasons to tell: the strongest, with one place kept for the strongest of the other direction. A rule that
 * sets the score is told alone, for it sets all others aside.
 */
export function chooseReasons(settings: Settings, reasons: readonly Reason[]): Reason[] {
  const { minimumShare, maximumReasons } = settings.policy;
  const override = reasons.find((reason) => reason.kind === "override");
  if (override !== undefined) return [override];
  const worthTelling = reasons.filter((reason) => reason.tellable && reason.share >= minimumShare);
  const chosen = worthTelling.slice(0, maximumReasons);
  const sign = Math.sign(chosen[0]?.contribution ?? 0);
  const other = worthTelling.find((reason) => Math.sign(reason.contribution) !== sign);
  if (other === undefined || chosen.includes(other) || maximumReasons < 2) return chosen;
  return [...chosen.slice(0, -1), other];
}
