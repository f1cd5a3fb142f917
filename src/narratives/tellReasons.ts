import type { FeatureSummary } from "../models/types";
import { cleanText } from "./cleanText";
import { describeFeature, phraseOf } from "./describeFeature";
import { own } from "./fillTemplate";
import type { Reason } from "./reasons";
import type { Settings } from "./settings";
import type { ToldReason } from "./types";

const MOST_FEATURES = 3;
const UNUSUAL = { above: "unusualAbove", below: "unusualBelow", unseen: "unusualUnseen" } as const;

/** Chosen reasons with their texts. */
export function tellReasons(settings: Settings, reasons: readonly Reason[]): ToldReason[] {
  return reasons.map((reason) => {
    const rule = ruleText(settings, reason);
    const text = rule ?? textOf(settings, reason);
    return {
      text:
        reason.unusual === null || rule !== null
          ? text
          : settings.voice.say(UNUSUAL[reason.unusual], { text }),
      direction: reason.contribution > 0 ? ("for" as const) : ("against" as const),
      features: reason.features,
      value: reason.value,
      usual: reason.usual,
      contribution: reason.contribution,
      share: reason.share,
      unusual: reason.unusual,
    };
  });
}

/**
 * The labels of the rules that applied: the words of whoever wrote them. A phrase goes before, since it was written for
 * narratives.
 */
function ruleText(settings: Settings, { kind, feature, rules }: Reason): string | null {
  if (rules.length === 0 || kind === "override") return null;
  const phrase = feature === null ? null : phraseOf(settings, feature);
  return phrase === null ? rules.join(", ") : null;
}

function textOf(settings: Settings, reason: Reason): string {
  const { feature, features, value, usual } = reason;
  const label = cleanText(reason.label) || "?";
  if (reason.kind === "override") return label === "override" ? settings.voice.say("override") : label;
  // one remark in brackets is enough
  if (feature !== null)
    return describeFeature(settings, feature, value, reason.unusual === null ? usual : null);
  // a rule over several features that did not apply, or that has no words: the values are what is certain
  const known = features.map(settings.feature).filter((one): one is FeatureSummary => one !== undefined);
  if (known.length === 0 || known.length > MOST_FEATURES) {
    const count = features.length;
    return settings.voice.say("rule", { label, count: settings.voice.count(count) }, count);
  }
  const { values } = settings.explanation;
  return known.map((one) => describeFeature(settings, one, own(values, one.name) ?? null, null)).join(", ");
}
