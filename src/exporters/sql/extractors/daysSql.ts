import { MILLISECONDS_PER_DAY } from "../../../core/time";
import type { FieldDefinition } from "../../../features/definitions";
import { caseOf } from "../format";
import { isInfinite } from "../numbers";
import { type Extraction, type FeatureSql, plain } from "./types";

/** Days since or until a date; a date after the instant is not known to `daysSince`. */
export function daysSql(extraction: Extraction, { extractor, field }: FieldDefinition): FeatureSql {
  const { dialect, inputs, feature, asOf } = extraction;
  const { input, time } = inputs.instant(feature, field);
  const day = dialect.number(MILLISECONDS_PER_DAY);
  const problem =
    input.type === "text"
      ? `${input.column.sql} IS NOT NULL AND ${time.sql} IS NULL`
      : isInfinite(dialect, time.sql);
  if (extractor === "daysUntil") return plain(`(${time.sql} - ${asOf}) / ${day}`, [problem]);
  return plain(caseOf([[`${time.sql} <= ${asOf}`, `(${asOf} - ${time.sql}) / ${day}`]], null), [problem]);
}
