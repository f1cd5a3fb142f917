import { POLLUTING_KEYS } from "../core/checks";
import type { Fail } from "./checkCondition";
import {
  checkCounts,
  checkEnds,
  checkFinite,
  checkKeys,
  checkLength,
  checkText,
  checkTextOrNull,
  checkUnique,
} from "./checkParts";
import type { FeatureSummary } from "./types";

const TYPES: readonly unknown[] = ["number", "flag", "ordinal", "category"];
const VISIBILITIES: readonly unknown[] = ["public", "internal", "protected"];
const TRANSFORMS: readonly unknown[] = [null, "log1p", "sqrt"];

/**
 * Checks what a model knows of its features.
 *
 * @param fail - called with what was expected and received
 * @param list - the features
 * @returns the features by name
 */
export function checkFeatures(
  fail: Fail,
  list: readonly FeatureSummary[],
): ReadonlyMap<string, FeatureSummary> {
  checkUnique(
    fail,
    "feature name",
    list.map((feature) => feature?.name),
  );
  for (const feature of list) {
    if (POLLUTING_KEYS.includes(feature.name))
      fail("a feature name other than those of object internals", feature.name);
    const name = `feature "${feature.name}"`;
    checkKeys(
      fail,
      name,
      feature,
      "name type label unit source visibility phrase levels transform clip reference",
    );
    checkText(fail, `the label of ${name}`, feature.label);
    checkTextOrNull(fail, `the unit of ${name}`, feature.unit);
    checkTextOrNull(fail, `the phrase of ${name}`, feature.phrase);
    checkSource(fail, `the source of ${name}`, feature.source);
    if (!VISIBILITIES.includes(feature.visibility)) fail(`${name} of a known visibility`, feature.visibility);
    if (!TYPES.includes(feature.type)) fail(`${name} of a known type`, feature.type);
    if (!TRANSFORMS.includes(feature.transform)) fail(`${name} with a known transform`, feature.transform);
    if (feature.clip !== undefined) checkClip(fail, `clip of ${name}`, feature.clip);
    if (feature.levels !== null) checkUnique(fail, `level of ${name}`, feature.levels);
    else if (feature.type === "ordinal") fail(`${name} to have levels`, feature.levels);
    const expected = feature.type === "category" ? "category" : "number";
    if (feature.reference === null) continue;
    if (feature.reference?.kind !== expected) {
      fail(`a ${expected} reference for ${name}`, feature.reference?.kind);
    }
    checkReference(fail, `the reference of ${name}`, feature.reference);
  }
  return new Map(list.map((feature) => [feature.name, feature]));
}

function checkClip(fail: Fail, name: string, clip: NonNullable<FeatureSummary["clip"]>): void {
  if (!Array.isArray(clip) || clip.length !== 2) fail(`${name} to be two ends`, clip);
  const [low, high] = clip;
  checkEnds(fail, name, low, high);
}

function checkSource(fail: Fail, name: string, source: FeatureSummary["source"]): void {
  if (source === null) return;
  checkKeys(fail, name, source, "system refreshedAt");
  checkText(fail, `the system in ${name}`, source.system);
  if (source.refreshedAt !== undefined) checkText(fail, `refreshedAt in ${name}`, source.refreshedAt);
}

function checkReference(fail: Fail, name: string, reference: NonNullable<FeatureSummary["reference"]>): void {
  checkCounts(fail, `counts of ${name}`, [reference.count, reference.missing]);
  if (reference.kind === "category") {
    checkKeys(fail, name, reference, "kind count missing levels");
    if (!Array.isArray(reference.levels)) fail(`levels of ${name} to be a list`, reference.levels);
    for (const level of reference.levels) {
      checkKeys(fail, `a level of ${name}`, level, "level count");
      checkText(fail, `a level of ${name}`, level.level);
      checkCounts(fail, `counts of ${name}`, [level.count]);
    }
    return;
  }
  checkKeys(
    fail,
    name,
    reference,
    "kind count missing mean standardDeviation minimum maximum quantiles integer",
  );
  checkFinite(fail, name, [reference.mean, reference.minimum, reference.maximum]);
  checkCounts(fail, `standardDeviation of ${name}`, [reference.standardDeviation]);
  checkLength(fail, `quantiles of ${name}`, reference.quantiles, 5);
  if (typeof reference.integer !== "boolean")
    fail(`integer of ${name} to be true or false`, reference.integer);
}
