import { checkNumber } from "../../core/checks";
import type { LearnedParts } from "./buildModel";

/**
 * Checks the shares of features that a score needs, and fills in the defaults 0.2 and 0.5.
 *
 * @param caller - name of the calling function
 * @param options - as given
 * @returns both
 * @throws SalienceError `invalid_argument` outside [0, 1]
 */
export function checkFloors(
  caller: string,
  { coverageFloor = 0.2, lowConfidenceBelow = 0.5 }: Partial<Floors>,
): Floors {
  checkNumber(caller, "coverageFloor", coverageFloor, 0, 1);
  checkNumber(caller, "lowConfidenceBelow", lowConfidenceBelow, 0, 1);
  return { coverageFloor, lowConfidenceBelow };
}

type Floors = Pick<LearnedParts, "coverageFloor" | "lowConfidenceBelow">;
