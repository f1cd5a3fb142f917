import { checkNumber, checkOptions, POLLUTING_KEYS, reject } from "../core/checks";
import { featureSet } from "../features/featureSet";
import type { Feature } from "../features/types";
import { conditionFeatures } from "../models/evaluateCondition";
import { pointsModel } from "../scoring/pointsModel";
import type { PointsRule } from "../scoring/types";
import { type CrmProperty, type CrmPropertyType, crmProperty } from "./crmProperty";
import { tokensFeature, tokensName } from "./crmTokens";
import { type CrmFilter, filterCondition } from "./filterCondition";
import {
  checkColumnName,
  checkList,
  checkUnique,
  type ImportedModel,
  type ImportedRow,
} from "./importedModel";

/** Points for what is known of a record: one filter, or groups of filters. */
export interface CrmPointsRule extends Partial<CrmFilter> {
  /** Words for people; made of group and position if absent. */
  readonly label?: string;
  /** In place of a filter of its own: the rule holds where every filter of one of these holds. */
  readonly filterGroups?: readonly { readonly filters: readonly CrmFilter[] }[];
  /** Points, positive or negative. */
  readonly points: number;
  /** A number property: the points are given that many times. */
  readonly times?: string;
  /** The most points (the fewest, for negative ones) that `times` can give. */
  readonly cap?: number;
}

/** Smallest and largest sum. */
export interface CrmLimit {
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Rules whose points have a limit of their own. */
export interface CrmPointsGroup {
  /** Unique among the groups. */
  readonly name: string;
  readonly limit?: CrmLimit;
  readonly rules: readonly CrmPointsRule[];
}

/** A lead score as CRM systems describe it, with the filters that HubSpot's search uses. */
export interface CrmPoints {
  /** The type of every property that a filter reads, by its name. */
  readonly properties: Readonly<Record<string, CrmPropertyType>>;
  readonly groups: readonly CrmPointsGroup[];
  /** Points before any rule, 0 by default. */
  readonly start?: number;
  /** Limits of the score. */
  readonly limit?: CrmLimit;
}

const CALLER = "fromPointsJson";
const RULE = ["label", "points", "times", "cap"];
const FILTER = ["propertyName", "operator", "value", "highValue", "values"];

/**
 * A lead score of a CRM system such as HubSpot, written down as JSON, as a points model: properties with operators and
 * points, groups with limits, limits of the score.
 *
 *     points = limit(start + Σ_groups limit_group(Σ_rules points))
 *
 * Operators are those of HubSpot's search, with its rules: EQ, NEQ, LT, LTE, GT, GTE, BETWEEN (`value` to `highValue`,
 * both included), IN and NOT_IN (`values`), CONTAINS_TOKEN and NOT_CONTAINS_TOKEN, HAS_PROPERTY and NOT_HAS_PROPERTY.
 * Only the last two hold for a property without a value.
 *
 * - Case does not matter for a `string`, but IN and NOT_IN ask for values in lower case, and refuse others. It does
 *   matter for an `enumeration`, except in tokens.
 * - A token is a run of letters and digits, with `.`, `@`, `_`, `'`, `+` and `&` inside: "sales" is one of "VP Sales,
 *   EMEA" and none of "Salesforce". `*` at its ends stands for any letters, as in `*@acme.io` or `sales*`. Tokens are
 *   read by a function, which cannot be exported; `*sales*`, with `*` at both ends of one token, can.
 *
 * Types of properties:
 * `string`, `enumeration`, `number` (decimal text is converted), `bool` (`true`, `false`, as text too), and
 * `daysSince`, the elapsed days since a date, for which scoring needs `asOf`. O(rules).
 *
 * @param definition - the parsed JSON
 * @returns the sealed model, and features that read records keyed by property name
 * @throws SalienceError `invalid_argument` that names the group and rule
 *
 * @example
 * ```ts
 * import { createScorer } from "salience";
 * import { fromPointsJson } from "salience/interop";
 * const { model, features } = fromPointsJson({
 *   properties: { country: "enumeration", employees: "number", opted_out: "bool" },
 *   groups: [
 *     {
 *       name: "fit",
 *       limit: { maximum: 25 },
 *       rules: [
 *         { propertyName: "country", operator: "IN", values: ["DE", "AT"], points: 10 },
 *         { propertyName: "employees", operator: "BETWEEN", value: 50, highValue: 500, points: 20 },
 *       ],
 *     },
 *     { name: "permission", rules: [{ propertyName: "opted_out", operator: "EQ", value: true, points: -30 }] },
 *   ],
 *   limit: { minimum: 0, maximum: 100 },
 * });
 * const scorer = createScorer(model, features);
 * scorer.scoreAll([{ country: "DE", employees: "120" }, { country: "DE", opted_out: "true" }]).score;
 * // => Float64Array.of(25, 0)
 * ```
 */
export function fromPointsJson(definition: CrmPoints): ImportedModel {
  checkOptions(CALLER, "definition", definition, ["properties", "groups", "start", "limit"]);
  const properties = propertiesOf(definition.properties);
  const groups = checkList(CALLER, "groups", definition.groups).map(checkGroup);
  checkUnique(
    CALLER,
    "group",
    groups.map(({ name }) => name),
  );
  const rules = groups.flatMap(({ name, rules: list }) =>
    list.map((rule, i) => pointsRule(name, i, rule, properties)),
  );
  if (rules.length === 0) reject(CALLER, "at least one rule", rules);
  const features = featureSet<ImportedRow>()(featuresOf(properties, rules));
  const total = checkLimit("limit", definition.limit ?? {});
  const start = checkNumber(CALLER, "start", definition.start ?? 0);
  const limits = groups.map(({ name, limit = {} }) => [name, checkLimit(`limit of group "${name}"`, limit)]);
  const model = pointsModel({
    features,
    rules,
    groups: Object.fromEntries(limits),
    total,
    start,
    coverageFloor: 0,
    lowConfidenceBelow: 0,
  });
  return { model, features };
}

/** A feature per property, and one of tokens where a rule asks for some. */
function featuresOf(
  properties: ReadonlyMap<string, CrmProperty>,
  rules: readonly PointsRule[],
): Record<string, Feature<ImportedRow>> {
  const read = new Set(rules.flatMap(({ when }) => (when === undefined ? [] : conditionFeatures(when))));
  const features = [...properties].map(([name, { feature }]) => [name, feature] as const);
  const tokens = [...properties.keys()]
    .filter((name) => read.has(tokensName(name)) && !properties.has(tokensName(name)))
    .map((name) => [tokensName(name), tokensFeature(name)] as const);
  return Object.fromEntries([...features, ...tokens]);
}

function propertiesOf(value: CrmPoints["properties"]): ReadonlyMap<string, CrmProperty> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    reject(CALLER, "properties to be an object of types by name", value);
  }
  const entries = Object.entries(value);
  if (entries.length === 0) reject(CALLER, "at least one property", value);
  return new Map(
    entries.map(([name, type]) => [
      checkColumnName(CALLER, "a property", name),
      crmProperty(CALLER, name, type),
    ]),
  );
}

function checkGroup(value: unknown, i: number): CrmPointsGroup {
  checkOptions(CALLER, `groups[${i}]`, value, ["name", "limit", "rules"]);
  const group = value as CrmPointsGroup;
  const { name } = group;
  if (typeof name !== "string" || name === "" || name === "total" || POLLUTING_KEYS.includes(name)) {
    reject(CALLER, `groups[${i}].name to be text other than "total"`, name);
  }
  checkList(CALLER, `rules of group "${name}"`, group.rules);
  return group;
}

function checkLimit(name: string, limit: CrmLimit): CrmLimit {
  checkOptions(CALLER, name, limit, ["minimum", "maximum"]);
  const { minimum, maximum } = limit;
  if (minimum !== undefined) checkNumber(CALLER, `minimum of ${name}`, minimum);
  if (maximum !== undefined) checkNumber(CALLER, `maximum of ${name}`, maximum);
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    reject(CALLER, `${name} with minimum at most ${maximum}`, minimum);
  }
  return limit;
}

function pointsRule(
  group: string,
  i: number,
  rule: CrmPointsRule,
  properties: ReadonlyMap<string, CrmProperty>,
): PointsRule {
  const name = `rule ${i + 1} of group "${group}"`;
  const isGrouped = typeof rule === "object" && rule !== null && "filterGroups" in rule;
  checkOptions(CALLER, name, rule, isGrouped ? [...RULE, "filterGroups"] : [...RULE, ...FILTER]);
  const { label, points, times, cap, filterGroups, ...filter } = rule;
  checkNumber(CALLER, `points of ${name}`, points);
  if (label !== undefined && typeof label !== "string") reject(CALLER, `label of ${name} to be text`, label);
  if (times !== undefined && properties.get(times)?.number !== true) {
    reject(CALLER, `times of ${name} to be a number property`, times);
  }
  if (cap !== undefined) {
    checkNumber(CALLER, `cap of ${name}`, cap);
    if (times === undefined || cap * points < 0) {
      reject(CALLER, `cap of ${name} to go with times and to have the sign of its points`, cap);
    }
  }
  const condition = (value: unknown) => filterCondition(CALLER, name, value, properties);
  const all = (value: unknown) => {
    checkOptions(CALLER, `a filter group of ${name}`, value, ["filters"]);
    const filters = checkList(CALLER, `filters of ${name}`, (value as { filters?: unknown }).filters);
    if (filters.length === 0) reject(CALLER, `filters of ${name}`, filters);
    return { all: filters.map(condition) };
  };
  const any = isGrouped ? checkList(CALLER, `filterGroups of ${name}`, filterGroups) : [];
  if (isGrouped && any.length === 0) reject(CALLER, `filterGroups of ${name}`, any);
  return {
    id: `${group}: ${i + 1}`,
    label: label ?? `${group}: ${i + 1}`,
    when: isGrouped ? { any: any.map(all) } : condition(filter),
    points,
    group,
    ...(times === undefined ? {} : { times }),
    ...(cap === undefined ? {} : { cap }),
  };
}
