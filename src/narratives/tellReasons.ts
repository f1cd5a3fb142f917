import type { FeatureSummary } from "../models/types";
import { cleanText } from "./cleanText";
import { describeFeature } from "./describeFeature";
import { own } from "./fillTemplate";
import type { Reason } from "./reasons";
import type { Settings } from "./settings";
import type { ToldReason } from "./types";

const MOST_FEATURES = 3;
const UNUSUAL = { above: "unusualAbove", below: "unusualBelow", unseen: "unusualUnseen" } as const;

/** Chosen reasons with their texts. */
export function tellReasons(settings: Settings, reasons: readonly Reason[]): ToldReason[] {
  return reasons.map((reason) => {
    const text = textOf(settings, reason);
    return {
      text: reason.unusual === null ? text : settings.voice.say(UNUSUAL[reason.unusual], { text }),
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

function textOf(settings: Settings, reason: Reason): string {
  const { feature, features, value, usual } = reason;
  const label = cleanText(reason.label) || "?";
  if (reason.kind === "override") return label === "override" ? settings.voice.say("override") : label;
  // one remark in brackets is enough
  if (feature !== null)
    return describeFeature(settings, feature, value, reason.unusual === null ? usual : null);
  // whether a rule over several features held is not in the explanation: the values are what is certain
  const known = features.map(settings.feature).filter((one): one is FeatureSummary => one !== undefined);
  if (known.length === 0 || known.length > MOST_FEATURES) {
    const count = features.length;
    return settings.voice.say("rule", { label, count: settings.voice.count(count) }, count);
  }
  const { values } = settings.explanation;
  return known.map((one) => describeFeature(settings, one, own(values, one.name) ?? null, null)).join(", ");
}
