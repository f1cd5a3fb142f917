import type { Settings } from "./settings";

const LONGEST = 4;

/** "a, b and c"; the first few "and 3 others" where `total` is more than can be listed or shown. */
export function describeList({ voice }: Settings, items: readonly string[], total: number): string {
  const shown = items.length > LONGEST ? items.slice(0, LONGEST - 1) : items;
  const others = total - shown.length;
  if (others <= 0) return voice.list(shown);
  return voice.list([...shown, voice.say("andOthers", { count: voice.count(others) }, others)]);
}
