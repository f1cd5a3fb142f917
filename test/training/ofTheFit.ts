import type { FitReport, FitWarning } from "../../src/training/index";

/** The warnings of the fit itself: small made-up records are always too few, and often too good to be true. */
export function ofTheFit(report: Pick<FitReport, "warnings">): FitWarning[] {
  return report.warnings.filter(({ code }) => code !== "insufficient_data" && code !== "possible_leak");
}
