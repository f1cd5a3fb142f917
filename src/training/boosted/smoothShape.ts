import { makeMonotone } from "./makeMonotone";
import { turningPoints } from "./turningPoints";

/** How readable a shape has to be. */
export interface SmoothSettings {
  /** Swings up to this size, in log-odds, are ironed out. */
  readonly limit: number;
  /** Turning points that may be left. */
  readonly most: number;
}

/**
 * Irons out a shape: swings that are small, and as many others as needed, those first whose loss costs least in
 * weighted squares. Between the turning points that are left the shape becomes the nearest one that only rises or
 * only falls. O(bins · turning points).
 *
 * @param values - contributions by bin, changed in place from bin 1 on (0 is missing)
 * @param sizes - weight of the records of each bin
 * @param settings - what is allowed
 */
export function smoothShape(
  values: Float64Array,
  sizes: Float64Array,
  { limit, most }: SmoothSettings,
): void {
  const shape = values.subarray(1);
  const weights = sizes.subarray(1);
  for (let tries = 0; tries < 8; tries++) {
    const turns = fewest(shape, weights, turningPoints(shape, limit), most);
    straighten(shape, weights, turns);
    const strict = turningPoints(shape, 0);
    if (strict.length <= most && turningPoints(shape, limit).length === strict.length) return;
  }
}

/** Drops pairs of neighbouring turning points, the cheapest first, until few enough are left. */
function fewest(shape: Float64Array, weights: Float64Array, turns: number[], most: number): number[] {
  const ends = (k: number) => (k < 0 ? 0 : k >= turns.length ? shape.length - 1 : (turns[k] as number));
  const costAt = (k: number) => monotoneCost(shape, weights, ends(k - 1), ends(k + 2) + 1);
  // dropping k and k + 1 makes one run of three; at an end, one turning point is dropped alone
  const costs = turns.map((_, k) => costAt(k));
  while (turns.length > most) {
    let best = 0;
    for (let k = 1; k < turns.length - 1; k++) if ((costs[k] as number) < (costs[best] as number)) best = k;
    const first = endCost(shape, weights, 0, ends(1) + 1);
    const last = endCost(shape, weights, ends(turns.length - 2), shape.length);
    const inner = turns.length > 1 ? (costs[best] as number) : Number.POSITIVE_INFINITY;
    if (Math.min(first, last) * 2 <= inner) {
      const [at, dropped] = first <= last ? [0, turns.shift()] : [turns.length - 1, turns.pop()];
      if (dropped !== undefined) costs.splice(at, 1);
    } else {
      turns.splice(best, 2);
      costs.splice(best, 2);
    }
    for (let k = Math.max(0, best - 2); k < Math.min(turns.length, best + 2); k++) costs[k] = costAt(k);
    if (turns.length > 0) {
      costs[0] = costAt(0);
      costs[turns.length - 1] = costAt(turns.length - 1);
    }
  }
  return turns;
}

/** What it costs to make a stretch monotone, in the direction in which it goes as a whole. */
function monotoneCost(shape: Float64Array, weights: Float64Array, from: number, to: number): number {
  const rises = (shape[to - 1] as number) >= (shape[from] as number);
  return monotoneError(shape, weights, from, to, rises ? 1 : -1);
}

/** The same in the better of both directions. */
function endCost(shape: Float64Array, weights: Float64Array, from: number, to: number): number {
  return Math.min(monotoneError(shape, weights, from, to, 1), monotoneError(shape, weights, from, to, -1));
}

function monotoneError(
  shape: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
  direction: 1 | -1,
): number {
  const part = shape.slice(from, to);
  makeMonotone(part, weights.subarray(from, to), 0, part.length, direction);
  let cost = 0;
  for (let i = 0; i < part.length; i++) {
    const off = (part[i] as number) - (shape[from + i] as number);
    cost += (weights[from + i] as number) * off * off;
  }
  return cost;
}

/** Makes the shape monotone between neighbouring turning points. */
function straighten(shape: Float64Array, weights: Float64Array, turns: readonly number[]): void {
  const stops = [...turns, shape.length - 1];
  const heights = stops.map((at) => shape[at] as number);
  let from = 0;
  let height = shape[0] as number;
  stops.forEach((stop, k) => {
    const next = heights[k] as number;
    makeMonotone(shape, weights, from, stop + 1, next >= height ? 1 : -1);
    height = next;
    from = stop + 1;
  });
}
