import { MILLISECONDS_PER_DAY } from "../core/time";
import { cleanText } from "./cleanText";
import type { Settings } from "./settings";
import type { SourceNote } from "./types";

/** The systems that the shown features come from, each with its oldest refresh, in the order of the features. */
export function tellSources(settings: Settings): SourceNote[] {
  const oldest = new Map<string, { readonly given: string; readonly time: number } | null>();
  for (const { name, source } of settings.explanation.features) {
    const system = source === null ? "" : cleanText(source.system);
    if (source === null || system === "" || !settings.isVisible(name)) continue;
    const time = source.refreshedAt === undefined ? Number.NaN : settings.voice.instant(source.refreshedAt);
    const known = oldest.get(system) ?? null;
    const isOlder = !Number.isNaN(time) && (known === null || time < known.time);
    oldest.set(system, isOlder ? { given: source.refreshedAt as string, time } : known);
  }
  return [...oldest].map(([system, refresh]) => noteOf(settings, system, refresh));
}

function noteOf(
  { voice, asOf, staleAfterDays }: Settings,
  system: string,
  refresh: { readonly given: string; readonly time: number } | null,
): SourceNote {
  if (refresh === null) return { text: system, system, refreshedAt: null, ageDays: null, stale: false };
  const ageDays = asOf === null ? null : (asOf - refresh.time) / MILLISECONDS_PER_DAY;
  const stale = ageDays !== null && ageDays > staleAfterDays;
  const date = voice.date(refresh.time);
  const day = voice.day(refresh.time);
  const text = stale
    ? voice.say("stale", { system, date })
    : day !== null
      ? voice.say("refreshedDay", { system, day })
      : voice.say("refreshedDate", { system, date });
  return { text, system, refreshedAt: refresh.given, ageDays, stale };
}
