/** How much steps are drawn towards 0. */
export interface StepSettings {
  /** Added to the Hessian of a part of a number's range. */
  readonly shrinkage: number;
  /** Added to the Hessian of a level, of missing values, of a cell. */
  readonly levelShrinkage: number;
}

/** Parts that a number's range is cut into. */
const LEAVES = 3;
/** The longest Newton step: where events are rare, longer ones cannot be trusted. */
const LONGEST = 4;

/** One Newton step. */
export function stepOf(gradient: number, hessian: number, shrinkage: number): number {
  const step = gradient / (hessian + shrinkage);
  return step > LONGEST ? LONGEST : Math.max(step, -LONGEST);
}

/** One step per level: levels are shrunk one by one. */
export function levelSteps(
  gradients: Float64Array,
  hessians: Float64Array,
  count: number,
  { levelShrinkage }: StepSettings,
  step: Float64Array,
): void {
  for (let bin = 0; bin < count; bin++) {
    step[bin] = stepOf(gradients[bin] as number, hessians[bin] as number, levelShrinkage);
  }
}

/**
 * A step that is constant on three parts of a number's range, cut where the loss falls most (best first). Bin 0, of
 * missing values, has a step of its own.
 */
export function rangeSteps(
  gradients: Float64Array,
  hessians: Float64Array,
  count: number,
  { shrinkage, levelShrinkage }: StepSettings,
  step: Float64Array,
): void {
  step[0] = stepOf(gradients[0] as number, hessians[0] as number, levelShrinkage);
  const parts = [bestCut(gradients, hessians, 1, count, shrinkage)];
  while (parts.length < LEAVES) {
    let best = 0;
    for (let k = 1; k < parts.length; k++) if ((parts[k] as Part).gain > (parts[best] as Part).gain) best = k;
    const { from, cut, to, gain } = parts[best] as Part;
    if (!(gain > 0)) break;
    const low = bestCut(gradients, hessians, from, cut, shrinkage);
    const high = bestCut(gradients, hessians, cut, to, shrinkage);
    parts.splice(best, 1, low, high);
  }
  for (const { from, to, gradient, hessian } of parts) {
    step.fill(stepOf(gradient, hessian, shrinkage), from, to);
  }
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly gradient: number;
  readonly hessian: number;
  /** Where it is best cut, and what that gains. */
  readonly cut: number;
  readonly gain: number;
}

function bestCut(g: Float64Array, h: Float64Array, from: number, to: number, shrinkage: number): Part {
  let gradient = 0;
  let hessian = 0;
  for (let bin = from; bin < to; bin++) {
    gradient += g[bin] as number;
    hessian += h[bin] as number;
  }
  const whole = (gradient * gradient) / (hessian + shrinkage);
  const all = hessian + shrinkage;
  let best = whole;
  let cut = from;
  let below = 0;
  let weightBelow = 0;
  for (let bin = from; bin < to - 1; bin++) {
    below += g[bin] as number;
    weightBelow += h[bin] as number;
    const above = gradient - below;
    const score = (below * below) / (weightBelow + shrinkage) + (above * above) / (all - weightBelow);
    if (score > best) {
      best = score;
      cut = bin + 1;
    }
  }
  return { from, to, gradient, hessian, cut, gain: cut === from ? 0 : best - whole };
}
