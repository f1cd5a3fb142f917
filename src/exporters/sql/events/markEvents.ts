import { MILLISECONDS_PER_DAY } from "../../../core/time";
import { caseOf, joined } from "../format";
import type { Column } from "../layers";
import { isInfinite } from "../numbers";
import type { EventFeature } from "./eventFeature";
import { type EventRows, filterSql, numberSql } from "./eventTests";
import type { Marked } from "./measures";

/** The columns of a feature among the events: the events that count, and those that reject the record. */
export interface EventMarks {
  readonly marked: Marked;
  /** 1 if the record is rejected. */
  readonly bad: Column;
}

/** Marks, for every feature, the events that count. */
export function markEvents(
  rows: EventRows,
  name: string,
  features: readonly EventFeature[],
  asOf: string,
): readonly EventMarks[] {
  const { dialect, layers, inputs } = rows;
  const day = dialect.number(MILLISECONDS_PER_DAY);
  layers.begin(`${name}_inputs`);
  const read = features.map((feature) => {
    const { where = {}, at = "at" } = feature.definition;
    const tests = filterSql(rows, feature.name, where);
    return { tests, time: inputs.instant(feature.name, at).time, number: numberOf(rows, feature) };
  });
  layers.begin(`${name}_ages`);
  const ages = new Map<string, Column>();
  for (const { time } of read) {
    if (ages.has(time.sql)) continue;
    ages.set(time.sql, layers.define(`age_${ages.size + 1}`, `(${asOf} - ${time.sql}) / ${day}`));
  }
  layers.begin(`${name}_marked`);
  return features.map((feature, i) => {
    const { tests, time, number } = read[i] as (typeof read)[number];
    return markEvent(rows, feature, tests, time.sql, (ages.get(time.sql) as Column).sql, number);
  });
}

/** What a feature adds up: SQL, whether it may be missing, and a test of what rejects the record. */
function numberOf(rows: EventRows, { name, hint, definition }: EventFeature) {
  const number =
    "value" in definition ? definition.value : "weight" in definition ? definition.weight : undefined;
  if (number === undefined) return { value: rows.dialect.number(1), problem: null, isSure: true };
  return { ...numberSql(rows, name, hint, number), isSure: typeof number !== "string" };
}

function markEvent(
  { dialect, layers }: EventRows,
  { hint, definition }: EventFeature,
  tests: readonly string[],
  time: string,
  age: string,
  number: ReturnType<typeof numberOf>,
): EventMarks {
  const n = dialect.number;
  const { withinDays } = definition as { readonly withinDays?: number };
  const inWindow = [`${age} >= ${n(0)}`, ...(withinDays === undefined ? [] : [`${age} < ${n(withinDays)}`])];
  const all = (more: readonly string[]) => joined([...tests, ...more], "AND");
  const counts = all(inWindow);
  const hasNumber = number.isSure ? counts : all([...inWindow, `${number.value} IS NOT NULL`]);
  const bad: [string, string][] = [[all([`(${time} IS NULL OR ${isInfinite(dialect, time)})`]), "1"]];
  if (number.problem !== null) bad.push([all([...inWindow, number.problem]), "1"]);
  const mark = (what: string, when: string, then: string) =>
    layers.define(`${what}${hint}`, caseOf([[when, then]], null));
  const { extractor } = definition;
  const isRecency = extractor === "recencyFrequencyValue";
  const day = dialect.floor(`${time} / ${n(MILLISECONDS_PER_DAY)}`);
  return {
    marked: {
      age: mark("days", hasNumber, age),
      value: "value" in definition || extractor === "decayedSum" ? mark("value", counts, number.value) : null,
      seen: extractor === "sumEvents" ? mark("seen", counts, "1") : null,
      day: isRecency ? mark("day", hasNumber, day) : null,
    },
    bad: layers.define(`bad${hint}`, caseOf(bad, "0")),
  };
}
