/** A curve as points with straight lines between them. */
export interface DensePoints {
  /** Increasing. */
  readonly margins: readonly number[];
  /** Not decreasing, in [0, 1]. */
  readonly probabilities: readonly number[];
  /** The largest distance between curve and lines that was found, at places between the points. */
  readonly largestError: number;
}

/** Places inside a piece where the distance is looked at. */
const PLACES = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875];

/** Share of the tolerance that a piece may use up: between the places the distance can be a little larger. */
const USABLE = 0.9;

/**
 * Points on a smooth curve that never falls, so close that straight lines between them are nowhere further from it
 * than a tolerance. Each piece is made as long as that allows. O(points · 50).
 *
 * @param curve - margin to probability, non-decreasing
 * @param from - where the points begin
 * @param to - where they end, above `from`
 * @param tolerance - the largest distance
 * @returns the points, both ends among them
 */
export function densePoints(
  curve: (margin: number) => number,
  from: number,
  to: number,
  tolerance: number,
): DensePoints {
  const margins = [from];
  const probabilities = [curve(from)];
  let largestError = 0;
  let width = to - from;
  for (let at = from; at < to; ) {
    const end = pieceEnd(curve, at, to, Math.min(2 * width, to - at), tolerance * USABLE);
    largestError = Math.max(largestError, distance(curve, at, end));
    margins.push(end);
    probabilities.push(Math.max(curve(end), probabilities.at(-1) as number));
    width = end - at;
    at = end;
  }
  return { margins, probabilities, largestError };
}

/** The furthest end of a piece that stays within the tolerance, to about 1 % of its length. */
function pieceEnd(
  curve: (margin: number) => number,
  at: number,
  to: number,
  width: number,
  tolerance: number,
): number {
  const fits = (size: number) => distance(curve, at, at + size) <= tolerance;
  let [good, bad] = [0, width];
  if (fits(width)) {
    for (good = width; at + good < to && fits(2 * good); good *= 2);
    if (at + good >= to) return to;
    bad = 2 * good;
  }
  for (let i = 0; i < 60 && (good === 0 || bad - good > 0.01 * good); i++) {
    const middle = good === 0 ? bad / 2 : (good + bad) / 2;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  const end = Math.min(at + good, to);
  return end > at ? end : to;
}

/** The largest distance between a curve and the straight line between two of its points. */
function distance(curve: (margin: number) => number, from: number, to: number): number {
  const [low, high] = [curve(from), curve(to)];
  let largest = 0;
  for (const place of PLACES) {
    const error = Math.abs(curve(from + place * (to - from)) - (low + place * (high - low)));
    if (error > largest) largest = error;
  }
  return largest;
}
