const kept = /* @__PURE__ */ new Map<string, unknown>();
const MOST = 500;

/**
 * Makes something once per key. For formatters of `Intl` only: one costs 10 to 100 µs to make, more than all else
 * in a narrative, and has no state, so that keeping it changes nothing but the time.
 */
export function keep<Made>(key: string, make: () => Made): Made {
  const known = kept.get(key) as Made | undefined;
  if (known !== undefined) return known;
  const made = make();
  if (kept.size >= MOST) kept.clear();
  kept.set(key, made);
  return made;
}
