/** What may be said of a field of any kind. */
export interface FieldPlanBase {
  /** What the field is called in the converted records; as in the rows if absent. */
  readonly name?: string;
  /** Texts that stand for "not known", such as `["--", "N/A"]`: whole cells, in any case. Empty text always does. */
  readonly missing?: readonly string[];
  /** What a bad cell of this field does; as the option `badCells` says if absent. */
  readonly badCells?: BadCellRule;
}

/** A bad cell rejects its record, or counts as missing. */
export type BadCellRule = "reject" | "missing";

/** How numbers are written. Without `thousands` digits may not be grouped. */
export interface NumberWriting {
  /** The decimal separator; a point if absent. */
  readonly decimal?: "." | ",";
  /** What groups of digits are separated by: a space stands for any kind of space, ' for ’ too. */
  readonly thousands?: "," | "." | " " | "'";
}

/** Text: white space around it is dropped. */
export interface TextFieldPlan extends FieldPlanBase {
  readonly kind: "text";
}

/** A number such as `1,204`, `-3.5`, `(3.5)` for −3.5, or `1.2e5`. */
export interface NumberFieldPlan extends FieldPlanBase, NumberWriting {
  readonly kind: "number";
}

/** An amount of one currency, such as `$12,500.00` or `12.500 EUR`; the currency may be left out in a cell. */
export interface MoneyFieldPlan extends FieldPlanBase, NumberWriting {
  readonly kind: "money";
  /** The ways in which the one currency is written, such as `["$", "USD"]`. */
  readonly currency: readonly string[];
}

/** A number with a percent sign, as a fraction: `19%` is 0.19. */
export interface PercentFieldPlan extends FieldPlanBase, NumberWriting {
  readonly kind: "percent";
}

/** A day or an instant. */
export interface DateFieldPlan extends FieldPlanBase {
  readonly kind: "date";
  /** Formats in the tokens of Unicode (as in date-fns), such as `M/d/yy h:mm a`; the first that fits is taken. */
  readonly formats: readonly string[];
  /** The time zone of times that state no offset, such as `America/New_York`; needed where there are such formats. */
  readonly zone?: string;
}

/** A yes or no, in any case. */
export interface YesNoFieldPlan extends FieldPlanBase {
  readonly kind: "yesNo";
  /** Texts that mean yes; `yes`, `y`, `true`, `t`, `on` and `1` if absent. */
  readonly yes?: readonly string[];
  /** Texts that mean no; `no`, `n`, `false`, `f`, `off` and `0` if absent. */
  readonly no?: readonly string[];
}

/** Several texts in one cell, such as `SEO; Ads`. */
export interface ListFieldPlan extends FieldPlanBase {
  readonly kind: "list";
  /** What stands between the items, such as `;`; white space around an item is dropped, and so is an empty item. */
  readonly separator: string;
}

/** How the cells of one field become values: plain JSON. */
export type FieldPlan =
  | TextFieldPlan
  | NumberFieldPlan
  | MoneyFieldPlan
  | PercentFieldPlan
  | DateFieldPlan
  | YesNoFieldPlan
  | ListFieldPlan;

/** A field that can be read in several ways: replace it by one of the choices. */
export interface UndecidedFieldPlan {
  readonly kind: "undecided";
  readonly choices: readonly FieldPlan[];
}

/** A plan by field. */
export type FieldPlans = Readonly<Record<string, FieldPlan>>;

/** A plan that `profileFields` proposes: what it could not decide is left to the caller. */
export type ProposedFieldPlans = Readonly<Record<string, FieldPlan | UndecidedFieldPlan>>;

/**
 * The value that a plan makes of a cell: null where it is missing. A date is ISO 8601 text, `2024-07-17` for a day and
 * `2024-07-17T19:16:00.000Z` for an instant, so that a record is plain JSON and a day stays a day.
 */
export type ConvertedValue<Plan> = Plan extends { readonly kind: "number" | "money" | "percent" }
  ? number | null
  : Plan extends { readonly kind: "yesNo" }
    ? boolean | null
    : Plan extends { readonly kind: "list" }
      ? readonly string[] | null
      : string | null;

/** A record with the fields of a plan, under their new names. Fields that are not in the plan are there as well. */
export type ConvertedRecord<Plans> = {
  readonly [Field in keyof Plans as Plans[Field] extends { readonly name: infer Name extends string }
    ? Name
    : Field]: ConvertedValue<Plans[Field]>;
};
