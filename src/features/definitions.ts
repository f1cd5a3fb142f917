import type { Decay } from "../core/time";
import type { EventFilter } from "./events";
import type { Expression } from "./expression";

/** What {@link numeric} writes into a definition. */
export interface NumericDefinition {
  readonly extractor: "numeric";
  readonly field: string;
  readonly clip: readonly [number | null, number | null];
  readonly transform: "log1p" | "sqrt" | null;
  readonly fromText: boolean;
  readonly missing: readonly (number | string)[];
}

/** What {@link categorical} writes into a definition. */
export interface CategoricalDefinition {
  readonly extractor: "categorical";
  readonly field: string;
  readonly levels: readonly string[] | null;
  readonly ignoreCase: boolean;
  readonly aliases: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

/** What {@link flag} writes into a definition. */
export interface FlagDefinition {
  readonly extractor: "flag";
  readonly field: string;
  readonly trueValues: readonly (string | number)[];
  readonly falseValues: readonly (string | number)[];
  readonly missing: readonly (string | number)[];
}

/** What {@link ordinal} writes into a definition. */
export interface OrdinalDefinition {
  readonly extractor: "ordinal";
  readonly field: string;
  readonly levels: readonly string[];
  readonly ignoreCase: boolean;
  readonly missing: readonly string[];
}

/** What {@link ratio} writes into a definition. */
export interface RatioDefinition {
  readonly extractor: "ratio";
  readonly numerator: string;
  readonly denominator: string;
}

/** What {@link daysSince} and {@link daysUntil} write into a definition. */
export interface FieldDefinition {
  readonly extractor: "daysSince" | "daysUntil";
  readonly field: string;
}

/** What {@link seniority} and {@link department} write into a definition. */
export interface TitleDefinition {
  readonly extractor: "seniority" | "department";
  readonly field: string;
  readonly missing: readonly string[];
}

/** What {@link emailDomainType} writes into a definition. */
export interface EmailDomainDefinition {
  readonly extractor: "emailDomainType";
  readonly field: string;
  readonly free: readonly string[];
  readonly disposable: readonly string[];
  readonly missing: readonly string[];
}

/** What {@link expression} and `formula` write into a definition. */
export interface ExpressionDefinition {
  readonly extractor: "expression";
  readonly expression: Expression;
}

/** The number that an event brings, as data: a numeric property, or points by the value of a property. */
export type EventNumberDefinition =
  | string
  | { readonly by: string; readonly points: Readonly<Record<string, number>>; readonly otherwise?: number };

/** What every definition over a list of events holds. */
export interface EventsDefinition {
  /** The key of the record that holds the list of events. */
  readonly field: string;
  /** The property with the date, `at` where absent. */
  readonly at?: string;
  readonly where?: EventFilter;
  readonly withinDays?: number;
}

/** What the extractors over a list of events write into a definition; an option that was not given is absent. */
export type EventDefinition = EventsDefinition &
  (
    | { readonly extractor: "countEvents" | "daysSinceEvent" }
    | { readonly extractor: "sumEvents"; readonly value: EventNumberDefinition }
    | ({ readonly extractor: "decayedSum"; readonly weight?: EventNumberDefinition } & Decay)
    | { readonly extractor: "growth"; readonly value: EventNumberDefinition; readonly overDays: number }
    | { readonly extractor: "trend"; readonly value: EventNumberDefinition; readonly perDays?: number }
    | {
        readonly extractor: "recencyFrequencyValue";
        readonly measure: "recency" | "frequency" | "value" | "span" | "age";
        readonly value?: EventNumberDefinition;
      }
  );

/** The definition of every declarative extractor: what exporters translate and {@link featureFromDefinition} reads. */
export type KnownDefinition =
  | NumericDefinition
  | CategoricalDefinition
  | FlagDefinition
  | OrdinalDefinition
  | RatioDefinition
  | FieldDefinition
  | TitleDefinition
  | EmailDomainDefinition
  | ExpressionDefinition
  | EventDefinition;
