import { checkNumber, checkOptions } from "../../core/checks";

/**
 * Checks an L2 penalty.
 *
 * @param caller - name of the calling function
 * @param penalty - its strength, or none; 1 by default
 * @returns the strength, 0 for none
 * @throws SalienceError `invalid_argument`
 */
export function checkPenalty(caller: string, penalty: { readonly l2: number } | "none" = { l2: 1 }): number {
  if (penalty === "none") return 0;
  checkOptions(caller, "penalty", penalty, ["l2"]);
  return checkNumber(caller, "penalty.l2", penalty.l2, 0);
}
