import { expect } from "vitest";
import { type JavaScriptOptions, toJavaScript } from "../../../src/exporters/javascript/index";
import {
  type AsOf,
  categorical,
  type Feature,
  type FeatureSet,
  featureSet,
  flag,
  numeric,
  ordinal,
} from "../../../src/features/index";
import type { AdditiveModel, FeatureSummary, Scorer, ScoreTable } from "../../../src/models/index";

// biome-ignore lint/suspicious/noExplicitAny: tests hand over any record on purpose
export type Any = any;

/** What a module exports. */
export interface Module {
  readonly score: (record: unknown, options?: { readonly asOf?: unknown }) => Any;
  readonly scoreAll: (records: readonly unknown[], options?: { readonly asOf?: unknown }) => Any;
  readonly model: string;
  readonly features: readonly string[];
  readonly statuses: readonly string[];
  readonly gates: readonly { readonly id: string; readonly reason: string }[];
  readonly buckets?: readonly string[];
}

/** Runs the text of a module as a script. The tests of the module itself import it for real. */
export function runModule(text: string): Module {
  const last = /\nexport \{ (.*) \};\n$/.exec(text);
  const names = (last?.[1] ?? "").split(", ").map((part) => part.split(" as "));
  const pairs = names.map(([name, as]) => (as === undefined ? name : `${as}: ${name}`)).join(", ");
  return new Function(`"use strict";\n${text.slice(0, last?.index)}\nreturn { ${pairs} };`)();
}

export const moduleOf = <Row>(
  model: AdditiveModel,
  features: FeatureSet<Row>,
  options?: JavaScriptOptions,
): Module => runModule(toJavaScript(model, features, options));

/** Declarative features that read a record's fields of the same names; null where an ordinal one has too few levels. */
export function declaredFeatures(model: AdditiveModel): FeatureSet<Any> | null {
  const make = ({ name, type, levels, transform }: FeatureSummary): Feature<Any> => {
    if (type === "category") return categorical(name);
    if (type === "flag") return flag(name);
    if (type === "ordinal") return ordinal(name, levels ?? []);
    return numeric(name, transform === null ? {} : { transform });
  };
  if (model.features.some(({ type, levels }) => type === "ordinal" && (levels?.length ?? 0) < 2)) return null;
  return featureSet<Any>()(Object.fromEntries(model.features.map((one) => [one.name, make(one)])));
}

const COLUMNS = ["status", "score", "probability", "margin", "coverage", "lowConfidence", "gate"] as const;

/** Expects the same columns to the bit, and the same rejected records with the same reasons. */
export function expectSameTable(actual: ScoreTable, wanted: ScoreTable): void {
  expect(actual.rowCount).toBe(wanted.rowCount);
  expect(actual.rejected).toEqual(wanted.rejected);
  for (const name of COLUMNS) expect(firstDifference(actual[name], wanted[name]), name).toBeNull();
}

function firstDifference(actual: ArrayLike<number>, wanted: ArrayLike<number>): string | null {
  if (actual.length !== wanted.length) return `length ${actual.length}, not ${wanted.length}`;
  for (let i = 0; i < wanted.length; i++) {
    if (!Object.is(actual[i], wanted[i])) return `row ${i}: ${actual[i]}, not ${wanted[i]}`;
  }
  return null;
}

/**
 * Expects that code gives what a scorer gives: for each record alone, for all of them read through the shared
 * function, and for all of them as records of one shape, read by name.
 */
export function expectSameScores(
  code: Pick<Module, "score" | "scoreAll"> | Scorer<Any>,
  scorer: Scorer<Any>,
  records: readonly unknown[],
  options?: { readonly asOf?: AsOf<Any> },
): void {
  const few = records.slice(0, 90);
  const wanted = scorer.scoreAll(few, options);
  expectSameTable(code.scoreAll(few, options), wanted);
  for (const record of few) {
    expect(resultOf(() => code.score(record, options))).toEqual(
      resultOf(() => scorer.score(record, options)),
    );
  }
  const many = repeat(records);
  expectSameTable(code.scoreAll(many, options), scorer.scoreAll(many, options));
  const plain = records.filter(
    (one) => Object.prototype.toString.call(one) === "[object Object]",
  ) as object[];
  const keys = [...new Set(plain.flatMap(Object.keys))];
  const alike = repeat(plain.map((one) => withKeys(one, keys)));
  expectSameTable(code.scoreAll(alike, options), scorer.scoreAll(alike, options));
}

/** What a call gives, or the message of what it throws. */
function resultOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return (error as Error).message;
  }
}

/** A copy with the given keys in their order; what throws when it is read still does. */
function withKeys(record: object, keys: readonly string[]): object {
  const absent = { value: undefined, enumerable: true };
  const descriptor = (key: string) => Object.getOwnPropertyDescriptor(record, key) ?? absent;
  return Object.defineProperties({}, Object.fromEntries(keys.map((key) => [key, descriptor(key)])));
}

const repeat = <Item>(items: readonly Item[]): Item[] =>
  items.length === 0
    ? []
    : Array.from({ length: Math.max(200, items.length) }, (_, i) => items[i % items.length] as Item);
