/**
 * The loops that run over all records for every shape and round. Four bags are learned side by side, in lanes: number
 * 4 · i + k belongs to record (or bin) i and lane k, so that bins are looked up once for four additions.
 */

/** Bags side by side. */
export const LANES = 4;

/** Adds what a shape says of each record to its margin. */
export function addShape(margins: Float64Array, codes: Uint16Array, shape: Float64Array): void {
  for (let i = 0; i < margins.length; i++) {
    margins[i] = (margins[i] as number) + (shape[codes[i] as number] as number);
  }
}

/**
 * Applies the last step of one shape to the gradients, which are linear in the margin while the Hessian is kept, and
 * sums them by the bins of the next shape.
 */
export function stepAndSum(
  lanes: number,
  gradients: Float64Array,
  hessians: Float64Array,
  codes: Uint16Array,
  step: Float64Array,
  nextCodes: Uint16Array,
  sums: Float64Array,
): void {
  if (lanes === 1) stepAndSumOne(gradients, hessians, codes, step, nextCodes, sums);
  else stepAndSumFour(gradients, hessians, codes, step, nextCodes, sums);
}

function stepAndSumOne(
  gradients: Float64Array,
  hessians: Float64Array,
  codes: Uint16Array,
  step: Float64Array,
  nextCodes: Uint16Array,
  sums: Float64Array,
): void {
  const last = codes.length - 1;
  for (let i = 0; i < last; i += 2) {
    const a = (gradients[i] as number) - (hessians[i] as number) * (step[codes[i] as number] as number);
    const b =
      (gradients[i + 1] as number) - (hessians[i + 1] as number) * (step[codes[i + 1] as number] as number);
    gradients[i] = a;
    gradients[i + 1] = b;
    const binA = nextCodes[i] as number;
    const binB = nextCodes[i + 1] as number;
    sums[binA] = (sums[binA] as number) + a;
    sums[binB] = (sums[binB] as number) + b;
  }
  if ((last & 1) === 1) return;
  const value =
    (gradients[last] as number) - (hessians[last] as number) * (step[codes[last] as number] as number);
  gradients[last] = value;
  const bin = nextCodes[last] as number;
  sums[bin] = (sums[bin] as number) + value;
}

function stepAndSumFour(
  g: Float64Array,
  h: Float64Array,
  codes: Uint16Array,
  step: Float64Array,
  nextCodes: Uint16Array,
  sums: Float64Array,
): void {
  for (let i = 0, at = 0; i < codes.length; i++, at += 4) {
    const from = (codes[i] as number) << 2;
    const to = (nextCodes[i] as number) << 2;
    const a = (g[at] as number) - (h[at] as number) * (step[from] as number);
    g[at] = a;
    sums[to] = (sums[to] as number) + a;
    const b = (g[at + 1] as number) - (h[at + 1] as number) * (step[from + 1] as number);
    g[at + 1] = b;
    sums[to + 1] = (sums[to + 1] as number) + b;
    const c = (g[at + 2] as number) - (h[at + 2] as number) * (step[from + 2] as number);
    g[at + 2] = c;
    sums[to + 2] = (sums[to + 2] as number) + c;
    const d = (g[at + 3] as number) - (h[at + 3] as number) * (step[from + 3] as number);
    g[at + 3] = d;
    sums[to + 3] = (sums[to + 3] as number) + d;
  }
}

/** Sums numbers by bin, lane by lane. */
export function sumByBin(lanes: number, values: Float64Array, codes: Uint16Array, sums: Float64Array): void {
  if (lanes === 1) {
    for (let i = 0; i < codes.length; i++) {
      const bin = codes[i] as number;
      sums[bin] = (sums[bin] as number) + (values[i] as number);
    }
    return;
  }
  for (let i = 0, at = 0; i < codes.length; i++, at += 4) {
    const to = (codes[i] as number) << 2;
    sums[to] = (sums[to] as number) + (values[at] as number);
    sums[to + 1] = (sums[to + 1] as number) + (values[at + 1] as number);
    sums[to + 2] = (sums[to + 2] as number) + (values[at + 2] as number);
    sums[to + 3] = (sums[to + 3] as number) + (values[at + 3] as number);
  }
}

/** Gradients w·(y − p) and Hessians w·p·(1 − p) of the log loss at given margins, into a lane. */
export function derivatives(
  margins: Float64Array,
  outcomes: Float64Array,
  weights: Float64Array,
  gradients: Float64Array,
  hessians: Float64Array,
  lanes: number,
  lane: number,
): void {
  for (let i = 0, at = lane; i < margins.length; i++, at += lanes) {
    const p = 1 / (1 + Math.exp(-(margins[i] as number)));
    const weight = weights[i] as number;
    gradients[at] = weight * ((outcomes[i] as number) - p);
    hessians[at] = weight * p * (1 - p);
  }
}

/** The log loss of one record: ln(1 + e^(−margin)) for an event, ln(1 + e^margin) for a non-event. */
export function logLossAt(margin: number, outcome: number): number {
  const away = outcome === 1 ? -margin : margin;
  return Math.max(away, 0) + Math.log(1 + Math.exp(-Math.abs(away)));
}

/** Σ w · log loss. */
export function lossOf(margins: Float64Array, outcomes: Float64Array, weights: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < margins.length; i++) {
    loss += (weights[i] as number) * logLossAt(margins[i] as number, outcomes[i] as number);
  }
  return loss;
}
