import type { FieldWarningCode } from "../fieldWarning";
import type { FieldPlan } from "../planTypes";

/** What a caller knows of all fields, and the cells of one field may not tell. */
export interface KnownOfFile {
  readonly dateOrder?: "monthFirst" | "dayFirst" | undefined;
  readonly decimal?: "." | "," | undefined;
  readonly zone?: string | undefined;
}

/** Ways to read a field: one is a plan, several are choices. */
export interface Ways {
  readonly plans: readonly FieldPlan[];
  /** Cells that they read. */
  readonly readable: number;
  readonly warnings: readonly { readonly code: FieldWarningCode; readonly message: string }[];
}

/** One way to read a field. */
export const oneWay = (plan: FieldPlan, readable: number, ...warnings: Ways["warnings"]): Ways => ({
  plans: [plan],
  readable,
  warnings,
});
