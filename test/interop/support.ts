import { type AdditiveModel, seededRandom } from "../../src/index";

/** Every number of a model that training finds, in the order of its terms. */
export function numbersOf(model: AdditiveModel): number[] {
  const ofTerms = model.terms.flatMap((term) => {
    if (term.kind === "linear") return [term.coefficient, term.center, term.missing];
    if (term.kind === "levels") return [...term.contributions, term.missing, term.unseen];
    throw new Error(`a logistic regression has no ${term.kind} term`);
  });
  return [model.intercept, ...ofTerms];
}

/** The largest difference between two lists, relative above 1 and absolute below. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, x, i) => {
    const y = b[i] as number;
    const difference = Math.abs(x - y) / Math.max(1, Math.abs(x), Math.abs(y));
    return Math.max(difference, most); // NaN stays
  }, 0);
}

/** A lead of the generated data. */
export interface Lead {
  readonly size: number;
  readonly visits: number | null;
  readonly source: string | null;
  readonly won: boolean;
}

/** Leads of which about 6 % are won; visits and sources have missing values, and two sources are rare. */
export function rareWins(count: number, seed: number): Lead[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const size = 500 + 100 * random.normal();
    const visits = random.next() < 0.1 ? null : Math.floor(8 * random.next() ** 2);
    const draw = random.next();
    const source =
      draw < 0.08 ? null : draw < 0.088 ? "fair" : draw < 0.096 ? "radio" : draw < 0.6 ? "web" : "referral";
    const known = source === "web" || source === null ? 0 : 0.8;
    const margin = -4.1 + (size - 500) / 150 + 0.2 * (visits ?? 4) + known;
    return { size, visits, source, won: random.next() < 1 / (1 + Math.exp(-margin)) };
  });
}
