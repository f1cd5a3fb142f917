import type { FeatureValue } from "../features/types";
import type { FeatureSummary } from "../models/types";
import { cleanText } from "./cleanText";
import { type Lookup, own } from "./fillTemplate";
import { formatValue, isMissing } from "./formatValue";
import type { Phrase } from "./options";
import type { Settings } from "./settings";

/** A feature's label in words; its name where it has none. */
export function labelOf(feature: Pick<FeatureSummary, "name" | "label">): string {
  return cleanText(feature.label) || cleanText(feature.name) || "?";
}

/** How a feature is told: the phrase of the options, or its own; null where neither is given. */
export function phraseOf(settings: Settings, feature: FeatureSummary): Phrase | null {
  return own(settings.options.phrases ?? null, feature.name) ?? feature.phrase;
}

/** What is known of one feature: its phrase filled, or `label: value (usual: …)`. */
export function describeFeature(
  settings: Settings,
  feature: FeatureSummary,
  value: FeatureValue,
  usual: FeatureValue,
): string {
  const { voice } = settings;
  const phrase = phraseOf(settings, feature);
  const told = phrase === null ? null : fillPhrase(settings, phrase, feature, value, usual);
  if (told !== null) return told;
  const label = labelOf(feature);
  if (isMissing(value)) return voice.say("labelledMissing", { label });
  const text = voice.say("labelled", { label, value: formatValue(voice, feature, value) });
  const comparison = comparisonOf(settings, feature, value, usual);
  return comparison === null ? text : voice.say(comparison.key, { text, usual: comparison.text });
}

/**
 * What to compare a number with: the usual value; or the average, where the value lies between the two, for a
 * reason against it would puzzle beside a lower usual value.
 */
function comparisonOf(settings: Settings, feature: FeatureSummary, value: FeatureValue, usual: FeatureValue) {
  const { reference } = feature;
  if (feature.type !== "number" || typeof value !== "number" || isMissing(usual)) return null;
  if (typeof usual !== "number") return null;
  const average = reference?.kind === "number" && reference.count > 0 ? reference.mean : usual;
  const between = value >= Math.min(usual, average) && value <= Math.max(usual, average);
  const exact = formatValue(settings.voice, feature, value);
  const usualText = formatValue(settings.voice, feature, usual);
  if (!between && usualText !== exact) return { key: "usual" as const, text: usualText };
  const text = formatValue(settings.voice, feature, average);
  return text === exact || average === usual ? null : { key: "averageValue" as const, text };
}

/**
 * The first template of a phrase that fits a value and whose placeholders all have values, filled; null where
 * none does. `valueText` replaces the usual form of the value.
 */
export function fillPhrase(
  settings: Settings,
  phrase: Phrase,
  feature: FeatureSummary,
  value: FeatureValue,
  usual: FeatureValue,
  valueText?: string,
): string | null {
  const negative = typeof value === "number" && value < 0 && isSet(phrase) && phrase.negative !== undefined;
  const shown = negative ? Math.abs(value) : value;
  for (const template of templatesFor(phrase, feature, value)) {
    const exact = formatValue(settings.voice, feature, shown);
    const text = valueText ?? exact;
    const counted = /\{value\} \{[^{}]*\|/.test(template);
    const none = counted && value === 0 && text === exact ? settings.voice.say("none") : "";
    const known = isMissing(value) && valueText === undefined ? null : none || text;
    const lookup = lookupFor(settings, known, () =>
      isMissing(usual) ? null : formatValue(settings.voice, feature, usual),
    );
    // "3 to 5 visits" is plural whatever the value
    const count = typeof value === "number" && text === exact ? value : Number.NaN;
    const filled = settings.voice.fill(template, lookup, count);
    if (filled !== null) return filled;
  }
  return null;
}

/** Looks placeholders up: the value, the usual value, the name, and the host's facts. */
export function lookupFor(settings: Settings, value: string | null, usual: () => string | null): Lookup {
  return (name) => {
    if (name === "value") return value;
    if (name === "usual") return usual();
    if (name === "name") return settings.name;
    const fact = own(settings.options.facts ?? null, name) ?? null;
    if (fact instanceof Date) return settings.voice.date(fact.getTime());
    if (isMissing(fact)) return null;
    return formatValue(settings.voice, { type: "number", unit: null, levels: null }, fact);
  };
}

type PhraseSet = Exclude<Phrase, string | readonly string[]>;

function isSet(phrase: Phrase): phrase is PhraseSet {
  return typeof phrase !== "string" && !Array.isArray(phrase);
}

function templatesFor(phrase: Phrase, feature: FeatureSummary, value: FeatureValue): readonly string[] {
  const set: PhraseSet = isSet(phrase) ? phrase : { text: phrase };
  if (isMissing(value)) return set.missing === undefined ? [] : [set.missing];
  const level = own(set.levels ?? null, levelOf(feature, value));
  const general = [set.text ?? []].flat();
  const fitting =
    feature.type === "flag" && value === 0 ? general.filter((text) => text.includes("{value}")) : general;
  const negative = typeof value === "number" && value < 0 ? set.negative : undefined;
  return [level, negative, ...fitting].filter((text) => text !== undefined);
}

function levelOf(feature: FeatureSummary, value: number | string): string {
  if (typeof value === "string") return value;
  if (feature.type === "flag") return value === 0 ? "no" : "yes";
  return feature.levels?.[value] ?? "";
}
