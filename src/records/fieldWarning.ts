/** What a person should know of a field, or of the rows. */
export interface FieldWarning {
  /**
   * - `byte_order_mark`, `blanks_in_name`, `same_name`, `similar_names`, `reserved_name`: the header
   * - `empty_field`, `constant_field`, `case_differs`: the levels
   * - `placeholders`, `possible_code`: texts and numbers that may stand for "not known"
   * - `ambiguous_date`, `mixed_dates`, `ambiguous_separator`, `mixed_separators`, `mixed_currencies`: cells that can
   *   be read in several ways
   * - `zone_unknown`, `zero_or_one`, `leading_zeros`, `compact_date`, `list`: what the proposed plan takes for granted
   * - `odd_cells`, `mixed_kinds`: cells that are not like the others
   * - `unknown_field`: the plan has a field that no row has
   * - `odd_rows`: rows that are no objects
   */
  readonly code: FieldWarningCode;
  /** The field as it is called in the rows, or null where the warning is about the rows. */
  readonly field: string | null;
  /** In words. */
  readonly message: string;
}

/** The codes of {@link FieldWarning}. */
export type FieldWarningCode =
  | "byte_order_mark"
  | "blanks_in_name"
  | "same_name"
  | "similar_names"
  | "reserved_name"
  | "empty_field"
  | "constant_field"
  | "case_differs"
  | "placeholders"
  | "possible_code"
  | "ambiguous_date"
  | "mixed_dates"
  | "ambiguous_separator"
  | "mixed_separators"
  | "mixed_currencies"
  | "zone_unknown"
  | "zero_or_one"
  | "leading_zeros"
  | "compact_date"
  | "list"
  | "odd_cells"
  | "mixed_kinds"
  | "unknown_field"
  | "odd_rows";
