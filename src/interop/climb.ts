import { expit, log1pExp, sum } from "../core/numeric";
import { designTimes, type LogisticProblem } from "../training/logistic/newton";
import { meanProduct, orthogonalColumns } from "./orthogonalColumns";
import { packageTrainer } from "./packageTrainer";

/** Where training ended. */
export interface Climb {
  /** Intercept and coefficients on the design's scale. */
  readonly beta: Float64Array;
  /** Σ ln(probability of what happened) at `beta`. */
  readonly logLikelihood: number;
  /** The largest derivative of the mean log-likelihood by a weight of the package, in absolute value. */
  readonly gradientNorm: number;
  /** The steps of the last run of the package. */
  readonly steps: number;
  /** The rate that the package was given. */
  readonly rate: number;
}

/** The steps of the first run of the package. */
export const FIRST_STEPS = 100;

/**
 * Maximises a likelihood without penalty by gradient ascent through the package. On orthogonal columns of mean
 * square 1 the second derivative of the summed log-likelihood is at most n / 4 in every direction, so below the
 * rate 8 / n every step raises the likelihood; 6 / n suits flat and steep directions alike. The package cannot
 * continue from where it stopped: while the gradient is above the tolerance, it starts again with twice the steps.
 *
 * @param problem - design and outcomes, all weights 1, no penalties
 * @param tolerance - the gradient that counts as none
 * @param mostSteps - of one run, a positive integer
 * @returns where the last run ended
 *
 * Source: D. Böhning and B. G. Lindsay, Monotonicity of quadratic-approximation algorithms, Annals of the Institute
 * of Statistical Mathematics 40 (1988), for the bound.
 */
export function climb(problem: LogisticProblem, tolerance: number, mostSteps: number): Climb {
  const { design, outcomes, fixed } = problem;
  const { columns, toDesign } = orthogonalColumns(design, fixed);
  const train = packageTrainer(columns, outcomes);
  const rate = 6 / design.rowCount;
  for (let steps = Math.min(FIRST_STEPS, mostSteps); ; steps = Math.min(2 * steps, mostSteps)) {
    const beta = toDesign(train(steps, rate));
    const margins = designTimes(design, beta);
    const residuals = margins.map((margin, i) => (outcomes[i] === 1 ? expit(-margin) : -expit(margin)));
    const gradient = columns.map((column) => Math.abs(meanProduct(column, residuals)));
    const gradientNorm = Math.max(...gradient);
    if (gradientNorm > tolerance && steps < mostSteps) continue;
    const losses = margins.map((margin, i) => log1pExp(outcomes[i] === 1 ? -margin : margin));
    return { beta, logLikelihood: -sum(losses), gradientNorm, steps, rate };
  }
}
