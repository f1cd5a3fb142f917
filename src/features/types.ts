import type { Instant } from "../core/instant";
/**
 * What a feature's values are.
 *
 * - `number`: any finite number
 * - `flag`: 0 or 1
 * - `ordinal`: the rank of a level, 0 for the lowest
 * - `category`: text
 *
 * The first three live in number columns, the last in category columns.
 */
export type FeatureType = "number" | "flag" | "ordinal" | "category";

/** A feature's value for one record: a number, text, or `null` where it is missing. */
export type FeatureValue = number | string | null;

/** Where a feature's data come from, for the "sources" line of a narrative. */
export interface FeatureSource {
  /** Name of the system, such as `CRM` or `web analytics`. */
  readonly system: string;
  /** The instant of the last refresh, as ISO 8601 text. */
  readonly refreshedAt?: string;
}

/** What every extractor accepts beside its own options. */
export interface FeatureOptions {
  /** Words for people, such as `time on site`; the feature's name if absent. */
  readonly label?: string;
  /** Unit of the values, such as `s`, `days` or `EUR`. */
  readonly unit?: string;
  /** Where the data come from. */
  readonly source?: FeatureSource;
  /**
   * Who may see it as a reason: everybody (`public`, the default), nobody outside the team (`internal`), or
   * nobody at all because it is a protected attribute (`protected`).
   */
  readonly visibility?: "public" | "internal" | "protected";
  /**
   * A sentence part for narratives in which `{value}` stands for the value, such as
   * `{value} visits in the last 30 days`.
   */
  readonly phrase?: string;
}

/** A value that cannot be used: what was expected and what was found. The record is rejected with it. */
export interface Rejection {
  /** What was expected, such as `a finite number`. */
  readonly expected: string;
  /** What was found. */
  readonly received: unknown;
}

/** What the numbers of a feature can be, in original units; for a flag 0 and 1, for an ordinal feature its ranks. */
export interface ValueLimits {
  /** The smallest one; -Infinity where there is none. */
  readonly minimum: number;
  /** The largest one; Infinity where there is none. */
  readonly maximum: number;
  /** Whether there are only whole numbers. */
  readonly whole: boolean;
}

/** Plain JSON that says completely how a declarative feature is computed. */
export type FeatureDefinition = Readonly<Record<string, unknown>> & {
  /** The name of the extractor, such as `countEvents`. */
  readonly extractor: string;
};

/**
 * A feature: metadata and one function. Where every option was data, `definition` describes it completely, so
 * that it can be saved and exported; where a function was given, `definition` is null.
 */
export interface Feature<Row> {
  /** What the values are. */
  readonly type: FeatureType;
  /** Words for people, or null to use the feature's name. */
  readonly label: string | null;
  /** Unit of the values, or null. */
  readonly unit: string | null;
  /** Where the data come from, or null. */
  readonly source: FeatureSource | null;
  /** Who may see it as a reason. */
  readonly visibility: "public" | "internal" | "protected";
  /** A sentence part with `{value}`, or null. */
  readonly phrase: string | null;
  /** The levels from lowest to highest for an ordinal feature, the listed levels of a categorical one, or null. */
  readonly levels: readonly string[] | null;
  /** The transform that was applied to the original values, or null: people see and name the original ones. */
  readonly transform: "log1p" | "sqrt" | null;
  /** The ends that numbers beyond them become, before the transform; null for an open side, or for none at all. */
  readonly clip: readonly [number | null, number | null] | null;
  /** Whether the value depends on the instant `asOf`. */
  readonly needsAsOf: boolean;
  /** The extractor and its options as JSON, or null where one of them is a function. */
  readonly definition: FeatureDefinition | null;
  /** The key of the record that the value is made from, or null where it is made by a function or from several keys. */
  readonly key: string | null;
  /** Makes the value from what is under `key`, at an instant; null where there is no such key. */
  readonly parse: ((raw: unknown, asOf: number) => number | string | null | Rejection) | null;
  /** What its numbers can be, where not any: within `clip`, whole for a count, never negative for elapsed days. */
  readonly limits: Partial<ValueLimits> | null;
  /**
   * Reads a value that a person names as it reads the record's, in original units, where records hold the value itself;
   * null where it is made of something else: then its levels, if it lists any, are all there are.
   */
  readonly readNamed: ((named: unknown) => number | string | null | Rejection) | null;
  /** Where `clip` or a transform changes values: the same feature without them, the record's own number; else null. */
  readonly original: Feature<Row> | null;
  /**
   * Reads the value from a record at an instant (milliseconds since 1970): NaN for a missing number, null for
   * missing text.
   */
  readonly read: (row: Row, asOf: number) => number | string | null | Rejection;
}

/** The keys of a record whose values are of a type, or missing, or of no known type. */
export type KeysOf<Row, Value> = {
  [Key in keyof Row & string]: unknown extends Row[Key]
    ? Key
    : [Exclude<Row[Key], null | undefined>] extends [Value]
      ? Key
      : never;
}[keyof Row & string];

/** A field of the record, or a function of the whole record. A function makes the feature not exportable. */
export type RecordField<Row, Value> =
  | KeysOf<NoInfer<Row>, Value>
  | ((row: NoInfer<Row>) => Value | null | undefined);

/** The instant that features look from: one for all records, or one per record while training. */
export type AsOf<Row> = Instant | ((row: Row) => Instant);
