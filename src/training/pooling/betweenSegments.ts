import { erfc, normalQuantile } from "../../core/normal";
import type { PooledSolution, PooledSolver } from "./solvePooled";

/** How much segments differ beyond what their features and chance explain. */
export interface BetweenSegments {
  /** Standard deviation of the segments' log-odds; 0 where chance explains all differences. */
  readonly standardDeviation: number;
  /** Ends of its confidence interval, from the profile of the likelihood; the lower one may be 0. */
  readonly low: number;
  readonly high: number;
  /** That chance alone explains the differences: half of a χ² test, as a variance cannot be negative. */
  readonly pValue: number;
}

const SMALLEST = 1e-3;
const LARGEST = 50;
const MOST_TRIES = 60;

/**
 * The standard deviation of the segment effects of most likelihood, its interval, and a test that it is 0.
 *
 * @param solver - of coefficients and effects
 * @param confidence - level of the interval
 * @returns the solution at the maximum, and the interval
 *
 * Source: D. O. Stram and J. W. Lee, Variance components testing in the longitudinal mixed effects model, Biometrics
 * 50 (1994), for the test.
 */
export function betweenSegments(
  solver: PooledSolver,
  confidence: number,
): {
  readonly solution: PooledSolution;
  readonly without: PooledSolution;
  readonly between: BetweenSegments;
} {
  const without = solver.solve(0);
  const standardDeviation = mostLikely(solver);
  const found = solver.solve(standardDeviation);
  const solution = found.objective >= without.objective ? found : without;
  const z = normalQuantile((1 + confidence) / 2);
  // the root of the likelihood ratio, nearly a straight line
  const rootAt = (log: number) => {
    const drop = 2 * (solution.objective - solver.solve(Math.exp(log)).objective);
    return Math.sqrt(Math.max(0, drop)) - z;
  };
  const best = Math.log(Math.max(solution.sigma, SMALLEST));
  const ratio = Math.max(0, 2 * (solution.objective - without.objective));
  const between = {
    standardDeviation: solution.sigma,
    low: Math.sqrt(ratio) <= z ? 0 : Math.exp(crossing(rootAt, best, Math.log(SMALLEST))),
    high: Math.exp(crossing(rootAt, best, Math.log(LARGEST))),
    pValue: solution.sigma === 0 ? 1 : erfc(Math.sqrt(ratio / 2)) / 2,
  };
  return { solution: solver.solve(solution.sigma), without, between };
}

/** Where the likelihood stops rising; 0 where it never rises. */
function mostLikely(solver: PooledSolver): number {
  const slopeAt = (log: number) => solver.solve(Math.exp(log)).at.slope;
  let [low, high] = [Math.log(0.25), Math.log(0.25)];
  let slope = slopeAt(low);
  if (slope > 0) {
    while (slope > 0 && high < Math.log(LARGEST)) {
      low = high;
      high += 0.7;
      slope = slopeAt(high);
    }
    if (slope > 0) return LARGEST;
  } else {
    while (slope <= 0 && low > Math.log(SMALLEST)) {
      high = low;
      low -= 0.7;
      slope = slopeAt(low);
    }
    if (slope <= 0) return 0;
  }
  return Math.exp(rootBetween(slopeAt, low, high, 1e-8));
}

/** Where a function that is below 0 at `from` becomes 0 towards `to`; `to` where it does not. */
function crossing(f: (x: number) => number, from: number, to: number): number {
  let step = to > from ? 0.5 : -0.5;
  let [inside, outside] = [from, from + step];
  while (f(outside) < 0) {
    if ((outside - to) * step >= 0) return to;
    step *= 1.5;
    [inside, outside] = [outside, outside + step];
  }
  return rootBetween(f, inside, outside, 1e-5);
}

/** A root between points where the signs differ, by the Illinois variant of the false position. */
function rootBetween(f: (x: number) => number, from: number, to: number, tolerance: number): number {
  let [a, b, fa, fb] = [from, to, f(from), f(to)];
  for (let tries = 0; tries < MOST_TRIES && Math.abs(b - a) > tolerance; tries++) {
    const wanted = (a * fb - b * fa) / (fb - fa);
    const middle = Number.isFinite(wanted) ? wanted : (a + b) / 2;
    const value = f(middle);
    if (value === 0) return middle;
    if (value * fb < 0) [a, fa] = [b, fb];
    else fa /= 2;
    if (Math.abs(middle - b) <= tolerance / 10) return middle;
    [b, fb] = [middle, value];
  }
  return b;
}
