/** The four levers of sales velocity, for one team, segment or period. */
export interface VelocityInputs {
  /** Opportunities worked, ≥ 0. */
  readonly opportunityCount: number;
  /** Share of them that is won, in [0, 1]. */
  readonly winRate: number;
  /** Mean value of a won deal, ≥ 0, in one currency. */
  readonly averageDealValue: number;
  /** Mean days from opening to closing of a won deal, above 0. */
  readonly cycleLengthDays: number;
}

/** One number per lever of sales velocity. */
export type PerLever = { readonly [Lever in keyof VelocityInputs]: number };
