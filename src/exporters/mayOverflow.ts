import type { AdditiveModel } from "../models/types";

/** Whether a sum may be more than the largest double: not where all terms are constants of common size. */
export function mayOverflow({ terms, intercept }: AdditiveModel): boolean {
  const sizes = terms.map((term) => {
    if (term.kind === "linear" || (term.kind === "condition" && term.times !== null)) return Number.MAX_VALUE;
    const contributions = "contributions" in term ? term.contributions : [term.contribution, term.otherwise];
    const others = ["missing" in term ? term.missing : 0, "unseen" in term ? term.unseen : 0];
    return Math.max(...[...contributions, ...others].map(Math.abs));
  });
  return !(sizes.reduce((total, size) => total + size, Math.abs(intercept)) < Number.MAX_VALUE / 2);
}
