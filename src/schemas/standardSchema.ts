/** One thing that a validator has against a value. */
export interface StandardIssue {
  /** What is wrong. */
  readonly message: string;
  /** Where: keys from the outside in, each plain or as `{ key }`. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a validator answers: the value as the schema puts it out, or what is wrong. */
export type StandardResult<Output> =
  | {
      /** The value, possibly converted. */
      readonly value: Output;
      readonly issues?: undefined;
    }
  | {
      /** At least one. */
      readonly issues: readonly StandardIssue[];
    };

/**
 * A schema of any library that follows Standard Schema version 1 (https://standardschema.dev), such as zod, valibot
 * and arktype: the part of the interface that is used here.
 */
export interface StandardSchema<Output = unknown> {
  /** The properties of the standard. */
  readonly "~standard": {
    readonly version: 1;
    /** The library that made the schema. */
    readonly vendor: string;
    /** Checks a value. */
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
  };
}
