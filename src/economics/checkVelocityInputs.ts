import { checkNumber, checkOptions, checkPositive, reject } from "../core/checks";
import type { VelocityInputs } from "./types";

/** Checks the four levers and gives their velocity; `path` stands before the names in errors, such as `before.`. */
export function checkVelocityInputs(caller: string, inputs: VelocityInputs, path = ""): number {
  checkOptions(caller, path ? path.slice(0, -1) : "inputs", inputs, [
    "opportunityCount",
    "winRate",
    "averageDealValue",
    "cycleLengthDays",
  ]);
  const velocity =
    (checkNumber(caller, `${path}opportunityCount`, inputs.opportunityCount, 0) *
      checkNumber(caller, `${path}winRate`, inputs.winRate, 0, 1) *
      checkNumber(caller, `${path}averageDealValue`, inputs.averageDealValue, 0)) /
    checkPositive(caller, `${path}cycleLengthDays`, inputs.cycleLengthDays);
  return velocity < Infinity ? velocity : reject(caller, "levers with a finite velocity", velocity);
}
