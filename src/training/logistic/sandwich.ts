import { reject } from "../../core/checks";
import { expit, sum } from "../../core/numeric";
import { at, type Triangle } from "./cholesky";
import { readRow } from "./designRow";
import { crossProducts, designTimes } from "./designTimes";
import type { LogisticProblem } from "./likelihood";

/**
 * The middle of the sandwich: what robust standard errors take for the variance of the first derivative.
 *
 *     V = H⁻¹·M·H⁻¹,   M = c·Σᵢ wᵢ·(yᵢ − pᵢ)²·xᵢ·xᵢᵀ,   c = n / (n − k)
 *     by cluster:      M = c·Σ_g s_g·s_gᵀ,   s_g = Σ_{i in g} wᵢ·(yᵢ − pᵢ)·xᵢ,   c = G/(G − 1)·(n − 1)/(n − k)
 *
 * with n the sum of the weights, which count records, k the number of coefficients, G that of clusters.
 *
 * @param problem - what was solved
 * @param beta - the solution
 * @param clusters - the number of each record's cluster, from 0 without gaps, or null
 * @returns the lower triangle of M; zeros for fixed coefficients
 *
 * Source: H. White, Maximum Likelihood Estimation of Misspecified Models, Econometrica 50 (1982); K.-Y. Liang and S. L.
 * Zeger, Longitudinal data analysis using generalized linear models, Biometrika 73 (1986).
 */
export function sandwichMiddle(
  problem: LogisticProblem,
  beta: Float64Array,
  clusters: Int32Array | null,
): Triangle {
  const { design, outcomes, weights, fixed } = problem;
  const residuals = designTimes(design, beta);
  residuals.forEach((margin, i) => {
    residuals[i] = outcomes[i] === 1 ? expit(-margin) : -expit(margin);
  });
  const n = sum(weights);
  const k = fixed.reduce((count, isFixed) => count + (isFixed ? 0 : 1), 0);
  if (clusters !== null) {
    const middle = clusterProducts(
      problem,
      residuals.map((r, i) => r * (weights[i] as number)),
      clusters,
    );
    const count = clusters.reduce((most, cluster) => Math.max(most, cluster + 1), 0);
    return corrected(middle, fixed, (count / (count - 1)) * ((n - 1) / (n - k)));
  }
  const squares = residuals.map((r, i) => r * r * (weights[i] as number));
  return corrected(crossProducts(design, squares).products, fixed, n / (n - k));
}

function corrected(middle: Triangle, fixed: readonly boolean[], factor: number): Triangle {
  fixed.forEach((isFixed, i) => {
    for (let j = 0; j <= i; j++) {
      const place = at(i, j);
      middle[place] = isFixed || fixed[j] ? 0 : (middle[place] as number) * factor;
    }
  });
  return middle;
}

/** Σ over clusters of the sum of their rows' first derivatives times its transpose. */
function clusterProducts(
  { design }: LogisticProblem,
  residuals: Float64Array,
  clusters: Int32Array,
): Triangle {
  const size = design.columns.length + 1;
  const middle: Triangle = new Float64Array((size * (size + 1)) / 2);
  const order = Int32Array.from(clusters.keys()).sort(
    (a, b) => (clusters[a] as number) - (clusters[b] as number) || a - b,
  );
  const score = new Float64Array(size);
  const places = new Int32Array(design.parts.length + 1);
  const values = new Float64Array(design.parts.length + 1);
  order.forEach((row, k) => {
    const filled = readRow(design, row, places, values);
    for (let f = 0; f < filled; f++) {
      const place = places[f] as number;
      score[place] = (score[place] as number) + (residuals[row] as number) * (values[f] as number);
    }
    const next = order[k + 1];
    if (next !== undefined && clusters[next] === clusters[row]) return;
    const moved = [...score.keys()].filter((j) => score[j] !== 0);
    for (const i of moved) {
      for (const j of moved) {
        if (j > i) break;
        middle[at(i, j)] = (middle[at(i, j)] as number) + (score[i] as number) * (score[j] as number);
      }
    }
    score.fill(0);
  });
  return middle;
}

/**
 * Numbers clusters from 0 in the order of their first record.
 *
 * @param caller - name of the calling function
 * @param ids - the cluster of each record
 * @returns one number per record
 * @throws SalienceError `invalid_data` for an id that is no text or number, and for fewer than two clusters
 */
export function clusterNumbers(caller: string, ids: readonly unknown[]): Int32Array {
  const numberOf = new Map<string | number, number>();
  const numbers = Int32Array.from(ids, (id) => {
    const isText = typeof id === "string" && id !== "";
    if (!isText && !(typeof id === "number" && Number.isFinite(id)))
      return reject(caller, "the cluster of a record to be text or a finite number", id, "invalid_data");
    const known = numberOf.get(id) ?? numberOf.size;
    numberOf.set(id, known);
    return known;
  });
  if (numberOf.size < 2) reject(caller, "at least two clusters", numberOf.size, "invalid_data");
  return numbers;
}
