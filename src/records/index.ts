export {
  type BadCell,
  type ConvertedFields,
  type ConvertOptions,
  convertFields,
  type FieldCounts,
  type RejectedRow,
} from "./convertFields";
export type { FieldWarning, FieldWarningCode } from "./fieldWarning";
export type { TextRow } from "./headers";
export type {
  BadCellRule,
  ConvertedRecord,
  ConvertedValue,
  DateFieldPlan,
  FieldPlan,
  FieldPlanBase,
  FieldPlans,
  ListFieldPlan,
  MoneyFieldPlan,
  NumberFieldPlan,
  NumberWriting,
  PercentFieldPlan,
  ProposedFieldPlans,
  TextFieldPlan,
  UndecidedFieldPlan,
  YesNoFieldPlan,
} from "./planTypes";
export type { CellKind } from "./profile/tally";
export {
  type FieldProfile,
  type FieldProfiles,
  type ProfileOptions,
  profileFields,
  type TextCount,
} from "./profileFields";
