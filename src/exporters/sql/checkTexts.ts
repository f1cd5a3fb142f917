import { reject } from "../../core/checks";
import type { KnownDefinition } from "../../features/definitions";
import type { FeatureSet } from "../../features/featureSet";
import type { AdditiveModel } from "../../models/types";
import type { Dialect } from "./dialect";
import { isEventDefinition } from "./featureSql";
import type { Settings } from "./settings";

/** The largest constant, and the smallest but 0, that cannot overflow together with the bounds of the values. */
const LARGEST_CONSTANT = 1e50;

/**
 * Refuses, by the name of the part, what a database cannot hold: texts with a character of code 0 or half a character,
 * and, where an overflow is an error, numbers so large or small that one could occur.
 */
export function checkTexts<Row>(settings: Settings, model: AdditiveModel, features: FeatureSet<Row>): void {
  const { dialect, buckets } = settings;
  for (const { name } of model.features) {
    const definition = features.features[name]?.definition as KnownDefinition | null | undefined;
    const isCalculated = definition != null && isEventDefinition(definition);
    check(dialect, `feature "${name}"`, [name, definition], isCalculated);
  }
  for (const term of model.terms) check(dialect, `term "${term.id}"`, term, true);
  for (const group of model.groups) check(dialect, `group "${group.id}"`, group, true);
  for (const gate of model.gates) check(dialect, `gate "${gate.id}"`, gate, true);
  check(dialect, "the model", [model.intercept, model.calibration], true);
  if (buckets !== null) check(dialect, "buckets", buckets, false);
}

function check(dialect: Dialect, part: string, value: unknown, isCalculated: boolean): void {
  if (typeof value === "string") {
    if (/[\ud800-\udfff]/u.test(value)) refuse(`${part} without half a character (a lone surrogate)`, value);
    if (value.includes("\0") && !dialect.holdsNul)
      refuse(`${part} without the character NUL, which ${dialect.name} cannot hold`, value);
  } else if (typeof value === "number") {
    const size = Math.abs(value);
    const fits = size === 0 || (size <= LARGEST_CONSTANT && size >= 1 / LARGEST_CONSTANT);
    if (isCalculated && dialect.traps && !fits) {
      refuse(
        `${part} with numbers of size 0 or 1e-50 to 1e50, because ${dialect.name} stops at an overflow`,
        value,
      );
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      check(dialect, part, key, false);
      check(dialect, part, item, isCalculated);
    }
  }
}

function refuse(expected: string, received: unknown): never {
  return reject("toSql", expected, received, "invalid_configuration");
}
