import { reject } from "../core/checks";
import { defineFeature } from "./defineFeature";
import { readNumber, readText } from "./readers";
import type { Feature, FeatureOptions } from "./types";

/** Options of {@link custom}. */
export interface CustomOptions extends FeatureOptions {
  /** What the function returns: a number by default. */
  readonly type?: "number" | "flag" | "category";
}

/**
 * A feature computed by a function of the record and, if it declares a second parameter, of the instant. It is
 * not declarative: models that use it can be saved, but not exported to SQL and the like. `null`, `undefined`
 * and NaN are missing; an error thrown by the function rejects the record.
 *
 * @param compute - a pure function of the record and `asOf`
 * @param options - label, unit, and the type of the values
 * @returns a feature of the given type
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { custom, featureSet, readTable } from "salience";
 * const features = featureSet<{ name: string }>()({ letters: custom((row) => row.name.length) });
 * readTable([{ name: "Ada" }], features).table.columns.letters; // => { type: "number", values: Float64Array.of(3) }
 * ```
 */
export function custom<Row>(
  compute: (row: NoInfer<Row>, asOf: Date) => number | string | boolean | null | undefined,
  options: CustomOptions = {},
): Feature<Row> {
  const { type = "number" } = options ?? {};
  if (typeof compute !== "function") reject("custom", "compute to be a function", compute);
  if (!["number", "flag", "category"].includes(type)) reject("custom", "type number, flag or category", type);
  return defineFeature<Row>("custom", options, ["type"], {
    type,
    needsAsOf: compute.length > 1,
    definition: { extractor: "custom", compute },
    read(row, asOf) {
      const value = compute(row, new Date(asOf));
      if (type === "category") return readText(value);
      if (type === "number") return readNumber(value);
      if (typeof value === "boolean") return value ? 1 : 0;
      const number = readNumber(value);
      return number === 0 || number === 1 || Number.isNaN(number)
        ? number
        : { expected: "a boolean, 0 or 1", received: value };
    },
  });
}
