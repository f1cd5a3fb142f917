import type { RangeBin } from "../core/bin";
import type { HistoryCell } from "../models/history";
import type { FeatureSummary } from "../models/types";
import { formatValue, isCount } from "./formatValue";
import { inRange } from "./historyOf";
import type { Voice } from "./voice";

/** The values of a history cell in words: a level, "3 to 5", "less than 2 min", "at least 40". */
export function cellText(voice: Voice, feature: FeatureSummary, cell: HistoryCell): string {
  if ("missing" in cell) return voice.say("notKnown");
  if ("level" in cell) return formatValue(voice, { ...feature, type: "category" }, cell.level);
  if (feature.type !== "number") return rankText(voice, feature, cell);
  const { reference, unit } = feature;
  if (reference?.kind === "number" && reference.integer && isCount(unit)) {
    return countText(voice, feature, cell, reference.minimum);
  }
  const { from, to } = cell;
  if (from === null && to !== null) return voice.say("below", { value: formatValue(voice, feature, to) });
  return rangeText(voice, feature, from, to);
}

function rankText(voice: Voice, feature: FeatureSummary, cell: RangeBin): string {
  const ranks = feature.type === "flag" ? [0, 1] : (feature.levels ?? []).map((_, rank) => rank);
  const inside = ranks.filter((rank) => inRange(cell, rank));
  return rangeText(voice, feature, inside[0] ?? null, inside.at(-1) ?? null);
}

/** [3, 6) of whole numbers is "3 to 5", and below 3 is "0 to 2" where 0 is the smallest. */
function countText(voice: Voice, feature: FeatureSummary, { from, to }: RangeBin, minimum: number): string {
  const first = from !== null ? Math.ceil(from) : to !== null && minimum < to ? minimum : null;
  return rangeText(voice, feature, first, to === null ? null : Math.ceil(to) - 1);
}

function rangeText(voice: Voice, feature: FeatureSummary, from: number | null, to: number | null): string {
  const write = (value: number) => formatValue(voice, feature, value);
  if (from === null) return to === null ? voice.say("notKnown") : voice.say("atMost", { value: write(to) });
  if (to === null) return voice.say("atLeast", { value: write(from) });
  if (write(from) === write(to)) return write(from);
  // "10 to 49 employees", but "10 min to 49 min"
  const first = isCount(feature.unit) ? formatValue(voice, { ...feature, unit: null }, from) : write(from);
  return voice.say("range", { from: first, to: write(to) });
}
